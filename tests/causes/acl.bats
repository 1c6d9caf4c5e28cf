#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2016
# Is it said which permission is missing, and what denies it: the mode, an ACL,
# or that root has given up a capability?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/causes
load ../lib/explained

setup () {
  common_setup
  need_reach
  mkdir -m 777 w
  files w/a
  chown 65534 w/a
}

# Let $1 be a directory with the mode $2 and, where there is a third argument,
# the entries $3 in its ACL.
directory () {
  mkdir -p "$1"
  chmod "$2" "$1"
  if [ -n "${3-}" ]; then
    need_command setfacl
    if ! setfacl -m "$3" "$1" 2>/dev/null; then
      skip 'this file system has no ACLs'
    fi
  fi
}

# --- ACLs ------------------------------------------------------------------

@test "no-write: the ACL of a directory that is open by its mode" {
  directory d 777 u:65534:r-x
  inside 'as=$nobody; link --json w/a d/b'
  explained 5 EACCES no-write \
    "no write permission on directory 'd': its ACL gives you r-x*"
  not_noted '*mode*0777*'
}

@test "no-write: the ACL's mask, and an entry for the group" {
  directory d 777 u:65534:rwx,m:r-x
  inside 'as=$nobody; link --json w/a d/b'
  explained 5 EACCES no-write \
    "no write permission on directory 'd': its ACL gives you r-x*"
  directory e 777 g:65534:---
  inside 'as=$nobody; link --json w/a e/b'
  explained 5 EACCES no-write \
    "no write or search permission on directory 'e': its ACL gives you ---*"
}

@test "no-search: an ACL that lets write and not search" {
  directory d 770 u:65534:rw-
  inside 'as=$nobody; link --json w/a d/b'
  explained 5 EACCES no-search \
    "no search permission on*'d': its ACL gives you rw-*"
  inside 'as=$nobody; link --json d/x w/y'
  explained 5 EACCES no-search \
    "no search permission on*'d': its ACL gives you rw-*"
}

@test "what an ACL gives to others is not said to be given to you" {
  directory d 755 u:2000:rwx
  inside 'as=$nobody; link --json w/a d/b'
  not_noted '*ACL gives you rwx*'
  explained 5 EACCES no-write "no write permission on directory 'd'*"
  directory e 700 u:65534:rwx
  inside 'as=$nobody; link --json w/a e/b'
  made
  # The owner's bits count, whatever the ACL gives to others.
  directory f 570 u:2000:rwx
  chown 65534 f
  inside 'as=$nobody; link --json w/a f/b'
  explained 5 EACCES no-write "no write permission on directory 'f'*"
  not_noted '*ACL gives you rwx*'
}

@test "protected-hardlinks: an ACL lets read only, and one lets both" {
  if ! protects_hardlinks; then
    skip 'needs fs.protected_hardlinks=1'
  fi
  need_command setfacl
  files w/r w/rw
  chmod 666 w/r
  chmod 600 w/rw
  setfacl -m u:65534:r w/r 2>/dev/null || skip 'this file system has no ACLs'
  setfacl -m u:65534:rw w/rw
  inside 'as=$nobody; link --json w/r w/b'
  explained 5 EPERM protected-hardlinks "'w/r' belongs to *cannot both read*"
  inside 'as=$nobody; link --json w/rw w/c'
  made
}

# --- Modes -----------------------------------------------------------------

@test "no-write: by the owner's bits, the group's, the others'" {
  directory d 755
  inside 'as=$nobody; link --json w/a d/b'
  explained 5 EACCES no-write \
    "no write permission on directory 'd'*root (uid 0)*"
  not_noted '*ACL*'
  directory e 707
  chgrp 65534 e
  inside 'as=$nobody; link --json w/a e/b'
  explained 5 EACCES no-write "no write or search permission on directory 'e' *0707*"
  not_noted '*ACL*'
  directory f 577
  chown 65534 f
  inside 'as=$nobody; link --json w/a f/b'
  explained 5 EACCES no-write "no write permission on directory 'f' *0577*"
}

@test "no-search: a mode that lets write and not search" {
  directory d 776
  inside 'as=$nobody; link --json w/a d/b'
  explained 5 EACCES no-search "no search permission on*'d' *0776*"
  inside 'as=$nobody; link --json d/x w/y'
  explained 5 EACCES no-search "no search permission on*'d' *0776*"
  not_noted '*write*'
}

# --- Root ------------------------------------------------------------------

# Run the commands $2 with $without as a prefix that gives up the capabilities
# $1.
inside_without () {
  export without="setpriv --bounding-set=$1 --inh-caps=$1"
  inside '$without true 2>/dev/null || exit 77; as=$without;'" $2"
}

@test "no-write: root without CAP_DAC_OVERRIDE" {
  directory d 755
  chown 2000 d
  inside_without -dac_override 'link --json w/a d/b'
  explained 5 EACCES no-write \
    "no write permission on directory 'd'*without CAP_DAC_OVERRIDE*"
  # Its own directory is no exception.
  directory e 500
  inside_without -dac_override 'link --json w/a e/b'
  explained 5 EACCES no-write \
    "no write permission on directory 'e'*without CAP_DAC_OVERRIDE*"
  inside_without -chown 'link --json w/a d/b'
  made
}

@test "no-search: root without either capability that lets search" {
  directory d 700
  chown 2000 d
  inside_without -dac_override,-dac_read_search 'link --json d/x w/y'
  explained 5 EACCES no-search \
    "no search permission on*'d'*without CAP_DAC_*"
  inside_without -dac_override 'link --json d/x w/y'
  explained 6 ENOENT missing-component "*'d/x'*"
}

@test "protected-hardlinks: root without CAP_FOWNER" {
  if ! protects_hardlinks; then
    skip 'needs fs.protected_hardlinks=1'
  fi
  chmod 4755 w/a
  inside_without -fowner 'link --json w/a w/b'
  explained 5 EPERM protected-hardlinks "'w/a' belongs to *set-user-id*"
  inside_without -chown 'link --json w/a w/c'
  made
}

@test "an ordinary user is not told of capabilities" {
  directory d 755
  inside 'as=$nobody; link --json w/a d/b'
  explained 5 EACCES no-write "no write permission on directory 'd'*"
  not_noted '*CAP_*'
}

@test "no-write: entries for two groups do not add up" {
  need_reach
  files w/a
  chown 65534 w/a
  mkdir -m 700 d
  setfacl -m g:2000:r-x,g:2001:-w- d
  export nobody="setpriv --reuid=65534 --regid=65534 --groups=2000,2001"
  inside 'as=$nobody; link --json w/a d/b'
  explained 5 EACCES no-write \
    "no combined write and search permission on directory 'd': its ACL gives *"
}
