#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Is the file linked that is open on a descriptor, by whatever way it can be?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/descriptors

# As try_with_fd tmpfile, and the file's contents are TEXT ($1).
try_with_tmpfile () {
  need_tool with-fd
  # shellcheck disable=SC2016 # the inner shell expands it
  run --separate-stderr "$tool" tmpfile . 9 \
    sh -c 'echo "$1" >&9 && shift && exec "$@"' sh "$1" "$FHLN" "${@:2}"
  if [ "$status" -eq 125 ]; then
    skip "no O_TMPFILE here: $stderr"
  fi
}

need_procfs () {
  if [ "$(stat -f -c %T /proc/self/fd 2>/dev/null)" != proc ]; then
    skip "needs /proc"
  fi
}

# --- Files that have a name ------------------------------------------------

@test "the file open on a descriptor is linked, wherever its name is now" {
  files a
  mkdir d
  exec 7<a
  try --fd 7 b
  linked a b
  passed
  mv a d/x
  rm b
  try --fd 7 d/b
  exec 7<&-
  linked d/x d/b
  passed
  holds . d
}

@test "it matters not for what the descriptor is open, nor its number" {
  files a
  # shellcheck disable=SC2094 # nothing is written
  exec 7>>a 8<>a 200<a
  for fd in 0 7 8 200; do
    try --fd $fd "b$fd" <a
    same a "b$fd"
    passed
  done
  exec 7>&- 8>&- 200<&-
  links a 5
  try --fd 0007 c 7<a
  same a c
  passed
}

@test "a file behind a directory that is closed to the user is linked" {
  mkdir d
  files d/a
  exec 7<d/a
  chmod 0 d
  try --fd 7 b
  exec 7<&-
  chmod 700 d
  linked d/a b
  passed
}

@test "with the privilege it takes one call" {
  need_root "has CAP_DAC_READ_SEARCH"
  need_strace
  need_no_sanitizer "it makes further calls"
  files a
  exec 7<a
  traced --fd 7 b
  exec 7<&-
  linked a b
  passed
  [ "$(calls_of_the_link)" = 'linkat(7, "", AT_FDCWD, "b", AT_EMPTY_PATH) = 0' ]
}

@test "without the privilege it goes through /proc, after looking at it" {
  local calls
  need_strace
  need_command setpriv
  need_procfs
  files a
  exec 7<a
  run --separate-stderr setpriv --inh-caps=-dac_read_search \
    --bounding-set=-dac_read_search \
    strace -qq -o ../trace "$FHLN" --fd 7 b
  exec 7<&-
  if [ "$status" -ne 0 ] && [[ $stderr = setpriv:* ]]; then
    # An ordinary user has nothing to give up.
    exec 7<a
    traced --fd 7 b
    exec 7<&-
  fi
  linked a b
  passed
  calls=$(calls_of_the_link)
  [[ ${calls%%$'\n'*} = 'linkat(7, "", AT_FDCWD, "b", AT_EMPTY_PATH) = -1 '* ]]
  grep -q 'f_type=PROC_SUPER_MAGIC' <<<"$calls"
  grep -qE '^linkat\([0-9]+, "7", AT_FDCWD, "b", AT_SYMLINK_FOLLOW\) = 0' \
    <<<"$calls"
}

@test "another user who inherits a descriptor links the file" {
  need_nobody
  need_procfs
  mkdir d
  chown 65534:65534 d
  files a
  chown 65534:65534 a
  exec 7<a
  cd d || return
  run --separate-stderr "${nobody[@]}" --fd 7 b
  cd .. || return
  exec 7<&-
  linked a d/b
  ended 0
}

@test "fs.protected_hardlinks holds for a descriptor, too" {
  need_nobody
  need_procfs
  if ! protects_hardlinks; then
    skip "fs.protected_hardlinks is not 1"
  fi
  mkdir d
  chown 65534:65534 d
  files a
  exec 7<a
  cd d || return
  run --separate-stderr "${nobody[@]}" --fd 7 b
  holds .
  links ../a 1
  ended 1
  [[ ${stderr_lines[0]} = \
    "$NAME: failed to create hard link 'b' => '7': Operation not permitted" ]]
  # Who may read and write it may link it.
  chmod 666 ../a
  run --separate-stderr "${nobody[@]}" --fd 7 b
  exec 7<&-
  linked ../a b
  ended 0
}

# --- What a shell cannot open ----------------------------------------------

@test "a file opened by O_PATH is linked" {
  files a
  try_with_fd path a --fd 9 b
  linked a b
  passed
}

@test "a symbolic link opened by O_PATH and O_NOFOLLOW is linked itself" {
  files a
  ln -s a s
  ln -s nowhere dangling
  try_with_fd link s --fd 9 b
  linked s b
  points b a
  links a 1
  passed
  try_with_fd link dangling --fd 9 c
  linked dangling c
  passed
}

@test "a fifo opened by O_PATH is linked" {
  mkfifo fifo
  try_with_fd path fifo --fd 9 b
  linked fifo b
  passed
}

@test "a device opened by O_PATH is linked" {
  need_root "makes a device"
  mknod device c 1 3
  try_with_fd path device --fd 9 c
  linked device c
  passed
}

@test "a file made by O_TMPFILE gets a name" {
  try_with_tmpfile text --fd 9 a
  holds . a
  links a 1
  reads a text
  passed
}

@test "a file made by O_TMPFILE gets a name without the privilege, too" {
  need_root "gives the privilege up"
  need_command setpriv
  need_procfs
  need_tool with-fd
  run --separate-stderr "$tool" tmpfile . 9 \
    setpriv --inh-caps=-dac_read_search --bounding-set=-dac_read_search \
    "$FHLN" --fd 9 a
  if [ "$status" -eq 125 ]; then
    skip "no O_TMPFILE here: $stderr"
  fi
  holds . a
  links a 1
  passed
  run --separate-stderr "$tool" private . 9 \
    setpriv --inh-caps=-dac_read_search --bounding-set=-dac_read_search \
    "$FHLN" --fd 9 b
  holds . a
  failed "failed to create hard link 'b' => '9': No such file or directory"
}

@test "a file made by O_TMPFILE gets a name in another directory" {
  mkdir d
  exec 7<d
  try_with_tmpfile text -v --fd --dest-dirfd=7 9 a
  exec 7<&-
  holds d a
  links d/a 1
  reads d/a text
  passed "'a' => '9'"
  holds . d
}

@test "a file made by O_TMPFILE replaces, with -f, and backs up, with -b" {
  files a
  try_with_tmpfile one --fd 9 a
  untouched a
  failed "failed to create hard link 'a': File exists"
  try_with_tmpfile two -f --fd 9 a
  holds . a
  links a 1
  reads a two
  passed
  try_with_tmpfile three -b --fd 9 a
  holds . a a~
  reads a three
  reads a~ two
  links a 1
  links a~ 1
  passed
}

@test "a file made by O_TMPFILE gets as many names as one likes" {
  need_tool with-fd
  # shellcheck disable=SC2016 # the inner shell expands it
  run --separate-stderr "$tool" tmpfile . 9 \
    sh -c '"$0" --fd 9 a && "$0" --fd 9 b && "$0" --fd 9 b' "$FHLN"
  if [ "$status" -eq 125 ]; then
    skip "no O_TMPFILE here: $stderr"
  fi
  holds . a b
  linked a b
  failed "failed to create hard link 'b': File exists"
}

@test "a file made by O_TMPFILE with O_EXCL gets no name" {
  try_with_fd private . --fd 9 a
  holds .
  failed "failed to create hard link 'a' => '9': No such file or directory"
  files b
  try_with_fd private . -f --fd 9 b
  holds . b
  untouched b
  ended 1
}

@test "on ext4, xfs, btrfs, tmpfs and overlay O_TMPFILE files get names" {
  on_each tmpfile_here ext4 xfs btrfs tmpfs overlay
}

tmpfile_here () {
  cd m || return
  mkdir d
  cd d || return
  try_with_tmpfile text --fd 9 a
  holds . a
  links a 1
  reads a text
  passed
  try_with_fd private . --fd 9 b
  holds . a
  ended 1
}

# --- Composing -------------------------------------------------------------

@test "--fd composes with -f, -b, -i, -v and --if-exists" {
  files a b c d e
  exec 7<a
  try --fd 7 b
  untouched a b
  failed "failed to create hard link 'b': File exists"
  try --if-exists=same --fd 7 b
  untouched a b
  failed "failed to create hard link 'b': File exists"
  try --if-exists=skip --fd 7 b
  untouched a b
  passed
  try -fv --fd 7 b
  linked a b
  passed "'b' => '7'"
  try -f --fd 7 b
  linked a b
  passed
  try --if-exists=same --fd 7 b
  linked a b
  passed
  try -vb --fd 7 c
  same a c
  reads c~ c
  passed "'c~' ~ 'c' => '7'"
  run --separate-stderr "$FHLN" -i --fd 7 d <<<n
  untouched d
  ended 1
  run --separate-stderr "$FHLN" -i --fd 7 d <<<y
  same a d
  ended 0
  exec 7<&-
  links a 4
  holds . a b c c~ d e
}

@test "with --fd DEST is exact, also where it is a directory" {
  files a
  mkdir d
  ln -s d s
  exec 7<a
  try --fd 7 d
  failed "failed to create hard link 'd': File exists"
  try --fd 7 d/
  failed "failed to create hard link 'd/': File exists"
  try --fd 7 s
  failed "failed to create hard link 's': File exists"
  try -f --fd 7 d
  failed "d: cannot overwrite directory"
  try --fd 7 no/b
  failed "failed to create hard link 'no/b' => '7': No such file or directory"
  exec 7<&-
  holds . a d s
  holds d
  links a 1
}

@test "--fd takes two operands, and no directory" {
  mkdir d
  try --fd
  refused "missing file operand"
  try --fd 0
  refused "missing destination file operand after '0'"
  try --fd 0 1 d
  refused "extra operand 'd'"
  try --fd -t d 0
  failed "cannot combine --fd and --target-directory: such a SOURCE has no\
 base name; give DEST as a whole"
  holds . d
  holds d
}

@test "--fd does not go with other ways to name or make the link" {
  try --fd -s 0 b
  failed "cannot combine --fd and --symbolic: leave out --fd and give\
 SOURCE by name"
  try --fd --via-handle 0 b
  failed "cannot combine --fd and --via-handle: give the one that says what\
 SOURCE is"
  try --fd --source-dirfd=0 0 b
  failed "cannot combine --fd and --source-dirfd: leave out --source-dirfd,\
 which is for names"
  try --detailed-exit-status -L --fd --source-dirfd=0 0 b
  failed "cannot combine --fd and --source-dirfd: leave out --source-dirfd,\
 which is for names" 2
  holds .
}

@test "text that is no descriptor is a usage error, and nothing is made" {
  files a
  while IFS= read -r text; do
    try --fd -- "$text" b <a
    refused "invalid descriptor '$text': Invalid argument"
    try --detailed-exit-status -f --fd -- "$text" b <a
    ended 2
  done <<'END'

x
cwd
-1
-0
+0
0x0
0.0
0 
 0
0a
a
2147483648
4294967296
18446744073709551616
99999999999999999999999999
END
  holds . a
  untouched a
  # Where options are still looked for, it is taken for one.
  try --fd -1 b <a
  refused "invalid option -- '1'"
  # Only the first of several is told.
  try --print-handle --fd 0 x y <a
  refused "invalid descriptor 'x': Invalid argument"
}
