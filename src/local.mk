# The program and the archive that its unit tests share with it.
# SPDX-License-Identifier: GPL-3.0-or-later

# tests/coverage/run sets these: options to count what is run, and what keeps
# the counts.
COVERAGE_CFLAGS =
COVERAGE_LIBS =

bin_PROGRAMS += src/fhln
noinst_LIBRARIES += src/libfhln.a

# Everything but main.c.
src_libfhln_a_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/src
src_libfhln_a_CFLAGS = $(OUR_CFLAGS) $(COVERAGE_CFLAGS)
src_libfhln_a_SOURCES = \
  src/ancestor.c \
  src/ancestor.h \
  src/cause.h \
  src/deep.c \
  src/deep.h \
  src/handle-text.c \
  src/handle-text.h \
  src/input/aim.c \
  src/input/aim.h \
  src/input/entries.c \
  src/input/entries.h \
  src/input/input.c \
  src/input/input.h \
  src/input/node.c \
  src/input/node.h \
  src/input/offer.c \
  src/input/offer.h \
  src/input/path.c \
  src/input/path.h \
  src/input/queue.c \
  src/input/queue.h \
  src/input/records.c \
  src/input/records.h \
  src/input/relative.c \
  src/input/relative.h \
  src/input/ring.c \
  src/input/ring.h \
  src/input/tree.c \
  src/input/tree.h \
  src/input/vanished.c \
  src/input/vanished.h \
  src/input/walk-state.h \
  src/input/walker.c \
  src/input/walker.h \
  src/input/wanted.h \
  src/input/way.c \
  src/input/way.h \
  src/input/window.c \
  src/input/window.h \
  src/job.c \
  src/job.h \
  src/link/ancestors.c \
  src/link/ancestors.h \
  src/link/backup-name.c \
  src/link/backup-name.h \
  src/link/backup.c \
  src/link/backup.h \
  src/link/confine.c \
  src/link/confine.h \
  src/link/directory.c \
  src/link/directory.h \
  src/link/durable.c \
  src/link/durable.h \
  src/link/entry.c \
  src/link/entry.h \
  src/link/foresee.c \
  src/link/foresee.h \
  src/link/linker.c \
  src/link/linker.h \
  src/link/made.c \
  src/link/made.h \
  src/link/numbered.c \
  src/link/numbered.h \
  src/link/parents.c \
  src/link/parents.h \
  src/link/place.c \
  src/link/place.h \
  src/link/placer.c \
  src/link/placer.h \
  src/link/print-handle.c \
  src/link/print-handle.h \
  src/link/probe.c \
  src/link/probe.h \
  src/link/replace.c \
  src/link/replace.h \
  src/link/replacement.h \
  src/link/same.c \
  src/link/same.h \
  src/link/shorten.c \
  src/link/shorten.h \
  src/link/simulate.c \
  src/link/simulate.h \
  src/link/spelling.c \
  src/link/spelling.h \
  src/link/temporary.c \
  src/link/verify.c \
  src/link/temporary.h \
  src/link/verify.h \
  src/link/unmade.c \
  src/link/unmade.h \
  src/name.c \
  src/name.h \
  src/operand.c \
  src/operand.h \
  src/options/argument.c \
  src/options/argument.h \
  src/options/as-link.c \
  src/options/as-link.h \
  src/options/check.c \
  src/options/check.h \
  src/options/failed-to.c \
  src/options/failed-to.h \
  src/options/foreign.c \
  src/options/foreign.h \
  src/options/help.c \
  src/options/help.h \
  src/options/option-table.c \
  src/options/option-table.h \
  src/options/options.c \
  src/options/options.h \
  src/options/pattern.c \
  src/options/pattern.h \
  src/options/request.c \
  src/options/request.h \
  src/options/stray.c \
  src/options/stray.h \
  src/options/suggest.c \
  src/options/suggest.h \
  src/platform/access.c \
  src/platform/access.h \
  src/platform/account.c \
  src/platform/account.h \
  src/platform/acl.h \
  src/platform/answer.h \
  src/platform/attributes.h \
  src/platform/automount.h \
  src/platform/barred.h \
  src/platform/components.c \
  src/platform/components.h \
  src/platform/credentials.h \
  src/platform/elsewhere.h \
  src/platform/errnos.h \
  src/platform/error-text.h \
  src/platform/fh.h \
  src/platform/file.h \
  src/platform/fstype.c \
  src/platform/fstype.h \
  src/platform/gnu-words.c \
  src/platform/gnu-words.h \
  src/platform/id-space.h \
  src/platform/link.h \
  src/platform/list.h \
  src/platform/look.h \
  src/platform/mount.h \
  src/platform/open.c \
  src/platform/open.h \
  src/platform/privilege.h \
  src/platform/process.h \
  src/platform/rename.h \
  src/platform/sandbox.h \
  src/platform/signal-set.h \
  src/platform/sync.h \
  src/platform/threads.h \
  src/platform/tries.h \
  src/platform/user-locale.h \
  src/platform/walk.c \
  src/platform/walk.h \
  src/quoting.c \
  src/quoting.h \
  src/report/failed-pairs.c \
  src/report/failed-pairs.h \
  src/report/json.c \
  src/report/json.h \
  src/report/output.c \
  src/report/output.h \
  src/report/progress.c \
  src/report/progress.h \
  src/report/report.c \
  src/report/report.h \
  src/report/usage.c \
  src/report/usage.h \
  src/report/words.c \
  src/report/words.h \
  src/result.h \
  src/run-ancestors.c \
  src/run-ancestors.h \
  src/run-job.c \
  src/run-job.h \
  src/run-shape.c \
  src/run-shape.h \
  src/run-state.h \
  src/run-tree.c \
  src/run-tree.h \
  src/run-worker.c \
  src/run-worker.h \
  src/run.c \
  src/run.h \
  src/same-bytes.h \
  src/scan.h \
  src/tree-dir.h \
  src/tree-place.c \
  src/tree-place.h \
  src/settings.h \
  src/shard.c \
  src/shard.h \
  src/usage-error.h \
  src/why/causes-limits.def \
  src/why/causes-names.def \
  src/why/causes-permission.def \
  src/why/causes-place.def \
  src/why/causes-tree.def \
  src/why/causes.c \
  src/why/causes.def \
  src/why/causes.h \
  src/why/eliminate.c \
  src/why/eliminate.h \
  src/why/evidence-limits.c \
  src/why/evidence-limits.h \
  src/why/evidence-names.c \
  src/why/evidence-names.h \
  src/why/evidence-permission.c \
  src/why/evidence-permission.h \
  src/why/evidence-place.c \
  src/why/evidence-place.h \
  src/why/evidence-sandbox.c \
  src/why/evidence-sandbox.h \
  src/why/evidence-server.c \
  src/why/evidence-server.h \
  src/why/evidence-tree.c \
  src/why/evidence-tree.h \
  src/why/facts.h \
  src/why/fits.h \
  src/why/gather.c \
  src/why/gather.h \
  src/why/note-access.c \
  src/why/note-access.h \
  src/why/note-advice.c \
  src/why/note-advice.h \
  src/why/note-dest.c \
  src/why/note-dest.h \
  src/why/note-process.c \
  src/why/note-process.h \
  src/why/note-room.c \
  src/why/note-room.h \
  src/why/note-sandbox.c \
  src/why/note-sandbox.h \
  src/why/note-server.c \
  src/why/note-server.h \
  src/why/note-source.c \
  src/why/note-source.h \
  src/why/note-text.c \
  src/why/note-text.h \
  src/why/note-walk.c \
  src/why/note-walk.h \
  src/why/note.c \
  src/why/note.h \
  src/why/put.h \
  src/why/scene.c \
  src/why/scene.h \
  src/why/why.c \
  src/why/why.h

# One file a platform for each header.
if PLATFORM_LINUX
src_libfhln_a_SOURCES += \
  src/platform/acl-linux.c \
  src/platform/attributes-linux.c \
  src/platform/attributes-posix.c \
  src/platform/automount-linux.c \
  src/platform/barred-linux.c \
  src/platform/credentials-linux.c \
  src/platform/credentials.c \
  src/platform/elsewhere-linux.c \
  src/platform/fh-linux.c \
  src/platform/file-linux.c \
  src/platform/id-space-linux.c \
  src/platform/link-descriptor-linux.c \
  src/platform/link-posix.c \
  src/platform/linux-abi.h \
  src/platform/linux-ioctl.h \
  src/platform/linux-mount.h \
  src/platform/list-linux.c \
  src/platform/look-linux.c \
  src/platform/mount-linux.c \
  src/platform/octal.c \
  src/platform/octal.h \
  src/platform/open-cached.h \
  src/platform/open-linux.c \
  src/platform/origin-linux.c \
  src/platform/origin.h \
  src/platform/privilege-linux.c \
  src/platform/proc-linux.c \
  src/platform/proc.h \
  src/platform/process-posix.c \
  src/platform/rename-linux.c \
  src/platform/room-linux.c \
  src/platform/room.h \
  src/platform/sandbox-linux.c \
  src/platform/sync-linux.c \
  src/platform/threads-posix.c \
  src/platform/walk-linux.c
else
if PLATFORM_WASI
src_libfhln_a_SOURCES += \
  src/platform/acl-none.c \
  src/platform/attributes-none.c \
  src/platform/attributes-wasi.c \
  src/platform/automount-none.c \
  src/platform/barred-none.c \
  src/platform/credentials-wasi.c \
  src/platform/elsewhere-none.c \
  src/platform/fh-none.c \
  src/platform/file-posix.c \
  src/platform/link-descriptor-none.c \
  src/platform/link-wasi.c \
  src/platform/list-posix.c \
  src/platform/look-posix.c \
  src/platform/mount-posix.c \
  src/platform/open-wasi.c \
  src/platform/privilege-wasi.c \
  src/platform/process-wasi.c \
  src/platform/rename-posix.c \
  src/platform/sandbox-none.c \
  src/platform/sync-wasi.c \
  src/platform/threads-none.c \
  src/platform/walk-posix.c
else
src_libfhln_a_SOURCES += \
  src/platform/acl-none.c \
  src/platform/attributes-none.c \
  src/platform/attributes-posix.c \
  src/platform/automount-none.c \
  src/platform/barred-posix.c \
  src/platform/credentials-posix.c \
  src/platform/credentials.c \
  src/platform/elsewhere-none.c \
  src/platform/file-posix.c \
  src/platform/link-posix.c \
  src/platform/list-posix.c \
  src/platform/look-posix.c \
  src/platform/mount-posix.c \
  src/platform/open-posix.c \
  src/platform/open-walk.c \
  src/platform/open-walk.h \
  src/platform/privilege-posix.c \
  src/platform/process-posix.c \
  src/platform/rename-posix.c \
  src/platform/sandbox-none.c \
  src/platform/sync-posix.c \
  src/platform/threads-posix.c \
  src/platform/walk-posix.c
if PLATFORM_FREEBSD
src_libfhln_a_SOURCES += \
  src/platform/fh-freebsd.c \
  src/platform/link-descriptor-freebsd.c
else
src_libfhln_a_SOURCES += \
  src/platform/fh-none.c \
  src/platform/link-descriptor-none.c
endif
endif
endif

if GNU_ERROR_TEXT
src_libfhln_a_SOURCES += src/platform/error-text-gnu.c
else
src_libfhln_a_SOURCES += src/platform/error-text-other.c
endif

if LOCALES
src_libfhln_a_SOURCES += src/platform/user-locale-posix.c
else
src_libfhln_a_SOURCES += src/platform/user-locale-utf8.c
endif

# The linker, which optimises across files, would warn of gnulib's, too.
src_fhln_CPPFLAGS = $(AM_CPPFLAGS) $(OUR_CFLAGS) -I$(srcdir)/src
src_fhln_CFLAGS = $(COVERAGE_CFLAGS)
src_fhln_LDFLAGS = $(AM_LDFLAGS)
EXTRA_src_fhln_DEPENDENCIES = src/first.ld
EXTRA_DIST += src/first.ld
src_fhln_SOURCES = src/main.c
src_fhln_LDADD = src/libfhln.a $(GNULIB_LIBS) $(COVERAGE_LIBS)
