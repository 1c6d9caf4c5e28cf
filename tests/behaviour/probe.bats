#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2030,SC2031,SC2154
# Does --probe say whether a link can be made, and leave nothing?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/folding
load ../lib/handles

setup () {
  common_setup
}

# --- What it says ----------------------------------------------------------

@test "what is possible has a line and leaves nothing" {
  files a b
  mkdir d
  try --probe a d
  passed "possible: 'a' into 'd'"
  try --probe a b d
  passed "possible: 'a' into 'd'
possible: 'b' into 'd'"
  try --probe -t d a
  passed "possible: 'a' into 'd'"
  try --probe a
  passed "possible: 'a' into '.'"
  holds d
  holds . a b d
  untouched a b
}

@test "names that exist do not matter" {
  mkdir d
  files a d/a
  try --probe a d
  passed "possible: 'a' into 'd'"
  untouched a d/a
  holds d a
}

@test "a stream of names, and lines that end in NUL" {
  files a b
  mkdir d
  printf 'a\0nope\0b\0' >list
  run --separate-stderr "$FHLN" --probe -t d --files0-from=list
  ended 1
  [ "${lines[0]}" = "possible: 'a' into 'd'" ]
  [[ ${lines[1]} = "impossible: 'nope' into 'd': No such file or directory"* ]]
  [ "${lines[2]}" = "possible: 'b' into 'd'" ]
  [ -z "$stderr" ]
  "$FHLN" --probe -z -t d a | tr '\0' '!' >found
  [ "$(cat found)" = "possible: 'a' into 'd'!" ]
  holds d
}

@test "as JSON, with the directory as DEST" {
  files a
  mkdir d
  try --probe --json a d
  passed '{"source":"a","source_kind":"path","dest":"d","kind":"hard","outcome":"possible"}'
  try --probe --json --no-notes d d
  ended 1
  says_json 0 outcome impossible
  says_json 0 dest d
  says_json 0 errno EPERM
  says_json 0 cause source-directory
  says_json 0 message ''
  says_json 0 note ''
}

@test "a SOURCE that is missing, and one that is a directory" {
  mkdir d e
  try --probe nope d
  ended 1
  [ "$output" = "impossible: 'nope' into 'd': No such file or directory; 'nope' was looked for in '$PWD'" ] \
    || [ "$output" = "impossible: 'nope' into 'd': No such file or directory" ]
  try --probe --no-notes nope d
  ended 1
  [ "$output" = "impossible: 'nope' into 'd': No such file or directory" ]
  try --probe --detailed-exit-status nope d
  ended 6
  try --probe e d
  ended 1
  [[ $output = "impossible: 'e' into 'd': "*directory* ]]
  [ -z "$stderr" ]
  holds d
}

@test "a DIRECTORY that is missing or none is a failure of its own" {
  files a b
  try --probe a nope
  ended 1
  says "target 'nope': No such file or directory"
  [ -z "$output" ]
  try --probe a b
  ended 1
  says "target 'b': Not a directory"
  holds . a b
}

@test "a symbolic link itself, and with -L what it leads to" {
  files a
  mkdir d
  ln -s nope s
  try --probe s d
  passed "possible: 's' into 'd'"
  try --probe -L s d
  ended 1
  [[ $output = "impossible: 's' into 'd': No such file or directory"* ]]
  holds d
}

@test "a descriptor and a handle have a directory, too" {
  need_platform 'it links neither'
  files a
  mkdir d
  exec 7<a
  try --probe --fd 7 d
  passed "possible: '7' into 'd'"
  try --probe --fd -t d 7
  exec 7<&-
  passed "possible: '7' into 'd'"
  need_handles
  need_privilege
  handle_of a
  try --probe --handle "$handle" d
  passed "possible: '$handle' into 'd'"
  holds d
  links a 1
}

@test "directory descriptors, and confined names" {
  mkdir s d
  files s/a out
  exec 7<s 8<d
  try --probe --source-dirfd=7 --dest-dirfd=8 a .
  passed "possible: 'a' into '.'"
  exec 7<&- 8<&-
  try --probe --beneath s/a d
  passed "possible: 's/a' into 'd'"
  try --probe --beneath --json --detailed-exit-status s/../../x d
  ended 5
  says_json 0 outcome impossible
  ln -s s l
  try --probe --no-symlinks l/a d
  ended 1
  [[ $output = "impossible: 'l/a' into 'd': "* ]]
  holds d
  links s/a 1
}

@test "a name beyond 4095 bytes" {
  local deep i
  mkdir d
  (for ((i = 0; i < 45; i++)); do
    mkdir "$(printf 'd%.0s' {1..100})"
    cd "$(printf 'd%.0s' {1..100})" || exit
  done
  echo a >a)
  deep=$(for ((i = 0; i < 45; i++)); do
    printf 'd%.0s' {1..100}
    printf /
  done)a
  printf '%s\0' "$deep" >list
  try --probe --json -t d --files0-from=list
  ended 0
  says_json 0 outcome possible
  holds d
}

# --- Where it is unknown ---------------------------------------------------

append_only () {
  files m/a
  mkdir m/d
  chattr +a m/d
  try --probe m/a m/d
  chattr -a m/d
  ended 1
  [[ $output = "unknown: 'm/a' into 'm/d': not tried: "* ]]
  holds m/d
  chattr +a m/d
  try --probe --detailed-exit-status --json m/a m/d
  chattr -a m/d
  ended 1
  says_json 0 outcome unknown
  says_json 0 errno EPERM
  holds m/d
}

@test "where a name could not be removed again, nothing is tried" {
  need_platform 'it sees no such directory'
  need_command chattr
  on_fs ext4 append_only
}

# --- Where others are fooled -----------------------------------------------

on_two_file_systems () {
  files m/a
  mkdir e
  try --probe --detailed-exit-status m/a e
  ended 4
  [[ $output = "impossible: 'm/a' into 'e': "* ]]
  holds e
}

@test "two file systems" {
  on_fs tmpfs on_two_file_systems
}

on_two_mounts () {
  files m/a
  mkdir m/d view
  mount --bind m/d view
  try --probe --detailed-exit-status --json m/a view
  ended 4
  says_json 0 outcome impossible
  says_json 0 errno EXDEV
  holds m/d
  if ! portable && need_privilege; then
    says_json 0 ways "['via-handle']"
    try --probe --no-notes m/a view
    ended 1
    [ "$output" = "impossible: 'm/a' into 'view': Invalid cross-device link; --via-handle would work" ]
    try --probe --via-handle m/a view
    passed "possible: 'm/a' into 'view'"
    holds m/d
    try --via-handle m/a view
    passed
    linked m/a view/a
  fi
}

@test "two mounts of one file system, and what works there" {
  on_each on_two_mounts ext4 xfs btrfs
}

on_two_subvolumes () {
  btrfs -q subvolume create m/s >&2 || return
  files m/a
  mkdir m/d
  try --probe --detailed-exit-status --json m/a m/s
  ended 4
  says_json 0 outcome impossible
  says_json 0 ways ''
  try --probe m/a m/d
  passed "possible: 'm/a' into 'm/d'"
  holds m/s
  holds m/d
}

@test "two subvolumes" {
  need_command btrfs
  on_fs btrfs on_two_subvolumes
}

on_projects () {
  files m/a
  mkdir m/p
  xfs_io -c 'chproj 42' m/a
  xfs_io -c 'chproj 43' -c 'chattr +P' m/p
  try --probe --detailed-exit-status m/a m/p
  ended 4
  [[ $output = "impossible: 'm/a' into 'm/p': "* ]]
  xfs_io -c 'chproj 43' m/a
  try --probe m/a m/p
  passed "possible: 'm/a' into 'm/p'"
  holds m/p
}

@test "project ids" {
  need_command xfs_io
  on_fs xfs on_projects
}

# What lies below, and what was copied up.
on_overlay () {
  mkdir m.overlay/lower/d
  echo below >m.overlay/lower/d/below
  umount m
  mount_or_skip -t overlay -o "lowerdir=m.overlay/lower" \
    -o "upperdir=m.overlay/upper,workdir=m.overlay/work" overlay m
  mkdir m/e
  files m/a
  for source in m/d/below m/a; do
    for dir in m/d m/e m; do
      try --probe "$source" "$dir"
      passed "possible: '$source' into '$dir'"
      try "$source" "$dir/new"
      passed
      same "$source" "$dir/new"
      rm "$dir/new"
    done
  done
  mkdir other
  try --probe --detailed-exit-status m/a other
  ended 4
  holds m/e
}

@test "an overlay" {
  on_fs overlay on_overlay
}

@test "a sandbox that does not let links lead to other directories" {
  need_tool landlock
  need_no_sanitizer 'it opens files at its end'
  mkdir s d
  files s/a
  "$tool" refer true || skip 'Landlock is not there'
  run --separate-stderr "$tool" refer "$FHLN" --probe s/a d
  ended 1
  [[ $output = "impossible: 's/a' into 'd': "* ]]
  holds d
}

@test "a sandbox that lets names be made, and never removed" {
  need_tool landlock
  need_no_sanitizer 'it opens files at its end'
  mkdir d
  files d/a
  "$tool" remove true || skip 'Landlock is not there'
  run --separate-stderr "$tool" remove "$FHLN" --probe d/a d
  ended 1
  [ -z "$output" ]
  [[ ${stderr_lines[1]} = "$NAME: the temporary name 'd/.fhln-"*"' could not be removed" ]]
  rm d/.fhln-*
  holds d a
}

copies () {
  files a
  # Not when the copy is made.
  touch -d @1000000000 ../back/a
  mkdir d
  try --probe --json a d
  ended 1
  says_json 0 outcome impossible
  says_json 0 cause not-linked
  holds d
  links ../back/a 1
}

@test "a server that makes a copy and reports success" {
  on_server --copies copies
}

numbered () {
  files a
  mkdir d
  try --probe --json a d
  ended 1
  says_json 0 outcome unknown
  says_json 0 cause unverified
  try --probe a d
  [ "$output" = "unknown: 'a' into 'd': the server gives each name of a file a number of its own" ]
  holds d
}

@test "a server that numbers each name" {
  on_server --own-inodes numbered
}

# --- What does not go with it ----------------------------------------------

@test "what makes other links, or keeps them, is refused" {
  files a
  mkdir d
  for option in -f -b -i -s -r -w -v -d -T -R --simulate --simulate=auto \
      --if-exists=skip --sync --verify --suffix=x --print-handle; do
    try --probe $option a d
    excluded
    [[ ${stderr_lines[0]} = *'cannot combine'* || $stderr = *'not available'* ]]
    holds d
  done
  for option in -d -F; do
    try --probe $option a d
    [[ $stderr = *': leave out --directory, '* ]]
  done
  try --probe --pairs0-from=x
  excluded
  try --probe
  refused 'missing file operand'
}
