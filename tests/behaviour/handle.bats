#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Is the file linked that a handle names, and no other?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# --- Helpers ---------------------------------------------------------------

# Set $handle to the handle of file $1.
handle_of () {
  handle=$("$FHLN" --print-handle "$1")
}

# The file system here must have handles.
need_handles () {
  if ! "$FHLN" --print-handle . >/dev/null 2>&1; then
    skip "the file system of the test directory has no handles"
  fi
}

# Files may be opened by handle.  (Effective capability 2 of the process.)
need_privilege () {
  local caps
  caps=$(sed -n 's/^CapEff:[[:space:]]*//p' /proc/self/status)
  if (((0x$caps >> 2 & 1) == 0)); then
    skip "needs CAP_DAC_READ_SEARCH"
  fi
}

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

# Print handle $1 with the part $2 (fsid, type, bytes) set to $3.
with_part () {
  local fsid type bytes
  IFS=: read -r fsid type bytes <<<"$1"
  printf -v "$2" %s "$3"
  printf '%s:%s:%s\n' "$fsid" "$type" "$bytes"
}

# The text is a handle.
is_handle () {
  [[ $1 =~ ^[0-9a-f]{16}:[1-9a-f][0-9a-f]*:([0-9a-f]{2})+$ ]] \
    || fail "no handle: $1"
}

# There is no name $1.
absent () {
  if [ -e "$1" ] || [ -L "$1" ]; then
    fail "'$1' exists"
  fi
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

# --- Round trips -----------------------------------------------------------

@test "on ext4 every kind of file is linked by its handle" {
  on_fs ext4 every_kind
}

@test "on xfs every kind of file is linked by its handle" {
  on_fs xfs every_kind
}

@test "on btrfs every kind of file is linked by its handle" {
  on_fs btrfs every_kind
}

@test "on tmpfs every kind of file is linked by its handle" {
  on_fs tmpfs every_kind
}

@test "on overlay with nfs_export every kind of file is linked by handle" {
  on_fs exported every_kind
}

every_kind () {
  local name
  need_command perl
  mkdir m/to
  files m/regular
  ln -s nowhere m/symlink
  mkfifo m/fifo
  mknod m/device c 1 3
  mknod m/block b 240 240
  (cd m && perl -MSocket -e 'socket S, AF_UNIX, SOCK_STREAM, 0;
    bind S, pack_sockaddr_un "socket" or die') || fail "no socket"
  [ -S m/socket ]
  for name in regular symlink fifo socket device block; do
    handle_of "m/$name"
    try --handle "$handle" "m/to/$name"
    linked "m/$name" "m/to/$name"
    passed
  done
  holds m/to regular symlink fifo socket device block
}

@test "on ext4 a handle outlives renames and the mount" {
  on_fs ext4 outlives
}

@test "on xfs a handle outlives renames and the mount" {
  on_fs xfs outlives
}

@test "on btrfs a handle outlives renames and the mount" {
  on_fs btrfs outlives
}

outlives () {
  mkdir m/d
  files m/d/a
  handle_of m/d/a && before=$handle
  mv m/d/a m/x
  mv m/d m/e
  try --handle "$before" m/b
  linked m/x m/b
  passed
  rm m/b
  umount m
  mount_fs "$(blkid -p -o value -s TYPE m.img)" m.img n
  try --handle "$before" n/e/c
  linked n/x n/e/c
  passed
  handle_of n/x
  [ "$handle" = "$before" ]
}

@test "on tmpfs a handle outlives renames, but not the mount" {
  on_fs tmpfs tmpfs_outlives
}

tmpfs_outlives () {
  mkdir m/d
  files m/d/a
  handle_of m/d/a
  mv m/d/a m/x
  try --handle "$handle" m/b
  linked m/x m/b
  passed
  umount m
  mount_fs tmpfs '' m
  files m/x
  try --handle "$handle" m/b
  holds m x
  ended 1
}

@test "on overlay with nfs_export a handle outlives renames and the mount" {
  in_private overlay_outlives
}

overlay_outlives () {
  local layers=lowerdir=o/lower,upperdir=o/upper,workdir=o/work
  mkdir o m
  mount_or_skip -t tmpfs tmpfs o
  mkdir o/lower o/upper o/work
  files o/lower/low
  mount_or_skip -t overlay -o "$layers,nfs_export=on,index=on" overlay m
  files m/a
  handle_of m/a && before=$handle
  handle_of m/low && low=$handle
  mv m/a m/x
  umount m
  mount_or_skip -t overlay -o "$layers,nfs_export=on,index=on" overlay m
  try --handle "$before" m/b
  linked m/x m/b
  passed
  # A file of the lower layer is copied up, and keeps its handle.
  try --handle "$low" m/c
  linked m/low m/c
  passed
  holds o/lower low
}

@test "on overlay without nfs_export files have no handles, and it is told" {
  on_fs overlay no_handles
}

no_handles () {
  files m/a
  try --print-handle m/a
  failed "failed to get a handle of 'm/a': Operation not supported"
  try --via-handle m/a m/b
  holds m a
  untouched m/a
  failed "failed to create hard link 'm/b' => 'm/a': Operation not supported"
}

# --- What a handle no longer names -----------------------------------------

@test "a directory is not linked by its handle" {
  on_each directory ext4 xfs btrfs tmpfs
}

directory () {
  mkdir m/d
  handle_of m/d
  try --handle "$handle" m/b
  absent m/b
  failed "'$handle': hard link not allowed for directory"
  try -d --handle "$handle" m/b
  absent m/b
  failed "failed to create hard link 'm/b' => '$handle': Operation not\
 permitted"
  try --handle "$handle" m/d/d
  holds m/d
  ended 1
}

@test "on ext4 the handle of a deleted file is stale" {
  on_fs ext4 deleted
}

@test "on xfs the handle of a deleted file is stale" {
  on_fs xfs deleted
}

@test "on btrfs the handle of a deleted file is stale" {
  on_fs btrfs deleted
}

@test "on tmpfs the handle of a deleted file is stale" {
  on_fs tmpfs deleted
}

@test "on overlay the handle of a deleted file is stale" {
  on_fs exported deleted
}

deleted () {
  mkdir m/d
  files m/d/a
  handle_of m/d/a
  rm m/d/a
  try --handle "$handle" m/d/b
  holds m/d
  failed "failed to access '$handle': Stale file handle"
  # Nor does it name a new file, on the old one's inode or not.
  files m/d/c m/d/e
  try --detailed-exit-status --handle "$handle" m/d/b
  holds m/d c e
  untouched m/d/c m/d/e
  failed "failed to access '$handle': Stale file handle" 6
}

@test "a deleted file that is still open gets no new name" {
  on_each deleted_but_open ext4 xfs btrfs tmpfs
}

deleted_but_open () {
  mkdir m/d
  files m/d/a
  handle_of m/d/a
  exec 7<m/d/a
  rm m/d/a
  try --handle "$handle" m/d/b
  exec 7<&-
  holds m/d
  failed "failed to create hard link 'm/d/b' => '$handle': No such file\
 or directory"
}

@test "a wrong generation is stale, where the kernel takes it, too" {
  on_each generation ext4 btrfs tmpfs
}

# Where the generation lies in the bytes: behind the inode number on ext4 and
# in front of it on tmpfs, 32 bits each; behind two 64-bit numbers on btrfs.
generation () {
  local bytes
  files m/a
  handle_of m/a
  bytes=${handle##*:}
  case $1 in
    ext4) bytes=${bytes:0:8}00000000 ;;
    tmpfs) bytes=00000000${bytes:8} ;;
    btrfs) bytes=${bytes:0:32}00000000 ;;
  esac
  [ "$bytes" != "${handle##*:}" ]
  handle=$(with_part "$handle" bytes "$bytes")
  try --handle "$handle" m/b
  untouched m/a
  failed "failed to access '$handle': Stale file handle"
}

@test "a wrong type is stale, where the kernel takes it, too" {
  on_each next_type ext4 xfs btrfs tmpfs
}

next_type () {
  local type
  files m/a
  handle_of m/a
  type=${handle#*:}
  type=$(printf %x $((0x${type%:*} + 1)))
  handle=$(with_part "$handle" type "$type")
  try --handle "$handle" m/b
  untouched m/a
  failed "failed to access '$handle': Stale file handle"
}

@test "a type that the kernel does not know is stale" {
  on_fs ext4 unknown_type
}

unknown_type () {
  files m/a
  handle_of m/a
  for type in fe ff 81 8000 20001 7fffffff; do
    wrong=$(with_part "$handle" type "$type")
    try --handle "$wrong" m/b
    untouched m/a
    failed "failed to access '$wrong': Stale file handle"
  done
}

@test "bytes too many or too few are stale" {
  on_fs ext4 other_length
}

other_length () {
  files m/a
  handle_of m/a
  bytes=${handle##*:}
  for bytes in "${bytes}00" "${bytes}00000000" "${bytes:0:8}" \
      "${bytes:0:14}" "$(printf '%s%0240d' "$bytes" 0)"; do
    wrong=$(with_part "$handle" bytes "$bytes")
    try --handle "$wrong" m/b
    untouched m/a
    failed "failed to access '$wrong': Stale file handle"
  done
}

@test "a connectable handle, which tells the directory too, is accepted" {
  need_kernel 6 13 "connectable handles"
  on_fs ext4 connectable
}

# On ext4: type 2, the file's number and generation, the directory's.
connectable () {
  mkdir m/d
  files m/d/a m/d/c
  handle_of m/d/a && file=$handle
  handle_of m/d && parent=$handle
  handle=$(with_part "$file" type 10002)${parent##*:}
  try --handle "$handle" m/b
  linked m/d/a m/b
  passed
  # With a generation that the kernel does not look at, it is another file.
  handle=$(with_part "$file" type 10002)
  handle=${handle%????????}00000000${parent##*:}
  try --handle "$handle" m/e
  absent m/e
  failed "failed to access '$handle': Stale file handle"
}

@test "a handle of another file system is refused before anything is opened" {
  in_private foreign
}

foreign () {
  local trace=$BATS_TEST_TMPDIR/trace
  local expected
  need_strace
  make_fs ext4 one.img 11111111-2222-3333-4444-555555555555
  mount_fs ext4 one.img one
  new_fs xfs two
  mkdir two/d
  files one/a two/c
  handle_of one/a
  expected="failed to create hard link 'two/d/b' => '$handle': Invalid\
 cross-device link"
  traced --handle "$handle" two/d/b
  holds two/d
  untouched one/a two/c
  failed "$expected"
  run ! grep '^open_by_handle_at' "$trace"
  # But the directory that the new name would lie in.
  grep -q '"two/d' "$trace"
  try --detailed-exit-status --handle "$handle" two/d/b
  failed "$expected" 4
  try --detailed-exit-status --via-handle one/a two/d/b
  holds two/d
  failed "failed to create hard link 'two/d/b' => 'one/a': Invalid\
 cross-device link" 4
}

@test "with two file systems of one UUID only --via-handle is safe" {
  in_private clones
}

clones () {
  make_fs ext4 one.img
  mount_fs ext4 one.img one
  files one/a
  umount one
  cp --sparse=always one.img two.img
  mount_fs ext4 one.img one
  mount_fs ext4 two.img two
  echo new >one/a
  handle_of one/a && first=$handle
  handle_of two/a
  [ "$handle" = "$first" ]
  [ "$(stat -c %d one/a)" != "$(stat -c %d two/a)" ]
  try --via-handle one/a two/b
  holds two a lost+found
  failed "failed to create hard link 'two/b' => 'one/a': Invalid\
 cross-device link"
  try -f --via-handle one/a two/b
  holds two a lost+found
  ended 1
  # The text cannot tell: this is the clone's old file.
  try --handle "$first" two/b
  linked two/a two/b
  reads two/b a
  links one/a 1
  passed
}

@test "a file is not linked into another subvolume of btrfs" {
  on_fs btrfs subvolumes
}

subvolumes () {
  btrfs -q subvolume create m/sub
  files m/a m/sub/c
  handle_of m/a
  try --handle "$handle" m/sub/b
  holds m/sub c
  links m/a 1
  failed "failed to create hard link 'm/sub/b' => '$handle': Invalid\
 cross-device link"
  # But any name of the file system will do to find it.
  handle_of m/sub/c
  try --handle "$handle" m/sub/b
  linked m/sub/c m/sub/b
  passed
}

# --- Bind mounts -----------------------------------------------------------

@test "--via-handle links between two mounts of a file system" {
  on_each bind_mounts ext4 xfs btrfs tmpfs
}

bind_mounts () {
  mkdir m/d m/e bound
  files m/d/a
  mount_or_skip --bind m/d bound
  run ! ln bound/a m/e/x
  try bound/a m/e/x
  holds m/e
  links m/d/a 1
  failed "failed to create hard link 'm/e/x' => 'bound/a': Invalid\
 cross-device link"
  try --via-handle bound/a m/e/x
  same m/d/a m/e/x
  links m/d/a 2
  passed
  # And the other way round.
  try --via-handle m/e/x bound/y
  same m/d/a m/d/y
  links m/d/a 3
  passed
  # By the handle's text, too.
  handle_of bound/a
  try --handle "$handle" m/e/z
  links m/d/a 4
  passed
  holds m/e x z
}

@test "--via-handle composes with -f, -b, -v, -t and -T" {
  on_fs ext4 via_composes
}

via_composes () {
  mkdir m/d m/e bound
  files m/d/a m/d/c m/e/x m/e/y m/e/a
  mount_or_skip --bind m/d bound
  try --via-handle bound/a m/e/x
  untouched m/e/x
  failed "failed to create hard link 'm/e/x': File exists"
  try -f --via-handle bound/a m/e/x
  linked m/d/a m/e/x
  passed
  try -f --via-handle bound/a m/e/x
  linked m/d/a m/e/x
  passed
  try -vb --via-handle bound/c m/e/y
  linked m/d/c m/e/y
  reads m/e/y~ y
  passed "'m/e/y~' ~ 'm/e/y' => 'bound/c'"
  try --via-handle -t m/e bound/c
  same m/d/c m/e/c
  passed
  try --via-handle -f bound/a bound/c m/e
  same m/d/a m/e/a
  passed
  rm m/e/c
  try --via-handle bound/c m/e/
  same m/d/c m/e/c
  passed
  try --via-handle -T bound/c m/e
  failed "failed to create hard link 'm/e': File exists"
  holds m/e a c x y y~
}

@test "--via-handle links a symbolic link itself, with -L its file" {
  on_fs ext4 via_symlink
}

via_symlink () {
  mkdir m/d bound
  files m/d/a
  ln -s a m/d/s
  mount_or_skip --bind m/d bound
  try --via-handle bound/s m/p
  linked m/d/s m/p
  passed
  try -L --via-handle bound/s m/l
  linked m/d/a m/l
  passed
}

@test "a handle is linked on DEST's mount: a read-only one refuses" {
  on_fs ext4 read_only_mount
}

read_only_mount () {
  mkdir m/d m/e bound
  files m/d/a
  mount_or_skip --bind m/d bound
  mount -o remount,bind,ro bound
  handle_of m/d/a
  try --handle "$handle" bound/b
  holds m/d a
  failed "failed to create hard link 'bound/b': Read-only file system"
  try --via-handle bound/a m/e/b
  linked m/d/a m/e/b
  passed
}

# --- Symbolic links --------------------------------------------------------

@test "-L with the handle of a symbolic link links what it leads to" {
  on_fs ext4 follows
}

follows () {
  mkdir m/d m/e
  files m/d/a m/e/a
  ln -s "$PWD/m/d/a" m/absolute
  ln -s a m/relative
  handle_of m/absolute && absolute=$handle
  handle_of m/relative && relative=$handle
  try -L --handle "$absolute" m/b
  linked m/d/a m/b
  passed
  # A relative one starts at --source-dirfd, wherever the link lies.
  exec 7<m/d 8<m/e
  try -L --handle --source-dirfd=7 "$relative" m/c
  same m/d/a m/c
  passed
  try -L --handle --source-dirfd=8 "$relative" m/x
  linked m/e/a m/x
  passed
  exec 7<&- 8<&-
  # Or at the working directory.
  cd m/d || return
  try -L --handle "$relative" ../y
  same a ../y
  passed
  cd ../.. || return
  links m/d/a 4
  # Without -L it is the link itself.
  try --handle "$relative" m/z
  linked m/relative m/z
  passed
}

@test "-L with the handle of a deleted file is a stale handle" {
  need_root "opens files by handle"
  files a
  handle=$("$FHLN" --print-handle a) || skip "no handles here"
  rm a
  try --handle -L "$handle" b
  holds .
  ended 1
  [[ ${stderr_lines[0]} = *": Stale file handle" ]]
}

@test "-L follows a chain of symbolic links, and fails on a dangling one" {
  on_fs ext4 follows_on
}

follows_on () {
  files m/a
  ln -s a m/one
  ln -s one m/two
  ln -s nowhere m/dangling
  handle_of m/two && two=$handle
  handle_of m/dangling && dangling=$handle
  handle_of m/a && file=$handle
  cd m || return
  try -L --handle "$two" b
  linked a b
  passed
  try -L --handle "$dangling" c
  failed "failed to access '$dangling': No such file or directory"
  # What is no symbolic link is linked itself.
  try -L --handle "$file" d
  same a d
  passed
  try -fL --handle "$two" d
  same a d
  passed
  holds . a b d one two dangling lost+found
}

# --- Lines of fdinfo -------------------------------------------------------

@test "a line of inotify's fdinfo is a handle" {
  on_each inotify_watched ext4 xfs btrfs tmpfs
}

@test "a line of fanotify's fdinfo is a handle" {
  on_each fanotify_watched ext4 xfs btrfs tmpfs
}

inotify_watched () {
  watched inotify
}

fanotify_watched () {
  watched fanotify
}

watched () {
  local line found=0
  need_tool notify
  files m/a m/c
  line=$("$tool" "$1" m/a) || found=$?
  if [ "$found" -ne 0 ]; then
    skip "$1 shows no handle here"
  fi
  [[ $line = "$1 "*" f_handle:"* ]]
  mv m/a m/x
  try --handle "$line" m/b
  linked m/x m/b
  passed
  # The three fields alone will do, in any order.
  fields=$(grep -oE 'f_?handle[^ ]*' <<<"$line" | sort -r | tr '\n' ' ')
  try --handle "$fields" m/d
  same m/x m/d
  passed
  # But ino and sdev are checked if they are there.
  wrong=${line/ ino:/ ino:1}
  [ "$wrong" != "$line" ]
  try --handle "$wrong" m/e
  failed "failed to access '$wrong': Stale file handle"
  holds_names m b c d x
}

# As holds, whatever mkfs has made.
holds_names () {
  local dir=$1
  shift
  [ ! -d "$dir/lost+found" ] || rmdir "$dir/lost+found"
  holds "$dir" "$@"
}

@test "a line of fdinfo with another device is of another file system" {
  on_fs ext4 other_device
}

other_device () {
  need_tool notify
  files m/a
  line=$("$tool" inotify m/a) || skip "inotify shows no handle here"
  wrong=${line/ sdev:/ sdev:1}
  [ "$wrong" != "$line" ]
  try --handle "$wrong" m/b
  links m/a 1
  failed "failed to create hard link 'm/b' => '$wrong': Invalid\
 cross-device link"
}

# --- Composing -------------------------------------------------------------

@test "--handle composes with -f, -b, -i, -v and --if-exists" {
  on_fs ext4 composes
}

composes () {
  files m/a m/b m/c m/d m/e
  handle_of m/a
  try --handle "$handle" m/b
  untouched m/b
  failed "failed to create hard link 'm/b': File exists"
  try --handle --if-exists=same "$handle" m/b
  untouched m/b
  ended 1
  try --handle --if-exists=skip "$handle" m/b
  untouched m/b
  passed
  try -f --handle "$handle" m/b
  linked m/a m/b
  passed
  before=$(stat -c %z m/b)
  try -f --handle "$handle" m/b
  linked m/a m/b
  [ "$(stat -c %z m/b)" = "$before" ]
  passed
  try --handle --if-exists=same "$handle" m/b
  linked m/a m/b
  passed
  try -v --backup=numbered --handle "$handle" m/c
  same m/a m/c
  reads m/c.~1~ c
  passed "'m/c.~1~' ~ 'm/c' => '$handle'"
  run --separate-stderr "$FHLN" -i --handle "$handle" m/d <<<n
  untouched m/d
  ended 1
  [[ $stderr = "$NAME: replace 'm/d'?"* ]]
  run --separate-stderr "$FHLN" -i --handle "$handle" m/d <<<y
  same m/a m/d
  ended 0
  try -v --handle "$handle" m/f
  passed "'m/f' => '$handle'"
  links m/a 5
  holds_names m a b c c.~1~ d e f
}

@test "--handle makes DEST relative to --dest-dirfd" {
  on_fs ext4 from_dirfd
}

from_dirfd () {
  mkdir m/d m/d/e
  files m/a
  handle_of m/a
  exec 7<m/d
  try --handle --dest-dirfd=7 "$handle" b
  same m/a m/d/b
  passed
  try --handle --dest-dirfd=7 "$handle" e/c
  same m/a m/d/e/c
  passed
  exec 7<&-
  try --handle --dest-dirfd=7 "$handle" b
  ended 1
  links m/a 3
}

@test "with --handle DEST is exact, also where it is a directory" {
  on_fs ext4 exact
}

exact () {
  mkdir m/d
  files m/a
  ln -s d m/s
  handle_of m/a
  try --handle "$handle" m/d
  failed "failed to create hard link 'm/d': File exists"
  try --handle "$handle" m/d/
  failed "failed to create hard link 'm/d/': File exists"
  try --handle "$handle" m/s
  failed "failed to create hard link 'm/s': File exists"
  try --handle "$handle" m/s/
  failed "failed to create hard link 'm/s/': File exists"
  try -f --handle "$handle" m/d
  failed "m/d: cannot overwrite directory"
  holds m/d
  links m/a 1
  try -f --handle "$handle" m/s
  linked m/a m/s
  passed
}

@test "with --handle it is told what is wrong with DEST" {
  on_fs ext4 wrong_dest
}

wrong_dest () {
  files m/a m/f
  handle_of m/a
  try --handle "$handle" m/no/b
  failed "failed to create hard link 'm/no/b' => '$handle': No such file\
 or directory"
  try --handle "$handle" m/f/b
  failed "failed to create hard link 'm/f/b' => '$handle': Not a directory"
  try --handle "$handle" m/new/
  failed "failed to create hard link 'm/new/' => '$handle': No such file\
 or directory"
  try --handle "$handle" m/f/
  failed "failed to create hard link 'm/f/': File exists"
  try --handle --dest-dirfd=7 "$handle" b 7<&-
  failed "failed to create hard link 'b' => '$handle': Bad file descriptor"
  cd m || return
  try --handle "$handle" ''
  cd .. || return
  failed "failed to create hard link '' => '$handle': No such file\
 or directory"
  holds_names m a f
  untouched m/a m/f
}

@test "EOVERFLOW by name_to_handle_at is tried again" {
  need_handles
  need_strace
  files a
  handle_of a
  try_with name_to_handle_at:error=EOVERFLOW:when=1 --print-handle a
  passed "$handle"
  try_with name_to_handle_at:error=EOVERFLOW --print-handle a
  failed "failed to get a handle of 'a': Value too large for defined\
 data type"
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

# --- Usage errors ----------------------------------------------------------

@test "text that is no handle is a usage error, and nothing is made" {
  files a
  while IFS= read -r text; do
    try --handle "$text" b
    refused "invalid handle '$text': Invalid argument"
    try --handle -f "$text" b
    refused "invalid handle '$text': Invalid argument"
    try --detailed-exit-status --handle "$text" b
    ended 2
  done <<END

a
:
::
:::
d04e5ad2bf1a41f1
d04e5ad2bf1a41f1:1
d04e5ad2bf1a41f1:1:
d04e5ad2bf1a41f1::0c000000b3d0fa5c
:1:0c000000b3d0fa5c
1:0c000000b3d0fa5c
d04e5ad2bf1a41f1:1:0c000000b3d0fa5
d04e5ad2bf1a41f1:1:0c000000b3d0fa5c:
d04e5ad2bf1a41f1:1:0c000000b3d0fa5c:00
d04e5ad2bf1a41f1:1:0c000000b3d0fa5C
D04E5AD2BF1A41F1:1:0c000000b3d0fa5c
d04e5ad2bf1a41f1:A:0c000000b3d0fa5c
d04e5ad2bf1a41f1:1:0x000000b3d0fa5c
d04e5ad2bf1a41f1:0x1:0c000000b3d0fa5c
d04e5ad2bf1a41f1:-1:0c000000b3d0fa5c
d04e5ad2bf1a41f1:+1:0c000000b3d0fa5c
d04e5ad2bf1a41f1: 1:0c000000b3d0fa5c
d04e5ad2bf1a41f1:1: 0c000000b3d0fa5c
d04e5ad2bf1a41f1:1:0c000000b3d0fa5c 
 d04e5ad2bf1a41f1:1:0c000000b3d0fa5c
d04e5ad2bf1a41f1:80000000:0c000000b3d0fa5c
d04e5ad2bf1a41f1:ffffffff:0c000000b3d0fa5c
d04e5ad2bf1a41f1:100000001:0c000000b3d0fa5c
d04e5ad2bf1a41f1:10000000000000001:0c000000b3d0fa5c
d04e5ad2bf1a41f:1:0c000000b3d0fa5c
0d04e5ad2bf1a41f1:1:0c000000b3d0fa5c
1:1:0c000000b3d0fa5c
d04e5ad2-bf1a-41f1-aaaa-bbbbccccdddd:1:0c000000b3d0fa5c
fhandle-bytes:8 fhandle-type:1
fhandle-bytes:8 f_handle:540000009e8ad197
fhandle-type:1 f_handle:540000009e8ad197
f_handle:540000009e8ad197
fhandle-bytes:7 fhandle-type:1 f_handle:540000009e8ad197
fhandle-bytes:9 fhandle-type:1 f_handle:540000009e8ad197
fhandle-bytes:12 fhandle-type:81 f_handle:8300000000000000829a6d5a
fhandle-bytes:8 fhandle-type:1 f_handle:540000009e8ad1970
fhandle-bytes:8 fhandle-type:1 f_handle:
fhandle-bytes: fhandle-type:1 f_handle:540000009e8ad197
fhandle-bytes:8 fhandle-type: f_handle:540000009e8ad197
fhandle-bytes:8 fhandle-type:80000000 f_handle:540000009e8ad197
fhandle-bytes:8 fhandle-type:1 f_handle:540000009E8AD197
fhandle-bytes:8 fhandle-bytes:8 fhandle-type:1 f_handle:540000009e8ad197
fhandle-bytes:8 fhandle-type:1 f_handle:54000000 f_handle:9e8ad197
inotify ino:zz fhandle-bytes:8 fhandle-type:1 f_handle:540000009e8ad197
inotify sdev:zz fhandle-bytes:8 fhandle-type:1 f_handle:540000009e8ad197
dnotify fhandle-bytes:8 fhandle-type:1 f_handle:540000009e8ad197
END
  holds . a
  untouched a
}

@test "a handle has at most 128 bytes" {
  files a
  fits=$(printf '0123456789abcdef:7fffffff:%0256d' 0)
  try --handle "$fits" b
  ended 1
  [[ ${stderr_lines[0]} != *"invalid handle"* ]]
  try --handle "${fits}00" b
  refused "invalid handle '${fits}00': Invalid argument"
  holds . a
}

@test "--handle takes two operands, and no directory" {
  handle=0123456789abcdef:1:00
  mkdir d
  try --handle
  refused "missing file operand"
  try --handle $handle
  refused "missing destination file operand after '$handle'"
  try --handle $handle b d
  refused "extra operand 'd'"
  try --handle $handle $handle d
  refused "extra operand 'd'"
  try --handle -t d $handle
  failed "cannot combine --handle and --target-directory: such a SOURCE has\
 no base name; give DEST as a whole"
  holds . d
  holds d
}

@test "--handle does not go with other ways to name or make the link" {
  handle=0123456789abcdef:1:00
  files a
  try --handle -s $handle b
  failed "cannot combine --handle and --symbolic: leave out --handle and give\
 SOURCE by name"
  try --handle --fd 0 b
  failed "cannot combine --handle and --fd: give the one that says what\
 SOURCE is"
  try --fd --handle 0 b
  failed "cannot combine --fd and --handle: give the one that says what\
 SOURCE is"
  try --handle --via-handle $handle b
  failed "cannot combine --handle and --via-handle: give the one that says what\
 SOURCE is"
  try --handle --source-dirfd=0 $handle b
  failed "cannot combine --handle and --source-dirfd: leave out --source-dirfd,\
 which is for names"
  try --detailed-exit-status -P --handle --source-dirfd=0 $handle b
  failed "cannot combine --handle and --source-dirfd: leave out --source-dirfd,\
 which is for names" 2
  holds . a
}

@test "--via-handle does not go with -s, --fd or --handle" {
  files a
  try --via-handle -s a b
  failed "cannot combine --via-handle and --symbolic: leave out --via-handle and give\
 SOURCE by name"
  try --via-handle --fd 0 b
  failed "cannot combine --via-handle and --fd: give the one that says what\
 SOURCE is"
  try --via-handle --handle 0123456789abcdef:1:00 b
  failed "cannot combine --via-handle and --handle: give the one that says what\
 SOURCE is"
  holds . a
}

@test "--print-handle goes with no option that is about making links" {
  need_handles
  files a
  mkdir d
  while read -r long option; do
    read -ra option <<<"$option"
    try --print-handle "${option[@]}" a
    holds . a d
    failed "cannot combine --print-handle and --$long: leave out --$long,\
 nothing is linked"
    try "${option[@]}" --print-handle a
    failed "cannot combine --print-handle and --$long: leave out --$long,\
 nothing is linked"
  done <<'END'
backup -b
backup --backup=simple
dest-dirfd --dest-dirfd=0
force -f
if-exists --if-exists=same
interactive -i
no-target-directory -T
no-dereference -n
no-dereference -h
suffix -S .old
symbolic -s
target-directory -t d
verbose -v
via-handle --via-handle
handle --handle
END
  holds d
  try --print-handle
  refused "missing file operand"
}
