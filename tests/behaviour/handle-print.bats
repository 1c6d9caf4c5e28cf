#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Which handle is printed, and who may use it?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/handles

# Print UUID $1 as the kernel folds it into a file system's id: the halves,
# read as little-endian numbers, and XOR.
folded () {
  local hex=${1//-/} i
  [ "${#hex}" -eq 32 ]
  for i in 14 12 10 8 6 4 2 0; do
    printf '%02x' $((0x${hex:i:2} ^ 0x${hex:i + 16:2}))
  done
  echo
}

# The text is a handle.
is_handle () {
  [[ $1 =~ ^[0-9a-f]{16}:[1-9a-f][0-9a-f]*:([0-9a-f]{2})+$ ]] \
    || fail "no handle: $1"
}

# As try, without the privilege of opening files by handle.
try_without_privilege () {
  run --separate-stderr setpriv --inh-caps=-dac_read_search \
    --bounding-set=-dac_read_search "$FHLN" "$@"
}

# --- Printing --------------------------------------------------------------

@test "--print-handle prints a line of three parts and links nothing" {
  need_handles
  files a
  try --print-handle a
  handle=$output
  passed "$handle"
  is_handle "$handle"
  holds . a
  untouched a
}

@test "--print-handle prints a line for each SOURCE, in order" {
  need_handles
  files a b
  mkdir d
  handle_of a && one=$handle
  handle_of b && two=$handle
  handle_of d && three=$handle
  try --print-handle a b d ./a
  passed "$one"$'\n'"$two"$'\n'"$three"$'\n'"$one"
  [ "$one" != "$two" ]
}

@test "all names of a file have one handle, also after a rename" {
  need_handles
  files a
  ln a b
  handle_of a && one=$handle
  handle_of b && [ "$handle" = "$one" ]
  mv b c
  mkdir d
  mv a d/a
  try --print-handle d/a c
  passed "$one"$'\n'"$one"
}

@test "a symbolic link has a handle of its own, with -L its file's" {
  need_handles
  files a
  ln -s a s
  handle_of a && file=$handle
  try --print-handle s
  [ "$status" -eq 0 ]
  is_handle "$output"
  [ "$output" != "$file" ]
  try -P --print-handle s
  [ "$output" != "$file" ]
  try -L --print-handle s
  passed "$file"
}

@test "a dangling symbolic link has a handle, with -L there is none" {
  need_handles
  ln -s nowhere s
  try --print-handle s
  [ "$status" -eq 0 ]
  is_handle "$output"
  try -L --print-handle s
  failed "failed to access 's': No such file or directory"
}

@test "--print-handle reports a missing SOURCE and prints the others" {
  need_handles
  files a c
  try --print-handle a b c
  ended 1
  errors "failed to access 'b': No such file or directory"
  [ "${#lines[@]}" -eq 2 ]
  is_handle "${lines[0]}"
  is_handle "${lines[1]}"
}

@test "--print-handle takes relative names from --source-dirfd" {
  need_handles
  mkdir d
  files d/a
  handle_of d/a && file=$handle
  exec 7<d
  try --source-dirfd=7 --print-handle a
  exec 7<&-
  passed "$file"
}

@test "--print-handle --fd prints the handle of what is open" {
  need_handles
  files a
  handle_of a && file=$handle
  exec 7<a
  mv a b
  try --fd --print-handle 7
  passed "$file"
  rm b
  try --fd --print-handle 7
  passed "$file"
  exec 7<&-
  try --fd --print-handle 7
  failed "failed to access '7': Bad file descriptor"
}

@test "on a file system without handles the reason is told" {
  [ -e /proc/self/status ] || skip "needs /proc"
  try --print-handle /proc/self/status
  failed \
    "failed to get a handle of '/proc/self/status': Operation not supported"
}

@test "a handle is printed on ext4 with the folded UUID" {
  on_fs ext4 prints_uuid
}

@test "a handle is printed on xfs with the folded UUID" {
  need_kernel 6 9 "the UUID of a file system"
  on_fs xfs prints_uuid
}

@test "a handle is printed on btrfs with the folded UUID" {
  on_fs btrfs prints_uuid
}

# The identity of each kind of file, also of those that are never opened, is
# that of the file system.
prints_uuid () {
  local name expected
  expected=$(folded "$(blkid -p -o value -s UUID m.img)")
  mkdir m/dir
  files m/regular
  ln -s nowhere m/symlink
  mkfifo m/fifo
  mknod m/device c 1 3
  for name in dir regular symlink fifo device; do
    try --print-handle "m/$name"
    [ "$status" -eq 0 ]
    is_handle "$output"
    [ "${output%%:*}" = "$expected" ] || fail "$name: $output, not $expected"
  done
}

@test "on btrfs every subvolume has the file system's identity" {
  on_fs btrfs subvolume_identity
}

subvolume_identity () {
  btrfs -q subvolume create m/sub
  files m/a m/sub/b
  handle_of m/a && one=$handle
  handle_of m/sub/b && two=$handle
  expected=$(folded "$(blkid -p -o value -s UUID m.img)")
  [ "${one%%:*}" = "$expected" ]
  [ "${two%%:*}" = "$expected" ]
}

@test "a file system with a UUID of zeros has no identity" {
  in_private uuid_of_zeros
}

uuid_of_zeros () {
  make_fs ext4 zero.img 00000000-0000-0000-0000-000000000000
  mount_fs ext4 zero.img m
  new_fs ext4 n
  files m/a n/c
  handle_of m/a
  [ "${handle%%:*}" = 0000000000000000 ]
  try --handle "$handle" m/b
  linked m/a m/b
  passed
  # On a file system with an identity zeros are foreign.
  try --handle "$handle" n/b
  holds n c lost+found
  failed "failed to create hard link 'n/b' => '$handle': Invalid\
 cross-device link"
  handle_of n/c
  try --handle "$(with_part "$handle" fsid 0000000000000000)" n/d
  holds n c lost+found
  ended 1
}

@test "a fifo mounted on a name elsewhere has its own file system's identity" {
  in_private mounted_fifo
}

# The directory is on another file system: it is not asked for the UUID.
mounted_fifo () {
  make_fs ext4 one.img 11111111-2222-3333-4444-555555555555
  mount_fs ext4 one.img one
  new_fs ext4 two
  mkfifo one/fifo
  files two/x
  mount_or_skip --bind one/fifo two/x
  handle_of one/fifo
  try --print-handle two/x
  passed "$handle"
  try --via-handle two/x one/b
  linked one/fifo one/b
  passed
}

@test "a fifo or device is never opened, only looked at" {
  on_fs ext4 opens_no_fifo
}

opens_no_fifo () {
  local trace=$BATS_TEST_TMPDIR/trace
  need_strace
  mkfifo m/fifo
  mknod m/device c 1 3
  for name in fifo device; do
    for arguments in "--print-handle m/$name" "--via-handle m/$name m/b" \
        "--via-handle -f m/$name m/b" "--handle HANDLE m/c" \
        "--handle -f HANDLE m/c"; do
      handle_of "m/$name"
      read -ra arguments <<<"${arguments/HANDLE/"$handle"}"
      run --separate-stderr timeout 10 strace -qq -y -o "$trace" \
        -e trace=open,openat,openat2,open_by_handle_at "$FHLN" \
        "${arguments[@]}"
      ended 0
      grep -E "(\"|/)m/${name}[\">]|^open_by_handle_at" "$trace" \
        >"$trace.opened" || fail "nothing opened: ${arguments[*]}"
      run ! grep -v O_PATH "$trace.opened"
    done
    links "m/$name" 3
    rm m/b m/c
  done
}

@test "a regular file is opened without waiting for anything" {
  on_fs ext4 opens_at_once
}

# It is opened for reading once, to ask for its file system's UUID.
opens_at_once () {
  local trace=$BATS_TEST_TMPDIR/trace
  need_strace
  files m/a
  run --separate-stderr timeout 10 strace -qq -o "$trace" "$FHLN" \
    --print-handle m/a
  ended 0
  grep -E '^open.*"(m/a|/proc/self/fd/[0-9]+)"' "$trace" \
    >"$trace.opened"
  grep -q O_RDONLY "$trace.opened"
  run ! grep -vE 'O_PATH|O_NONBLOCK' "$trace.opened"
}

@test "two users may print two handles of one file, and both are accepted" {
  need_kernel 6 9 "the UUID of a file system"
  on_fs xfs two_users
}

# Whoever can read neither the file nor its directory cannot ask for the
# UUID.
two_users () {
  need_nobody
  mkdir m/d
  files m/d/a
  chmod 600 m/d/a
  chmod 711 m/d
  handle_of m/d/a && root=$handle
  user=$(cd m && "${nobody[@]}" --print-handle d/a)
  is_handle "$user"
  [ "${user%%:*}" != "${root%%:*}" ]
  [ "${user#*:}" = "${root#*:}" ]
  try --handle "$root" m/d/b
  linked m/d/a m/d/b
  passed
  try --handle "$user" m/d/c
  same m/d/a m/d/c
  links m/d/a 3
  passed
}

# --- Privilege -------------------------------------------------------------

@test "without CAP_DAC_READ_SEARCH a handle is printed, but not opened" {
  on_fs ext4 without_privilege
}

without_privilege () {
  need_command setpriv
  files m/a
  handle_of m/a
  try_without_privilege --print-handle m/a
  passed "$handle"
  try_without_privilege --handle "$handle" m/b
  links m/a 1
  ended 1
  [[ ${stderr_lines[0]} = "$NAME: failed to "*": Operation not permitted" ]]
  try_without_privilege --detailed-exit-status --via-handle m/a m/b
  links m/a 1
  failed "failed to create hard link 'm/b' => 'm/a': Operation not\
 permitted" 5
  holds_names m a
}

@test "an ordinary user prints handles and is refused to open them" {
  need_user "is one"
  need_handles
  files a
  handle_of a
  try --handle "$handle" b
  holds . a
  untouched a
  ended 1
  [[ ${stderr_lines[0]} = "$NAME: failed to "*": Operation not permitted" ]]
  try --via-handle a b
  holds . a
  failed "failed to create hard link 'b' => 'a': Operation not permitted"
}
