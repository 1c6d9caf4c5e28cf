#!/usr/bin/env bats
# shellcheck disable=SC2154
# Do the parts that read what others write hold for any input?  The targets
# are the C files of tests/fuzz/, run by libFuzzer with the address and
# undefined behaviour sanitizers.  FUZZ_SECONDS is the time for each, 30.
#
# SPDX-License-Identifier: GPL-3.0-or-later

load helper

# Set $build to the build tree and $targets to the names of all targets.
need_targets () {
  local file
  build=$(cd "$(dirname "$FHLN")/.." && pwd)
  if ! [ -f "$build/Makefile" ]; then
    skip "the program does not lie in a build tree"
  elif ! [ -w "$build" ]; then
    skip "the build tree belongs to another user"
  fi
  need_command make
  targets=()
  for file in "$BATS_TEST_DIRNAME"/fuzz/*.c; do
    file=${file##*/}
    targets+=("${file%.c}")
  done
  [ "${#targets[@]}" -ge 1 ]
}

# Run target $1 for $2 seconds, its output in ../log.
fuzz () {
  local status=0
  (cd "$build" && "$BATS_TEST_DIRNAME/fuzz/run" "$1" "$2") \
    >../log 2>&1 </dev/null || status=$?
  if [ "$status" -eq 2 ]; then
    reason=$(sed -n 's/^fuzz: //p' ../log)
    case $reason in
      clang* | programs*) skip "$reason" ;;
    esac
  fi
  if [ "$status" -ne 0 ]; then
    fail "$1: status $status: $(tail -n 60 ../log)"
  fi
}

@test "every input of the corpora holds" {
  need_targets
  for target in "${targets[@]}"; do
    fuzz "$target" 0
    inputs=("$BATS_TEST_DIRNAME/fuzz/corpus/$target"/*)
    [ "$(grep -c '^Executed ' ../log)" -eq "${#inputs[@]}" ]
  done
}

@test "half a minute of fuzzing finds no input that does not hold" {
  need_targets
  for target in "${targets[@]}"; do
    fuzz "$target" "${FUZZ_SECONDS-30}"
    executed=$(sed -n 's/^stat::number_of_executed_units: *//p' ../log)
    echo "# $target: $executed inputs" >&3
    [ "$executed" -gt 1000 ]
  done
}
