# The tests: bats files by area, C for the pure parts, rules for the sources.
# Each prints TAP, and Automake's TAP driver counts every line of it.
# SPDX-License-Identifier: GPL-3.0-or-later

check_PROGRAMS += tests/grid tests/notify tests/unit tests/watch tests/with-fd
tests_unit_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/src
tests_unit_CFLAGS = $(OUR_CFLAGS) $(COVERAGE_CFLAGS)
tests_unit_SOURCES = tests/unit.c
tests_unit_LDADD = src/libfhln.a $(GNULIB_LIBS) $(COVERAGE_LIBS)

# What is loaded before the C library, so that allocations fail.
tests/memory.so: tests/memory.c
	$(AM_V_CCLD)$(CC) $(OUR_CFLAGS) $(CFLAGS) -D_GNU_SOURCE -shared -fPIC \
	  -o $@ $(srcdir)/tests/memory.c
CLEANFILES += tests/memory.so
EXTRA_DIST += tests/memory.c

# As well, so that names mean others.
tests/moved.so: tests/moved.c
	$(AM_V_CCLD)$(CC) $(OUR_CFLAGS) $(CFLAGS) -D_GNU_SOURCE -shared -fPIC \
	  -o $@ $(srcdir)/tests/moved.c
CLEANFILES += tests/moved.so
EXTRA_DIST += tests/moved.c

# These stand alone, without gnulib, and the bats files run them.
tests_grid_CPPFLAGS = -D_GNU_SOURCE
tests_grid_CFLAGS = $(OUR_CFLAGS)
tests_grid_SOURCES = tests/grid.c
tests_notify_CPPFLAGS =
tests_notify_CFLAGS = $(OUR_CFLAGS)
tests_notify_SOURCES = tests/notify.c
tests_with_fd_CPPFLAGS =
tests_with_fd_CFLAGS = $(OUR_CFLAGS)
tests_with_fd_SOURCES = tests/with-fd.c
check_PROGRAMS += tests/explain
tests_explain_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/src -I$(srcdir)/tests
tests_explain_CFLAGS = $(OUR_CFLAGS)
tests_explain_SOURCES = tests/explain.c tests/explain-cases.h \
  tests/explain-manual.c tests/explain-manual.h
tests_explain_LDADD = src/libfhln.a $(GNULIB_LIBS) $(COVERAGE_LIBS)

# What the tests of causes run: sandboxes, mounts, a FUSE server.  They stand
# alone, too, and a test that lacks one is skipped.
if TEST_TOOLS
check_PROGRAMS += tests/encrypt tests/idmap tests/landlock tests/seccomp
check_PROGRAMS += tests/between tests/fault tests/swap
check_DATA += tests/memory.so tests/moved.so
endif
tests_between_CPPFLAGS = -D_GNU_SOURCE
tests_between_CFLAGS = $(OUR_CFLAGS)
tests_between_SOURCES = tests/between.c
tests_fault_CPPFLAGS = -D_GNU_SOURCE
tests_fault_CFLAGS = $(OUR_CFLAGS)
tests_fault_SOURCES = tests/fault.c
tests_swap_CPPFLAGS = -D_GNU_SOURCE
tests_swap_CFLAGS = $(OUR_CFLAGS)
tests_swap_SOURCES = tests/swap.c
tests_encrypt_CPPFLAGS = -D_GNU_SOURCE
tests_encrypt_CFLAGS = $(OUR_CFLAGS)
tests_encrypt_SOURCES = tests/encrypt.c
tests_idmap_CPPFLAGS = -D_GNU_SOURCE
tests_idmap_CFLAGS = $(OUR_CFLAGS)
tests_idmap_SOURCES = tests/idmap.c
tests_landlock_CPPFLAGS = -D_GNU_SOURCE
tests_landlock_CFLAGS = $(OUR_CFLAGS)
tests_landlock_SOURCES = tests/landlock.c
tests_seccomp_CPPFLAGS = -D_GNU_SOURCE
tests_seccomp_CFLAGS = $(OUR_CFLAGS)
tests_seccomp_SOURCES = tests/seccomp.c
if TEST_FUSE
check_PROGRAMS += tests/fuse-errno tests/lie
endif
tests_fuse_errno_CPPFLAGS = -D_GNU_SOURCE $(FUSE_CFLAGS)
tests_fuse_errno_CFLAGS = $(OUR_CFLAGS)
tests_fuse_errno_SOURCES = tests/fuse-errno.c
tests_fuse_errno_LDADD = $(FUSE_LIBS)
tests_lie_CPPFLAGS = -D_GNU_SOURCE
tests_lie_CFLAGS = $(OUR_CFLAGS)
tests_lie_SOURCES = tests/lie.c

# It stands alone, without gnulib, and the bats files run it.
tests_watch_CPPFLAGS =
tests_watch_CFLAGS = $(OUR_CFLAGS)
tests_watch_SOURCES = tests/watch.c

bats_tests = \
  tests/allocation.bats \
  tests/backup.bats \
  tests/build.bats \
  tests/causes-fuse.bats \
  tests/causes-handles.bats \
  tests/causes-limits.bats \
  tests/causes-mounts.bats \
  tests/causes-names.bats \
  tests/causes-permission.bats \
  tests/completion.bats \
  tests/confine.bats \
  tests/counts.bats \
  tests/deb.bats \
  tests/descriptor.bats \
  tests/examples.bats \
  tests/fault.bats \
  tests/fd.bats \
  tests/folding.bats \
  tests/freebsd.bats \
  tests/fuzz.bats \
  tests/grid.bats \
  tests/handle.bats \
  tests/hostile.bats \
  tests/json.bats \
  tests/lie.bats \
  tests/lookups.bats \
  tests/long-names.bats \
  tests/memory.bats \
  tests/messages.bats \
  tests/operand.bats \
  tests/progress.bats \
  tests/race.bats \
  tests/replace.bats \
  tests/simulate.bats \
  tests/stream.bats \
  tests/symbolic.bats \
  tests/sync.bats \
  tests/wasi.bats

TESTS = $(bats_tests) tests/analyze tests/explain tests/unit \
  tests/syntax-check
EXTRA_DIST += $(bats_tests) tests/agree.py tests/analyze tests/causes.bash \
  tests/complete-zsh tests/examples.bash tests/faults.bash \
  tests/helper.bash tests/mounts.bash tests/run-as-user \
  tests/run-bare tests/run-portable tests/run-sanitized \
  tests/syntax-check tests/tally \
  tests/variant.bash

# Seconds after which a file of tests is taken to hang.
TEST_TIMEOUT = 600

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
  FHLN_TOOLS='$(abs_top_builddir)/tests'; export FHLN_TOOLS; \
  top_srcdir='$(abs_top_srcdir)'; export top_srcdir; \
  top_builddir='$(abs_top_builddir)'; export top_builddir; \
  LC_ALL=C; export LC_ALL;
AM_TESTS_FD_REDIRECT = < /dev/null

# After the tests, the reasons of those that were skipped.
check-local: check-TESTS
	@$(SHELL) $(srcdir)/tests/tally $(TALLY_FLAGS) $(TEST_LOGS:.log=.trs)
TALLY_FLAGS = --skipped

# The same tests once more, as an ordinary user; this needs root.
.PHONY: check-as-user
check-as-user: all
	@$(MAKE) $(AM_MAKEFLAGS) $(check_PROGRAMS) $(check_DATA)
	@BATS='$(BATS_LOG_COMPILER)' AWK='$(AWK)' TALLY_FLAGS='$(TALLY_FLAGS)' \
	  $(srcdir)/tests/run-as-user $(srcdir) .

# All of it in a fresh Debian that has nothing; this needs root.
.PHONY: check-bare
check-bare:
	@$(srcdir)/tests/run-bare $(srcdir)

# The same tests once more, with sanitizers in the program; SANITIZED_TESTS
# chooses some.
.PHONY: check-sanitized
check-sanitized: all
	@$(MAKE) $(AM_MAKEFLAGS) $(check_PROGRAMS)
	@TALLY_FLAGS='$(TALLY_FLAGS)' \
	  $(srcdir)/tests/run-sanitized $(srcdir) $(DISTFILES)

# The same tests once more, with a program that takes nothing from Linux that
# other systems lack; PORTABLE_TESTS chooses some.
.PHONY: check-portable
check-portable: all
	@$(MAKE) $(AM_MAKEFLAGS) $(check_PROGRAMS) $(check_DATA)
	@TALLY_FLAGS='$(TALLY_FLAGS)' \
	  $(srcdir)/tests/run-portable $(srcdir) $(DISTFILES)

.PHONY: syntax-check
syntax-check: all
	@top_builddir='$(abs_top_builddir)' $(srcdir)/tests/syntax-check \
	  | $(AWK) '{ print } /^not ok/ { bad = 1 } END { exit bad }'

# What analysers find in the sources that were compiled.
.PHONY: analyze
analyze: all
	@top_builddir='$(abs_top_builddir)' $(srcdir)/tests/analyze \
	  | $(AWK) '{ print } /^not ok/ { bad = 1 } END { exit bad }'

# Run the tests with a program that counts, in build-coverage/, and tell which
# lines and branches of src/ they do not reach.
.PHONY: coverage
coverage:
	@$(srcdir)/tests/coverage/run $(srcdir) $(DISTFILES)
EXTRA_DIST += tests/coverage/run tests/coverage/shared.c \
  tests/coverage/shared.ld

# Measure fhln beside other programs; the table goes to standard output.
.PHONY: bench
bench: all
	-@$(MAKE) $(AM_MAKEFLAGS) static
	@$(srcdir)/tests/bench/run $(srcdir)
CLEANFILES += bench.json
EXTRA_DIST += tests/bench/run tests/bench/limit.c tests/bench/loop.c \
  tests/bench/timer.c

clean-local:
	rm -rf tests/as-user tests/portable tests/sanitized

# What runs the module for WASI.
EXTRA_DIST += tests/wasi/arguments.c tests/wasi/package-lock.json \
  tests/wasi/package.json tests/wasi/run.mjs tests/wasi/under

if PLATFORM_WASI
# The same program for a host that passes no arguments; the tests make it.
EXTRA_PROGRAMS = tests/wasi/fhln
tests_wasi_fhln_CFLAGS = $(OUR_CFLAGS)
tests_wasi_fhln_SOURCES = src/main.c tests/wasi/arguments.c
tests_wasi_fhln_LDADD = src/libfhln.a $(GNULIB_LIBS)
tests_wasi_fhln_LDFLAGS = -Wl,--wrap=__main_argc_argv
endif

# What libFuzzer is let loose on; tests/fuzz/run builds it with clang.
EXTRA_DIST += tests/fuzz

distclean-local:
	rm -rf build-bare build-coverage build-deb build-freebsd \
	  build-fuzz build-portable build-release build-sanitized build-static \
	  build-wasi
