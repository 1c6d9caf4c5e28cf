#!/usr/bin/env bats
# shellcheck disable=SC2154
# Is memory used rightly, and is everything given back?  The program runs under
# valgrind: nothing that is uninitialised or out of bounds is used, no memory
# is lost, no descriptor is left open but the few that are held on purpose.
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

setup () {
  common_setup
  need_no_sanitizer "it does not run under valgrind"
  need_valgrind
  if ! valgrind -q true 2>/dev/null; then
    skip "memcheck does not run here"
  fi
  need_shared "valgrind does not know its allocator"
  files a b c
  mkdir d
}

# Run the program under valgrind with the arguments behind the first, which is
# the exit status; the names of a stream come from the file ../stream.  What
# valgrind found is in ../found.
#
# Two descriptors may be held to the end, SOURCE's and DEST's directory.
checked () {
  local expected=$1 stream=/dev/null held
  shift
  if [ -e ../stream ]; then
    stream=../stream
  fi
  run --separate-stderr valgrind -q --log-file=../found --error-exitcode=99 \
    --leak-check=full --show-leak-kinds=definite,indirect,possible \
    --errors-for-leak-kinds=definite,indirect,possible --track-fds=yes \
    "$FHLN" "$@" <"$stream"
  if [ "$status" -eq 99 ]; then
    fail "$* $(cat ../found)"
  fi
  ended "$expected"
  grep -q 'FILE DESCRIPTORS' ../found
  held=$(grep -A1 'Open file descriptor' ../found | grep -c ' at 0x') || true
  if [ "$held" -gt 2 ]; then
    fail "$* $(cat ../found)"
  fi
}

# Write a stream of the pairs of n times the names given, DESTs in d and in d/e.
pairs () {
  local n=$1 i name
  shift
  for ((i = 0; i < n; i++)); do
    for name; do
      printf '%s\0d/%s%s\0%s\0d/e/%s%s\0' "$name" "$name" "$i" \
        "$name" "$name" "$i"
    done
  done >../stream
}

@test "a link, and what replaces one, use memory rightly" {
  checked 0 a new
  linked a new
  checked 0 -f b new
  linked b new
  checked 0 -b c new
  linked c new
  reads new~ b
  checked 0 -f -b a new
  linked a new
  reads new~ c
  checked 0 --backup=numbered b new
  linked b new
  reads new.~1~ a
}

@test "symbolic and simulated links use memory rightly" {
  checked 0 -s a d/s
  points d/s a
  checked 0 -s -r a d/r
  points d/r ../a
  checked 0 -s -f -w nosuch d/s
  points d/s nosuch
  checked 0 --simulate=always a d/m
  reads "$(readlink d/m)" a
  checked 0 --simulate=auto b d/b
  linked b d/b
}

@test "links in a directory use memory rightly" {
  checked 0 -v a b c d
  linked a d/a
  linked c d/c
  checked 1 -f a nosuch c d
  errors "failed to access 'nosuch': No such file or directory"
  links a 2
  checked 0 --sync -f -t d b a
  links b 2
}

@test "every way to deal with a DEST that exists uses memory rightly" {
  local what
  for what in fail same skip replace ask; do
    files new
    case $what in
      fail | same | ask) checked 1 --if-exists=$what a new ;;
      *) checked 0 --if-exists=$what a new ;;
    esac
    if [ $what = replace ]; then
      linked a new
      rm new
    else
      untouched a new
    fi
  done
}

@test "a stream of pairs uses memory rightly, and holds few descriptors" {
  mkdir d/e
  pairs 6 a nosuch
  checked 1 --pairs0-from=-
  links a 13
  checked 1 -f -v --json --pairs0-from=-
  [ "${#lines[@]}" -eq 24 ]
  links a 13
  pairs 6 b nosuch/x a
  checked 1 -f -b --sync --pairs0-from=-
  links b 13
}

@test "a stream of names uses memory rightly, and holds few descriptors" {
  local i
  for i in {1..12}; do
    printf 'a\0nosuch\0b\0c/no\0'
  done >../stream
  checked 1 -t d --files0-from=-
  linked a d/a
  linked b d/b
  checked 1 -f --sync -t d --files0-from=-
  linked a d/a
  mkdir e
  checked 1 -f --simulate=always -t e --files0-from=-
  reads "$(readlink e/a)" a
}

@test "names that fill the buffer, or do not fit, use memory rightly" {
  local i long
  long=$(printf '%04090d' 0)
  for i in {1..40}; do
    printf 'a\0%s%s\0' "$long" "$i"
  done >../stream
  printf 'a\0%0300000d\0a\0d/a\0' 0 >>../stream
  checked 1 --no-notes --pairs0-from=-
  [ "${#stderr_lines[@]}" -eq 41 ]
  linked a d/a
}

@test "descriptors and handles use memory rightly" {
  need_platform "knows handles"
  exec 7<a
  checked 0 --fd 7 d/a
  linked a d/a
  checked 1 --fd 8 d/no
  exec 7<&-
  checked 0 --print-handle b
  handle=$output
  checked 1 --handle 0:1:ff d/no
  if [ "$(id -u)" -eq 0 ]; then
    checked 0 --handle "$handle" d/b
    linked b d/b
    checked 0 --via-handle -f c d/b
    linked c d/b
    for _ in {1..8}; do
      printf 'c\0d/c\0nosuch\0d/no\0'
    done >../stream
    checked 1 --via-handle -f --pairs0-from=-
    links c 3
  fi
}

@test "confined names use memory rightly" {
  local i known
  try --beneath a d/a
  linked a d/a
  known=$(openat2_is_known)
  checked $((1 - known)) --beneath -f b d/a
  checked 1 --beneath a ../x
  checked 1 --no-symlinks a nosuch/x
  for i in {1..8}; do
    printf 'a\0d/%s\0a\0../x\0' "$i"
  done >../stream
  checked 1 --beneath -f --pairs0-from=-
  if [ "$known" -eq 0 ]; then
    skip "this valgrind does not know openat2: only refusals were tried"
  fi
  links a 9
}

# Print 1 if valgrind lets openat2 through, or 0.
openat2_is_known () {
  valgrind --log-file=../log "$FHLN" --beneath c d/c </dev/null || true
  rm -f d/c
  if grep -q 'unhandled .* syscall: 437' ../log; then
    echo 0
  else
    echo 1
  fi
}

# Each failure comes twice: what the first has lost cannot be reached after the
# second.
@test "failures with their notes, and usage errors, use memory rightly" {
  least=16
  if portable; then
    least=8
  fi
  local too_long
  too_long=$(printf '%0300d' 0)
  ln -s loop loop
  ln -s nosuch/x link
  for _ in 1 2; do
    printf '%s\0' nosuch/x/y d/no a "$too_long" a "d/$too_long/x" d new \
      loop/x new link/x new a a/x a b a . a /proc/self/new
  done >../stream
  checked 1 --pairs0-from=-
  [ "$(grep -c 'note: ' <<<"$stderr")" -ge "$least" ]
  checked 1 -L --json --pairs0-from=-
  [ "$(grep -c '"cause":' <<<"$output")" -ge "$least" ]
  checked 1 -f -b --pairs0-from=-
  rm ../stream
  checked 3 --detailed-exit-status -f a ./a
  checked 1 --nosuch
  checked 1 -b --if-exists=same a new
  if ! portable; then
    checked 10 --detailed-exit-status a /proc/self/new
    checked 2 --detailed-exit-status --fd x new
  fi
  checked 0 --help
  checked 0 --version
}
