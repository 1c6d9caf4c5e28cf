#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Does --beneath, or --no-symlinks, ever let a name out?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/confined

# It left its directory at $2, says the message about $1.
left () {
  ended 1
  says "$1: Invalid cross-device link"
  [[ ${stderr_lines[1]} = *"leaves the directory"*"at '$2'" ]]
  kept
}

# --- SOURCE ----------------------------------------------------------------

@test "--beneath links what lies beneath, by every form" {
  try --beneath a n1
  linked a n1
  passed
  try --beneath sub/b n2
  linked sub/b n2
  passed
  try --beneath ./sub/../a dir/n3
  same a dir/n3
  passed
  try --beneath inside/b
  same sub/b b
  passed
  try --beneath a sub/b dir
  same a dir/a
  same sub/b dir/b
  passed
  try --beneath -t sub a
  same a sub/a
  passed
  kept
}

@test "--beneath refuses a SOURCE that leaves by dots" {
  for name in ../out/secret sub/../../out/secret ./../out/secret; do
    try --beneath "$name" n
    left "failed to access '$name'" ..
    try --beneath -L "$name" n
    left "failed to access '$name'" ..
  done
  [ ! -e n ]
}

@test "--beneath refuses a SOURCE that ends in dots, as what it is" {
  for name in .. sub/../.. sub/../../ ../; do
    try --beneath "$name" n
    ended 1
    [[ $stderr = *"leaves the directory"* ]]
  done
  try --beneath sub/.. n
  failed "sub/..: hard link not allowed for directory"
  kept
  [ ! -e n ]
}

@test "--beneath lets dots go up and down inside" {
  mkdir -p sub/x/y dir/z
  ln -s ../../dir/z sub/x/over
  ln -s ../a sub/back
  for name in sub/../a sub/x/../../a sub/x/y/../../../a ./sub//x/.././../a \
      sub/x/over/../../a dir/z/../../sub/../a; do
    try --beneath "$name" n
    linked a n
    passed
    rm n
  done
  for name in dir/../n sub/x/over/../../n sub/x/y/../../../dir/../n; do
    try --beneath a "$name"
    linked a n
    passed
    rm n
  done
  try --beneath -L sub/back n
  linked a n
  passed
  for name in sub/x/over/../../../a sub/x/../../../in/a; do
    try --beneath "$name" n2
    left "failed to access '$name'" ..
  done
  try --beneath missing/../a n2
  says "failed to access 'missing/../a': No such file or directory"
  try --beneath a/../a n2
  says "failed to access 'a/../a': Not a directory"
  [ ! -e n2 ]
}

@test "--beneath goes as deep, and through as many links, as names may" {
  deep=$(printf 'x/%.0s' {1..1000})
  mkdir -p "$deep"
  try --beneath a "${deep}n"
  linked a "${deep}n"
  passed
  # openat2 gives up where anybody renames on so long a way up.
  if portable; then
    up=$(printf '../%.0s' {1..100})
    try --beneath "${deep}${up}${deep::200}n" n
    same a n
    links a 3
    passed
  fi
  ln -s . l0
  for i in {1..40}; do
    ln -s l$((i - 1)) l$i
  done
  try --beneath l39/a n40
  same a n40
  passed
  try --beneath l40/a n41
  ended 1
  says "failed to access 'l40/a': Too many levels of symbolic links"
  [ ! -e n41 ]
}

@test "--beneath refuses an absolute SOURCE, even one that lies beneath" {
  try --beneath "$out/secret" n
  left "failed to access '$out/secret'" /
  try --beneath "$PWD/a" n
  left "failed to access '$PWD/a'" /
  links a 1
}

@test "--beneath refuses symbolic links that lead SOURCE outside" {
  for name in up absolute; do
    try --beneath $name/secret n
    left "failed to access '$name/secret'" $name
    try --beneath -L $name/secret n
    left "failed to access '$name/secret'" $name
  done
  try --beneath -L file_up n
  left "failed to access 'file_up'" file_up
  [ ! -e n ]
}

@test "--beneath links a symbolic link itself, wherever it leads" {
  try --beneath file_up n
  same file_up n
  points n ../out/secret
  passed
  kept
}

@test "--beneath -L follows a symbolic link that stays beneath" {
  try --beneath -L file_inside n
  same a n
  passed
  try --beneath -L inside/b dir/n
  same sub/b dir/n
  passed
}

@test "--beneath refuses magic links" {
  if ! [ -e /proc/self/fd ]; then
    skip "needs /proc"
  fi
  exec {fd}<"$out"
  exec {proc}</proc/self
  for name in "fd/$fd/secret" root/"$out"/secret cwd/a; do
    try --beneath --source-dirfd="$proc" "$name" n
    ended 1
    kept
    try --beneath -L --source-dirfd="$proc" "$name" n
    ended 1
    kept
  done
  links a 1
  [ ! -e n ]
}

@test "a SOURCE that only lacks a component is no escape" {
  try --beneath sub/nothing/x n
  says "failed to access 'sub/nothing/x': No such file or directory"
  ended 1
  try --beneath nothing n
  says "failed to access 'nothing': No such file or directory"
  try --beneath -L nothing n
  says "failed to access 'nothing': No such file or directory"
}

# --- DEST ------------------------------------------------------------------

@test "--beneath refuses a DEST that leaves its directory" {
  for how in '' -L -f -b -s; do
    for name in ../out/n sub/../../out/n "$out/n" up/n absolute/n; do
      try --beneath ${how:+"$how"} a "$name"
      ended 1
      [[ $stderr = *"leaves the directory"* ]]
      kept
      links a 1
    done
  done
}

@test "--beneath -f and -b never replace outside" {
  for how in -f -b; do
    for name in ../out/secret "$out/secret" up/secret absolute/secret; do
      try --beneath $how a "$name"
      ended 1
      kept
      reads "$out/secret"
    done
  done
}

@test "--beneath does not enter a DEST that is a link to outside" {
  for name in up absolute up/ absolute/; do
    for how in '' -f -b -L; do
      try --beneath ${how:+"$how"} a $name
      ended 1
      [[ $stderr = *"leaves the directory"* ]]
      kept
      links a 1
    done
  done
  try --beneath a inside
  same a sub/a
  passed
}

@test "--beneath does not use a DIRECTORY outside" {
  for name in .. up absolute "$out" ../out up/; do
    try --beneath -t "$name" a
    ended 1
    [[ $stderr = *"leaves the directory"* ]]
    kept
    try --beneath a sub/b "$name"
    ended 1
    [[ $stderr = *"leaves the directory"* ]]
    kept
  done
  [ ! -e ../a ]
}

@test "--beneath replaces a symbolic link, never what it leads to" {
  try --beneath -f -n a file_up
  same a file_up
  passed
  kept
  ln -s nowhere dangling
  try --beneath -f a dangling
  same a dangling
  passed
  ln -s ../out/secret again
  try --beneath -b -T a again
  same a again
  points again~ ../out/secret
  passed
  kept
}

@test "SOURCE in a directory, DEST a directory: nothing is looked up twice" {
  # The base name of the first look-up, sub/, leads on to out from there.
  mkdir sub/other
  ln -s "$out" sub/sub
  files sub/secret
  try --beneath sub/secret dir
  same sub/secret dir/secret
  kept
  passed
  rm dir/secret
  try --no-symlinks sub/secret dir
  same sub/secret dir/secret
  passed
  kept
}

# --- --no-symlinks ---------------------------------------------------------

@test "--no-symlinks refuses every symbolic link on the way" {
  for how in '' -L; do
    for name in inside/b up/secret; do
      try --no-symlinks ${how:+"$how"} $name n
      ended 1
      says "failed to access '$name': Too many levels of symbolic links"
      [[ ${stderr_lines[1]} = *"'${name%/*}' in '$name' is a symbolic link" ]]
    done
    for name in file_inside file_up; do
      try --no-symlinks ${how:+"$how"} $name n
      ended 1
      [[ ${stderr_lines[1]} = *"is a symbolic link" ]]
    done
  done
  try --no-symlinks a inside/n
  ended 1
  [[ ${stderr_lines[1]} = *"'inside' in 'inside/n' is a symbolic link" ]]
  try --no-symlinks -t inside a
  ended 1
  [[ ${stderr_lines[1]} = *"note: 'inside' is a symbolic link" ]]
  try --no-symlinks a inside
  ended 1
  links a 1
  kept
  [ ! -e n ]
}

@test "--no-symlinks refuses to enter a DEST that is a symbolic link" {
  ln -s nowhere dangling
  for name in inside up file_inside dangling inside/ up/ dangling/; do
    for how in '' -f -b -s -sf; do
      try --no-symlinks ${how:+"$how"} a $name
      ended 1
      [[ ${stderr_lines[1]} = *"note: "*" is a symbolic link" ]]
      [ -L "${name%/}" ]
    done
  done
  links a 1
  holds sub b
  kept
  # As a name like any other it is replaced.
  try --no-symlinks -fn a inside
  linked a inside
  passed
  try --no-symlinks -fT sub/b up
  linked sub/b up
  passed
  kept
}

@test "--no-symlinks alone lets names go anywhere" {
  try --no-symlinks ../out/secret n
  linked ../out/secret n
  passed
  try --no-symlinks "$out/secret" "$PWD/n2"
  same "$out/secret" n2
  passed
}

@test "--beneath and --no-symlinks together refuse both" {
  try --beneath --no-symlinks inside/b n
  ended 1
  [[ $stderr = *"is a symbolic link"* ]]
  try --beneath --no-symlinks ../out/secret n
  left "failed to access '../out/secret'" ..
  try --beneath --no-symlinks sub/b n
  linked sub/b n
  passed
}
