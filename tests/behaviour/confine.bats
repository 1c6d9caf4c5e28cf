#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Does --beneath, or --no-symlinks, ever let a name out?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A test works in the directory in; what it must never reach is in out.

load ../lib/helper

setup () {
  common_setup
  mkdir in out in/sub in/dir
  printf '%s\n' secret >out/secret
  files in/a in/sub/b
  out=$PWD/out
  cd in || return
  ln -s ../out up                 # leaves, relative
  ln -s "$out" absolute           # leaves, absolute
  ln -s sub inside                # stays
  ln -s ../out/secret file_up
  ln -s a file_inside
  try --beneath a probe
  if [ "$status" -ne 0 ]; then
    [[ $stderr = *"cannot promise"* ]]
    holds . a absolute dir file_inside file_up inside sub up
    skip "this system has no openat2"
  fi
  rm probe
}

# Nothing has got out or come in: no entry in out but the secret, which has
# one link, and what the arguments name.
# shellcheck disable=SC2120  # most callers expect nothing else
kept () {
  holds "$out" secret
  links "$out/secret" 1
}

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

# --- Descriptors, handles, -s ----------------------------------------------

@test "names stay beneath the directory descriptors" {
  exec {sub}<sub {dir}<dir
  ln -s ../a sub/up
  for name in ../a up/x "$PWD/a"; do
    try --beneath --source-dirfd="$sub" "$name" n
    ended 1
    [[ $stderr = *"leaves the directory"* ]]
  done
  try --beneath -L --source-dirfd="$sub" up n
  ended 1
  [[ $stderr = *"leaves the directory"* ]]
  try --beneath --dest-dirfd="$dir" a ../n
  ended 1
  [[ $stderr = *"leaves the directory"* ]]
  try --beneath --source-dirfd="$sub" --dest-dirfd="$dir" b n
  linked sub/b dir/n
  passed
  holds dir n
  links a 1
}

@test "with --fd only DEST is confined" {
  need_platform "links descriptors"
  exec {fd}<"$out/secret"
  try --beneath --fd "$fd" ../out/n
  ended 1
  kept
  try --beneath --fd "$fd" n
  same "$out/secret" n
  passed
}

@test "with -s only DEST is confined" {
  try --beneath -s ../out/secret link
  points link ../out/secret
  passed
  try --beneath -s /nowhere up/link
  ended 1
  [[ $stderr = *"leaves the directory"* ]]
  holds "$out" secret
}

@test "with --handle only DEST is confined" {
  need_root "opens files by handle"
  handle=$("$FHLN" --print-handle "$out/secret") || skip "no handles here"
  try --beneath --handle "$handle" up/n
  ended 1
  kept
  try --beneath --handle "$handle" n
  same "$out/secret" n
  passed
}

@test "--via-handle takes the handle of a SOURCE found inside" {
  need_root "opens files by handle"
  "$FHLN" --print-handle a >/dev/null || skip "no handles here"
  for name in ../out/secret up/secret "$out/secret"; do
    try --beneath --via-handle "$name" n
    ended 1
    [[ $stderr = *"leaves the directory"* ]]
    kept
  done
  try --beneath --via-handle -L file_up n
  ended 1
  kept
  try --beneath --via-handle sub/b n
  linked sub/b n
  passed
}

# --- Streams ---------------------------------------------------------------

@test "every pair of a stream is confined" {
  printf '%s\0' a n1 ../out/secret n2 sub/b n3 up/secret n4 a ../out/n5 \
    a up/n6 "$out/secret" n7 sub/b dir/n8 file_up n9 >pairs
  try --beneath --pairs0-from=pairs
  ended 1
  kept
  same a n1
  same sub/b n3
  same sub/b dir/n8
  same file_up n9
  for name in n2 n4 n5 n6 n7; do
    [ ! -e $name ]
  done
  [ "$(grep -c 'leaves the directory' <<<"$stderr")" -eq 5 ]
}

@test "every name for a DIRECTORY is confined" {
  printf '%s\0' a up/secret sub/b ../out/secret >names
  try --beneath -t dir --files0-from=names
  ended 1
  holds dir a b
  same a dir/a
  kept
  try --beneath -L -f -t dir --files0-from=names
  ended 1
  holds dir a b
  kept
}

@test "the root as DEST is a directory, which no symbolic link leads to" {
  files a
  try --no-symlinks -T a /
  failed "failed to create hard link '/': File exists"
  try --no-symlinks -fT a ///
  failed '///: cannot overwrite directory'
  links a 1
}

@test "the just-created guard tells confined directories apart" {
  mkdir d1 d2 d3
  files sub/a d1/n d2/n d3/n
  printf '%s\0' sub/a d1/n sub/b d2/n sub/a d3/n >pairs
  for how in --beneath --no-symlinks "--beneath -L"; do
    # shellcheck disable=SC2086 # options
    try $how -f --pairs0-from=pairs
    passed
    same sub/a d1/n
    same sub/b d2/n
    same sub/a d3/n
    (cd d1 && rm n && files n ../d2/m)
    mv d2/m d2/n
  done
  # And it still is a guard.
  printf '%s\0' sub/a d1/n sub/b d2/n sub/b d1/n >pairs
  try --beneath -f --pairs0-from=pairs
  ended 1
  same sub/a d1/n
  says "will not overwrite just-created 'd1/n' with 'sub/b'"
}

# --- Causes ----------------------------------------------------------------

@test "the cause is told in JSON and by the exit status" {
  need_command python3
  try --beneath --json --detailed-exit-status ../out/secret n
  ended 5
  says_json 0 cause leaves-directory
  says_json 0 outcome failed
  says_json 0 errno EXDEV
  says_json 0 step source
  try --beneath --json --detailed-exit-status a up/n
  ended 5
  says_json 0 cause leaves-directory
  says_json 0 step link
  try --no-symlinks --json --detailed-exit-status inside/b n
  ended 5
  says_json 0 cause symbolic-link-refused
  says_json 0 errno ELOOP
  try --beneath --no-notes --detailed-exit-status ../out/secret n
  ended 5
  [ "${#stderr_lines[@]}" -eq 1 ]
}

# --- Where it cannot be promised -------------------------------------------

@test "without openat2, or where a filter forbids it, nothing is linked" {
  need_platform "calls openat2"
  need_strace
  for error in ENOSYS EPERM; do
    for how in --beneath --no-symlinks "--beneath -L"; do
      # shellcheck disable=SC2086 # two words
      try_with openat2:error=$error $how sub/b n
      says "this system cannot promise where 'sub/b' leads:\
 Function not implemented"
      ended 1
      [ ! -e n ]
      # shellcheck disable=SC2086
      try_with openat2:error=$error $how -s a dir/n
      says "this system cannot promise where 'dir/n' leads:\
 Function not implemented"
      ended 1
      holds dir
    done
  done
  try_with openat2:error=ENOSYS --beneath --detailed-exit-status sub/b n
  ended 1
}

@test "EAGAIN is tried again, but not for ever" {
  need_platform "calls openat2"
  need_strace
  try_with openat2:error=EAGAIN:when=1..63 --beneath sub/b n
  linked sub/b n
  passed
  rm n
  try_with openat2:error=EAGAIN --beneath sub/b n
  ended 1
  [ ! -e n ]
  says "failed to access 'sub/b': Resource temporarily unavailable"
  [ "$(grep -c openat2 "$BATS_TEST_TMPDIR/trace")" -eq 64 ]
}

# --- Without privilege, without /proc --------------------------------------

@test "an ordinary user needs no privilege" {
  need_nobody
  chmod 777 . dir sub
  chown 65534 a sub/b
  cd sub || return
  run --separate-stderr "${nobody[@]}" --beneath b n
  linked b n
  passed
  ln -s b link
  run --separate-stderr "${nobody[@]}" --beneath -L link n2
  same b n2
  passed
  run --separate-stderr "${nobody[@]}" --beneath ../a n3
  ended 1
  [ ! -e n3 ]
}

# Run the program where /proc is empty, as root with the capabilities $1.
without_proc () {
  # shellcheck disable=SC2016 # the inner shell expands it
  run --separate-stderr unshare -m --propagation private \
    setpriv --inh-caps="$1" --bounding-set="$1" sh -c '
      mount -t tmpfs tmpfs /proc && exec "$@"' sh "${@:2}"
}

@test "-P needs neither /proc nor the privilege to open by descriptor" {
  need_no_sanitizer "it reads /proc"
  need_command setpriv
  in_private true
  without_proc -dac_read_search "$FHLN" --beneath sub/b n
  linked sub/b n
  passed
  without_proc -dac_read_search "$FHLN" --beneath ../out/secret n2
  ended 1
  kept
}

@test "-L without /proc fails closed where the kernel wants a privilege" {
  need_platform "links descriptors"
  need_no_sanitizer "it reads /proc"
  need_command setpriv
  need_strace
  in_private true
  # Newer kernels let the same credentials link a descriptor: take that away.
  without_proc -dac_read_search strace -qq -o /dev/null \
    -e inject=linkat:error=ENOENT "$FHLN" --beneath -L file_inside n
  [ ! -e n ]
  links a 1
  says "'file_inside' cannot be linked as it was looked up, without /proc:\
 Function not implemented"
  ended 1
  without_proc -dac_read_search strace -qq -o /dev/null \
    -e inject=linkat:error=ENOENT "$FHLN" --no-symlinks --json \
    --detailed-exit-status a n
  ended 1
  says_json 0 cause not-implemented
  says_json 0 errno ENOSYS
}

# --- Races -----------------------------------------------------------------

# Make swapped, a directory, and other, a link to outside, to be exchanged.
swapped () {
  mkdir swapped
  files swapped/secret
  ln -s ../out other
}

# Outside there is the secret alone, with one link.
secret_is_kept () {
  links "$out/secret" 1
  reads "$out/secret"
  holds "$out" secret
}

# Run the program with the arguments while swapped and other are exchanged,
# after $1, which makes room, until links were made, as function $2 counts
# them, and names refused in one and the same run.  The two may not have met
# in a short one.
race () {
  local before=$1 counts=$2 tries
  shift 2
  for ((tries = 0; tries < 20; tries++)); do
    $before
    run "$tool" swapped other "$FHLN" "$@" --no-notes --pairs0-from=pairs
    secret_is_kept
    [ "$status" -le 1 ]
    found=$($counts)
    if [ "$status" -eq 1 ] && [ "$found" -gt 0 ]; then
      return
    fi
  done
  skip "the exchange and the links never met"
}

new_dir () {
  rm -rf dir
  mkdir dir
}

in_dir () {
  find dir -type f | wc -l
}

new_swapped () {
  rm -rf swapped
  mkdir swapped
}

in_swapped () {
  find swapped -type f | wc -l
}

replaced () {
  find swapped -samefile a | wc -l
}

full_swapped () {
  new_swapped
  (cd swapped && seq 1000 | xargs touch)
}

@test "a SOURCE swapped for a link to outside never lets the secret in" {
  need_tool swap
  swapped
  for i in $(seq 2000); do
    printf 'swapped/secret\0dir/%s\0' "$i"
  done >pairs
  for how in --beneath "--beneath -L" "--beneath --no-symlinks" \
      "--beneath -f"; do
    # shellcheck disable=SC2086 # two words
    race new_dir in_dir $how
    [ "$(find dir -samefile swapped/secret | wc -l)" -eq "$found" ]
  done
}

@test "a DEST swapped for a link to outside never lets a link out" {
  need_tool swap
  swapped
  rm swapped/secret
  for i in $(seq 2000); do
    printf 'a\0swapped/%s\0' "$i"
  done >pairs
  for how in --beneath "--beneath -f" "--beneath -L" \
      "--beneath --no-symlinks -f"; do
    # shellcheck disable=SC2086 # two words
    race new_swapped in_swapped $how
    [ "$(stat -c %h a)" -eq $((found + 1)) ]
  done
}

@test "replacing with backups in a swapped directory stays beneath" {
  need_tool swap
  swapped
  printf '%s\n' other >swapped/n
  for i in $(seq 1000); do
    printf 'a\0swapped/n\0sub/b\0swapped/n\0'
  done >pairs
  for how in "-b -S ~" "--backup=numbered"; do
    # shellcheck disable=SC2086 # two words
    race true in_swapped --beneath $how
    [ -z "$(find swapped "$out" -name '.fhln*')" ]
  done
}

@test "replacing in a swapped directory stays beneath" {
  need_tool swap
  swapped
  for i in $(seq 1000); do
    printf 'a\0swapped/%s\0' "$i"
  done >pairs
  race full_swapped replaced --beneath -f
  [ "$(in_swapped)" -eq 1000 ]
  [ "$(stat -c %h a)" -eq $((found + 1)) ]
}

@test "single links into a swapped DIRECTORY stay beneath" {
  need_tool swap
  swapped
  # shellcheck disable=SC2016 # the inner shell expands it
  run "$tool" swapped other bash -c '
    for i in {1..200}; do
      "$1" --beneath a "swapped/s$i" 2>/dev/null
      "$1" --beneath -f a swapped 2>/dev/null
      "$1" --beneath -t swapped sub/b 2>/dev/null
      "$1" --beneath -L swapped/secret "dir/l$i" 2>/dev/null
      "$1" --beneath swapped/secret "dir/p$i" 2>/dev/null
      "$1" --beneath swapped/secret dir 2>/dev/null
    done
    true' sh "$FHLN"
  [ "$status" -eq 0 ]
  secret_is_kept
  [ "$(find dir swapped -type f | wc -l)" -gt 0 ]
}
