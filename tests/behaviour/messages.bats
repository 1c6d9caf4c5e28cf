#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# What is said?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# --- The first lines -------------------------------------------------------

@test "the program's name in messages is the last part of how it was called" {
  files a b
  mkdir bin
  ln -s "$FHLN" bin/ln
  run --separate-stderr bin/ln a b
  [ "$status" -eq 1 ]
  [ "${stderr_lines[0]}" = "ln: failed to create hard link 'b': File exists" ]
  run --separate-stderr ./bin/..//bin/ln
  [ "$status" -eq 1 ]
  [ "${stderr_lines[0]}" = "ln: missing file operand" ]
  [ "${stderr_lines[1]}" = "Try 'ln --help' for more information." ]
  run --separate-stderr bin/ln -i a b <<<n
  [ "$status" -eq 1 ]
  [[ $stderr = "ln: replace 'b'?"* ]]
  run --separate-stderr bin/ln -Z
  [ "${stderr_lines[0]}" = "ln: invalid option -- 'Z'" ]
  # shellcheck disable=SC2016
  run --separate-stderr bash -c 'exec -a "my name" "$0" a b' "$FHLN"
  [ "${stderr_lines[0]}" = \
    "my name: failed to create hard link 'b': File exists" ]
  # shellcheck disable=SC2016
  run --separate-stderr bash -c 'exec -a "" "$0" a b' "$FHLN"
  [ "${stderr_lines[0]}" = \
    "fhln: failed to create hard link 'b': File exists" ]
}

@test "the first line names the operands that its error concerns" {
  need_strace
  files a
  for error in ENOSPC EDQUOT EROFS; do
    try_with "linkat:error=$error" a b
    holds . a
    ended 1
    [[ ${stderr_lines[0]} = "$NAME: failed to create hard link 'b': "* ]]
  done
  says "failed to create hard link 'b': Read-only file system"
  try_with linkat:error=EMLINK a b
  holds . a
  failed "failed to create hard link to 'a': Too many links"
  try_with linkat:error=EPERM a b
  failed "failed to create hard link 'b' => 'a': Operation not permitted"
  try_with linkat:error=EACCES a b
  failed "failed to create hard link 'b' => 'a': Permission denied"
  try_with linkat:error=EIO a b
  failed "failed to create hard link 'b' => 'a': Input/output error"
  try_with linkat:error=EXDEV a b
  failed "failed to create hard link 'b' => 'a': Invalid cross-device link"
  try_with symlinkat:error=ENOSPC -s a b
  failed "failed to create symbolic link 'b': No space left on device"
  try_with symlinkat:error=EPERM -s a b
  failed "failed to create symbolic link 'b': Operation not permitted"
  holds . a
}

@test "a SOURCE in a directory that may not be searched is not accessible" {
  need_user "root may search everywhere"
  mkdir d
  files d/a
  chmod 000 d
  try d/a b
  chmod 755 d
  holds . d
  failed "failed to access 'd/a': Permission denied"
}

@test "a DEST in a directory that may not be searched or written" {
  need_user "root may write everywhere"
  mkdir d
  files a
  for mode in 000 555; do
    chmod "$mode" d
    try a d/b
    chmod 755 d
    holds d
    failed "failed to create hard link 'd/b' => 'a': Permission denied"
  done
}

@test "names are quoted alike in every locale" {
  files a b $'\303\244' $'\377'
  for locale in C C.UTF-8 en_US.UTF-8 nosuch; do
    try_in "$locale" a b
    says "failed to create hard link 'b': File exists"
    try_in "$locale" a $'\377'
    says "failed to create hard link ''\$'\\377': File exists"
    try_in "$locale" a ''
    says "failed to create hard link '' => 'a': No such file or directory"
    try_in "$locale" "it's" c
    says "failed to access \"it's\": No such file or directory"
    try_in "$locale" -v a d
    passed "'d' => 'a'"
    rm d
  done
  try_in C.UTF-8 a $'\303\244'
  says "failed to create hard link '"$'\303\244'"': File exists"
  try_in C a $'\303\244'
  says "failed to create hard link ''\$'\\303\\244': File exists"
}

@test "-v's lines and messages of one call are each a line of their own" {
  mkdir d
  files a b c d/b
  exits 1 -v a b c d >../out 2>&1
  linked a d/a
  linked c d/c
  diff <(grep -v "^$NAME: note: " ../out | sort) - <<END
'd/a' => 'a'
'd/c' => 'c'
$NAME: failed to create hard link 'd/b': File exists
END
}

# --- --help and --version --------------------------------------------------

@test "--help goes to standard output and names every option" {
  files a
  try --help a b
  holds . a
  ended 0
  [ -z "$stderr" ]
  [[ ${lines[0]} = "Usage: "*"$NAME [OPTION]... "* ]]
  for option in -L --logical -P --physical --source-dirfd --dest-dirfd \
      -t --target-directory -T --no-target-directory -n --no-dereference \
      -h -d -F --directory -f --force -i --interactive --if-exists \
      -b --backup -S --suffix -s --symbolic -r --relative -w -v --verbose \
      --detailed-exit-status --help --version; do
    grep -qE -e "(^|[^[:alnum:]-])${option}([^[:alnum:]-]|$)" <<<"$output" \
      || fail "--help does not mention $option"
  done
}

@test "--help names no option that is unknown" {
  try --help
  ended 0
  mapfile -t options < <(grep -oE -e '--[a-z][a-z0-9-]+' <<<"$output" \
    | sort -u)
  [ "${#options[@]}" -ge 15 ]
  for option in "${options[@]}"; do
    # An unknown one would be the error, not the --help after it.
    run --separate-stderr "$FHLN" "$option" --help
    [[ $stderr != *"unrecognized option"* && $stderr != *ambiguous* ]] \
      || fail "--help mentions $option: $stderr"
  done
}

@test "--help lines fit a terminal" {
  try --help
  run ! grep -E '.{81}' <<<"$output"
}

@test "--version goes to standard output and names program and licence" {
  files a
  try a b --version
  holds . a
  ended 0
  [ -z "$stderr" ]
  [[ ${lines[0]} =~ ^fhln\ .*[0-9] ]]
  [[ $output = *GPL* ]]
}

@test "an unwritable standard output is an error" {
  need_full
  files a
  for arguments in --help --version '-v a b'; do
    # shellcheck disable=SC2086
    exits 1 $arguments >/dev/full 2>../err
    [ "$(cat ../err)" = "$NAME: write error: No space left on device" ]
  done
  holds . a b
  linked a b
}

@test "an unwritable standard output does not hide what else failed" {
  need_full
  mkdir d
  files a b d/b
  exits 1 -v a b d >/dev/full 2>../err
  linked a d/a
  untouched b d/b
  grep -qx "$NAME: failed to create hard link 'd/b': File exists" ../err
  grep -q "^$NAME: write error" ../err
}
