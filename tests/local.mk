# The tests: bats files by area, C for the pure parts, rules for the sources.
# Each prints TAP, and Automake's TAP driver counts every line of it.
# SPDX-License-Identifier: GPL-3.0-or-later

# What is pure is tested by programs that are linked with all but main.c.
check_PROGRAMS += tests/unit/explain tests/unit/unit
tests_unit_explain_CPPFLAGS = $(AM_CPPFLAGS) $(OUR_CFLAGS) \
  -I$(srcdir)/src -I$(srcdir)/tests/unit
tests_unit_explain_CFLAGS =
tests_unit_explain_SOURCES = tests/unit/explain.c tests/unit/explain-cases.h \
  tests/unit/explain-facts.h tests/unit/explain-values.h \
  tests/unit/explain-manual.c tests/unit/explain-manual.h \
  tests/unit/explain-limits.def tests/unit/explain-misses.def \
  tests/unit/explain-names.def tests/unit/explain-permission.def \
  tests/unit/explain-place.def tests/unit/explain-tree.def
tests_unit_explain_LDADD = src/libfhln.a $(GNULIB_LIBS) $(COVERAGE_LIBS)
tests_unit_unit_CPPFLAGS = $(AM_CPPFLAGS) $(OUR_CFLAGS) -I$(srcdir)/src
tests_unit_unit_CFLAGS = $(COVERAGE_CFLAGS)
tests_unit_unit_SOURCES = tests/unit/unit.c tests/unit/unit-shard.c \
  tests/unit/unit.h
tests_unit_unit_LDADD = src/libfhln.a $(GNULIB_LIBS) $(COVERAGE_LIBS)

# What the bats files run: sandboxes, mounts, a FUSE server, and more.  These
# stand alone, without gnulib, and a test that lacks one is skipped.
tools = tests/tools/grid tests/tools/notify tests/tools/watch \
  tests/tools/with-fd
preloaded =
if TEST_TOOLS
tools += tests/tools/between tests/tools/encrypt tests/tools/fault \
  tests/tools/idmap tests/tools/landlock tests/tools/peak tests/tools/random \
  tests/tools/seccomp tests/tools/swap tests/tools/tree-race
preloaded += tests/tools/emulate.so tests/tools/meanwhile.so \
  tests/tools/memory.so tests/tools/moved.so
endif
if TEST_FUSE
tools += tests/tools/fuse-errno tests/tools/lie
endif
check_PROGRAMS += $(tools)
check_DATA += $(preloaded)
# What cannot be seen of a static program is seen of a shared one.
if STATIC_PROGRAM
shared_program = build-shared/src/fhln
else
shared_program =
endif
check_DATA += $(shared_program)
# They are for the C library of the system, even if the program is not.
if STATIC_PROGRAM
$(tools) $(preloaded): CC = $(TOOLS_CC)
$(tools) $(preloaded): CFLAGS = $(TOOLS_CFLAGS)
TOOLS_CFLAGS = -g -O2
endif
# What several of them share.
tools_files = tests/tools/files.c tests/tools/files.h tests/tools/run.c \
  tests/tools/run.h tests/tools/tool.h
tools_trace = tests/tools/trace.c tests/tools/trace.h
tools_world = tests/tools/world.c tests/tools/world.h
tests_tools_between_CPPFLAGS = -D_GNU_SOURCE
tests_tools_between_CFLAGS = $(OUR_CFLAGS)
tests_tools_between_SOURCES = tests/tools/between.c \
  tests/tools/between-calls.c tests/tools/between-others.c \
  tests/tools/between.h $(tools_files) $(tools_trace)
tests_tools_encrypt_CPPFLAGS = -D_GNU_SOURCE
tests_tools_encrypt_CFLAGS = $(OUR_CFLAGS)
tests_tools_encrypt_SOURCES = tests/tools/encrypt.c
tests_tools_fault_CPPFLAGS = -D_GNU_SOURCE
tests_tools_fault_CFLAGS = $(OUR_CFLAGS)
tests_tools_fault_SOURCES = tests/tools/fault.c \
  tests/tools/fault-judge.c tests/tools/fault-run.c \
  tests/tools/fault-words.c tests/tools/fault.h \
  $(tools_files) $(tools_trace) $(tools_world)
tests_tools_fuse_errno_CPPFLAGS = -D_GNU_SOURCE $(FUSE_CFLAGS)
tests_tools_fuse_errno_CFLAGS = $(OUR_CFLAGS)
tests_tools_fuse_errno_SOURCES = tests/tools/fuse-errno.c \
  tests/tools/server-attributes.c tests/tools/server-attributes.h \
  tests/tools/server-names.c tests/tools/server-names.h \
  tests/tools/server-rules.c tests/tools/server-rules.h
tests_tools_fuse_errno_LDADD = $(FUSE_LIBS)
tests_tools_grid_CPPFLAGS = -D_GNU_SOURCE
tests_tools_grid_CFLAGS = $(OUR_CFLAGS)
tests_tools_grid_SOURCES = tests/tools/grid.c \
  tests/tools/grid-files.c tests/tools/grid-run.c tests/tools/grid.h \
  tests/tools/tool.h
tests_tools_idmap_CPPFLAGS = -D_GNU_SOURCE
tests_tools_idmap_CFLAGS = $(OUR_CFLAGS)
tests_tools_idmap_SOURCES = tests/tools/idmap.c
tests_tools_landlock_CPPFLAGS = -D_GNU_SOURCE
tests_tools_landlock_CFLAGS = $(OUR_CFLAGS)
tests_tools_landlock_SOURCES = tests/tools/landlock.c
tests_tools_lie_CPPFLAGS = -D_GNU_SOURCE
tests_tools_lie_CFLAGS = $(OUR_CFLAGS)
tests_tools_lie_SOURCES = tests/tools/lie.c tests/tools/lie-judge.c \
  tests/tools/lie.h $(tools_files) $(tools_world)
tests_tools_notify_CPPFLAGS =
tests_tools_notify_CFLAGS = $(OUR_CFLAGS)
tests_tools_notify_SOURCES = tests/tools/notify.c
tests_tools_peak_CPPFLAGS = -D_GNU_SOURCE
tests_tools_peak_CFLAGS = $(OUR_CFLAGS)
tests_tools_peak_SOURCES = tests/tools/peak.c
tests_tools_random_CPPFLAGS = -D_GNU_SOURCE
tests_tools_random_CFLAGS = $(OUR_CFLAGS)
tests_tools_random_SOURCES = \
  tests/tools/random.c tests/tools/random-advice.c \
  tests/tools/random-begin.c tests/tools/random-call.c \
  tests/tools/random-caller.c tests/tools/random-choose.c \
  tests/tools/random-detail.c tests/tools/random-judge.c \
  tests/tools/random-kind.c tests/tools/random-names.c \
  tests/tools/random-parts.h tests/tools/random-perm.c \
  tests/tools/random-place.c tests/tools/random-room.c \
  tests/tools/random-run.c tests/tools/random-sandbox.c \
  tests/tools/random-settings.c tests/tools/random-show.c \
  tests/tools/random-tree.c tests/tools/random-words.c \
  tests/tools/random-words.def tests/tools/random-words.h \
  tests/tools/random.h tests/tools/files.c tests/tools/files.h \
  tests/tools/tool.h
tests_tools_seccomp_CPPFLAGS = -D_GNU_SOURCE
tests_tools_seccomp_CFLAGS = $(OUR_CFLAGS)
tests_tools_seccomp_SOURCES = tests/tools/seccomp.c
tests_tools_swap_CPPFLAGS = -D_GNU_SOURCE
tests_tools_swap_CFLAGS = $(OUR_CFLAGS)
tests_tools_swap_SOURCES = tests/tools/swap.c
tests_tools_tree_race_CPPFLAGS = -D_GNU_SOURCE
tests_tools_tree_race_CFLAGS = $(OUR_CFLAGS)
tests_tools_tree_race_SOURCES = tests/tools/tree-race.c \
  tests/tools/tree-race-changes.c tests/tools/tree-race-judge.c \
  tests/tools/tree-race.h tests/tools/tool.h
tests_tools_watch_CPPFLAGS =
tests_tools_watch_CFLAGS = $(OUR_CFLAGS)
tests_tools_watch_SOURCES = tests/tools/watch.c
tests_tools_with_fd_CPPFLAGS =
tests_tools_with_fd_CFLAGS = $(OUR_CFLAGS)
tests_tools_with_fd_SOURCES = tests/tools/with-fd.c

# These are loaded before the C library, so that allocations fail, that names
# mean others, or that links are not what they seem.
tests/tools/emulate.so: tests/tools/emulate.c
	$(MAKE_PRELOADED) $(srcdir)/tests/tools/emulate.c
tests/tools/meanwhile.so: tests/tools/meanwhile.c
	$(MAKE_PRELOADED) $(srcdir)/tests/tools/meanwhile.c
tests/tools/memory.so: tests/tools/memory.c
	$(MAKE_PRELOADED) $(srcdir)/tests/tools/memory.c
tests/tools/moved.so: tests/tools/moved.c
	$(MAKE_PRELOADED) $(srcdir)/tests/tools/moved.c
MAKE_PRELOADED = $(AM_V_CCLD)$(MKDIR_P) $(@D) && $(CC) $(OUR_CFLAGS) \
  $(CFLAGS) -D_GNU_SOURCE -shared -fPIC -o $@
CLEANFILES += tests/tools/emulate.so tests/tools/meanwhile.so \
  tests/tools/memory.so tests/tools/moved.so
EXTRA_DIST += tests/tools/agree.py tests/tools/complete-zsh \
  tests/tools/emulate.c tests/tools/meanwhile.c tests/tools/memory.c tests/tools/moved.c

# First those that take longest, the longest before all (a minute and more, to
# ten seconds), so that no processor waits for one of them at the end.  The
# module for WASI is built by the first of its two files; the other would wait.
bats_tests = \
  tests/faults/fuzz.bats \
  tests/builds/deb.bats \
  tests/faults/fault.bats \
  tests/behaviour/counts.bats \
  tests/builds/wasi-options.bats \
  tests/faults/race.bats \
  tests/faults/tree-faults.bats \
  tests/faults/tree-race.bats \
  tests/behaviour/examples.bats \
  tests/faults/memory.bats \
  tests/builds/freebsd.bats \
  tests/faults/lie.bats \
  tests/causes/guest-nfs.bats \
  tests/causes/guest-room.bats \
  tests/causes/guest-smb.bats \
  tests/causes/guest-apparmor.bats \
  tests/causes/guest-types.bats \
  tests/causes/guest-9p.bats \
  tests/causes/guest-tomoyo.bats \
  tests/causes/guest-selinux.bats \
  tests/behaviour/json.bats \
  tests/behaviour/tree-shapes.bats \
  tests/builds/wasi.bats \
  tests/behaviour/probe.bats \
  tests/behaviour/progress.bats \
  tests/behaviour/stream.bats \
  tests/behaviour/long-names.bats \
  tests/behaviour/gnu-ln-names.bats \
  tests/behaviour/backup-midway.bats \
  tests/behaviour/backup-names.bats \
  tests/behaviour/backup.bats \
  tests/behaviour/called-as.bats \
  tests/behaviour/calls.bats \
  tests/behaviour/command-line.bats \
  tests/behaviour/completion.bats \
  tests/behaviour/confine-options.bats \
  tests/behaviour/confine.bats \
  tests/behaviour/descriptor.bats \
  tests/behaviour/dry-run-trees.bats \
  tests/behaviour/dry-run-ways.bats \
  tests/behaviour/dry-run.bats \
  tests/behaviour/exit-status.bats \
  tests/behaviour/fd-nameless.bats \
  tests/behaviour/failed-pairs.bats \
  tests/behaviour/fd.bats \
  tests/behaviour/folding.bats \
  tests/behaviour/gnu-ln.bats \
  tests/behaviour/grid.bats \
  tests/behaviour/handle-print.bats \
  tests/behaviour/handle-stale.bats \
  tests/behaviour/handle-text.bats \
  tests/behaviour/handle.bats \
  tests/behaviour/if-exists.bats \
  tests/behaviour/long-names-files.bats \
  tests/behaviour/long-names-limits.bats \
  tests/behaviour/long-names-relative.bats \
  tests/behaviour/lookups.bats \
  tests/behaviour/messages.bats \
  tests/behaviour/operand.bats \
  tests/behaviour/parents-refused.bats \
  tests/behaviour/parents.bats \
  tests/behaviour/replace-midway.bats \
  tests/behaviour/replace-refused.bats \
  tests/behaviour/replace.bats \
  tests/behaviour/schedulers.bats \
  tests/behaviour/servers.bats \
  tests/behaviour/simulate-auto.bats \
  tests/behaviour/shard.bats \
  tests/behaviour/shard-trees.bats \
  tests/behaviour/simulate.bats \
  tests/behaviour/stream-failures.bats \
  tests/behaviour/stream-options.bats \
  tests/behaviour/symbolic.bats \
  tests/behaviour/sync.bats \
  tests/behaviour/tree-attributes.bats \
  tests/behaviour/tree-beside-cp.bats \
  tests/behaviour/tree-options.bats \
  tests/behaviour/tree-usage.bats \
  tests/behaviour/tree.bats \
  tests/behaviour/usage-errors.bats \
  tests/behaviour/verify.bats \
  tests/builds/build.bats \
  tests/builds/static.bats \
  tests/causes/acl.bats \
  tests/causes/chains.bats \
  tests/causes/descriptors.bats \
  tests/causes/fuse.bats \
  tests/causes/handles.bats \
  tests/causes/invalid-names.bats \
  tests/causes/limits.bats \
  tests/causes/mounts.bats \
  tests/causes/names.bats \
  tests/causes/overlay.bats \
  tests/causes/permission.bats \
  tests/causes/random.bats \
  tests/causes/room.bats \
  tests/causes/servers.bats \
  tests/causes/swap.bats \
  tests/causes/tree-dest.bats \
  tests/causes/tree.bats \
  tests/faults/allocation.bats \
  tests/faults/confine-race.bats \
  tests/faults/hostile.bats

# What every further pass chooses from, and what only `make check` runs.
ALL_TESTS = $(bats_tests) tests/unit/explain tests/unit/unit
TESTS = tests/rules/analyze tests/rules/rules.bats tests/rules/syntax-check \
  $(ALL_TESTS)
EXTRA_DIST += $(bats_tests) \
  tests/README \
  tests/lib/causes.bash \
  tests/lib/confined.bash \
  tests/lib/deep.bash \
  tests/lib/descriptors.bash \
  tests/lib/examples.bash \
  tests/lib/explained.bash \
  tests/lib/faults.bash \
  tests/lib/folding.bash \
  tests/lib/foreseen.bash \
  tests/lib/guest.bash \
  tests/lib/handles.bash \
  tests/lib/helper.bash \
  tests/lib/mounts.bash \
  tests/lib/pass.bash \
  tests/lib/schedulers.bash \
  tests/lib/shard.bash \
  tests/lib/programs.bash \
  tests/lib/simulated.bash \
  tests/lib/streams.bash \
  tests/lib/tree.bash \
  tests/lib/twins.bash \
  tests/lib/usage.bash \
  tests/lib/variant.bash \
  tests/lib/wasi.bash \
  tests/rules/analyze \
  tests/rules/headers.bash \
  tests/rules/house.bash \
  tests/rules/rules.bats \
  tests/rules/syntax-check \
  tests/run-as-user \
  tests/run-bare \
  tests/run-portable \
  tests/run-sanitized \
  tests/tally

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
  FHLN_SHARED='$(abs_top_builddir)/$(shared_builddir)/src/fhln'; \
  export FHLN_SHARED; \
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
	  ALL_TESTS='$(ALL_TESTS)' $(srcdir)/tests/run-as-user $(srcdir) .

# All of it in a fresh Debian that has nothing; this needs root.
.PHONY: check-bare
check-bare:
	@$(srcdir)/tests/run-bare $(srcdir)

# The same tests once more, with sanitizers in the program; SANITIZED_TESTS
# chooses some.
.PHONY: check-sanitized
check-sanitized: all
	@$(MAKE) $(AM_MAKEFLAGS) $(check_PROGRAMS)
	@TALLY_FLAGS='$(TALLY_FLAGS)' ALL_TESTS='$(ALL_TESTS)' \
	  $(srcdir)/tests/run-sanitized $(srcdir) $(DISTFILES)

# The same tests once more, with a program that takes nothing from Linux that
# other systems lack; PORTABLE_TESTS chooses some.
.PHONY: check-portable
check-portable: all
	@$(MAKE) $(AM_MAKEFLAGS) $(check_PROGRAMS) $(check_DATA)
	@TALLY_FLAGS='$(TALLY_FLAGS)' ALL_TESTS='$(ALL_TESTS)' \
	  $(srcdir)/tests/run-portable $(srcdir) $(DISTFILES)

.PHONY: syntax-check
syntax-check: all $(shared_program)
	@top_builddir='$(abs_top_builddir)' $(srcdir)/tests/rules/syntax-check \
	  | $(AWK) '{ print } /^not ok/ { bad = 1 } END { exit bad }'

# What analysers find in the sources that were compiled.
.PHONY: analyze
analyze: all $(shared_program)
	@top_builddir='$(abs_top_builddir)' $(srcdir)/tests/rules/analyze \
	  | $(AWK) '{ print } /^not ok/ { bad = 1 } END { exit bad }'

# Run the tests with a program that counts, in build-coverage/, and tell which
# lines and branches of src/ they do not reach.
.PHONY: coverage
coverage:
	@ALL_TESTS='$(ALL_TESTS)' \
	  $(srcdir)/tests/coverage/run $(srcdir) $(DISTFILES)
EXTRA_DIST += tests/coverage/run tests/coverage/shared.c \
  tests/coverage/shared.ld

# Measure fhln beside other programs; the table goes to standard output.
.PHONY: bench
bench: all $(shared_program)
	@$(srcdir)/tests/bench/run $(srcdir)
CLEANFILES += bench.json
EXTRA_DIST += tests/bench/run tests/bench/trees tests/bench/bare.h \
  tests/bench/least.c tests/bench/limit.c \
  tests/bench/loop.c tests/bench/timer.c tests/bench/tree-loop.c

clean-local:
	rm -rf tests/results

# What runs the module for WASI.
EXTRA_DIST += \
  tests/builds/wasi/arguments.c \
  tests/builds/wasi/package-lock.json \
  tests/builds/wasi/package.json \
  tests/builds/wasi/run.mjs \
  tests/builds/wasi/under

if PLATFORM_WASI
# The same program for a host that passes no arguments; the tests make it.
EXTRA_PROGRAMS = tests/builds/wasi/fhln
tests_builds_wasi_fhln_CFLAGS = $(OUR_CFLAGS)
tests_builds_wasi_fhln_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/src
tests_builds_wasi_fhln_SOURCES = src/main.c tests/builds/wasi/arguments.c
tests_builds_wasi_fhln_LDADD = src/libfhln.a $(GNULIB_LIBS)
tests_builds_wasi_fhln_LDFLAGS = -Wl,--wrap=__main_argc_argv
endif

# What libFuzzer is let loose on; tests/fuzz/run builds it with clang.
EXTRA_DIST += tests/fuzz

distclean-local:
	rm -rf build-bare build-coverage build-deb build-freebsd \
	  build-fuzz build-kernel build-portable build-release build-sanitized build-shared \
	  build-wasi
