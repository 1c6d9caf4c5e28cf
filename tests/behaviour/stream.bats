#!/usr/bin/env bats
# shellcheck disable=SC2154
# Are links made from streams of names?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# Write the arguments, each ended by NUL.
names () {
  printf '%s\0' "$@"
}

# As try, with standard input from the file $1.
try_from () {
  run --separate-stderr "$FHLN" "${@:2}" <"$1"
}

# Print a name of $1 bytes.
long_name () {
  head -c "$1" /dev/zero | tr '\0' x
}

# Wait until the command given succeeds, ten seconds at most.
wait_until () {
  local n
  for ((n = 0; n < 500; n++)); do
    if "$@"; then
      return
    fi
    sleep 0.02
  done
  fail "in vain: $*"
}

# Start the program in the background with a fifo that descriptor $to writes
# to; the rest are its operands.  End with finish.
start_with_fifo () {
  mkfifo "$BATS_TEST_TMPDIR/fifo"
  "$FHLN" "$@" <"$BATS_TEST_TMPDIR/fifo" \
    >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" 3>&- &
  pid=$!
  exec {to}>"$BATS_TEST_TMPDIR/fifo"
}

# Close the fifo; the program ends with status $1.
finish () {
  local status=0
  exec {to}>&-
  wait "$pid" || status=$?
  if [ "$status" -ne "$1" ]; then
    cat "$BATS_TEST_TMPDIR/err" >&2
    fail "exit status $status, expected $1"
  fi
}

# --- Both streams, from anywhere -------------------------------------------

@test "--pairs0-from links each SOURCE to the DEST behind it" {
  mkdir d
  files a b c
  names a x b d/y c "$PWD/d/z" >../list
  try --pairs0-from=../list
  holds . a b c d x
  holds d y z
  linked a x
  linked b d/y
  linked c d/z
  passed
}

@test "--files0-from links each SOURCE into the directory of -t" {
  mkdir d s s/t
  files a s/b s/t/c
  names a s/b "$PWD/s/t/c" >../list
  try -v -t d --files0-from=../list
  passed "'d/a' => 'a'
'd/b' => 's/b'
'd/c' => '$PWD/s/t/c'"
  holds d a b c
  linked a d/a
  linked s/b d/b
  linked s/t/c d/c
}

@test "slashes at the end of a streamed SOURCE do not count for its base name" {
  mkdir d s
  files s/f
  ln -s f s/l
  names s/l/ >../list
  try -t d --files0-from=../list
  holds d
  ended 1
  [[ ${stderr_lines[0]} = *"'s/l/'"*"Not a directory" ]]
}

@test "a stream may be a file, standard input, a pipe or a fifo" {
  files a
  names a b >../list
  try --pairs0-from=../list
  passed
  try_from ../list --pairs0-from=- --if-exists=same
  passed
  names a c | "$FHLN" --pairs0-from=-
  "$FHLN" --pairs0-from=<(names a d)
  mkfifo ../fifo
  names a e >../fifo &
  try --pairs0-from=../fifo
  passed
  wait
  holds . a b c d e
  links a 5
}

@test "an empty stream is no failure" {
  mkdir d
  try --pairs0-from=/dev/null
  passed
  try -t d --files0-from=/dev/null
  passed
  holds d
}

@test "the last name of a stream may lack its NUL" {
  mkdir d
  files a b
  printf 'a\0x\0b\0y' >../list
  try --pairs0-from=../list
  passed
  linked b y
  printf 'a\0b' >../list
  try -t d --files0-from=../list
  passed
  holds d a b
}

@test "names in a stream may have any byte but NUL" {
  name=$'new\nline \377"'
  files a
  names a "$name" "$name" $'tab\t' >../list
  try --pairs0-from=../list
  passed
  links a 3
  same a "$name"
  same a $'tab\t'
}

@test "a DEST in a stream of pairs is exact" {
  mkdir d
  files a
  names a d >../list
  try --pairs0-from=../list
  holds d
  failed "failed to create hard link 'd': File exists"
}

@test "a long stream makes every link" {
  local n
  mkdir s d
  for ((n = 0; n < 3000; n++)); do
    : >"s/f$n"
  done
  find s -type f -printf '%p\0d/%f-%050d\0' >../list
  try --pairs0-from=../list
  passed
  [ "$(find d -type f | wc -l)" -eq 3000 ]
  [ -z "$(find s d -type f ! -links 2)" ]
}

# --- When links are made ---------------------------------------------------

@test "links are made while the writer of the stream waits" {
  files a
  start_with_fifo --pairs0-from=-
  names a b >&"$to"
  wait_until test b -ef a
  printf 'a\0half' >&"$to"
  sleep 0.1
  holds . a b
  printf 'way\0' >&"$to"
  wait_until test halfway -ef a
  finish 0
  holds . a b halfway
}

@test "names written after a directory was renamed are looked up after it" {
  mkdir s d
  files s/a s/b s/c
  start_with_fifo --pairs0-from=-
  names s/a d/a s/b d/b >&"$to"
  wait_until test -e d/b
  mv d old
  mkdir d
  mv s gone
  mkdir s
  files s/c
  names s/c d/c >&"$to"
  wait_until test -e d/c
  finish 0
  holds old a b
  holds d c
  linked s/c d/c
  links gone/c 1
}

@test "the directory of -t is the one that was opened, wherever it is moved" {
  mkdir d
  files a b
  start_with_fifo -t d --files0-from=-
  names a >&"$to"
  wait_until test -e d/a
  mv d old
  mkdir d
  names b >&"$to"
  finish 0
  holds old a b
  holds d
}

@test "a directory that comes back under its name is found again" {
  mkdir s d e
  files s/a s/b s/c
  names s/a d/1 s/b d/2 s/a e/1 s/b e/2 s/c d/3 s/c d/4 nosuch/a d/5 \
    s/c d/6 >../list
  try --pairs0-from=../list
  ended 1
  holds d 1 2 3 4 6
  holds e 1 2
  same s/a d/1
  same s/b e/2
  same s/c d/6
}

@test "directories whose names begin alike are not taken for each other" {
  mkdir -p abcdefgh abcdefgh1 abcdefgh/abcdefgh a
  files x
  names x abcdefgh/1 x abcdefgh/2 x abcdefgh1/3 x abcdefgh1/4 \
    x abcdefgh/abcdefgh/5 x abcdefgh/abcdefgh/6 x a/7 x a/8 x ./9 x ./10 \
    x a//11 x a//12 x 13 x "$PWD/14" x "$PWD/15" >../list
  try --pairs0-from=../list
  passed
  holds abcdefgh 1 2 abcdefgh
  holds abcdefgh1 3 4
  holds abcdefgh/abcdefgh 5 6
  holds a 7 8 11 12
  links x 16
}

# --- Failures --------------------------------------------------------------

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
  for list in ../long ../short ../open ../one; do
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

# --- Ends ------------------------------------------------------------------

@test "a reader of -v that goes away ends the program cleanly" {
  local n
  mkdir d
  files a
  for ((n = 0; n < 5000; n++)); do
    names a "d/$n"
  done >../list
  for option in -v --json; do
    rm -rf d
    mkdir d
    # shellcheck disable=SC2016 # for the shell started
    bash -c 'trap - PIPE; "$@" | head -n 1 >/dev/null
      echo "${PIPESTATUS[0]}" >../status' - \
      "$FHLN" "$option" -f --pairs0-from=../list
    [[ $(cat ../status) = 141 || $(cat ../status) = 1 ]]
    [ -z "$(find d -name '.*' ! -name d)" ]
  done
}

@test "an interrupted stream leaves nothing half made" {
  local n signal round
  files a b
  for ((n = 0; n < 20000; n++)); do
    names a "d/$n"
  done >../list
  for signal in INT TERM HUP; do
    for round in 1 2 3; do
      rm -rf d
      mkdir d
      for ((n = 0; n < 200; n++)); do
        ln b "d/$n"
      done
      (
        trap - INT
        exec "$FHLN" -f --pairs0-from=../list
      ) &
      pid=$!
      sleep "0.0$((round * 2))"
      kill -s "$signal" "$pid" 2>/dev/null || true
      wait "$pid" || true
      # Each name is the old file or the new one, and none is strange.
      [ -z "$(find d -type f ! -samefile a ! -samefile b)" ]
      [ -z "$(find d -name '.*' ! -name d)" ]
      [ "$(find d -type f -name '[0-9]*' | wc -l)" -ge 200 ]
    done
  done
}

@test "SIGINT ends a program that waits for names" {
  files a
  mkfifo ../fifo
  (
    trap - INT
    exec "$FHLN" --pairs0-from=../fifo
  ) &
  pid=$!
  exec {to}>../fifo
  names a b a >&"$to"
  wait_until test -e b
  kill -s INT "$pid"
  status=0
  wait "$pid" || status=$?
  exec {to}>&-
  [ "$status" -eq 130 ]
  holds . a b
}
