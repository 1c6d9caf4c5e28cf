#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2016
# Is the cause named when mounts or file systems are it: EXDEV, EOVERFLOW,
# EROFS?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Not here: other-file-system by the device number alone, for systems that tell
# less than this one (tests/unit/explain has the row).

load ../lib/helper
load ../lib/causes

XDEV='Invalid cross-device link'
ROFS='Read-only file system'

# --- EXDEV -----------------------------------------------------------------

@test "other-file-system: both types and mount points" {
  inside '
    mkdir m n
    mount -t tmpfs none m
    mount -t tmpfs none n
    touch m/a
    link m/a n/b'
  told 4 "$XDEV" "'m/a' is on tmpfs at '$here/m', 'n' on tmpfs at '$here/n'"
}

@test "other-file-system: ext4 and xfs" {
  need_command mkfs.xfs
  inside_as_root 'mounts disks' '
    disk ext4 16M
    where=x disk xfs 300M
    touch m/a
    link m/a x/b'
  told 4 "$XDEV" "'m/a' is on ext4 at '$here/m', 'x' on xfs at '$here/x'"
}

# Set $older to a command prefix for a system without the calls 457, statmount,
# and 468, file_getattr, and with an argument also without statx.
need_older () {
  local statx
  need_tool seccomp
  case $(uname -m) in
    x86_64) statx=332 ;;
    aarch64) statx=291 ;;
    *) skip 'the number of statx is not known' ;;
  esac
  "$tool" 38 457 true || skip 'seccomp is not there'
  export older="$tool 38 457 $tool 38 468 ${1+$tool 38 $statx}"
}

@test "other-file-system: an older system tells it by its mount table" {
  local statx
  for statx in '' without; do
    need_older ${statx:+"$statx"}
    # A name with what the table must escape.
    inside '
      as=$older
      mkdir m "n o"
      mount -t tmpfs none m
      mount -t tmpfs none "n o"
      mkdir "n o/\\x"
      mount -t tmpfs none "n o/\\x"
      touch m/a
      link m/a "n o/\\x/b"'
    told 4 "$XDEV" "'m/a' is on tmpfs at '$here/m', 'n o/\\x' on tmpfs at \
'$here/n o/\\x'"
    rm -r m 'n o'
  done
}

# A link on a mount that is read-only and a file system that is not; the
# program runs as $1 says.
on_read_only_mount () {
  inside "as=${1-}"'
    mkdir m b
    mount -t tmpfs none m
    touch m/a
    mount --bind m b
    mount -o remount,ro,bind b
    link b/a b/b'
  told 9 "$ROFS" "mount '$here/b' is read-only (the tmpfs file system itself \
is writable)"
}

@test "read-only-mount: an older system tells it by its mount table" {
  need_older
  on_read_only_mount '$older'
}

@test "project-id: an older system tells it of directories alone" {
  need_command mkfs.xfs
  need_command xfs_io
  need_older
  inside_as_root 'mounts a disk' '
    as=$older
    disk xfs 300M
    mkdir m/p
    touch m/a
    xfs_io -c "chproj 42" m/a
    xfs_io -c "chproj 43" -c "chattr +P" m/p
    link m/a m/p/b'
  ended 4
  [[ ${stderr_lines[1]} = "$NAME: note: 'm/p' takes only files of its own \
project id 43, or "*" refused" ]]
}

@test "bind-mount: one file system, two mounts" {
  inside '
    mkdir m bind
    mount -t tmpfs none m
    mkdir m/d
    mount --bind m/d bind
    touch m/d/a
    link m/d/a bind/b'
  if [ "$(id -u)" -eq 0 ]; then
    told 4 "$XDEV" "same file system, but two mounts: '$here/m' and \
'$here/bind'; use '$here/bind/a' as the existing file, or --via-handle"
  else
    told 4 "$XDEV" "same file system, but two mounts: '$here/m' and \
'$here/bind'; use '$here/bind/a' as the existing file"
  fi
}

@test "bind-mount: the way out that the note names works" {
  inside_as_root 'opens files by handle' '
    mkdir m bind
    mount -t tmpfs none m
    mount --bind m bind
    touch m/a
    link --via-handle m/a bind/b'
  passed
}

@test "bind-mount: the current directory is on a detached mount" {
  inside '
    mkdir m n
    mount -t tmpfs none m
    touch m/a
    mount --bind m n
    from=$PWD
    cd n
    umount -l "$from/n"
    link "$from/m/a" b'
  ended 4
  [[ ${stderr_lines[1]} == "$NAME: note: same file system, but two mounts: \
'$here/m' and (out of sight)"* ]]
}

@test "source-mount-point: a file that is bound" {
  inside '
    mkdir m
    mount -t tmpfs none m
    touch m/a m/bound
    mount --bind m/a m/bound
    link m/bound m/b'
  told 4 "$XDEV" "'m/bound' is itself a mount point, and 'm' is on the mount \
'$here/m'"
}

@test "btrfs-subvolume: in one mount, and mounted apart" {
  need_command mkfs.btrfs
  inside_as_root 'mounts a disk' '
    disk btrfs 128M
    touch m/a
    btrfs -q subvolume create m/s >&2
    link m/a m/s/b'
  told 4 "$XDEV" "different btrfs subvolumes (5 and 256)"
  rm -r m m.img
  inside '
    disk btrfs 128M
    touch m/a
    btrfs -q subvolume create m/s >&2
    mkdir s
    mount -o subvol=s "$(findmnt -no SOURCE m)" s
    link m/a s/b'
  told 4 "$XDEV" "different btrfs subvolumes (5 and 256), mounted at \
'$here/m' and '$here/s'"
}

@test "project-id: a directory that passes another on" {
  need_command mkfs.xfs
  need_command xfs_io
  inside_as_root 'mounts a disk' '
    disk xfs 300M
    mkdir m/p
    touch m/a
    xfs_io -c "chproj 42" m/a
    xfs_io -c "chproj 43" -c "chattr +P" m/p
    link m/a m/p/b'
  told 4 "$XDEV" "'m/p' passes on project id 43, 'm/a' has project id 42"
}

@test "fscrypt and fscrypt-locked: an encrypted directory" {
  need_tool encrypt
  inside_as_root 'mounts a disk' '
    disk ext4 16M -O encrypt
    mkdir m/c
    touch m/a
    "$tool" set m m/c
    link m/a m/c/b'
  told 4 "$XDEV" "'m/c' is encrypted and 'm/a' does not use the same key"
  rm -r m m.img
  inside '
    disk ext4 16M -O encrypt
    mkdir m/c
    touch m/a
    "$tool" set m m/c
    "$tool" lock m m/c
    link m/a m/c/b'
  told 5 'Required key not available' \
    "'m/c' is encrypted and its key is not loaded"
}

@test "landlock-refer: a sandbox without links between directories" {
  need_tool landlock
  "$tool" refer true || skip 'Landlock is not there'
  files a
  mkdir d
  run --separate-stderr "$tool" refer "$FHLN" --detailed-exit-status a d/b
  told 5 "$XDEV" "same mount, no difference found; probably refused by a \
Landlock sandbox"
  holds d
}

@test "EXDEV without statmount: the mount table tells the same" {
  need_tool seccomp
  "$tool" 38 457 true || skip 'seccomp is not there'
  inside '
    mkdir "a b" bind
    mount -t tmpfs none "a b"
    mount --bind "a b" bind
    touch "a b/a"
    as="$tool 38 457"
    link "a b/a" bind/b'
  ended 4
  [[ ${stderr_lines[1]} == "$NAME: note: same file system, but two mounts: \
'$here/a b' and '$here/bind'; use '$here/bind/a' as the existing file"* ]]
}

# --- EOVERFLOW -------------------------------------------------------------

@test "idmap-user: the file's owner, or the user, is not mapped" {
  need_tool idmap
  inside_as_root 'makes an id-mapped mount' '
    disk ext4 16M
    touch m/a
    chmod 777 m
    chown 5 m/a
    mkdir id
    "$tool" m id 1000 10
    link id/a id/b'
  told 5 'Value too large for defined data type' "mount '$here/id' is \
id-mapped and has no mapping for the owner of 'id/a'"
  rm -r m m.img id
  inside '
    disk ext4 16M
    touch m/a
    chmod 777 m
    chown 1005:5 m/a
    mkdir id
    "$tool" m id 1000 10
    link id/a id/b'
  told 5 'Value too large for defined data type' "mount '$here/id' is \
id-mapped and has no mapping for the group of 'id/a'"
  rm -r m m.img id
  inside '
    disk ext4 16M
    touch m/a
    chmod 777 m
    chown 1005:1005 m/a
    mkdir id
    "$tool" m id 1000 10
    link id/a id/b'
  told 5 'Value too large for defined data type' "mount '$here/id' is \
id-mapped and has no mapping for your uid 0"
}

# --- EROFS -----------------------------------------------------------------

@test "read-only-mount: the file system itself is writable" {
  on_read_only_mount
}

@test "read-only-mount wins over another mount" {
  inside '
    mkdir m b
    mount -t tmpfs none m
    touch m/a
    mount --bind m b
    mount -o remount,ro,bind b
    link m/a b/b'
  told 9 "$ROFS" "mount '$here/b' is read-only (the tmpfs file system itself \
is writable)"
}

@test "read-only-fs: the file system is" {
  need_root "only root may remount a whole file system everywhere"
  inside '
    mkdir m
    mount -t tmpfs none m
    touch m/a
    mount -o remount,ro m
    link m/a m/b'
  told 9 "$ROFS" "tmpfs on '$here/m' is read-only"
}

@test "read-only-fs: squashfs" {
  need_command mksquashfs
  inside_as_root 'mounts a disk' '
    mkdir d m
    touch d/a
    mksquashfs d m.img -quiet -no-progress >&2
    mount -t squashfs -o loop m.img m
    link m/a m/b'
  told 9 "$ROFS" "squashfs on '$here/m' is read-only"
}

@test "overlay-no-upper" {
  inside '
    mkdir l1 l2 m
    touch l1/a
    mount -t overlay -o lowerdir=l1:l2 overlay m || exit 77
    link m/a m/b'
  told 9 "$ROFS" "overlay on '$here/m' has no writable layer"
}

@test "emergency-read-only: after an error" {
  inside_as_root 'mounts a disk' '
    options=errors=remount-ro disk ext4 16M
    touch m/a
    device=$(findmnt -no SOURCE m)
    echo 1 >"/sys/fs/ext4/${device##*/}/trigger_fs_error" || exit 77
    grep -q emergency_ro /proc/self/mountinfo || exit 77
    link m/a m/b'
  told 9 "$ROFS" "ext4 on '$here/m' turned itself read-only after an error; \
see the kernel log"
}

@test "btrfs-ro-subvolume" {
  need_command mkfs.btrfs
  inside_as_root 'mounts a disk' '
    disk btrfs 128M
    btrfs -q subvolume create m/s >&2
    touch m/s/a
    mkdir m/s/d
    btrfs -q property set m/s ro true
    link m/s/a m/s/d/b'
  told 9 "$ROFS" 'subvolume 256 is read-only'
}

# --- A mount that no table shows -------------------------------------------

# Be an ordinary user in a directory that is no mount point, but the root: its
# mount is in no table there, and statmount tells it to the privileged only.
in_bare_root='
  mkdir -p r/proc r/w/ro r/closed/d
  chmod 700 r/closed
  for file in "$PROGRAM" $(ldd "$PROGRAM" | grep -o "/[^ )]*"); do
    mkdir -p "r${file%/*}"
    cp "$file" "r$file"
  done
  mount -t proc proc r/proc
  echo a >r/w/a
  ln -s nowhere r/w/dangling
  ln -s loop r/w/loop
  chown -R 65534:65534 r/w
  chmod 755 r r/w
  chmod 555 r/w/ro
  as="chroot --userspec=65534:65534 r"
  unlisted=yes
'

@test "the mount of the root is unknown: names, modes and owners count" {
  local call
  need_command chroot
  need_command ldd
  while IFS='|' read -r call status error note; do
    inside_as_root 'changes the root' "$in_bare_root link $call"
    told "$status" "$error" "$note"
    rm -rf r
  done <<'END'
/w/nosuch/x /w/b|6|No such file or directory|'/w/nosuch' does not exist
/w/a /w/no/b|6|No such file or directory|'/w/no' does not exist
-L /w/dangling /w/b|6|No such file or directory|'/w/dangling' is a symbolic link to 'nowhere', which does not exist
/w/loop/x /w/b|1|Too many levels of symbolic links|'/w/loop' leads through more than 40 symbolic links
/w/a /w/a/b|1|Not a directory|'/w/a' is not a directory
/w/a /closed/d/b|5|Permission denied|no search permission on '/closed' (mode 0700, owner uid 0, you are uid 65534)
/w/a /w/ro/b|5|Permission denied|no write permission on directory '/w/ro' (mode 0555, owner uid 65534, you are uid 65534)
END
}

@test "other-file-system: a mount that was detached has its type" {
  need_kernel 6 1 'tmpfs tells that it asks no server'
  inside '
    mkdir m n
    mount -t tmpfs none m
    mount -t tmpfs none n
    touch m/a
    exec 5<m/a
    umount -l m
    link --fd 5 n/b'
  told 4 "$XDEV" "the file of descriptor 5 is on tmpfs at (out of sight), 'n' \
on tmpfs at '$here/n'"
}

# It passes on that there is an id, but not which.
@test "other-file-system: under qemu's emulation the mounts are found" {
  local qemu
  need_no_sanitizer 'it does not run under qemu'
  qemu=qemu-$(uname -m)
  command -v "$qemu" >/dev/null || qemu+=-static
  need_command "$qemu"
  need_other_file_system
  files a
  run --separate-stderr "$qemu" "$FHLN" --detailed-exit-status a "$other/b"
  ended 4
  [[ ${stderr_lines[1]} = "$NAME: note: 'a' is on "*" at '/"*"', "*" at '/"* ]]
}
