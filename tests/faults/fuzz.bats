#!/usr/bin/env bats
# shellcheck disable=SC2154
# Do the parts that read what others write hold for any input?  The targets
# are the C files of tests/fuzz/, run by libFuzzer with the address and
# undefined behaviour sanitizers.  FUZZ_SECONDS is the time for each, 30.
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

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
  for file in "$BATS_TEST_DIRNAME"/../fuzz/*.c; do
    file=${file##*/}
    targets+=("${file%.c}")
  done
  [ "${#targets[@]}" -ge 1 ]
}

# Run all targets for $1 seconds, two at once, their output in ../TARGET.log.
fuzz () {
  local target status reason
  printf '%s\n' "${targets[@]}" \
    | (cd "$build" && xargs -P "${2-2}" -I TARGET sh -c '
        "$1/fuzz/run" TARGET "$2" >"$3/TARGET.log" 2>&1 </dev/null
        echo $? >"$3/TARGET.status"' \
        - "$BATS_TEST_DIRNAME/.." "$1" "$BATS_TEST_TMPDIR" 3>&-)
  for target in "${targets[@]}"; do
    status=$(cat "../$target.status")
    reason=$(sed -n 's/^fuzz: //p' "../$target.log")
    case $status:$reason in
      2:clang* | 2:programs*) skip "$reason" ;;
      0:*) ;;
      *) fail "$target: status $status: $(tail -n 60 "../$target.log")" ;;
    esac
  done
}

# The targets share what they are built from, so they are built one by one.
build_targets () {
  fuzz 0 1
}

@test "every input of the corpora holds" {
  need_targets
  build_targets
  for target in "${targets[@]}"; do
    inputs=("$BATS_TEST_DIRNAME/../fuzz/corpus/$target"/*)
    [ "${#inputs[@]}" -ge 15 ]
    [ "$(grep -c '^Executed ' "../$target.log")" -eq "${#inputs[@]}" ]
  done
}

@test "half a minute of fuzzing finds no input that does not hold" {
  need_targets
  build_targets
  fuzz "${FUZZ_SECONDS-30}"
  for target in "${targets[@]}"; do
    executed=$(sed -n 's/^stat::number_of_executed_units: *//p' \
      "../$target.log")
    echo "# $target: $executed inputs" >&3
    [ "$executed" -gt 1000 ]
  done
}
