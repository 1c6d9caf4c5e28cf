#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2016
# Is it said that a FUSE server refused, where it did, and nothing invented that
# only it can know?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The servers are those that a distribution has, and fuse-errno where a chosen
# answer is wanted.

load ../lib/helper
load ../lib/causes
load ../lib/explained

# The words for causes that only a file system of the kernel can have.
LOCAL=(landlock landlock-refer seccomp other-file-system bind-mount
  source-mount-point read-only-fs read-only-mount disk-full root-reserve
  too-many-links changed source-deleted not-implemented)

setup () {
  common_setup
  need_fuse
  mkdir back back/d
  files back/a
}

# --- sshfs -----------------------------------------------------------------

@test "sshfs: a server that may do all makes links" {
  need_sshfs
  inside 'unlisted=yes; serve_sshfs; link --json m/a m/b'
  made
  linked back/a back/b
}

@test "server-refused: sshfs, whose server is another user" {
  need_sshfs
  inside '
    unlisted=yes
    remote="setpriv --reuid=65534 --regid=65534 --clear-groups"
    serve_sshfs
    link --json m/a m/d/b'
  explained 5 EACCES server-refused \
    "the FUSE server of '$here/m' (fuse.sshfs) refused*"
}

@test "fuse-no-links: sshfs, where SFTP has one word for all other failures" {
  need_sshfs
  inside '
    unlisted=yes
    mount -t tmpfs none back/d
    serve_sshfs
    link --json m/a m/d/b'
  explained 10 EPERM fuse-no-links "fuse.sshfs on '$here/m' *"
}

@test "fuse-no-links: sshfs with the option disable_hardlink" {
  need_sshfs
  inside 'unlisted=yes; serve_sshfs -o disable_hardlink; link --json m/a m/b'
  explained 10 EPERM fuse-no-links "fuse.sshfs on '$here/m' *"
}

# --- bindfs ----------------------------------------------------------------

@test "server-refused: bindfs over two file systems" {
  need_command bindfs
  inside '
    mount -t tmpfs none back/d
    serve m bindfs -f back m
    link --json m/a m/d/b'
  explained 4 EXDEV server-refused \
    "the FUSE server of '$here/m' (fuse*) refused*"
}

@test "server-refused: bindfs over a mount that is read-only, not by -r" {
  need_command bindfs
  inside '
    mount --bind back back
    mount -o remount,ro,bind back
    serve m bindfs -f back m
    link --json m/a m/b'
  explained 9 EROFS server-refused \
    "the FUSE server of '$here/m' (fuse*) refused*"
  rmdir m
  inside 'serve m bindfs -f -r back m; link --json m/a m/b'
  explained 9 EROFS read-only-fs "* on '$here/m' is read-only"
}

@test "component-too-long: a name that is too long for any file system" {
  need_command bindfs
  inside '
    serve m bindfs -f back m
    link --json m/a "m/$(printf n%.0s {1..256})"'
  explained 1 ENAMETOOLONG component-too-long \
    "'nnn*'... is 256 bytes, which is too long for fuse* on '$here/m'"
}

@test "no-write: by the mode, where the kernel looks at it for the server" {
  need_command bindfs
  need_reach
  chown 65534 back/a
  inside 'serve m bindfs -f back m; as=$nobody; link --json m/a m/d/b'
  not_explained server-refused fuse-no-links
  explained 5 EACCES no-write "no write permission on directory 'm/d'*"
}

@test "protected-hardlinks: on bindfs, and no symbolic link instead" {
  need_command bindfs
  need_reach
  if ! protects_hardlinks; then
    skip 'needs fs.protected_hardlinks=1'
  fi
  chmod 777 back
  inside 'serve m bindfs -f back m; as=$nobody; link --json m/a m/b'
  explained 5 EPERM protected-hardlinks "'m/a' belongs to*"
  rmdir m
  inside 'serve m bindfs -f back m; as=$nobody
    link --json --simulate=auto m/a m/b'
  explained 5 EPERM protected-hardlinks "'m/a' belongs to*"
  rmdir m
  chmod 4666 back/a
  inside 'serve m bindfs -f back m; as=$nobody; link --json m/a m/b'
  explained 5 EPERM protected-hardlinks "'m/a' belongs to*set-user-id*"
  holds back a d
}

# --- mergerfs --------------------------------------------------------------

@test "server-refused: mergerfs, between two branches" {
  need_command mergerfs
  inside '
    mkdir other
    mount -t tmpfs none other
    mkdir other/e
    serve m mergerfs -f -o category.create=epmfs back:other m
    link --json m/a m/e/b'
  explained 4 EXDEV server-refused \
    "the FUSE server of '$here/m' (fuse.mergerfs) refused*branches*"
  rm -r m other
  inside '
    mkdir other
    mount -t tmpfs none other
    mkdir other/e
    serve m mergerfs -f -o category.create=epmfs back:other m
    link --json m/a m/d/b'
  made
}

@test "other-file-system: from mergerfs, which was not asked" {
  need_command mergerfs
  inside 'serve m mergerfs -f back m; link --json m/a b'
  explained 4 EXDEV other-file-system "'m/a' is on fuse.mergerfs at *"
}

@test "server-refused: mergerfs, whose branches are read-only" {
  need_command mergerfs
  inside '
    serve m mergerfs -f -o category.create=epmfs back=RO m
    link --json m/a m/d/b'
  explained 9 EROFS server-refused \
    "the FUSE server of '$here/m' (fuse.mergerfs) refused*"
}

@test "server-refused: mergerfs, which keeps room free" {
  need_command mergerfs
  inside '
    mount -t tmpfs -o size=1m none back
    mkdir back/d
    serve m mergerfs -f -o minfreespace=4G back m
    link --json -s x m/d/s'
  explained 8 ENOSPC server-refused \
    "the FUSE server of '$here/m' (fuse.mergerfs) refused*"
}

# --- fuse-overlayfs --------------------------------------------------------

@test "server-refused: fuse-overlayfs without an upper directory" {
  need_command fuse-overlayfs
  inside '
    serve m fuse-overlayfs -f -o lowerdir=back m
    link --json m/a m/d/b'
  explained 9 EROFS server-refused \
    "the FUSE server of '$here/m' (fuse.fuse-overlayfs) refused*"
}

@test "server-refused: fuse-overlayfs, which must copy a large file first" {
  need_command fuse-overlayfs
  inside '
    mkdir up
    mount -t tmpfs -o size=1m none up
    mkdir up/u up/w
    dd if=/dev/zero of=back/large bs=1M count=5 2>/dev/null
    serve m fuse-overlayfs -f -o lowerdir=back,upperdir=up/u,workdir=up/w m
    link --json m/large m/d/b'
  explained 8 ENOSPC server-refused \
    "the FUSE server of '$here/m' (fuse.fuse-overlayfs) refused*"
}

@test "fuse-overlayfs copies a small file, and links it" {
  need_command fuse-overlayfs
  inside '
    mkdir up up/u up/w
    serve m fuse-overlayfs -f -o lowerdir=back,upperdir=up/u,workdir=up/w m
    link --json m/a m/d/b'
  made
  linked up/u/a up/u/d/b
}

# --- exfat-fuse and ntfs-3g, on a block device -----------------------------

@test "fuse-no-links and no-symbolic-links: exfat has neither" {
  local link
  need_command mkfs.exfat
  need_command mount.exfat-fuse
  for link in '--json m/a m/b' '--json -s a m/b' \
      '--json --simulate=auto m/a m/b'; do
    export link
    rm -rf m
    inside '
      truncate -s 8M img
      mkfs.exfat img >&2
      device=$(losetup -f --show img)
      serve m mount.exfat-fuse -d "$device" m
      # Unmounting a block device asks its server, which must be there still.
      trap "umount m || :; finish" EXIT
      losetup -d "$device"
      touch m/a
      link $link'
    case $link in
      '--json m/a m/b') explained 10 EPERM fuse-no-links "fuseblk on *" ;;
      *) explained 10 ENOSYS no-symbolic-links "*symbolic links*" ;;
    esac
  done
}

@test "read-only-fs: ntfs-3g with the option ro" {
  need_command mkfs.ntfs
  need_command ntfs-3g
  inside '
    truncate -s 8M img
    mkfs.ntfs -F -q img >&2
    serve m ntfs-3g -o no_detach img m
    touch m/a
    umount m
    serve m ntfs-3g -o no_detach,ro img m
    link --json m/a m/b'
  explained 9 EROFS read-only-fs "* on '$here/m' is read-only"
}

# --- encfs -----------------------------------------------------------------

@test "server-refused: encfs, whose names are longer on disk" {
  need_command encfs
  local encrypted='
    mkdir enc
    serve m encfs --standard -S -f "$PWD/enc" "$PWD/m" <<<x
    touch m/a'
  inside "$encrypted"'; link --json m/a "m/$(printf n%.0s {1..100})"'
  made
  rm -r enc m
  inside "$encrypted"'; link --json m/a "m/$(printf n%.0s {1..230})"'
  explained 1 ENAMETOOLONG server-refused \
    "the FUSE server of '$here/m' (fuse.encfs) refused*"
}

# --- Any answer ------------------------------------------------------------

@test "server-refused: with the exit status of the error" {
  local answer name
  need_tool fuse-errno
  for answer in EACCES:13:5 EXDEV:18:4 EROFS:30:9 ENOSPC:28:8 EMLINK:31:7 \
      EINVAL:22:1 EILSEQ:84:1 ENAMETOOLONG:36:1; do
    IFS=: read -r name code class <<<"$answer"
    export code
    inside 'fuse --link="$code"; link --json m/a m/b'
    not_explained "${LOCAL[@]}"
    explained "$class" "$name" server-refused \
      "the FUSE server of '$here/m' (fuse.fuse-errno) refused*"
    rmdir m
  done
}

@test "server-refused: no symbolic link instead of another's file" {
  local how
  need_tool fuse-errno
  need_reach
  if ! protects_hardlinks; then
    skip 'needs fs.protected_hardlinks=1'
  fi
  chmod 777 back
  for how in '' --simulate=auto; do
    export how
    inside 'fuse -o allow_other --link=1; as=$nobody
      link --json $how m/a m/b'
    explained 5 EPERM server-refused \
      "the FUSE server of '$here/m' (fuse.fuse-errno) refused*"
    rmdir m
  done
  holds back a d
}

@test "fuse-no-links: SOURCE is one's own, and a symbolic link will do" {
  need_tool fuse-errno
  need_reach
  chmod 777 back
  chown 65534 back/a
  inside 'fuse -o allow_other --link=1; as=$nobody; link --json m/a m/b'
  explained 10 EPERM fuse-no-links "fuse.fuse-errno on '$here/m' *"
  rmdir m
  chown 0 back/a
  inside 'fuse --link=1; link --json --simulate=auto m/a m/b'
  [ "$status" -eq 0 ]
  [ -L back/b ]
}

@test "no-symbolic-links: the server has no such operation, or refuses all" {
  need_tool fuse-errno
  inside 'fuse --no-symlink; link --json -s a m/b'
  explained 10 ENOSYS no-symbolic-links "*symbolic links*"
  rmdir m
  inside 'fuse --rules=deny:symlink:EPERM; link --json -s a m/b'
  explained 10 EPERM no-symbolic-links "*symbolic links*"
  rmdir m
  inside 'fuse --rules=deny:symlink:EACCES; link --json -s a m/b'
  explained 5 EACCES server-refused \
    "the FUSE server of '$here/m' (fuse.fuse-errno) refused*"
}

@test "a count of links that the server says is no limit" {
  need_tool fuse-errno
  inside 'fuse --link=31 --links=7; link --json m/a m/b'
  explained 7 EMLINK server-refused \
    "the FUSE server of '$here/m' (fuse.fuse-errno) refused*"
  not_noted '* 7 links*' '*allows*'
}

@test "a server that says that files have no links has deleted none" {
  need_tool fuse-errno
  inside 'fuse --link=2 --links=0; link --json m/a m/b'
  ended 6
  not_explained source-deleted tmpfile-excl
  not_noted '*deleted*'
  rmdir m
  inside 'fuse --link=2 --links=0; exec 5<m/a; link --json --fd 5 m/b'
  ended 6
  not_explained source-deleted tmpfile-excl
  not_noted '*deleted*'
}
