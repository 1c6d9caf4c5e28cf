#!/usr/bin/env bats
# shellcheck disable=SC2154
# May a file that fhln reads or writes have a name of more than 4095 bytes?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/deep

@test "the FILE of a stream may have a long name" {
  local at
  deep
  files a b
  mkdir d
  within "$path" ln -s list symlink
  for at in "$path" "$PWD/$path"; do
    printf '%s\0' a x b y >list
    within "$path" mv "$PWD/list" list
    try --pairs0-from="${at}list"
    same a x
    same b y
    passed
    rm x y
    try --pairs0-from="${at}symlink"
    same a x
    passed
    rm x y
    printf '%s\0' a b >list
    within "$path" mv "$PWD/list" list
    try --files0-from="${at}list" -t d
    holds d a b
    passed
    rm d/a d/b
  done
}

@test "what is wrong with a long FILE of a stream is told" {
  local name
  deep
  files a
  mkdir d
  try --pairs0-from="${path}nosuch"
  ended 1
  [[ ${stderr_lines[0]} = *"cannot read names from 'nnn"*\
"/nosuch': No such file or directory" ]]
  try --files0-from="${path}list/" -t d
  ended 1
  [[ ${stderr_lines[0]} = *"/list/': No such file or directory" ]]
  name=$(printf './%.0s' {1..33000})
  try --pairs0-from="${name}a"
  ended 1
  [[ ${stderr_lines[0]} = *"/a': File name too long" ]]
  holds . a d "$component"
  holds d
}

@test "names from standard input by a long name answer no question" {
  deep
  files a b
  printf '%s\0' a b >list
  within "$path" ln "$PWD/list" list
  run --separate-stderr "$FHLN" -i --pairs0-from="${path}list" <list
  untouched b
  [ "$status" -eq 1 ]
  run --separate-stderr "$FHLN" -i --pairs0-from=list <list
  [ "$status" -eq 1 ]
  untouched b
  run --separate-stderr "$FHLN" -i --pairs0-from="${path}list" <<<y
  same a b
  [ "$status" -eq 0 ]
}

@test "patterns come from a FILE with a long name" {
  deep
  mkdir s
  files s/a s/b s/c
  printf 'a\n' >list
  within "$path" mv "$PWD/list" list
  printf 'b\n' >short
  try -R --exclude-from="${path}list" --exclude-from=short s d
  holds d c
  passed
  try -R --exclude-from="${path}nosuch" s e
  [ ! -e e ]
  ended 1
  [[ ${stderr_lines[0]} = *"cannot read patterns from 'nnn"*\
"/nosuch': No such file or directory" ]]
  try -R --exclude-from="$path" s e
  [ ! -e e ]
  ended 1
  [[ ${stderr_lines[0]} = *"cannot read patterns from"*"Is a directory" ]]
}

@test "failed pairs go to a FILE with a long name" {
  deep
  files a
  try --failed0-to="${path}rest" nosuch x
  ended 1
  [ "$(within "$path" cat rest | tr '\0' ' ')" = "nosuch x " ]
  try --failed0-to="${path}rest" a b
  same a b
  passed
  [ "$(within "$path" stat -c %s rest)" -eq 0 ]
  try --failed0-to="${path}nosuch/rest" a c
  [ ! -e c ]
  ended 1
  [[ ${stderr_lines[0]} = *"cannot open 'nnn"*\
"/nosuch/rest' for writing: No such file or directory" ]]
}

@test "a long name of an input is not written to" {
  deep
  files a
  printf '%s\0' a b >list
  within "$path" ln "$PWD/list" list
  within "$path" ln "$PWD/a" a
  for options in "--pairs0-from=list" "--pairs0-from=${path}list" \
      "-R --exclude-from=list a d"; do
    # shellcheck disable=SC2086 # options
    try --failed0-to="${path}list" $options
    ended 1
    [[ $stderr = *"cannot write failed pairs to"*"which is an input"* ]]
  done
  try --failed0-to=list --pairs0-from="${path}list"
  ended 1
  try --failed0-to=a "${path}a" b
  ended 1
  [[ $stderr = *"which is an input"* ]]
  reads a a
  [ -s list ]
  [ ! -e b ]
}
