#!/usr/bin/env bats
# shellcheck disable=SC2154
# Does the static program print what the shared one prints?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/programs

# Print what the program $1, called as fhln, prints of a link that fails with
# the error $2.
failing () {
  LC_ALL=C strace -qq -o /dev/null -e "inject=linkat:error=$2" \
    bash -c 'exec -a fhln "$@"' bash "$1" "${@:3}" 2>&1 || true
}

@test "both have the same words and names for every error" {
  need_strace
  need_command python3
  need_static
  local error here there
  files a
  for error in $(python3 -c 'import errno; print(*errno.errorcode.values())')
  do
    for how in -T --json; do
      here=$(failing "$FHLN" "$error" --no-notes "$how" a b)
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
  need_static
  files a
  for error in 133 134 524 4095; do
    [ "$(failing "$FHLN" $error -T a b)" = \
      "$(failing "$static" $error -T a b)" ]
  done
  [[ "$(failing "$static" 524 a b)" = *': Unknown error 524'* ]]
}

@test "both say alike that output cannot be written" {
  need_strace
  need_static
  files a
  for error in EIO EDQUOT ENOSPC; do
    for program in "$FHLN" "$static"; do
      rm -f b
      run strace -qq -o /dev/null -e "inject=write,writev:error=$error:when=1" \
        bash -c 'exec -a fhln "$@"' bash "$program" -v a b
      ended 1
      linked a b
      printf '%s\n' "$output" >>"../${program##*/}"
    done
  done
  diff ../fhln ../fhln-static
}
