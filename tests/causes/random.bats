#!/usr/bin/env bats
# shellcheck disable=SC2154
# Is any note wrong in random failures?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/tools/random.c has what is tried, and how it is judged.  RANDOM_COUNT says
# how many failures there are (1000, ten seconds), RANDOM_SEED where the chance
# begins.  By hand, with more of them:
#   tests/tools/random --count=10000 --seed=N src/fhln

load ../lib/helper

@test "random failures know every word of the table of causes" {
  words=$BATS_TEST_DIRNAME/../tools/random-words.def
  table=("$BATS_TEST_DIRNAME"/../../src/why/*.def)
  if ! [ -e "$words" ] || ! [ -e "${table[0]}" ]; then
    skip "needs the sources"
  fi
  missing=$(sed -n 's/^CAUSE ([A-Z]*, "\([a-z-]*\)".*/\1/p' "${table[@]}" \
    | sort -u | while read -r word; do
        grep -qF "WORD (\"$word\"," "$words" || printf '%s ' "$word"
      done)
  if [ -n "$missing" ]; then
    fail "not in tests/tools/random-words.def: $missing"
  fi
}

@test "no note is wrong in random failures" {
  need_root "mounts, and becomes other users"
  need_no_sanitizer "it has no /proc, and other users"
  need_platform "what is there to be told is Linux's"
  need_tool random
  count=${RANDOM_COUNT:-1000}
  run "$tool" --count="$count" --seed="${RANDOM_SEED:-1}" "$FHLN"
  if [ "$status" -eq 77 ]; then
    skip "mounts, namespaces or settings cannot be made here"
  elif [ "$status" -ne 0 ]; then
    fail "${output: -6000}"
  fi
  [ "${lines[-1]}" = '0 wrong' ]
}
