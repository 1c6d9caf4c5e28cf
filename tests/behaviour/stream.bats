#!/usr/bin/env bats
# shellcheck disable=SC2154
# Are links made from streams of names, and when?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/streams

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
