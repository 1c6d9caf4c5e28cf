# How the fuzz targets are built: a makefile of its own for GNU make, which
# tests/fuzz/run uses in the build directory.  A target is a C file here; it
# is linked with everything but main.c, all compiled anew into build-fuzz/.
# SPDX-License-Identifier: GPL-3.0-or-later

include Makefile

FUZZ_CC = clang
FUZZ_SANITIZE = address,undefined
FUZZ_CFLAGS = -g -O1 -fno-omit-frame-pointer -fno-sanitize-recover=all -w

fuzz_objects = $(patsubst %.c,build-fuzz/%.o, \
  $(filter %.c,$(src_libfhln_a_SOURCES)))

.SECONDARY:
build-fuzz/%.o: %.c
	@mkdir -p $(@D)
	$(FUZZ_CC) $(FUZZ_CFLAGS) -fsanitize=fuzzer-no-link,$(FUZZ_SANITIZE) \
	  -MMD -MP $(DEFS) $(DEFAULT_INCLUDES) -I$(top_srcdir)/src \
	  $(AM_CPPFLAGS) $(CPPFLAGS) -c -o $@ $<

build-fuzz/%: build-fuzz/tests/fuzz/%.o $(fuzz_objects) lib/libgnu.a
	$(FUZZ_CC) $(FUZZ_CFLAGS) -fsanitize=fuzzer,$(FUZZ_SANITIZE) \
	  -o $@ $< $(fuzz_objects) $(GNULIB_LIBS) $(LDFLAGS) $(FUZZ_LDFLAGS)

# What it reads is made up.
build-fuzz/records: FUZZ_LDFLAGS = -Wl,--wrap=read

-include $(wildcard $(fuzz_objects:.o=.d) build-fuzz/tests/fuzz/*.d)
