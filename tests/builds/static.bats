#!/usr/bin/env bats
# shellcheck disable=SC2154
# Does the static program print what the shared one prints?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# Set $static and $shared to the two programs.
need_both () {
  need_static
  need_shared "the other one is not there"
  shared=$FHLN
}

# Print what the program $1, called as fhln, prints of a link that fails with
# the error $2.
failing () {
  LC_ALL=C strace -qq -o /dev/null -e "inject=linkat:error=$2" \
    bash -c 'exec -a fhln "$@"' bash "$1" "${@:3}" 2>&1 || true
}

@test "both have the same words and names for every error" {
  need_strace
  need_command python3
  need_both
  local error here there
  files a
  for error in $(python3 -c 'import errno; print(*errno.errorcode.values())')
  do
    for how in -T --json; do
      here=$(failing "$shared" "$error" --no-notes "$how" a b)
      there=$(failing "$static" "$error" --no-notes "$how" a b)
      if [ -z "$here" ] || [ "$here" != "$there" ]; then
        fail "$error: '$here', but '$there'"
      fi
    done
  done
  holds . a
}

@test "both have the same words for an error that has no name" {
  need_strace
  need_both
  files a
  for error in 133 134 524 4095; do
    [ "$(failing "$shared" $error -T a b)" = \
      "$(failing "$static" $error -T a b)" ]
  done
  [[ "$(failing "$static" 524 a b)" = *': Unknown error 524'* ]]
}

@test "both say alike that output cannot be written" {
  need_strace
  need_both
  files a
  for error in EIO EDQUOT ENOSPC; do
    for program in shared static; do
      rm -f b
      run strace -qq -o /dev/null -e "inject=write,writev:error=$error:when=1" \
        bash -c 'exec -a fhln "$@"' bash "${!program}" -v a b
      ended 1
      linked a b
      printf '%s\n' "$output" >>"../$program"
    done
  done
  diff ../shared ../static
}

@test "both show a name alike, whatever the locale" {
  need_both
  local locale name
  local -a shown
  for locale in LC_ALL=C LC_ALL=POSIX LANG=C LANG= LC_ALL=C.UTF-8 \
    LC_ALL=C.utf8 LANG=C.UTF-8 'LC_ALL= LC_CTYPE=C.UTF-8 LANG=C' \
    'LC_CTYPE=C LANG=C.UTF-8' 'LC_ALL=C LC_CTYPE=C.UTF-8' LC_ALL=nosuch \
    LC_ALL=de_DE.ISO-8859-1 LC_ALL=ja_JP.EUC-JP LC_ALL=C.UTF-16 \
    LC_ALL=C.UTF-8X LC_MESSAGES=C.UTF-8; do
    for name in $'\303\244' $'\377' $'\342\202\254 x' $'a\302\205b' \
      $'\303' $'\355\240\200' $'\360\237\230\200'; do
      shown=()
      for program in "$shared" "$static"; do
        # shellcheck disable=SC2086 # several variables
        shown+=("$(env -u LC_ALL $locale bash -c 'exec -a fhln "$@" 2>&1' \
          bash "$program" --no-notes "$name" b || true)")
      done
      if [ "${shown[0]}" != "${shown[1]}" ]; then
        fail "$locale: ${shown[*]@Q}"
      fi
    done
  done
  [ "$(LC_ALL=C.UTF-8 "$static" --no-notes $'\303\244' b 2>&1)" = \
    $'fhln: failed to access \'\303\244\': No such file or directory' ]
  [ "$(env -u LC_ALL "$static" --no-notes $'\303\244' b 2>&1)" = \
    "fhln: failed to access ''$'\\303\\244': No such file or directory" ]
}
