#!/usr/bin/env bats
# shellcheck disable=SC2154
# Which options go with a stream, and what do they do there?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/streams

# --- Usage -----------------------------------------------------------------

@test "streams exclude what has no meaning beside them" {
  mkdir d
  files a
  names a b >../list
  for options in '--pairs0-from=../list a' '--pairs0-from=../list a b' \
      '-t d --files0-from=../list a' '--files0-from=../list a d' \
      '--files0-from=../list' '--pairs0-from=../list -t d' \
      '--pairs0-from=../list --files0-from=../list' \
      '-t d --pairs0-from=../list --files0-from=../list' \
      '-i --pairs0-from=-' '-i -t d --files0-from=-' \
      '--if-exists=ask --pairs0-from=-' '--print-handle --pairs0-from=../list'
  do
    # shellcheck disable=SC2086 # words
    try $options
    excluded
    holds d
    links a 1
  done
}

@test "operands beside a stream are named" {
  try --pairs0-from=- a
  refused \
    "extra operand 'a': with --pairs0-from all names come from its file"
}

@test "-i takes its answers from standard input when names come from a file" {
  files a b x y
  names a x b y >../list
  printf 'n\ny\n' >../answers
  try_from ../answers -i --pairs0-from=../list
  untouched a x
  linked b y
  ended 1
  [[ $stderr = "$NAME: replace 'x'? $NAME: replace 'y'?"* ]]
}

# Names and answers would come from one place: a usage error with the exit
# status $1, and nothing is linked.
names_would_answer () {
  failed "cannot combine --interactive and names on standard input: give the \
names in a file" "$1"
  [ "${#stderr_lines[@]}" -eq 1 ]
  untouched a b
}

@test "-i refuses names from the terminal that gives the answers" {
  need_command script
  files a b
  # shellcheck disable=SC2016 # the shell that script starts expands it
  FHLN=$FHLN run script -qec 'timeout 20 "$FHLN" -i \
    --pairs0-from=/dev/tty; exec 3<"$(tty)" </dev/tty; timeout 20 "$FHLN" -i \
    --pairs0-from=/dev/fd/3' /dev/null </dev/null
  [ "$(grep -c "cannot combine --interactive and names" <<<"$output")" -eq 2 ]
  untouched a b
}

@test "-i refuses names from a file that is standard input" {
  files a b
  names a b >../list
  mkfifo ../fifo
  for name in /dev/stdin /dev/fd/0 /proc/self/fd/0; do
    if ! [ -e "$name" ]; then
      continue
    fi
    # A pipe, a file, a FIFO.
    run --separate-stderr bash -c 'cat ../list | "$@"' - "$FHLN" -i \
      "--pairs0-from=$name"
    names_would_answer 1
    try_from ../list -i "--pairs0-from=$name"
    names_would_answer 1
    cat ../list >../fifo &
    try_from ../fifo --json --if-exists=ask --pairs0-from="$name"
    names_would_answer 1
    wait
    try_from ../list --detailed-exit-status -bi -t . --files0-from="$name"
    names_would_answer 2
  done
}

@test "-i refuses names from the file that the answers come from" {
  files a b
  names a b >../list
  ln ../list ../other
  try_from ../list -i --pairs0-from=../list
  names_would_answer 1
  try_from ../list -i --progress --pairs0-from=../other
  names_would_answer 1
  ln -s list ../link
  try_from ../list -i --pairs0-from=../link
  names_would_answer 1
}

@test "-i refuses names from the terminal that answers" {
  need_command script
  files a b
  printf 'stty -echo; "%s" -i --pairs0-from=/dev/stdin\n' "$FHLN" >../run
  script -qec 'bash ../run' /dev/null </dev/null >../shown 2>&1 || true
  grep -q 'cannot combine --interactive' ../shown
  untouched a b
}

@test "-i takes names from where standard input has nothing to do with it" {
  files a b
  names a n >../list
  try_from /dev/null -i --pairs0-from=/dev/null
  passed
  try_from /dev/null -i --pairs0-from=../list
  passed
  linked a n
  rm n
  run --separate-stderr bash -c '"$@" <&-' - "$FHLN" -i --pairs0-from=../list
  passed
  linked a n
  rm n
  # Without -i it is a list like any other.
  try_from ../list --pairs0-from=/dev/stdin
  passed
  linked a n
}

# --- With other options ----------------------------------------------------

@test "both streams make symbolic links" {
  mkdir d
  files a
  names a x ../a d/y >../list
  try -s --pairs0-from=../list
  passed
  points x a
  points d/y ../a
  names ../a >../list
  try -sf -t d --files0-from=../list
  passed
  points d/a ../a
  names a r >../list
  mkdir e
  names a d/rel >../list
  try -sr --pairs0-from=../list
  passed
  points d/rel ../a
}

@test "both streams replace and back up" {
  mkdir d
  files a b x d/b
  names a x b y >../list
  try -f --pairs0-from=../list
  passed
  linked a x
  linked b y
  names b >../list
  try -v --backup=numbered -t d --files0-from=../list
  passed "'d/b.~1~' ~ 'd/b' => 'b'"
  holds d b 'b.~1~'
  links b 3
  names a y >../list
  try -b --pairs0-from=../list
  passed
  same b 'y~'
  same a y
}

@test "both streams know every --if-exists" {
  mkdir d
  files a x d/a
  names a x a n >../list
  names a >../files
  try --if-exists=skip --pairs0-from=../list
  passed
  untouched x
  linked a n
  try --if-exists=skip -t d --files0-from=../files
  passed
  untouched d/a
  try --if-exists=same --pairs0-from=../list
  linked a n
  untouched x
  failed "failed to create hard link 'x': File exists"
  try --if-exists=replace -t d --files0-from=../files
  passed
  same a d/a
}

@test "both streams start at open directories" {
  mkdir s d
  files s/a s/b
  names a x b y >../list
  names a >../files
  exec 8<s 9<d
  try --source-dirfd=8 --dest-dirfd=9 --pairs0-from=../list
  passed
  mkdir d/e
  try --source-dirfd=8 --dest-dirfd=9 -t e --files0-from=../files
  passed
  exec 8<&- 9<&-
  holds d x y e
  same s/a d/x
  same s/b d/y
  same s/a d/e/a
}

@test "a directory below an open directory is held, too" {
  mkdir -p s/p s/q d/p d/q
  files s/p/a s/p/b s/q/a s/q/b
  names p/a p/a p/b p/b q/a q/a q/b q/b >../list
  exec 8<s 9<d
  try --source-dirfd=8 --dest-dirfd=9 --pairs0-from=../list
  exec 8<&- 9<&-
  passed
  linked s/p/b d/p/b
  linked s/q/b d/q/b
}

@test "pairs may begin with descriptors" {
  need_platform "links descriptors"
  files a b
  exec 8<a 9<b
  names 8 x 9 y 99999 z no w >../list
  try --fd --pairs0-from=../list
  exec 8<&- 9<&-
  holds . a b x y
  linked a x
  linked b y
  ended 1
  [[ $stderr = *"invalid descriptor 'no': Invalid argument"* ]]
}

@test "pairs may begin with handles" {
  need_platform "knows handles"
  need_root "opens files by handle"
  files a b
  try --print-handle a b
  ended 0
  names "${lines[0]}" x "${lines[1]}" y 0:0:zz z >../list
  try --handle --pairs0-from=../list
  if [ -z "$(find . -name x)" ] && [[ $stderr = *"not supported"* ]]; then
    skip "no handles here"
  fi
  holds . a b x y
  linked a x
  linked b y
  ended 1
  [[ $stderr = *"invalid handle '0:0:zz': Invalid argument"* ]]
}

@test "--print-handle takes a stream of SOURCEs without -t" {
  need_platform "knows handles"
  files a b
  try --print-handle a b
  ended 0
  expected=$output
  names a b nosuch >../list
  try --print-handle --files0-from=../list
  [ "$output" = "$expected" ]
  ended 1
  try_from ../list --print-handle --files0-from=-
  [ "$output" = "$expected" ]
  holds . a b
}

@test "with -f a stream does not replace what it has made" {
  mkdir d e
  files a b x
  names a x b x a d/n b d/n a ./x b e/../x >../list
  try -f --pairs0-from=../list
  holds d n
  same a x
  same a d/n
  links a 3
  links b 1
  ended 1
  [ "$(grep -c 'will not overwrite just-created' <<<"$stderr")" -eq 4 ]
  mkdir s
  files s/a
  names a s/a >../list
  mkdir f
  try -f -t f --files0-from=../list
  same a f/a
  untouched s/a
  failed "will not overwrite just-created 'f/a' with 's/a'"
}

@test "the guard knows many names" {
  local n
  mkdir d
  files a b
  for ((n = 0; n < 2000; n++)); do
    names a "d/$n"
  done >../list
  for ((n = 0; n < 2000; n += 100)); do
    names b "d/$n"
  done >>../list
  try -f --pairs0-from=../list
  ended 1
  [ "$(grep -c just-created <<<"$stderr")" -eq 20 ]
  links a 2001
  untouched b
}
