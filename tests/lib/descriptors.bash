# shellcheck shell=bash disable=SC2034,SC2154
# How is something opened that a shell cannot open?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

# As try, with something of KIND ($1), called NAME ($2), open on descriptor 9.
try_with_fd () {
  need_tool with-fd
  run --separate-stderr "$tool" "$1" "$2" 9 "$FHLN" "${@:3}"
  if [ "$status" -eq 125 ]; then
    skip "$1 cannot be opened here: $stderr"
  fi
}
