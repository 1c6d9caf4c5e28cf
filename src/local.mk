# The program and the archive that its unit tests share with it.
# SPDX-License-Identifier: GPL-3.0-or-later

# tests/coverage/run sets these: options to count what is run, and what keeps
# the counts.
COVERAGE_CFLAGS =
COVERAGE_LIBS =

bin_PROGRAMS += src/fhln
noinst_LIBRARIES += src/libfhln.a

# Everything but main.c.
src_libfhln_a_CFLAGS = $(OUR_CFLAGS) $(COVERAGE_CFLAGS)
src_libfhln_a_SOURCES = \
  src/argument.c \
  src/argument.h \
  src/backup-name.c \
  src/backup-name.h \
  src/backup.c \
  src/backup.h \
  src/cause.h \
  src/causes.c \
  src/causes.def \
  src/causes.h \
  src/check.c \
  src/check.h \
  src/confine.c \
  src/confine.h \
  src/deep.c \
  src/deep.h \
  src/durable.c \
  src/durable.h \
  src/entry.c \
  src/entry.h \
  src/evidence-limits.c \
  src/evidence-names.c \
  src/evidence-permission.c \
  src/evidence-place.c \
  src/evidence.h \
  src/facts.h \
  src/gather.c \
  src/gather.h \
  src/handle-text.c \
  src/handle-text.h \
  src/help.c \
  src/help.h \
  src/input.c \
  src/input.h \
  src/job.c \
  src/job.h \
  src/json.c \
  src/json.h \
  src/linker.c \
  src/linker.h \
  src/made.c \
  src/made.h \
  src/name.c \
  src/name.h \
  src/note-dest.c \
  src/note-process.c \
  src/note-source.c \
  src/note-text.c \
  src/note-text.h \
  src/note-walk.c \
  src/note.c \
  src/note.h \
  src/numbered.c \
  src/numbered.h \
  src/operand.c \
  src/operand.h \
  src/option-table.c \
  src/option-table.h \
  src/options.c \
  src/options.h \
  src/output.c \
  src/output.h \
  src/parents.c \
  src/parents.h \
  src/place.c \
  src/place.h \
  src/placeholders.h \
  src/placer.c \
  src/placer.h \
  src/platform/answer.h \
  src/platform/components.c \
  src/platform/components.h \
  src/platform/errnos.h \
  src/platform/fh.h \
  src/platform/file.h \
  src/platform/fstype.c \
  src/platform/fstype.h \
  src/platform/link.h \
  src/platform/look.h \
  src/platform/mount.h \
  src/platform/open.h \
  src/platform/privilege.h \
  src/platform/process.h \
  src/platform/rename.h \
  src/platform/scan.h \
  src/platform/sync.h \
  src/platform/tries.h \
  src/platform/walk.h \
  src/print-handle.c \
  src/print-handle.h \
  src/probe.c \
  src/probe.h \
  src/progress.c \
  src/progress.h \
  src/quoting.c \
  src/quoting.h \
  src/records.c \
  src/records.h \
  src/relative.c \
  src/relative.h \
  src/replace.c \
  src/replace.h \
  src/replacement.h \
  src/report.c \
  src/report.h \
  src/request.c \
  src/request.h \
  src/result.h \
  src/run.c \
  src/run.h \
  src/same.c \
  src/same.h \
  src/scene.c \
  src/scene.h \
  src/settings.h \
  src/shorten.c \
  src/shorten.h \
  src/simulate.c \
  src/simulate.h \
  src/spelling.c \
  src/spelling.h \
  src/stray.c \
  src/stray.h \
  src/suggest.c \
  src/suggest.h \
  src/temporary.c \
  src/temporary.h \
  src/usage-error.h \
  src/usage.c \
  src/usage.h \
  src/why.c \
  src/why.h \
  src/words.c \
  src/words.h

# One file a platform for each header.
if PLATFORM_LINUX
src_libfhln_a_SOURCES += \
  src/platform/fh-linux.c \
  src/platform/file-linux.c \
  src/platform/link-descriptor-linux.c \
  src/platform/link-posix.c \
  src/platform/linux-abi.h \
  src/platform/linux-ioctl.h \
  src/platform/linux-mount.h \
  src/platform/look-linux.c \
  src/platform/mount-linux.c \
  src/platform/open-linux.c \
  src/platform/privilege-linux.c \
  src/platform/process-posix.c \
  src/platform/rename-linux.c \
  src/platform/sync-linux.c \
  src/platform/walk-linux.c
else
if PLATFORM_WASI
src_libfhln_a_SOURCES += \
  src/platform/fh-none.c \
  src/platform/file-posix.c \
  src/platform/link-descriptor-none.c \
  src/platform/link-wasi.c \
  src/platform/look-posix.c \
  src/platform/mount-posix.c \
  src/platform/open-wasi.c \
  src/platform/privilege-wasi.c \
  src/platform/process-wasi.c \
  src/platform/rename-posix.c \
  src/platform/sync-wasi.c \
  src/platform/walk-posix.c
else
src_libfhln_a_SOURCES += \
  src/platform/file-posix.c \
  src/platform/link-posix.c \
  src/platform/look-posix.c \
  src/platform/mount-posix.c \
  src/platform/open-posix.c \
  src/platform/open-walk.c \
  src/platform/open-walk.h \
  src/platform/privilege-posix.c \
  src/platform/process-posix.c \
  src/platform/rename-posix.c \
  src/platform/sync-posix.c \
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

src_fhln_CFLAGS = $(OUR_CFLAGS) $(COVERAGE_CFLAGS)
src_fhln_SOURCES = src/main.c
src_fhln_LDADD = src/libfhln.a $(GNULIB_LIBS) $(COVERAGE_LIBS)
