# shellcheck shell=bash disable=SC2034,SC2154
# What do the tests of faults, races and confinement share?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

# Set $program to the test program $1: the one in $FHLN_TOOLS, where the
# makefile builds it, or one compiled now, with the options $2...
need_program () {
  local source=$BATS_TEST_DIRNAME/../tools/$1.c
  program=${FHLN_TOOLS-}/tools/$1
  if [ -n "${FHLN_TOOLS-}" ] && [ -x "$program" ]; then
    return
  fi
  program=$BATS_FILE_TMPDIR/$1
  if [ -x "$program" ]; then
    return
  fi
  need_command "${CC:-cc}"
  if ! "${CC:-cc}" -O1 -D_GNU_SOURCE -o "$program" "$source" "${@:2}" 2>/dev/null; then
    skip "cannot compile $1.c"
  fi
}

# Work on a file system that is quick, if there is one.
in_memory () {
  if [ -z "${other-}" ] && other=$(mktemp -d /dev/shm/fhln-test-XXXXXX \
      2>/dev/null); then
    other_directories+=("$other")
    cp -r . "$other"
    cd "$other" || return
  fi
}

# Make the streams pairs and names, of the three SOURCEs of fault.c.
pairs () {
  printf 's/a\0d/a\0s/b\0d/b\0s/c\0d/c\0' >pairs
}

names () {
  printf 's/a\0s/b\0s/c\0' >names
}

# The object that JSON line $1 of the output has is valid, and its member $2
# is the string $3; an empty $3: it has no such member.
says_json () {
  local found
  found=$(python3 -c '
import json, sys
print(json.loads(sys.argv[1]).get(sys.argv[2], ""))' "${lines[$1]}" "$2")
  if [ "$found" != "$3" ]; then
    answer >&2
    fail "expected $2 '$3', found '$found'"
  fi
}
