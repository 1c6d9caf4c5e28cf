#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Does confinement hold with other options, and where it is hard to keep?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/confined

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
