# shellcheck shell=bash disable=SC2034,SC2154
# How is a stream given to the program, at once or name by name?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

# Write the arguments, each ended by NUL.
names () {
  printf '%s\0' "$@"
}

# As try, with standard input from the file $1.
try_from () {
  run --separate-stderr "$FHLN" "${@:2}" <"$1"
}
