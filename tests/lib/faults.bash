# shellcheck shell=bash disable=SC2034,SC2154
# How do the tests of faults let the program be judged, and with which streams?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

# Let the test program $1, one of those that judge what is left, run the program
# again and again with the arguments after "--"; what comes before "--" is for
# the test program.  It must find nothing wrong.  $counted is what it counted
# first.  The command prefix in $within, if any, is where it runs.
judged () {
  local judge=$1 options=() found=0
  shift
  while [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  need_tool "$judge"
  in_memory
  "${within[@]}" "$tool" "${options[@]}" "$FHLN" "${@:2}" >judgement \
    || found=$?
  if [ "$found" -eq 77 ]; then
    skip "the registers of this machine are not known"
  fi
  cat judgement
  if [ "$found" -ne 0 ]; then
    fail "$judge ends with status $found"
  fi
  read -r _ counted _ < <(tail -n 1 judgement)
}

# LeakSanitizer does not run where another process traces.
let_trace () {
  if sanitized; then
    export ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0
  fi
}

# Make the streams pairs and names, of the three SOURCEs of fault.c.
pairs () {
  printf 's/a\0d/a\0s/b\0d/b\0s/c\0d/c\0' >pairs
}

names () {
  printf 's/a\0s/b\0s/c\0' >names
}
