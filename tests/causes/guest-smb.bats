#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2034
# Is the cause named when an SMB server refuses, and is it not guessed?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Server (Samba) and client (the kernel's) are one virtual machine.  The client
# of version 3 shows owners and modes of its own making; that of version 1 with
# the Unix extensions shows the server's.

load ../lib/helper
load ../lib/causes
load ../lib/guest

setup_file () {
  guest_modules=(ccm cmac ctr ecb gcm ghash hmac md5 sha256 sha512 cifs vfat
    nls_cp437 nls_ascii nls_utf8)
  guest_programs=(mkfs.vfat:dosfstools smbd:samba smbpasswd:samba-common-bin)
  guest_prepare='
    mkdir -p /run/samba /var/lib/samba/private /var/cache/samba /var/log/samba \
      /etc/samba
    mkdir -p /srv/{share,ro,other,fat,full}
    chmod 777 /srv/{share,other}
    for kind in vfat ext4; do
      truncate -s 4M "/srv/$kind.img"
      "mkfs.$kind" "/srv/$kind.img"
    done
    mount -o loop,umask=0 /srv/vfat.img /srv/fat
    mount -o loop /srv/ext4.img /srv/full
    cat >/etc/samba/smb.conf <<E
[global]
server min protocol = NT1
interfaces = lo
bind interfaces only = yes
disable netbios = yes
smb ports = 445
load printers = no
disable spoolss = yes
[share]
path = /srv/share
read only = no
[other]
path = /srv/other
read only = no
[fat]
path = /srv/fat
read only = no
[full]
path = /srv/full
read only = no
[ro]
path = /srv/ro
E
    printf "pw\npw\n" | smbpasswd -a -s ann
    smbd -D
    tries=0
    until (: </dev/tcp/127.0.0.1/445); do
      sleep 0.1
      tries=$((tries + 1))
      [ "$tries" -lt 99 ]
    done'
  guest_start
}

teardown_file () {
  guest_stop
}

# smb mounts the share $1 on m, or $2, with the further options $3; the server
# takes us for ann.  theirs makes the file $1 of the share, which is hers.
smb_shell='
smb () {
  mkdir "${2-m}"
  mount -i -t cifs -o "ip=127.0.0.1,username=ann,password=pw,\
vers=${version-3.1.1}${3:+,$3}" "//127.0.0.1/$1" "${2-m}"
}

theirs () {
  touch "/srv/share/$1"
  chown 1000 "/srv/share/$1"
}
'

on_smb () {
  guest "$smb_shell${version:+version=$version}"$'\n'"$1"
}

# The note begins so where the server of the share $1 on m decided.
refused_by () {
  printf "the SMB server of '/test/w/m' (//127.0.0.1/%s) refused" "$1"
}

@test "success, and the server has the new name" {
  for version in 3.1.1 1.0; do
    on_smb '
      theirs good$version
      smb share
      (link --json m/good$version m/new$version)
      ran=yes
      stat -c %h /srv/share/new$version'
    ended 0
    says_json 0 outcome linked
    [ "${lines[1]}" = 2 ]
  done
}

# --- EACCES and EPERM ------------------------------------------------------

@test "server-refused: a read-only share" {
  for version in 3.1.1 1.0; do
    on_smb '
      touch /srv/ro/a
      smb ro
      link --json m/a m/b'
    because 5 EACCES server-refused "$(refused_by ro)*"
  done
}

@test "server-refused: no write permission for the user on the server" {
  on_smb '
    mkdir -p /srv/share/closed
    touch /srv/share/closed/a
    smb share
    link --json m/closed/a m/closed/b'
  because 5 EACCES server-refused "$(refused_by share)*"
}

@test "server-refused: the client's root does not count on the server" {
  # Here the client shows the server's mode and owner.
  version=1.0
  on_smb '
    mkdir -p /srv/share/closed
    touch /srv/share/closed/a
    smb share
    link --json m/closed/a m/closed/b'
  because 5 EACCES server-refused "$(refused_by share)*"
}

@test "no-write: the mode that the client makes up" {
  on_smb '
    theirs mine
    smb share m file_mode=0777
    as=$bob
    link --json m/mine m/new'
  because 5 EACCES no-write "no write permission on*, as this client sees it"
}

@test "server-refused: or the owner that the client makes up" {
  on_smb '
    theirs mine
    smb share m dir_mode=0777
    as=$bob
    link --json m/mine m/new'
  because 5 EPERM server-refused "$(refused_by share)*or this machine did*"
}

@test "server-refused: protected_hardlinks on the server" {
  on_smb '
    touch /srv/share/foreign
    smb share
    link --json m/foreign m/new'
  because 5 EACCES server-refused "$(refused_by share)*"
}

@test "server-refused: an immutable file on the server" {
  on_smb '
    touch /srv/share/immutable
    chmod 666 /srv/share/immutable
    chattr +i /srv/share/immutable || exit 77
    smb share
    link --json m/immutable m/new'
  because 5 EACCES server-refused "$(refused_by share)*"
}

@test "server-refused: a share whose file system has no hard links" {
  on_smb '
    touch /srv/fat/a
    smb fat
    link --json m/a m/b'
  because 5 EACCES server-refused "$(refused_by fat)*"
}

@test "source-directory: as on any file system" {
  on_smb '
    mkdir /srv/share/directory
    smb share
    link --json m/directory m/new'
  because 5 EPERM source-directory "'m/directory' is a directory*"
}

# --- Names -----------------------------------------------------------------

@test "success with characters that the client maps" {
  on_smb '
    theirs mapped
    smb share
    link --json m/mapped "m/a:b*c?"'
  ended 0
  says_json 0 outcome linked
}

@test "invalid-name: characters that the server does not take" {
  local name
  for name in 'a:b' 'a*b' 'a?b' 'a|b'; do
    on_smb "name='$name'"'
      theirs a
      smb share m nomapposix
      link --json m/a "m/$name"'
    because 6 ENOENT invalid-name "*'m/$name'*"
  done
  on_smb '
    theirs a
    smb share
    link --json m/a "m/a\b"'
  because 1 EINVAL invalid-name "*"
}

@test "component-too-long: a name of 300 bytes" {
  on_smb '
    theirs a
    smb share
    link --json m/a "m/$(printf n%.0s {1..300})"'
  because 1 ENAMETOOLONG component-too-long "*300 bytes*"
}

@test "exists: also where only the case differs" {
  on_smb '
    theirs a
    theirs upper
    smb share
    link --json m/a m/UPPER'
  because 3 EEXIST exists '*'
}

@test "exists-same: the Unix extensions tell one file's names" {
  version=1.0
  on_smb '
    touch /srv/share/one
    ln /srv/share/one /srv/share/two
    smb share
    link --json m/one m/two'
  because 3 EEXIST exists '*'
}

# --- Others ----------------------------------------------------------------

@test "read-only-mount: the client's own" {
  on_smb '
    theirs a
    smb share m ro
    link --json m/a m/b'
  because 9 EROFS read-only-mount "mount '/test/w/m' is read-only"
}

@test "other-file-system: two shares" {
  on_smb '
    theirs a
    smb share
    smb other n
    link --json m/a n/b'
  because 4 EXDEV other-file-system "'m/a' is on cifs at '/test/w/m', *"
}

@test "a directory that was removed on the server has no invented cause" {
  on_smb '
    mkdir /srv/share/removed
    theirs a
    smb share m actimeo=600
    stat m/a m/removed >/dev/null
    rmdir /srv/share/removed
    unlisted=yes
    link --json m/a m/removed/b'
  because 6 ENOENT ""
}

@test "server-refused: the server's disk is full" {
  on_smb '
    mkdir -m 777 /srv/full/d
    touch /srv/full/d/a
    chown 1000 /srv/full/d/a
    for size in 64k 1k; do
      dd if=/dev/zero of="/srv/full/fill$size" bs="$size" || :
      sync
    done
    n=$(printf n%.0s {1..200})
    for i in {1..99}; do ln /srv/full/d/a "/srv/full/d/$n$i" || break; done
    smb full
    unlisted=yes
    link --json m/d/a "m/d/$n"'
  because 8 ENOSPC server-refused "$(refused_by full)*"
}

@test "symbolic links need an option of the mount" {
  on_smb '
    smb share
    link --json -s a m/symbolic'
  because 10 EOPNOTSUPP no-symbolic-links "*mfsymlinks*"
  on_smb '
    smb share m mfsymlinks
    link --json -s a m/symbolic'
  ended 0
  says_json 0 outcome linked
}
