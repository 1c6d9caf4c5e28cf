# The tests: bats files by area, C for the pure parts, rules for the sources.
# Each prints TAP, and Automake's TAP driver counts every line of it.
# SPDX-License-Identifier: GPL-3.0-or-later

check_PROGRAMS += tests/notify tests/unit tests/watch tests/with-fd
tests_unit_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/src
tests_unit_CFLAGS = $(OUR_CFLAGS)
tests_unit_SOURCES = tests/unit.c
tests_unit_LDADD = src/libfhln.a $(GNULIB_LIBS)

# These stand alone, without gnulib, and the bats files run them.
tests_notify_CPPFLAGS =
tests_notify_CFLAGS = $(OUR_CFLAGS)
tests_notify_SOURCES = tests/notify.c
tests_with_fd_CPPFLAGS =
tests_with_fd_CFLAGS = $(OUR_CFLAGS)
tests_with_fd_SOURCES = tests/with-fd.c
tests_watch_CPPFLAGS =
tests_watch_CFLAGS = $(OUR_CFLAGS)
tests_watch_SOURCES = tests/watch.c

bats_tests = \
  tests/backup.bats \
  tests/build.bats \
  tests/counts.bats \
  tests/descriptor.bats \
  tests/fd.bats \
  tests/freebsd.bats \
  tests/fuzz.bats \
  tests/handle.bats \
  tests/json.bats \
  tests/messages.bats \
  tests/operand.bats \
  tests/progress.bats \
  tests/replace.bats \
  tests/stream.bats \
  tests/symbolic.bats

TESTS = $(bats_tests) tests/unit tests/syntax-check
EXTRA_DIST += $(bats_tests) tests/helper.bash \
  tests/mounts.bash tests/run-as-user \
  tests/syntax-check tests/tally

# Seconds after which a file of tests is taken to hang.
TEST_TIMEOUT = 300

TEST_EXTENSIONS = .bats
TAP_DRIVER = env AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(TAP_DRIVER)
AM_LOG_DRIVER_FLAGS = --comments
BATS_LOG_DRIVER = $(TAP_DRIVER)
# bats's status only repeats what its lines say.
AM_BATS_LOG_DRIVER_FLAGS = --comments --ignore-exit
BATS_LOG_COMPILER = timeout -k 10 $(TEST_TIMEOUT) $(BATS)
AM_BATS_LOG_FLAGS = --formatter tap --print-output-on-failure

AM_TESTS_ENVIRONMENT = \
  FHLN='$(abs_top_builddir)/src/fhln$(EXEEXT)'; export FHLN; \
  FHLN_STATIC='$(abs_top_builddir)/src/fhln-static'; export FHLN_STATIC; \
  FHLN_WATCH='$(abs_top_builddir)/tests/watch$(EXEEXT)'; export FHLN_WATCH; \
  top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
  top_builddir='$(abs_top_builddir)'; export top_builddir; \
  LC_ALL=C; export LC_ALL;
AM_TESTS_FD_REDIRECT = < /dev/null

# After the tests, the reasons of those that were skipped.
check-local: check-TESTS
	@$(SHELL) $(srcdir)/tests/tally --skipped $(TEST_LOGS:.log=.trs)

# The same tests once more, as an ordinary user; this needs root.
.PHONY: check-as-user
check-as-user: all
	@$(MAKE) $(AM_MAKEFLAGS) $(check_PROGRAMS)
	@BATS='$(BATS_LOG_COMPILER)' AWK='$(AWK)' \
	  $(srcdir)/tests/run-as-user $(srcdir) .

.PHONY: syntax-check
syntax-check: all
	@top_builddir='$(abs_top_builddir)' $(srcdir)/tests/syntax-check

# Cross-compile src/fhln-freebsd; the compiler comes into build-freebsd/.
.PHONY: freebsd
freebsd:
	@$(srcdir)/tests/cross/freebsd $(srcdir) $(DISTFILES)
CLEANFILES += src/fhln-freebsd
EXTRA_DIST += tests/cross/freebsd tests/cross/freebsd.site \
  tests/cross/mirror tests/cross/package.json tests/cross/package-lock.json

# Build src/fhln-static with musl, in build-static/.
.PHONY: static
static:
	@$(srcdir)/tests/cross/static $(srcdir) $(DISTFILES)
CLEANFILES += src/fhln-static
EXTRA_DIST += tests/cross/static

# Measure fhln beside other programs; the table goes to standard output.
.PHONY: bench
bench: all
	-@$(MAKE) $(AM_MAKEFLAGS) static
	@$(srcdir)/tests/bench/run $(srcdir)
CLEANFILES += bench.json
EXTRA_DIST += tests/bench/run tests/bench/limit.c tests/bench/loop.c \
  tests/bench/timer.c

clean-local:
	rm -rf tests/as-user

# What libFuzzer is let loose on; tests/fuzz/run builds it with clang.
EXTRA_DIST += tests/fuzz

distclean-local:
	rm -rf build-freebsd build-fuzz build-static
