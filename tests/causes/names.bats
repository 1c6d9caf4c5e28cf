#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2016
# Is the cause named when a name does not lead there, or is taken?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Not here: simulated-on-link, simulated-of-link and simulated-of-other, which
# belong to the tests of simulated links; symbolic-link-refused and leaves-directory, which belong to the
# tests of confinement; ENOTCAPABLE, which is FreeBSD's and WASI's; changed,
# which would need a race (tests/unit/explain has its row).

load ../lib/helper
load ../lib/causes

NOENT='No such file or directory'

# --- ENOENT ----------------------------------------------------------------

@test "missing-component: a file, a directory, of SOURCE or of DEST" {
  local here
  here=$(pwd -P)
  files a
  mkdir d
  link nosuch b
  told 6 "$NOENT" "'nosuch' was looked for in '$here'"
  link d/no b
  told 6 "$NOENT" "'d/no' was looked for in '$here/d'"
  link "$here/d/no" b
  told 6 "$NOENT"
  link d/no/x b
  told 6 "$NOENT" "'d/no' does not exist"
  link a d/no/x/b
  told 6 "$NOENT" "'d/no' does not exist"
  link "$PWD/d/../no/a" b
  told 6 "$NOENT" "'$PWD/d/../no' does not exist"
  link -t no a
  told 6 "$NOENT" "'no' was looked for in '$here', as the directory to link in"
  link a a no
  told 6 "$NOENT" "'no' was looked for in '$here', as the directory to link in"
  holds . a d
}

@test "missing-component: behind a directory descriptor" {
  mkdir d
  files d/a
  link --source-dirfd=7 b c 7<d
  told 6 "$NOENT" "'b' was looked for in '$(pwd -P)/d'"
  link --dest-dirfd=7 d/a e/c 7<d
  told 6 "$NOENT" "'e' does not exist"
}

@test "missing-component: the new name's directory for a symbolic link" {
  link -s whatever d/no/b
  told 6 "$NOENT" "'d' does not exist"
}

@test "dangling-symlink: on the way, followed, or before DEST" {
  files a
  mkdir d
  ln -s nowhere dang
  ln -s dang chain
  ln -s d/no half
  link dang/x b
  told 6 "$NOENT" "'dang' is a symbolic link to 'nowhere', which does not exist"
  link -L dang b
  told 6 "$NOENT" "'dang' is a symbolic link to 'nowhere', which does not exist"
  link -L chain b
  told 6 "$NOENT" "'chain' is a symbolic link to 'dang', which leads to \
'nowhere', which does not exist"
  link a half/b
  told 6 "$NOENT" "'half' is a symbolic link to 'd/no', which does not exist"
}

@test "missing-component: behind a symbolic link that leads somewhere" {
  mkdir d
  ln -s d l
  link l/no b
  told 6 "$NOENT" "'d/no' does not exist"
}

@test "empty-name: of SOURCE and of DEST" {
  files a
  link '' b
  told 6 "$NOENT" "the name of the existing file is empty"
  link a ''
  told 6 "$NOENT" "the new name is empty"
  link -s '' b
  told 6 "$NOENT" "a symbolic link cannot be empty"
  link -s '' no/b
  told 6 "$NOENT" "a symbolic link cannot be empty"
}

@test "dest-trailing-slash" {
  files a
  link a new/
  told 6 "$NOENT" "'new/' ends in '/', and a hard link is not a directory"
  link -s a new/
  told 6 "$NOENT" "'new/' ends in '/', and a symbolic link is not a directory"
  holds . a
}

@test "dest-dir-removed: the current directory, or a descriptor's" {
  files a
  mkdir gone
  cd gone
  rmdir ../gone
  link --source-dirfd=7 a b 7<..
  told 6 "$NOENT" "the directory '.' has been removed"
  cd "$BATS_TEST_TMPDIR/w"
  mkdir gone
  exec 7<gone
  rmdir gone
  link --dest-dirfd=7 a b
  exec 7<&-
  told 6 "$NOENT" "the directory descriptor 7 has been removed"
}

@test "source-deleted: a descriptor of a file without links" {
  files a
  exec 7<a
  rm a
  link --fd 7 b
  exec 7<&-
  told 6 "$NOENT" "the file of descriptor 7 has been deleted, and no link \
can bring it back (its contents can be copied from /proc/PID/fd/7)"
  holds .
}

@test "source-nameless: a pipe or a socket, but not a fifo elsewhere" {
  link --fd 7 b 7< <(:)
  told 1 'Invalid cross-device link' "the file of descriptor 7 is a pipe, \
which has no name in any file system"
  other=$(mktemp -d /dev/shm/fhln-test-XXXXXX) || skip "needs /dev/shm"
  other_directories+=("$other")
  if [ "$(stat -c %d "$other")" = "$(stat -c %d .)" ]; then
    skip "/dev/shm is on the same file system"
  fi
  mkfifo "$other/f"
  link --fd 7 b 7<>"$other/f"
  [ "$status" -eq 4 ]
  [[ $stderr = *"the file of descriptor 7 is on "* ]]
}

@test "tmpfile-excl: an O_TMPFILE descriptor with O_EXCL" {
  need_command perl
  run --separate-stderr perl -MFcntl -e '$^F = 9;
    sysopen F, ".", 020000000 | O_DIRECTORY | O_RDWR | O_EXCL or exit 77;
    exec @ARGV, "--fd", fileno F, "b"' -- "$FHLN" --detailed-exit-status
  if [ "$status" -eq 77 ]; then
    skip "this file system has no O_TMPFILE"
  fi
  ended 6
  [[ ${stderr_lines[1]} == "$NAME: note: the file of descriptor "*" was opened \
with O_TMPFILE and O_EXCL and may never get a name, or the name that it got \
has been removed" ]]
  holds .
}

@test "procfs: no name can be created in /proc" {
  files a
  link a /proc/self/fd/b
  told 10 "$NOENT" \
    "'/proc/self/fd' is in procfs, where names cannot be created"
}

# --- ENOTDIR ---------------------------------------------------------------

@test "not-a-directory: a component, a trailing slash, -t, a descriptor" {
  files a b
  link a/x c
  told 6 'Not a directory' "'a' is not a directory"
  link a/ c
  told 6 'Not a directory' "'a' is not a directory"
  link a b/c
  told 6 'Not a directory' "'b' is not a directory"
  link --dest-dirfd=7 a c 7<b
  told 6 'Not a directory' "descriptor 7 is not a directory"
  link --source-dirfd=7 a c 7<b
  told 6 'Not a directory' "descriptor 7 is not a directory"
  try --detailed-exit-status -t b a
  ended 6
  [ "${stderr_lines[1]}" = "$NAME: note: 'b' is a regular file" ]
  holds . a b
}

# --- ENAMETOOLONG ----------------------------------------------------------

@test "component-too-long: with the limit of that directory" {
  local long
  files a
  long=$(printf 'n%.0s' {1..300})
  link a "$long"
  ended 1
  [[ ${stderr_lines[1]} == "$NAME: note: 'nnnnnnnnnnnnnnnnnnnnnnnn'... is 300 \
bytes; "*" on "*" allows 255" ]]
  link "$long/x" b
  ended 1
  [[ ${stderr_lines[1]} == *"is 300 bytes; "*" on "*" allows 255" ]]
  link a "$long/b"
  ended 1
  [[ ${stderr_lines[1]} == *"is 300 bytes; "*" on "*" allows 255" ]]
}

@test "path-too-long: of SOURCE and of DEST" {
  local path
  files a
  path=$(printf './%.0s' {1..32768})
  link "${path}a" b
  told 1 'File name too long' "a path may have 65535 bytes"
  link a "${path}b"
  told 1 'File name too long' "a path may have 65535 bytes"
}

# --- ELOOP -----------------------------------------------------------------

@test "symlink-loop: a circle, and more than 40 links" {
  local i
  files a
  ln -s loop loop
  ln -s a l0
  for i in {1..41}; do
    ln -s "l$((i - 1))" "l$i"
  done
  link loop/x b
  told 1 'Too many levels of symbolic links' \
    "'loop' leads through more than 40 symbolic links"
  link a loop/b
  told 1 'Too many levels of symbolic links' \
    "'loop' leads through more than 40 symbolic links"
  link -L l41 b
  told 1 'Too many levels of symbolic links' \
    "'l41' leads through more than 40 symbolic links"
  # Forty would do, but when the kernel begins a walk again, it counts on.
  try -L l18 b
  same a b
  passed
}

@test "nosymfollow: the mount that holds the link" {
  inside '
    mkdir m
    mount -t tmpfs -o nosymfollow none m
    mkdir m/d
    touch m/d/a
    ln -s d m/l
    link m/l/a m/b'
  told 5 'Too many levels of symbolic links' \
    "mount '$here/m' has the option nosymfollow"
}

# --- EBADF -----------------------------------------------------------------

@test "bad-descriptor: of SOURCE, and of either directory" {
  files a
  link --fd 9 b 9<&-
  told 1 'Bad file descriptor' 'descriptor 9 is not open'
  link --source-dirfd=9 a b 9<&-
  told 1 'Bad file descriptor' 'descriptor 9 is not open'
  link --dest-dirfd=9 a b 9<&-
  told 1 'Bad file descriptor' 'descriptor 9 is not open'
  holds . a
}

# --- EEXIST, EISDIR, EBUSY -------------------------------------------------

@test "exists: a file, a symbolic link, a directory, '.', '/'" {
  files a b
  mkdir d
  ln -s nowhere dang
  ln -s dang chain
  mkfifo fifo
  link a b
  told 3 'File exists' "'b' is a regular file"
  link a dang
  told 3 'File exists' "'dang' is a symbolic link"
  link a fifo
  told 3 'File exists' "'fifo' is a fifo"
  link -T a d
  told 3 'File exists' "'d' is a directory"
  link -T a d/
  told 3 'File exists' "'d/' is a directory"
  link -T a .
  told 3 'File exists' "'.' is a directory"
  link -T a d/..
  told 3 'File exists' "'d/..' is a directory"
  link -T a /
  told 3 'File exists' "'/' is a directory"
  link -s a b
  told 3 'File exists' "'b' is a regular file"
  untouched a b
}

@test "exists-same: DEST already is a name of the file" {
  files a
  link a a
  told 3 'File exists' "'a' and 'a' are one directory entry"
  mkdir d
  link a d/../a
  told 3 'File exists' "'a' and 'd/../a' are one directory entry"
  ln a b
  link a b
  told 3 'File exists' "'b' is already a hard link to this file"
  linked a b
  link a a
  told 3 'File exists' "'a' and 'a' are one directory entry"
}

@test "dest-directory: a directory is not replaced" {
  files a
  mkdir d
  try --detailed-exit-status -f -T a d
  ended 3
  [ "${stderr_lines[0]}" = "$NAME: d: cannot overwrite directory" ]
  [ "${stderr_lines[1]}" = "$NAME: note: 'd' is a directory, and only a file \
can be replaced" ]
}

@test "dest-mount-point: a mount point is not replaced" {
  inside '
    touch a b c
    mount --bind a b
    link -f c b'
  told 1 'Device or resource busy' "'b' is a mount point"
}

# --- Notes -----------------------------------------------------------------

@test "--no-notes leaves the note out, and changes nothing else" {
  files a
  link --no-notes nosuch b
  told 6 "$NOENT"
  try --no-notes a b/c
  failed "failed to create hard link 'b/c' => 'a': $NOENT"
  errors "failed to create hard link 'b/c' => 'a': $NOENT"
}

@test "every failure of a run has its own note" {
  files a
  mkdir d
  try nosuch a neither d
  errors "failed to access 'nosuch': $NOENT" "failed to access 'neither': $NOENT"
  [ "${stderr_lines[1]}" = "$NAME: note: 'nosuch' was looked for in \
'$(pwd -P)'" ]
  [ "${stderr_lines[3]}" = "$NAME: note: 'neither' was looked for in \
'$(pwd -P)'" ]
  linked a d/a
}

@test "symlink-loop: a name with more links than the system follows" {
  local name
  files a
  ln -s . l
  name=$(printf 'l/%.0s' {1..40})
  link "${name}a" b
  passed
  link "l/${name}a" c
  ended 1
  [[ ${stderr_lines[0]} = *": Too many levels of symbolic links" ]]
  [[ ${stderr_lines[1]} = *"/l' leads through more than 40 symbolic links" ]]
}

@test "the root directory has a name in notes" {
  files a
  link / b
  ended 5
  [ "${stderr_lines[0]}" = "$NAME: /: hard link not allowed for directory" ]
  [ "${stderr_lines[1]}" = "$NAME: note: '/' is a directory, and a directory \
has only one name; -s makes a symbolic link" ]
  link -T a /
  told 3 'File exists' "'/' is a directory"
  link / -T //nosuch/b
  [ "${stderr_lines[0]}" = "$NAME: /: hard link not allowed for directory" ]
}

@test "a link in procfs that may not be followed has no invented cause" {
  need_user 'may look at no process of root'
  [ -e /proc/1 ] || skip 'needs /proc'
  link /proc/1/cwd/a b
  told 5 'Permission denied'
}

@test "missing-component: a link in procfs that leads nowhere" {
  need_root 'looks at a process of the system'
  # A thread of the kernel has no program.
  if readlink /proc/2/exe || ! [ -e /proc/2 ]; then
    skip 'process 2 is no thread of the kernel'
  fi
  link /proc/2/exe/a b
  told 6 "$NOENT" "'/proc/2/exe' does not exist"
}

@test "names in notes are quoted for the shell" {
  link $'a\nb' c
  told 6 "$NOENT" "'a'\$'\\n''b' was looked for in '$(pwd -P)'"
}

@test "--no-notes looks at nothing after a failure" {
  need_strace
  files a
  traced --no-notes a d/b
  run ! grep -E 'O_PATH|statmount|0x1c9|syscall_0x' "$BATS_TEST_TMPDIR/trace"
}

@test "source-dot-dot: --parents keeps a SOURCE's whole name, without '..'" {
  files a
  mkdir s
  cd s
  try --parents --json -t d ../a
  ended 1
  holds .
  [[ $output = *'"errno":"EINVAL",'*'"cause":"source-dot-dot"}' ]]
  try --parents ../a d/a
  passed
  same ../a d/a
}

# --- The manual ------------------------------------------------------------

@test "the manual lists the causes as the program's table has them" {
  need_tool explain
  local manual=$top_srcdir/man/fhln.1
  "$tool" --manual >table
  sed -n '/^.\\" Causes: /,/^.\\" End of causes/p' "$manual" >listed
  [ -s listed ]
  diff listed table
}

@test "every cause that the table knows is in a test of its name" {
  need_tool explain
  local word missing=()
  while read -r _ word; do
    if ! grep -qE -- "(^@test \"[^\"]*|^# .*)\\b$word\\b" \
        "$BATS_TEST_DIRNAME"/*.bats; then
      missing+=("$word")
    fi
  done < <("$tool" --list)
  if [ "${#missing[@]}" -ne 0 ]; then
    fail "no test and no reason for: ${missing[*]}"
  fi
}
