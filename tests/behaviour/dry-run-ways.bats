#!/usr/bin/env bats
# shellcheck disable=SC2034,SC2153,SC2154
# Does --dry-run only look, with all options that there are, and is what it says
# what then happens?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The ways to a link are those of fault.bats, where each call of theirs is
# disturbed: a new one there is tried here, too.

load ../lib/helper
load ../lib/faults
load ../lib/foreseen

ways_of=$BATS_TEST_DIRNAME/../faults/fault.bats

# Make s and d anew, as tests/tools/fault.c does for its options $@.
world () {
  local file suffix old='' last=c places=(a b c)
  rm -rf s d
  if [[ " $* " = *' --tree '* ]]; then
    places=(a p/b p/q/c)
    mkdir -p s/p/q
    last=p/q/c
  fi
  mkdir -p s d
  for file in "${places[@]}"; do
    echo "source $file" >"s/$file"
  done
  for old; do
    if [[ $old = --@(old|same|dangling|backed-up) ]]; then
      break
    fi
    old=''
  done
  for file in "${places[@]}"; do
    if [ -z "$old" ] || [[ $file = p/q/c && $file = "$last" ]]; then
      continue
    fi
    mkdir -p "d/${file%"${file##*/}"}"
    case $old in
      --old) echo "old $file" >"d/$file" ;;
      --dangling) ln -s nowhere "d/$file" ;;
      *) ln "s/$file" "d/$file" ;;
    esac
  done
}

# As fault.bats has it: what comes before "--" is for the driver.  Compare what
# is said of the arguments after it with what is done.
disturbed () {
  local options=() input=''
  shift
  while [ "$1" != -- ]; do
    options+=("$1")
    if [[ $1 = --input=* ]]; then
      input=../${1#*=}
    fi
    shift
  done
  shift
  tried=$((tried + 1))
  rm -f "$BATS_TEST_TMPDIR/a"
  (
    cd w || exit
    world "${options[@]}"
    echo "fhln ${options[*]} -- $*"
    comes_true "$@"
  )
}

# Print the lines of fault.bats that disturb a way, each in one line.
lines_of_ways () {
  sed -e ':again' -e '/\\$/N' -e 's/ *\\\n */ /' -e 'tagain' "$ways_of" \
    | grep -E '^ +(disturbed|tree) [^$]' | grep -v -e '"\$@"' -e '\[@\]'
}

# Try the ways that the pattern $1 finds, or with -v those that it does not.
try_ways () {
  local line
  tried=0
  eval "$(sed -n -e '/^ways ()/,/^}/p' -e '/^tree ()/,/^}/p' "$ways_of")"
  ways
  pairs
  names
  echo y >yes
  echo n >no
  mkdir -p w
  mkdir -m 555 closed
  mkdir -m 444 hidden
  while IFS= read -r line; do
    eval "$line"
  done < <(lines_of_ways | grep -E "$@")
}

@test "all ways to a link but trees and handles only look, and come true" {
  local others=(-e '^ +tree ' -e --via-handle -e --handle -e --fd)
  if portable; then
    others+=(-e /proc/)         # whose type it does not know
  fi
  try_ways -v "${others[@]}"
  [ "$tried" -ge 45 ]
}

@test "all ways to a tree only look, and come true" {
  try_ways '^ +tree '
  [ "$tried" -ge 8 ]
}

@test "all ways by handles and descriptors only look, and come true" {
  need_platform "knows handles"
  need_root "opens files by handle"
  try_ways -e --via-handle -e --handle -e --fd
  [ "$tried" -ge 4 ]
}
