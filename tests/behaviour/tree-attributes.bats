#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2153,SC2154
# Do the directories of a new tree have all that SOURCE's have: owners, modes,
# times, access control lists, extended attributes?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/tree

# Print what each directory below $1 has, but for what $2... leaves out (of
# find's -printf): %m its mode, %U:%G its owner, %T@ and %A@ its times.
directories () {
  (cd "$1" && find . -type d -printf "%p ${2-%m %U:%G %T@}\n" | sort)
}

# The directories of $2 have what those of $1 have; $3 as in directories.
alike () {
  diff <(directories "$1" "${@:3}") <(directories "$2" "${@:3}") >&2 \
    || fail "the directories of '$2' are not like those of '$1'"
}

# Print the access control lists of all directories below $1.
lists () {
  (cd "$1" && find . -type d -print0 | sort -z | xargs -0 getfacl -p --)
}

# As alike, for access control lists.
alike_lists () {
  diff <(lists "$1") <(lists "$2") >&2 \
    || fail "the lists of '$2' are not those of '$1'"
}

# The program takes and gives lists and attributes; so does the file system.
need_lists () {
  need_command setfacl
  need_platform "it knows no access control lists"
  mkdir probe
  if ! setfacl -d -m u:1:rwx probe 2>/dev/null; then
    skip "no access control lists here"
  fi
  rmdir probe
}

need_attributes () {
  need_command setfattr
  need_platform "it knows no extended attributes"
  mkdir probe
  if ! setfattr -n "$1" -v x probe 2>/dev/null; then
    skip "no attribute $1 can be set here"
  fi
  rmdir probe
}

# Set $ordinary to a command that runs the program as an ordinary user, in the
# directory in, which is that user's, and $owner to a prefix for what else the
# user does.
need_ordinary () {
  mkdir in
  owner=()
  ordinary=("$FHLN")
  if [ "$(id -u)" -eq 0 ]; then
    need_nobody
    ordinary=("${nobody[@]}")
    owner=("${nobody[@]::${#nobody[@]}-1}")
    chown 65534:65534 in
  fi
  cd in || return
}

# As try, by $ordinary.
try_ordinary () {
  run --separate-stderr "${ordinary[@]}" "$@"
}

# --- Modes -----------------------------------------------------------------

@test "modes arrive, with set-user-id, set-group-id and sticky bits" {
  local mode
  mkdir s
  for mode in 0700 0711 0755 0777 1777 2755 2770 4755 6755 7777 0751 3731; do
    mkdir -p "s/$mode/below"
    files "s/$mode/below/f"
    chmod "$mode" "s/$mode" "s/$mode/below"
  done
  chmod 3750 s
  for jobs in 1 2; do
    try -R --jobs=$jobs s d$jobs
    tree_of s d$jobs
    alike s d$jobs
    passed
  done
}

@test "no umask changes a mode" {
  tree s
  chmod 777 s s/e
  chmod 2777 s/e/g
  for mask in 000 077 777 022; do
    run --separate-stderr bash -c 'umask $1; shift; "$@"' - $mask \
      "$FHLN" -R s d$mask
    tree_of s d$mask
    alike s d$mask
    passed
  done
}

@test "in a set-group-ID directory the tree has the bits of SOURCE" {
  tree s
  chmod 2755 s/e/g
  mkdir p
  if [ "$(id -u)" -eq 0 ]; then
    chgrp 65534 p
  fi
  chmod 2775 p
  try -R s p/d
  tree_linked s p/d
  alike s p/d
  passed
  [ "$(stat -c %a p/d)" = 755 ]
  [ "$(stat -c %a p/d/e/g)" = 2755 ]
  try -R -t p s
  alike s p/s
}

@test "directories without permissions can be filled, and get SOURCE's again" {
  need_ordinary
  "${owner[@]}" mkdir -p s/e/g
  "${owner[@]}" touch s/a s/e/b s/e/g/c
  chmod 0555 s/e/g s/e s
  for options in --jobs=1 --jobs=2 -f --no-overwrite-dir; do
    try_ordinary -R $options s d
    tree_of s d
    alike s d
    passed
    # Again, with something left to do.
    chmod 755 d/e/g
    rm d/e/g/c
    chmod 555 d/e/g
    try_ordinary -R $options s d
    tree_of s d
    alike s d '%m'
    passed
    chmod -R u+w d
    rm -r d
  done
  chmod -R u+w .
}

@test "a directory of ours that we may not enter is filled all the same" {
  local mode modes=(400 500 600)
  # Only here can what is not readable be opened to change its mode.
  portable || modes+=(0 100 200 300)
  need_ordinary
  "${owner[@]}" mkdir -p s/e
  "${owner[@]}" touch s/e/b
  for mode in "${modes[@]}"; do
    "${owner[@]}" mkdir -p d/e
    chmod $mode d/e d
    try_ordinary -R s d
    tree_of s d
    alike s d
    passed
    rm -r d
  done
}

# --- Times -----------------------------------------------------------------

@test "times arrive to the nanosecond, though names were made meanwhile" {
  tree s
  touch -m -d '2001-02-03 04:05:06.123456789' s s/e s/empty
  touch -m -d '1969-12-31 23:59:59.000000001' s/e/g
  touch -a -d '2031-03-04 05:06:07.987654321' s s/e/g s/empty
  touch -a -d '2009-03-04 05:06:07.5' s/e
  directories s '%T@ %A@' >../times
  for jobs in 1 2; do
    try -R --jobs=$jobs s d$jobs
    passed
    tree_of s d$jobs
    directories s '%T@' | diff - <(directories d$jobs '%T@')
    # Looking at SOURCE may have changed the time when it was read.
    touch -a -d '2031-03-04 05:06:07.987654321' s s/e/g s/empty
    touch -a -d '2009-03-04 05:06:07.5' s/e
  done
  [ "$(stat -c %y d1/e)" = "$(stat -c %y s/e)" ]
  directories s/empty '%A@' | diff - <(grep empty ../times | sed 's/\.\/empty .* /. /')
}

@test "the time when SOURCE was read arrives as it was before" {
  tree s
  touch -a -d '2031-03-04 05:06:07.987654321' s s/e s/e/g
  directories s '%A@' >../before
  try -R s d
  # find reads the directories that it shows.
  (cd d && stat -c '%n %x' . e e/g) >../after
  [ "$(grep -c '2031-03-04 05:06:07.987654321' ../after)" -eq 3 ]
  passed
}

@test "times of directories are right where several have much to do" {
  local i
  mkdir s
  for i in {1..40}; do
    mkdir -p "s/$i/e/f/g"
    touch "s/$i"/{1..20} "s/$i/e/f/g"/{1..20}
  done
  find s -depth -type d -exec touch -d '2003-04-05 06:07:08.1' {} +
  for jobs in 2 4 8; do
    try -R --jobs=$jobs s d$jobs
    tree_of s d$jobs
    alike s d$jobs
  done
}

# --- Access control lists --------------------------------------------------

@test "access control lists arrive, also those that are the default" {
  need_lists
  tree s
  setfacl -m u:1:rwx,g:2:r s
  setfacl -d -m u:3:rx,o::- s/e
  setfacl -m u:4:-,m::r s/e/g
  setfacl -d -m g:5:rwx s/e/g
  chmod 2710 s/empty
  try -R s d
  tree_linked s d
  alike s d
  alike_lists s d
  passed
  try -R s d
  alike s d
  alike_lists s d
  passed
}

@test "what a directory inherits does not stay where SOURCE has it not" {
  need_lists
  tree s
  setfacl -m u:4:rx s/e/g
  setfacl -d -m u:5:- s/empty
  mkdir p
  setfacl -d -m u:1:rwx,g:2:r,o::- p
  chmod 2755 p
  for jobs in 1 2; do
    try -R --jobs=$jobs s p/d$jobs
    tree_of s p/d$jobs
    alike s p/d$jobs
    alike_lists s p/d$jobs
    passed
  done
  mkdir p/m
  try -R s p/m
  alike_lists s p/m
  passed
}

@test "at no time does an inherited list let others in" {
  need_lists
  need_strace
  tree s
  chmod 700 s s/e
  mkdir p
  setfacl -d -m u:1:rwx,o::rwx p
  run --separate-stderr strace -qq -o ../trace -e trace=mkdirat,openat,linkat \
    "$FHLN" -R --jobs=1 s p/d
  passed
  [ "$(grep -c '^mkdirat' ../trace)" -eq 5 ]
  [ "$(grep -c '^mkdirat(.*, 0700) *= 0$' ../trace)" -eq 5 ]
  alike_lists s p/d
}

# --- Extended attributes ---------------------------------------------------

@test "user attributes arrive, whatever they hold" {
  need_attributes user.x
  tree s
  setfattr -n user.one -v 1 s
  setfattr -n user.empty s/e
  setfattr -n user.bytes -v 0x00ff000a0d00 s/e
  setfattr -n user.long -v "$(printf '%01000d' 7)" s/e/g
  setfattr -n "user.$(printf '%0200d' 7)" -v name s/e/g
  try -R s d
  tree_linked s d
  alike s d
  diff <(cd s && find . -type d -print0 | sort -z | xargs -0 getfattr -d --) \
    <(cd d && find . -type d -print0 | sort -z | xargs -0 getfattr -d --)
  passed
  # Where the directory was there before.
  setfattr -n user.one -v 2 d
  try -R s d
  [ "$(getfattr --only-values -n user.one d)" = 1 ]
  alike s d
  passed
}

@test "trusted and security attributes arrive where that is permitted" {
  need_root "sets such attributes"
  need_attributes trusted.x
  tree s
  setfattr -n trusted.one -v 1 s/e
  setfattr -n security.fhln_test -v 1 s/e 2>/dev/null || true
  try -R s d
  tree_linked s d
  diff <(cd s && getfattr -m - -d e) <(cd d && getfattr -m - -d e)
  passed
  chown -R 65534:65534 s
  need_nobody
  mkdir -m 777 in
  cd in
  run --separate-stderr "${nobody[@]}" -R ../s d
  tree_of ../s d
  [ -z "$(getfattr -m trusted -d d/e)" ]
  passed
}

# --- Directories that are there --------------------------------------------

@test "a directory that is there gets what SOURCE's has" {
  tree s
  chmod 2750 s/e
  chmod 711 s
  mkdir -p d/e/g
  chmod 4777 d/e
  touch -d 2001-01-01 s/e s
  try -R s d
  tree_linked s d
  alike s d
  passed
}

@test "--no-overwrite-dir leaves directories that are there as they are" {
  tree s
  chmod 2750 s/e/g
  mkdir -p d/e
  chmod 1777 d/e
  chmod 711 d
  try -R --no-overwrite-dir s d
  tree_linked s d
  [ "$(stat -c %a d)" = 711 ]
  [ "$(stat -c %a d/e)" = 1777 ]
  # What is new gets it.
  alike s/e/g d/e/g
  alike s/empty d/empty
  passed
}

@test "--no-overwrite-dir gives back a mode that was in the way" {
  local mode modes=(400 500 600 1500)
  portable || modes+=(0 100 200 300)
  need_ordinary
  "${owner[@]}" mkdir -p s/e
  "${owner[@]}" touch s/e/b
  for mode in "${modes[@]}"; do
    "${owner[@]}" mkdir -p d/e
    chmod $mode d/e
    try_ordinary -R --no-overwrite-dir s d
    passed
    [ "$(stat -c %a d/e)" = $mode ]
    chmod 700 d/e
    linked s/e/b d/e/b
    rm -r d
  done
}

@test "--no-overwrite-dir leaves access control lists and attributes" {
  need_lists
  need_attributes user.x
  tree s
  setfacl -m u:1:rwx s/e s/empty
  setfattr -n user.x -v 1 s/e
  mkdir -p d/e
  setfacl -d -m u:2:rwx d/e
  setfattr -n user.x -v 2 d/e
  lists d/e >../before
  try -R --no-overwrite-dir s d
  tree_linked s d
  diff ../before <(lists d/e | sed '/^# file: .\/./,$d')
  [ "$(getfattr --only-values -n user.x d/e)" = 2 ]
  alike_lists s/empty d/empty
  passed
}

@test "an existing directory of another: its attributes fail, the rest goes on" {
  need_root "makes files of several owners"
  need_ordinary
  "${owner[@]}" mkdir -p s/e/g s/f
  "${owner[@]}" touch s/a s/e/b s/e/g/c s/f/d
  "${owner[@]}" mkdir d
  mkdir -m 777 d/e
  touch -d 2001-01-01 s/e
  try_ordinary -R s d
  failed "cannot set the attributes of directory 'd/e': Operation not permitted"
  [[ ${stderr_lines[1]} = "$NAME: note: directory 'd/e' belongs to root (uid 0)"\
*"--no-overwrite-dir leaves them as they are" ]]
  [ "${#stderr_lines[@]}" -eq 2 ]
  tree_linked s d
  [ "$(stat -c %a d/e)" = 777 ]
  alike s/e/g d/e/g
  alike s/f d/f
  try_ordinary -R --no-overwrite-dir s d
  tree_linked s d
  passed
  try_ordinary -R --json --detailed-exit-status s d
  ended 5
  [[ $output = *'"source":"s/e"'*'"outcome":"failed","step":"attributes",'\
'"errno":"EPERM"'*'"cause":"not-owner"'* ]]
}

# --- Owners ----------------------------------------------------------------

@test "owners arrive, with the bits that go with them" {
  need_root "makes files of several owners"
  tree s
  chown 1:2 s
  chown 3:0 s/e
  chown 0:4 s/e/g s/e/g/d
  chown 65534:65534 s/empty
  chmod 6755 s s/e s/e/g
  for jobs in 1 2; do
    try -R --jobs=$jobs s d$jobs
    tree_of s d$jobs
    alike s d$jobs
    passed
  done
  chown -R 0:0 d1
  try -R s d1
  alike s d1
  passed
}

@test "as an ordinary user: the group where that may be, no bits of others" {
  need_root "makes files of several owners"
  need_ordinary
  mkdir -p s/user s/group s/both
  chown 1:2 s/user
  chown 65534:2 s/group
  chown 65534:65534 s/both
  chmod 6755 s/*
  chmod u-s s/group
  try_ordinary -R s d
  passed
  [ "$(stat -c '%u:%g %a' d/user)" = '65534:65534 755' ]
  [ "$(stat -c '%u:%g %a' d/group)" = '65534:65534 755' ]
  [ "$(stat -c '%u:%g %a' d/both)" = '65534:65534 6755' ]
  # A further group of this user.
  run --separate-stderr setpriv --reuid=65534 --regid=65534 --groups=2 \
    ../fhln -R s d2
  passed
  [ "$(stat -c '%u:%g %a' d2/user)" = '65534:2 2755' ]
  [ "$(stat -c '%u:%g %a' d2/group)" = '65534:2 2755' ]
}
