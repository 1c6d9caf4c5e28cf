# The build for WASI: `make wasi`, in a directory of its own.
# SPDX-License-Identifier: GPL-3.0-or-later

EXTRA_DIST += \
  tests/wasi/arguments.c \
  tests/wasi/package-lock.json \
  tests/wasi/package.json \
  tests/wasi/run.mjs \
  tests/wasi/under \
  wasi/build \
  wasi/config.site \
  wasi/include/dirent.h \
  wasi/include/fcntl.h \
  wasi/include/signal.h \
  wasi/include/stdio.h \
  wasi/include/sys/random.h \
  wasi/include/unistd.h

if PLATFORM_WASI
src_fhln_LDFLAGS = -Wl,-Map=$@.map
noinst_DATA = src/fhln.checked

# With chdir in the program, libc's linkat takes DEST for SOURCE where both
# are relative names.  The map must show what it is searched for.
src/fhln.checked: src/fhln$(EXEEXT)
	$(AM_V_at)if ! grep -q '(linkat)$$' $<.map; then \
	  echo 'the link map is not as expected: $<.map' >&2; exit 1; \
	elif grep -E '\((chdir|chdir\.[a-z.]+)\)' $<.map >&2; then \
	  echo 'chdir must not be linked in: it breaks linkat' >&2; \
	  rm -f $<; exit 1; \
	fi
	$(AM_V_at)touch $@

# The same program for a host that passes no arguments; the tests make it.
EXTRA_PROGRAMS = tests/wasi/fhln
tests_wasi_fhln_CFLAGS = $(OUR_CFLAGS)
tests_wasi_fhln_SOURCES = src/main.c tests/wasi/arguments.c
tests_wasi_fhln_LDADD = src/libfhln.a $(GNULIB_LIBS)
tests_wasi_fhln_LDFLAGS = -Wl,--wrap=__main_argc_argv
endif

.PHONY: wasi
wasi:
	@MAKE='$(MAKE)' $(srcdir)/wasi/build $(srcdir) $(DISTFILES)
