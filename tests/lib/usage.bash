# shellcheck shell=bash disable=SC2154
# Which command lines are refused, and what is said to type instead?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

# Each line of standard input is ARGUMENTS|REMEDY: with these arguments the
# program ends as excluded, its message has the remedy, and the directory holds
# only a.
each_excluded () {
  local arguments remedy
  while IFS='|' read -r arguments remedy; do
    read -ra arguments <<<"$arguments"
    try "${arguments[@]}"
    holds . a
    excluded
    if [[ $stderr != *"$remedy"* ]]; then
      answer >&2
      fail "expected the remedy: $remedy"
    fi
  done
}
