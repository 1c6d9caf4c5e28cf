#!/usr/bin/env bats
# shellcheck disable=SC2154
# What does a name that cannot be linked do to the rest of a stream?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/streams

# Print a name of $1 bytes.
long_name () {
  head -c "$1" /dev/zero | tr '\0' x
}

@test "a failure in a stream is reported and the stream goes on" {
  files a b c x
  names a x nosuch y b nosuch/y c z >../list
  try --pairs0-from=../list
  holds . a b c x z
  linked c z
  untouched x
  ended 1
  errors "failed to create hard link 'x': File exists" \
    "failed to access 'nosuch': No such file or directory" \
    "failed to create hard link 'nosuch/y' => 'b': No such file or directory"
}

@test "--detailed-exit-status tells what the failures of a stream share" {
  files a x y
  names a x a y a z >../list
  try --detailed-exit-status --pairs0-from=../list
  linked a z
  ended 3
  rm z
  names a x nosuch y a z >../list
  try --detailed-exit-status --pairs0-from=../list
  ended 1
  linked a z
}

@test "the name that has no partner is named" {
  files a b
  names a x b >../list
  try --pairs0-from=../list
  holds . a b x
  linked a x
  failed "'../list' ends after the unpaired name 'b'"
  try_from ../list --pairs0-from=- --if-exists=same
  failed "'-' ends after the unpaired name 'b'"
}

@test "empty names in a stream are reported" {
  files a b
  names '' x a '' b y >../list
  try --pairs0-from=../list
  holds . a b y
  ended 1
  [ "${#stderr_lines[@]}" -ge 2 ]
  [[ ${stderr_lines[0]} = *"failed to access ''"*"No such file"* ]]
  [[ $stderr = *"failed to create hard link '' => 'a'"*"No such file"* ]]
  mkdir d
  names '' a >../list
  try -t d --files0-from=../list
  holds d a
  ended 1
  [[ ${stderr_lines[0]} = *"''"*"No such file"* ]]
}

@test "names that are too long are reported and passed over" {
  local length
  files a b
  for length in 4096 5000 70000 131071 131072 131073 262144 1000000; do
    long_name $length >../long
    {
      names a "1-$length"
      cat ../long
      names '' x
      names b
      cat ../long
      names '' a "2-$length"
    } >../list
    try --pairs0-from=../list
    same a "1-$length"
    same a "2-$length"
    [ ! -e x ]
    ended 1
    [ "$(grep -c 'File name too long$' <<<"$stderr")" -eq 2 ]
    [[ ${stderr_lines[0]} = *"failed to access 'xxx"* ]]
  done
  untouched b
}

@test "a SOURCE that is too long is passed over, in a stream and among operands" {
  local long
  mkdir d
  files a b
  long=$(printf '%05000d' 0)
  printf '%s\0' a "$long" b >list
  try -t d --files0-from=list
  holds d a b
  ended 1
  [[ ${stderr_lines[0]} = *"failed to access '000"*"000': File name too long" ]]
  rm d/a d/b
  long=$(printf '%04200d/' 0)a
  try -t d a "$long" "$long" b
  holds d a b
  ended 1
  [[ ${stderr_lines[0]} = *"failed to access '000"*"/a': File name too long" ]]
}

@test "a list with a name on each line is told once, and nothing is linked" {
  local how message hows=("-P -t d" "-f -t d" "-s -t d" "--if-exists=skip -t d")
  portable || hows+=(--print-handle)
  message="end in newlines, not in NUL: use 'find -print0', or tr '\\n' '\\0'"
  mkdir d
  files a b c
  seq 100000 >../long
  printf 'a\nb\n' >../short
  printf 'a\nb\nc' >../open
  printf 'a\n' >../one
  printf 'a\r\nb\r\n' >../dos
  for list in ../long ../short ../open ../one ../dos; do
    for how in "${hows[@]}"; do
      # shellcheck disable=SC2086 # options
      try $how --files0-from="$list"
      holds d
      errors "the names in '$list' $message"
      ended 1
      [ "${#stderr_lines[@]}" -eq 1 ]
    done
    run --separate-stderr "$FHLN" --pairs0-from=- <"$list"
    failed "the names in standard input $message"
    portable && continue
    run --separate-stderr sh -c 'cat "$2" | "$1" --handle --pairs0-from=-' - \
      "$FHLN" "$list"
    failed "the names in standard input $message"
  done
  # A writer that takes its time.
  run --separate-stderr sh -c \
    '{ printf "a\n"; sleep 0.1; printf "b\n"; } | "$1" -t d --files0-from=-' \
    - "$FHLN"
  failed "the names in standard input $message"
  try --json --detailed-exit-status --pairs0-from=../long
  [[ $output = '{"outcome":"failed","step":"input","errno":"EINVAL",'* ]]
  [ "$(wc -l <<<"$output")" -eq 1 ]
  ended 1
  holds . a b c d
  untouched a b c
}

@test "a name with newlines is linked, also without NUL behind it" {
  mkdir d
  files a
  mv a $'a\nb'
  printf 'a\nb\0' >../list
  try --files0-from=../list -t d
  holds d $'a\nb'
  passed
  rm d/*
  printf 'a\nb' >../list
  try --files0-from=../list -t d
  holds d $'a\nb'
  passed
  # Only the first name can be a list.
  printf 'a\nb\0b\nc\nd\n' >../list
  try --pairs0-from=../list
  same $'a\nb' $'b\nc\nd\n'
  passed
  printf 'no\nfile\0x' >../list
  try --pairs0-from=../list
  says "failed to access 'no'\$'\\n''file': No such file or directory"
  printf 'a\nb' >../list
  try --pairs0-from=../list
  says "'../list' ends after the unpaired name 'a'\$'\\n''b'"
}

@test "what follows a name that nearly fills the buffer is kept whole" {
  local length last
  mkdir d
  files a
  last=$(printf 'last%0200d' 0)
  for length in 130800 130900 131000 131060 131070; do
    {
      long_name $length
      names '' "d/$last-$length"
      names a "d/$last-$length"
    } >../list
    try --pairs0-from=../list
    same a "d/$last-$length"
    ended 1
  done
  links a 6
}

@test "a stream that arrives byte by byte is the same" {
  local n
  mkdir d
  files a
  for ((n = 0; n < 20; n++)); do
    names a "d/$n"
  done >../list
  dd if=../list bs=1 2>/dev/null | "$FHLN" --pairs0-from=-
  links a 21
}

@test "a stream that cannot be read is a failure" {
  mkdir d
  files a
  try --pairs0-from=nosuch
  failed "cannot read names from 'nosuch': No such file or directory"
  try --pairs0-from=d
  failed "cannot read names from 'd': Is a directory"
  try -t d --files0-from=d
  failed "cannot read names from 'd': Is a directory"
  try --pairs0-from=''
  failed "cannot read names from '': No such file or directory"
  exits 1 --pairs0-from=- <&- >../out 2>../err
  [ "$(cat ../err)" = \
    "$NAME: cannot read names from '-': Bad file descriptor" ]
  [ ! -s ../out ]
  holds d
}

@test "a closed standard stream is not taken for a stream of names" {
  mkdir d
  files a
  names a b >../list
  names a >../files
  "$FHLN" --pairs0-from=../list <&- >&- 2>&-
  links a 2
  "$FHLN" -v -t d --files0-from=../files <&- >../out 2>../err
  links a 3
  [ "$(cat ../out)" = "'d/a' => 'a'" ]
}

@test "with -t the directory comes first" {
  files a
  names a >../list
  try -t nosuch --files0-from=../list
  failed "failed to access 'nosuch': No such file or directory"
  try -t a --files0-from=../list
  failed "target 'a' is not a directory"
  holds . a
}
