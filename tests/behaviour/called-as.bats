#!/usr/bin/env bats
# shellcheck disable=SC2154
# What is different if fhln is called as ln, or as link?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# Let the program be called as $1.
call_as () {
  mkdir -p "$BATS_TEST_TMPDIR/bin"
  ln -s "$FHLN" "$BATS_TEST_TMPDIR/bin/$1"
  FHLN=$BATS_TEST_TMPDIR/bin/$1
  NAME=$1
}

@test "link makes one link to an exact name" {
  call_as link
  files a
  mkdir d
  ln -s nowhere dangling
  try a b
  passed
  linked a b
  try dangling c
  passed
  same dangling c
  try -- a -x
  passed
  same a ./-x
  POSIXLY_CORRECT=1 try a -y
  passed
  same a ./-y
}

@test "link fails in GNU link's words" {
  call_as link
  files a b
  mkdir d
  ln -s nowhere dangling
  while IFS='|' read -r src dst reason; do
    try "$src" "$dst"
    failed "cannot create link '$dst' to '$src': $reason"
    [ "${#stderr_lines[@]}" -eq 1 ]
  done <<'END'
a|b|File exists
a|a|File exists
a|d|File exists
a|dangling|File exists
d|b|File exists
d|n|Operation not permitted
nosuch|n|No such file or directory
nosuch|b|No such file or directory
a|nosuch/n|No such file or directory
a|b/n|Not a directory
a||No such file or directory
|n|No such file or directory
END
  untouched a b
  holds . a b d dangling
}

@test "link refuses what is not two operands" {
  call_as link
  files a
  while IFS='|' read -r arguments text; do
    read -ra arguments <<<"$arguments"
    try "${arguments[@]}"
    refused "$text"
    [ "${#stderr_lines[@]}" -eq 2 ]
    holds . a
  done <<'END'
|missing operand
--|missing operand
a|missing operand after 'a'
-- a|missing operand after 'a'
a b c|extra operand 'c'
-- a b c d|extra operand 'c'
-f a b|invalid option -- 'f'
a -b|invalid option -- 'b'
--force a b|unrecognized option '--force'
a b --notes|unrecognized option '--notes'
--help=x|option '--help' doesn't allow an argument
END
}

@test "link has --help and --version" {
  call_as link
  try --help
  ended 0
  [ "${lines[0]}" = 'Usage: link SOURCE DEST' ]
  [[ $output != *--force* ]]
  try --h a b c
  ended 0
  try --v
  ended 0
  [[ $output = fhln* ]]
  holds .
}

@test "link says what GNU link says" {
  gnu=$(command -v link) || skip "needs link"
  if ! "$gnu" --version 2>/dev/null | grep -qF 'GNU coreutils'; then
    skip "needs GNU link"
  fi
  call_as link
  files a b
  for arguments in '' a 'a b c' '-- a' '-x a b' 'a -x' '--x a b' 'a a' 'a b' \
      'nosuch n' 'a no/n' 'a b/n' '--version=1' '--help=' '-- a b -c'; do
    # shellcheck disable=SC2086 # words
    try $arguments
    got=$status$stderr
    # shellcheck disable=SC2086 # words
    run --separate-stderr bash -c 'exec -a link "$@"' - "$gnu" $arguments
    if [ "$got" != "$status$stderr" ]; then
      fail "$arguments: '$got' and '$status$stderr'"
    fi
  done
}

@test "called as ln or link, notes come only on a terminal" {
  files a b
  try a b
  [[ $stderr = *'note: '* ]]
  try --no-notes --notes a b
  [[ $stderr = *'note: '* ]]
  try --notes --no-notes a b
  run ! grep -q 'note: ' <<<"$stderr"
  call_as ln
  try a b
  failed "failed to create hard link 'b': File exists"
  [ "${#stderr_lines[@]}" -eq 1 ]
  try -r a c
  [ "${#stderr_lines[@]}" -eq 1 ]
  try --notes a b
  [[ $stderr = *'note: '* ]]
  try --json a b
  [[ $output = *'"note":'* ]]
}

@test "called as ln or link, notes come on a terminal" {
  need_command script
  files a b
  for name in ln link; do
    call_as "$name"
    script -qec "'$FHLN' a b" /dev/null </dev/null >../shown 2>&1 || true
    grep -q "^$name: note: 'b' is a regular file" ../shown
  done
  untouched a b
}
