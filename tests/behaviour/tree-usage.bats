#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# Which command lines about trees are refused, before anything is made; and which
# operands are not, however long they are?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/deep
load ../lib/tree

@test "-R does not go with descriptors, handles, or what makes no tree" {
  tree s
  mkdir t
  for options in --print-handle --simulate --simulate=auto --simulate=always \
      -d -F --directory '--fd --detailed-exit-status'; do
    # shellcheck disable=SC2086 # several options
    try -R $options s
    [ -n "$stderr" ]
    run ! grep -q unrecognized <<<"$stderr"
    [ "$status" -ne 0 ]
    # shellcheck disable=SC2086 # several options
    try $options -R -t t s
    [ "$status" -ne 0 ]
  done
  try -R --fd 3 d 3<s
  excluded
  try -R --fd -t t 3 3<s
  excluded
  try -R --handle 00:1:00 d
  excluded
  holds . s t
  holds t
  all_links s 1
}

@test "-R does not go with streams" {
  tree s
  mkdir t
  printf 's\0d\0' >list
  try -R --pairs0-from=list
  excluded
  try -R --pairs0-from=- <list
  excluded
  printf 's\0' >list
  try -R -t t --files0-from=list
  excluded
  [[ $stderr = *"cannot combine --recursive and --files0-from"* ]]
  holds . s t list
  holds t
  all_links s 1
}

@test "options about trees need -R" {
  files a
  for option in --exclude=x --exclude-from=/dev/null --one-file-system \
      --no-overwrite-dir --jobs=2; do
    try "$option" a b
    excluded
    [ "${stderr_lines[0]}" = "$NAME: ${option%=*} needs --recursive" ]
    try "$option" -R a b
    linked a b
    passed
    rm b
  done
  holds . a
}

@test "--jobs takes a number from 1 on" {
  tree s
  for jobs in 0 x -1 '' 1x 0x2 1.5 99999999999999999999 ' '; do
    try -R --jobs="$jobs" s d
    ended 1
    [ "${stderr_lines[0]}" = "$NAME: invalid number of jobs '$jobs'" ]
    [[ ${stderr_lines[-1]} = "Try '"* ]]
    try -R --detailed-exit-status --jobs="$jobs" s d
    ended 2
  done
  try -R --jobs
  refused "option '--jobs' requires an argument"
  holds . s
  all_links s 1
}

@test "a file of patterns that cannot be read is told, and nothing is made" {
  tree s
  try -R --exclude-from=nosuch s d
  failed "cannot read patterns from 'nosuch': No such file or directory"
  try -R --exclude-from=s s d
  failed "cannot read patterns from 's': Is a directory"
  holds . s
  all_links s 1
}

@test "options that take a word say so when there is none" {
  for option in --exclude --exclude-from; do
    try -R "$option"
    refused "option '$option' requires an argument"
  done
  for option in --one-file-system --no-overwrite-dir --recursive; do
    try -R $option=x s d
    refused "option '$option' doesn't allow an argument"
  done
}

@test "operands are missing, or too many" {
  try -R
  refused "missing file operand"
  tree s
  try -R -T s
  refused "missing destination file operand after 's'"
  try -R -T s d e
  refused "extra operand 'e'"
  holds . s
}

@test "what goes together without -R, or not, does so with it" {
  tree s
  try -R -r s d
  excluded
  try -R -b --if-exists=fail s d
  excluded
  try -R -b --if-exists=same s d
  excluded
  try -R -b --if-exists=skip s d
  excluded
  try -R -rs --dest-dirfd=3 s d 3<.
  excluded
  try -R -T -t s s
  excluded
  holds . s
  all_links s 1
}

@test "empty names are refused" {
  tree s
  try -R '' d
  failed "failed to access '': No such file or directory"
  try -R s ''
  failed "cannot create directory '': No such file or directory"
  holds . s
  all_links s 1
}

@test "the abbreviations that GNU ln knows keep their meaning" {
  files a
  try -s --r a b
  points b a
  passed
  try -s --re a c
  points c a
  passed
  try --rec a d
  linked a d
  passed
}

@test "SOURCE and DEST may be longer than the system takes at once" {
  mkdir s d
  deep s
  local inner=$path
  deep d
  within "s/$inner" mkdir t
  within "s/$inner" touch t/f
  try -R "s/${inner}t" near
  passed
  try -R near "d/${inner}far"
  passed
  try -R "s/${inner}t" "d/${inner}both"
  passed
  links near/f 4
  try -R --beneath near "d/${inner}held"
  passed
  links near/f 5
}
