#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# Which exit status tells what, with --detailed-exit-status?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

@test "the detailed status of success is 0" {
  files a b
  ln a l
  try --detailed-exit-status a n
  passed
  try --detailed-exit-status -f a l
  passed
  try --detailed-exit-status --if-exists=skip a b
  passed
  try --detailed-exit-status --if-exists=same a l
  passed
  try --detailed-exit-status -f a b
  passed
  holds . a b l n
  links a 4
}

@test "the detailed status of a usage error is 2, wherever the option stands" {
  files a b
  try --detailed-exit-status
  refused "missing file operand" 2
  try --detailed-exit-status --bogus
  refused "unrecognized option '--bogus'" 2
  try --bogus --detailed-exit-status
  refused "unrecognized option '--bogus'" 2
  try -Z a b --detailed-exit-status
  refused "invalid option -- 'Z'" 2
  try -T a b c --detailed-exit-status
  refused "extra operand 'c'" 2
  try --backup=foo a b --detailed-exit-status
  refused "invalid argument 'foo' for 'backup type'" 2
  VERSION_CONTROL=foo try -b a b --detailed-exit-status
  refused "invalid argument 'foo' for '\$VERSION_CONTROL'" 2
  try --dest-dirfd=x a b --detailed
  refused "invalid descriptor 'x': Invalid argument" 2
  try -t . -t . a --detailed-exit-status
  failed "multiple target directories specified" 2
  try -t . -T a --detailed-exit-status
  failed "cannot combine --target-directory and --no-target-directory" 2
  try -r a x --detailed-exit-status
  failed "cannot do --relative without --symbolic" 2
  try -b --if-exists=skip a b --detailed-exit-status
  ended 2
  try -s --source-dirfd=0 a x --detailed-exit-status
  ended 2
  try -sr --dest-dirfd=0 a x --detailed-exit-status
  ended 2
  try --if-exists=perhaps a b --detailed-exit-status
  ended 2
  try --detailed-exit-status a -S
  refused "option requires an argument -- 'S'" 2
  holds . a b
  untouched a b
}

@test "what only looks like --detailed-exit-status does not count" {
  files a
  try --bogus -- --detailed-exit-status
  refused "unrecognized option '--bogus'"
  try --bogus -S --detailed-exit-status
  refused "unrecognized option '--bogus'"
  try -S --detailed-exit-status nosuch b
  holds . a
  failed "failed to access 'nosuch': No such file or directory"
}

@test "the detailed status where DEST exists or is declined is 3" {
  files a b
  try --detailed-exit-status a b
  failed "failed to create hard link 'b': File exists" 3
  try a b --detailed-exit-status -i <<<n
  ended 3
  try -s a b --detailed-exit-status
  failed "failed to create symbolic link 'b': File exists" 3
  holds . a b
  untouched a b
}

@test "the detailed status of another file system is 4" {
  files a
  need_other_file_system
  try --detailed-exit-status a "$other/b"
  holds "$other"
  failed "failed to create hard link '$other/b' => 'a':\
 Invalid cross-device link" 4
  echo old >"$other/b"
  try --detailed-exit-status -f a "$other/b"
  reads "$other/b" old
  ended 4
}

@test "the detailed status of what is not permitted is 5" {
  need_strace
  files a
  try_with linkat:error=EPERM --detailed-exit-status a b
  failed "failed to create hard link 'b' => 'a': Operation not permitted" 5
  try_with linkat:error=EACCES --detailed-exit-status a b
  failed "failed to create hard link 'b' => 'a': Permission denied" 5
  holds . a
}

@test "the detailed status where something is missing is 6" {
  files a
  try --detailed-exit-status nosuch b
  failed "failed to access 'nosuch': No such file or directory" 6
  try --detailed-exit-status a nosuch/b
  failed \
    "failed to create hard link 'nosuch/b' => 'a': No such file or directory" 6
  try --detailed-exit-status -t nosuch a
  failed "failed to access 'nosuch': No such file or directory" 6
  try --detailed-exit-status a a nosuch
  failed "target 'nosuch': No such file or directory" 6
  holds . a
}

@test "the detailed status of the link limit is 7" {
  need_strace
  files a
  try_with linkat:error=EMLINK --detailed-exit-status a b
  holds . a
  failed "failed to create hard link to 'a': Too many links" 7
}

@test "the detailed status of no room and of a quota is 8" {
  need_strace
  files a
  try_with linkat:error=ENOSPC --detailed-exit-status a b
  failed "failed to create hard link 'b': No space left on device" 8
  try_with linkat:error=EDQUOT --detailed-exit-status a b
  failed "failed to create hard link 'b': Disk quota exceeded" 8
  holds . a
}

@test "the detailed status of a read-only file system is 9" {
  need_strace
  files a
  try_with linkat:error=EROFS --detailed-exit-status a b
  holds . a
  failed "failed to create hard link 'b': Read-only file system" 9
}

@test "the detailed status of one kind of failure is that kind's, of more 1" {
  mkdir d
  files a b c d/b d/c
  try --detailed-exit-status a b c d
  holds d a b c
  linked a d/a
  ended 3
  try --detailed-exit-status nosuch b d
  ended 1
  try --detailed-exit-status nosuch neither d
  ended 6
  try --detailed-exit-status b nosuch d
  ended 1
  holds d a b c
  untouched b c d/b d/c
}

@test "the detailed status of any other failure is 1" {
  need_strace
  files a
  try_with linkat:error=EIO --detailed-exit-status a b
  holds . a
  failed "failed to create hard link 'b' => 'a': Input/output error" 1
}

@test "without --detailed-exit-status every failure is 1" {
  need_strace
  files a b
  for error in EXDEV EPERM EMLINK ENOSPC EROFS; do
    try_with "linkat:error=$error" a n
    ended 1
  done
  try a b
  ended 1
  try nosuch n
  ended 1
  try --bogus
  ended 1
  mkdir d
  try 1 2 3 4 5 6 7 8 9 10 11 12 d
  ended 1
  holds d
}
