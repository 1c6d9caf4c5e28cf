# shellcheck shell=bash disable=SC2034,SC2154
# Which tests does a further pass run, and where do its results go?
# SPDX-License-Identifier: GPL-3.0-or-later
#
# For what runs the tests once more, in the build directory: run-as-user, and
# by variant.bash run-sanitized and run-portable; coverage/run takes the list
# alone.  They set: pass, the name; without, patterns of tests to leave out, as
# FOLDER/FILE without .bats, each with the reason.
# Environment: ALL_TESTS, what the makefile lists, those that take longest
# first; TALLY_FLAGS, options for tally.

shopt -s globstar
tests=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
results=tests/results/$pass
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)

# Print the tests to run.
list_tests ()
{
  local file name
  for file in ${ALL_TESTS:?}; do
    name=${file#tests/}
    is_left_out "${name%.bats}" || printf '%s\n' "$file"
  done
}

# Does a pattern say that the test $1 is not to be run?
is_left_out ()
{
  local pattern
  for pattern in "${!without[@]}"; do
    # shellcheck disable=SC2053 # it is a pattern
    if [[ $1 = $pattern ]]; then
      return 0
    fi
  done
  return 1
}

# Print the results, as TALLY_FLAGS says.
count ()
{
  # shellcheck disable=SC2086 # options, or none
  sh "$tests/tally" ${TALLY_FLAGS-} "$results"/**/*.trs
}

# Record that nothing could be run, with the reason $1, and stop.
skip_all ()
{
  echo ':test-result: SKIP' >"$results/all.trs"
  printf 'SKIP: %s # SKIP %s\n' "$pass" "$1" >"$results/all.log"
  count
  exit
}
