# shellcheck shell=bash disable=SC2034,SC2154
# What is a simulated link?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

# DEST $2 is a simulated link to SOURCE $1: a symbolic link to its absolute
# name, through which the same file is reached.
simulated () {
  points "$2" "$PWD/$1"
  [ "$1" -ef "$2" ]
  links "$1" 1
}

# No DEST $2 came about: the message about SOURCE $1 ends with $3, the note
# with $4.
not_simulated () {
  ended 1
  says "failed to create simulated link '$2' => '$1': $3"
  if [[ ${stderr_lines[1]-} != "$NAME: note: "*"$4" ]]; then
    answer >&2
    fail "expected a note that ends: $4"
  fi
}

too_many="Too many levels of symbolic links"
