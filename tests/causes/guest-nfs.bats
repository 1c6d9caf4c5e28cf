#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2034
# Is the cause named when an NFS server refuses, and is it not guessed?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Server and client are one virtual machine: the kernel's own of both.  What a
# client sees in its cache may count; what only the server knows is told as the
# server's.

load ../lib/helper
load ../lib/causes
load ../lib/guest

setup_file () {
  guest_modules=(nfsd nfsv3 nfsv4 quota_v2)
  guest_programs=(debugfs:e2fsprogs exportfs:nfs-kernel-server
    rpc.mountd:nfs-kernel-server rpc.nfsd:nfs-kernel-server rpcbind:rpcbind
    setquota:quota quotaon:quota)
  guest_files=(/etc/netconfig)
  guest_prepare='
    cat >/etc/services <<E
nfs 2049/tcp
sunrpc 111/tcp portmapper
sunrpc 111/udp portmapper
E
    cat >/etc/exports <<E
/srv/plain 127.0.0.1(rw,no_root_squash,no_subtree_check)
/srv/squash 127.0.0.1(rw,root_squash,no_subtree_check)
/srv/ro 127.0.0.1(ro,no_root_squash,no_subtree_check)
/srv/full 127.0.0.1(rw,no_root_squash,no_subtree_check)
/srv/gone 127.0.0.1(rw,no_root_squash,no_subtree_check)
E
    mkdir -p /run/rpcbind /var/lib/nfs
    touch /var/lib/nfs/etab /var/lib/nfs/rmtab
    for name in plain squash ro full gone; do
      mkdir -p "/srv/$name"
      truncate -s 8M "/srv/$name.img"
      mkfs.ext4 -q -b 1024 -m 0 -O quota,project -E quotatype=usrquota \
        "/srv/$name.img"
    done
    # A file of 65000 links, or so it says.
    touch /many
    debugfs -w -f /dev/stdin /srv/plain.img <<E
write /many many
sif many links_count 65000
E
    for name in plain squash ro full gone; do
      mount -o loop,usrquota "/srv/$name.img" "/srv/$name"
    done
    mount -t nfsd none /proc/fs/nfsd
    echo 10 >/proc/fs/nfsd/nfsv4gracetime
    rpcbind -w
    exportfs -a
    rpc.nfsd --no-udp 2
    rpc.mountd'
  guest_start
}

teardown_file () {
  guest_stop
}

# Mount the export $1 on m, or $2, with the further options $3.
nfs_shell='
nfs () {
  local options=addr=127.0.0.1${3:+,$3}
  case ${version-4.2} in
    3) options+=,vers=3,nolock,proto=tcp,mountproto=tcp,mountaddr=127.0.0.1 ;;
    *) options+=,vers=${version-4.2},clientaddr=127.0.0.1 ;;
  esac
  mkdir "${2-m}"
  mount -i -t nfs -o "$options" "127.0.0.1:/srv/$1" "${2-m}"
}
'

on_nfs () {
  guest "$nfs_shell${version:+version=$version}"$'\n'"$1"
}

# The note begins so where the server of the export $1 on m decided.
refused_by () {
  printf "the NFS server of '/test/w/m' (127.0.0.1:/srv/%s) refused" "$1"
}

@test "success, and the server has the new name" {
  for version in 4.2 3; do
    on_nfs '
      mkdir /srv/plain/good$version
      cd /srv/plain/good$version
      touch a
      mkdir /test/w/n
      cd /test/w
      nfs plain
      (link --json m/good$version/a m/good$version/b)
      ran=yes
      stat -c %h /srv/plain/good$version/b'
    ended 0
    says_json 0 outcome linked
    [ "${lines[1]}" = 2 ]
  done
}

# --- EACCES and EPERM ------------------------------------------------------

@test "server-refused: root on an export with root_squash" {
  for version in 4.2 3; do
    on_nfs '
      mkdir -p /srv/squash/d
      touch /srv/squash/d/a
      nfs squash
      link --json m/d/a m/d/b'
    because 5 EACCES server-refused "$(refused_by squash)*root_squash*"
  done
}

@test "server-refused: root_squash, with -s" {
  on_nfs '
    mkdir -p /srv/squash/s
    nfs squash
    link --json -s a m/s/b'
  because 5 EACCES server-refused "$(refused_by squash)*root_squash*"
}

@test "server-refused: root_squash, in a directory that is its owner's alone" {
  on_nfs '
    mkdir -m 700 /srv/squash/closed
    touch /srv/squash/closed/a
    nfs squash
    link --json m/closed/a m/closed/b'
  because 5 EACCES server-refused "$(refused_by squash)*root_squash*"
}

@test "success with root_squash in a directory that anyone may write" {
  on_nfs '
    mkdir -m 1777 /srv/squash/open
    touch /srv/squash/open/a
    nfs squash
    link --json m/open/a m/open/b'
  ended 0
  says_json 0 outcome linked
}

@test "no-write: the mode that the client sees" {
  for version in 4.2 3; do
    on_nfs '
      mkdir -p /srv/plain/555
      touch /srv/plain/555/a
      chown -R 1000 /srv/plain/555
      chmod 555 /srv/plain/555
      nfs plain
      as=$ann
      link --json m/555/a m/555/b'
    because 5 EACCES no-write "no write permission on*'m/555'*\
, as this client sees it"
  done
}

@test "no-search: the mode that the client sees" {
  on_nfs '
    mkdir -m 700 /srv/plain/700
    touch /srv/plain/700/a
    nfs plain
    as=$ann
    link --json m/700/a m/b'
  because 5 EACCES no-search "no search permission on*'m/700'*\
, as this client sees it"
}

@test "server-refused: an access control list that the client does not see" {
  on_nfs '
    mkdir -m 777 /srv/plain/acl
    setfacl -m u:1000:rx /srv/plain/acl
    touch /srv/plain/acl/a
    chown 1000 /srv/plain/acl/a
    nfs plain
    as=$ann
    link --json m/acl/a m/acl/b'
  because 5 EACCES server-refused "$(refused_by plain)*"
}

@test "server-refused: an immutable file on the server" {
  for version in 4.2 3; do
    on_nfs '
      chattr -i /srv/plain/immutable || :
      touch /srv/plain/immutable
      chattr +i /srv/plain/immutable
      nfs plain
      link --json m/immutable m/new'
    because 5 EPERM server-refused "$(refused_by plain)*"
  done
}

@test "server-refused: an append-only file and an immutable directory" {
  on_nfs '
    touch /srv/plain/append-only
    chattr +a /srv/plain/append-only
    nfs plain
    link --json m/append-only m/new'
  because 5 EPERM server-refused "$(refused_by plain)*"
  on_nfs '
    mkdir /srv/plain/still
    touch /srv/plain/a
    chattr +i /srv/plain/still
    nfs plain
    link --json m/a m/still/b'
  because 5 EPERM server-refused "$(refused_by plain)*"
}

@test "protected-hardlinks: the client itself refuses" {
  on_nfs '
    echo 1 >/proc/sys/fs/protected_hardlinks
    mkdir -m 777 /srv/plain/protected
    touch /srv/plain/protected/a
    nfs plain
    as=$ann
    link --json m/protected/a m/protected/b'
  because 5 EPERM protected-hardlinks "*'m/protected/a' belongs to *root*"
}

@test "sticky-directory: the client itself refuses" {
  on_nfs '
    mkdir -m 1777 /srv/plain/sticky
    touch /srv/plain/sticky/{a,b}
    chown 1000 /srv/plain/sticky/a
    nfs plain
    as=$ann
    link --json -f m/sticky/a m/sticky/b'
  because 5 EPERM sticky-directory "'m/sticky' is sticky and*"
}

@test "source-directory: as on any file system" {
  on_nfs '
    mkdir /srv/plain/directory
    nfs plain
    link --json m/directory m/new'
  because 5 EPERM source-directory "'m/directory' is a directory*"
}

# --- EROFS -----------------------------------------------------------------

@test "server-refused: a read-only export that is mounted read-write" {
  for version in 4.2 3; do
    on_nfs '
      touch /srv/ro/a
      nfs ro
      link --json m/a m/b'
    because 9 EROFS server-refused "$(refused_by ro)*read-only*"
  done
}

@test "read-only-fs and read-only-mount: the client's own" {
  on_nfs '
    touch /srv/plain/x
    nfs plain m ro
    link --json m/x m/y'
  because 9 EROFS read-only-fs "nfs4 on '/test/w/m' is read-only"
  on_nfs '
    touch /srv/plain/x
    nfs plain
    mount -o remount,ro,bind m
    link --json m/x m/y'
  because 9 EROFS read-only-mount "mount '/test/w/m' is read-only*"
}

# --- ESTALE ----------------------------------------------------------------

@test "missing-component: a directory that was removed on the server" {
  for version in 4.2 3; do
    on_nfs '
      mkdir /srv/plain/removed
      touch /srv/plain/a
      nfs plain m actimeo=600
      stat m/a m/removed >/dev/null
      rmdir /srv/plain/removed
      unlisted=yes
      link --json m/a m/removed/b'
    because 6 ENOENT missing-component "'m/removed' does not exist*"
  done
}

@test "server-stale: the working directory was removed on the server" {
  on_nfs '
    mkdir /srv/plain/cwd
    touch /srv/plain/cwd/a
    nfs plain m actimeo=600
    cd m/cwd
    stat a >/dev/null
    rm -r /srv/plain/cwd
    unlisted=yes
    link --json a b'
  because 6 ESTALE server-stale "*was removed on the server*"
}

@test "missing-component: SOURCE was removed on the server" {
  on_nfs '
    touch /srv/plain/lost
    nfs plain m actimeo=600
    stat m/lost >/dev/null
    rm /srv/plain/lost
    unlisted=yes
    link --json m/lost m/new'
  because 6 ENOENT missing-component "'m/lost' was looked for in*"
}

@test "server-stale: SOURCE was removed there, and is in use on the client" {
  # The client still shows it, and does not when the link is looked at.
  on_nfs '
    touch /srv/plain/lost
    nfs plain m actimeo=600
    exec 5<m/lost
    rm /srv/plain/lost
    unlisted=yes
    link --json m/lost m/new'
  because 6 ENOENT server-stale "'m/lost' or directory 'm' was removed on the server*"
}

@test "server-stale: an export that was withdrawn" {
  on_nfs '
    touch /srv/gone/a
    nfs gone m actimeo=600
    stat m/a >/dev/null
    exportfs -u 127.0.0.1:/srv/gone
    unlisted=yes
    link --json m/a m/b'
  # Nothing was removed there.
  because 6 ESTALE server-stale "*exported*"
}

@test "stale-handle: the handle of a file that is deleted" {
  on_nfs '
    touch /srv/plain/handled
    nfs plain
    handle=$("$PROGRAM" --print-handle m/handled)
    rm m/handled
    link --json --handle "$handle" m/new'
  because 6 ESTALE stale-handle 'the handle names no file on nfs4 at*'
}

# --- Others ----------------------------------------------------------------

@test "component-too-long: a name of 300 bytes" {
  on_nfs '
    touch /srv/plain/a
    nfs plain
    link --json m/a "m/$(printf n%.0s {1..300})"'
  because 1 ENAMETOOLONG component-too-long "*300 bytes*"
}

@test "other-file-system: two exports" {
  on_nfs '
    touch /srv/plain/a
    nfs plain
    nfs full n
    link --json m/a n/b'
  because 4 EXDEV other-file-system "'m/a' is on nfs4 at '/test/w/m', *"
}

@test "bind-mount: one export, mounted twice; --via-handle makes the link" {
  on_nfs '
    touch /srv/plain/twice
    nfs plain
    nfs plain n
    link --json m/twice n/b'
  because 4 EXDEV bind-mount 'same file system, but two mounts: *'
  on_nfs '
    nfs plain
    nfs plain n
    link --json --via-handle m/twice n/b'
  ended 0
  says_json 0 outcome linked
}

@test "server-refused: EXDEV, as projects differ on the server" {
  on_nfs '
    touch /srv/plain/a
    mkdir /srv/plain/project
    chattr -p 42 +P /srv/plain/project
    nfs plain
    link --json m/a m/project/b'
  because 4 EXDEV server-refused "$(refused_by plain)*"
}

@test "too-many-links: at the server's limit" {
  on_nfs '
    nfs plain
    link --json m/many m/new'
  because 7 EMLINK too-many-links "'m/many' has 65000 links, as this client sees it; *"
}

@test "server-refused: the server's disk is full" {
  on_nfs '
    mkdir /srv/full/d
    touch /srv/full/d/a
    for size in 64k 1k; do
      dd if=/dev/zero of="/srv/full/fill$size" bs="$size" || :
      sync
    done
    n=$(printf n%.0s {1..200})
    for i in {1..9}; do ln /srv/full/d/a "/srv/full/d/$n$i" || break; done
    nfs full
    link --json m/d/a "m/d/$n"'
  because 8 ENOSPC server-refused "$(refused_by full)*"
}

@test "server-refused: a quota on the server is used up" {
  on_nfs '
    mkdir -m 777 /srv/plain/quota
    touch /srv/plain/quota/theirs
    chown 1000 /srv/plain/quota/theirs
    setquota -u 1000 0 0 1 1 /srv/plain
    nfs plain
    as=$ann
    link --json -s a m/quota/b'
  because 8 EDQUOT server-refused "$(refused_by plain)*quota*"
}
