#!/usr/bin/env bats
# shellcheck disable=SC2154
# Does any way out lead out, with any option and by any form of operands?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/tools/grid.c has what is combined.  Every seventh run is tried, or as many as
# GRID_STEP says (1: all of them, half a minute).

load ../lib/helper

@test "no combination of options, operands and ways out leads out" {
  need_tool grid
  step=${GRID_STEP:-7}
  least=3300
  if sanitized; then
    step=${GRID_STEP:-29}
    least=800
  fi
  what=()
  if portable; then
    what=(-p)
  elif [ "$(id -u)" -ne 0 ]; then
    least=$((least * 3 / 4))
  fi
  in_memory
  run "$tool" "${what[@]}" "$FHLN" "$PWD" "$step" 0
  if [ "$status" -ne 0 ]; then
    fail "${output::3000}"
  fi
  [[ ${lines[-1]} =~ ^([0-9]+)\ runs$ ]]
  [ "${BASH_REMATCH[1]}" -ge "$least" ]
}

@test "a program for any system ends with a name as the one for Linux does" {
  need_command python3
  linux=$FHLN_TOOLS/../src/fhln
  if ! portable || ! [ -x "$linux" ]; then
    skip "needs a program for any system, and one for Linux beside it"
  fi
  # The messages begin with the program's name.
  if [ "${linux##*/}" != "$NAME" ]; then
    skip "the programs have different names"
  fi
  in_memory
  run python3 "$BATS_TEST_DIRNAME/../tools/agree.py" "$FHLN" "$linux" 600
  if [ "$status" -ne 0 ]; then
    fail "${output::3000}"
  fi
  [ "${lines[-1]% links}" -ge 60 ]
}
