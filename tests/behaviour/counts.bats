#!/usr/bin/env bats
# shellcheck disable=SC2154
# How much work does the program do?  Counted, never timed.
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# How much a start costs depends on the environment: run what follows in one
# that holds next to nothing, in the locale $locale (C); more of it are the
# variables $environment.
bare () {
  env -i PATH="$PATH" LC_ALL="${locale-C}" "${environment[@]}" "$@"
}

# Print how many system calls the command makes, its execve included.
system_calls () {
  bare strace -qq -o ../calls "$@" >/dev/null
  grep -c '^[a-z]' ../calls
}

# Print how many instructions the command executes in user space.
instructions () {
  bare valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 \
    | sed -n 's/.*Collected : //p'
}

# Print the most memory, in kilobytes, that the command had resident.
resident () {
  command time -f %M -o ../resident "$@" >../out 2>&1 || true
  tail -n 1 ../resident
}

# As resident, the least of three runs: more or less of the program's file may
# be in memory.
least_resident () {
  local run
  for run in 1 2 3; do
    resident "$@"
  done | sort -n | head -n 1
}

# $1, which is about $2, is at most $3.
at_most () {
  echo "# $2: $1" >&3
  if ! [ "$1" -le "$3" ]; then
    fail "$2: $1, more than $3"
  fi
}

# Write a list of $2 pairs for each of $1 directories to ../list, and make
# what it needs.
make_pairs () {
  local d
  for ((d = 0; d < $1; d++)); do
    mkdir -p "s/dir$d" "d/dir$d"
    seq -f "s/dir$d/f%.0f" "$2" | xargs touch
    seq "$2" | sed "s|.*|s/dir$d/f&\nd/dir$d/f&|"
  done | tr '\n' '\0' >../list
}

# --- One link --------------------------------------------------------------

# A link that the program $3 makes takes at most $1 of what $2 counts,
# system_calls or instructions, in each of the other arguments, locales.
one_link () {
  local limit=$1 counted=$2 program=$3
  shift 3
  files a
  for locale; do
    rm -f b
    count=$("$counted" "$program" a b)
    linked a b
    at_most "$count" "${counted/_/ } in $locale" "$limit"
  done
}

@test "one link takes at most 5 system calls, in any locale" {
  need_strace
  need_static
  one_link 5 system_calls "$static" C C.UTF-8 en_US.UTF-8
}

@test "one link takes at most 2500 instructions, in any locale" {
  need_valgrind
  need_static
  one_link 2500 instructions "$static" C C.UTF-8 en_US.UTF-8
}

@test "one link takes at most 20 instructions for a variable" {
  need_valgrind
  need_static
  local few many
  files a
  few=$(instructions "$static" a b)
  mapfile -t environment < <(seq -f 'VARIABLE%.0f=value' 100)
  many=$(instructions "$static" a c)
  links a 3
  at_most $(((many - few) / 100)) "instructions for a variable" 20
}

@test "one link takes at most 300 kilobytes" {
  need_static
  need_tool peak
  files a
  at_most "$("$tool" "$static" a b)" "kilobytes" 300
  linked a b
}

@test "with shared libraries a link takes 30 calls, 118000 instructions" {
  need_strace
  need_valgrind
  need_shared "the other one is not there"
  one_link 30 system_calls "$FHLN" C C.UTF-8 en_US.UTF-8
  rm a b
  one_link 118000 instructions "$FHLN" C C.UTF-8
}

# A link by the options and operands $4... takes at most $1 system calls and, if
# that is not 0, $2 instructions; the least for its promise is $3 calls.
promise () {
  local calls=$1 instructions=$2 least=$3
  shift 3
  echo "# ${*:1:1}, for which $least calls are the least" >&3
  rm -f b n d/n
  echo old >b
  at_most "$(system_calls "$static" "$@")" "system calls" "$calls"
  if [ "$instructions" -ne 0 ]; then
    rm -f b n d/n
    echo old >b
    at_most "$(instructions "$static" "$@")" "instructions" "$instructions"
  fi
}

@test "a link with a further promise takes few calls more than the least" {
  need_strace
  need_valgrind
  need_static
  mkdir d
  files a
  promise 14 8000 6 -f a b
  linked a b
  promise 14 14000 4 --json a n
  links a 2
  promise 5 3500 3 --beneath a n
  links a 2
  # Not every valgrind knows openat2.
  promise 12 0 4 --beneath a d/n
  linked a d/n
}

@test "a link by a handle takes few calls more than the least" {
  need_strace
  need_static
  files a
  handle=$("$static" --print-handle a) || skip "files have no handles here"
  "$static" --handle "$handle" b || skip "handles cannot be opened here"
  rm b
  promise 13 0 5 --handle "$handle" n
  linked a n
}

# --- Streams ---------------------------------------------------------------

@test "a sorted stream takes at most 1.05 system calls a link" {
  need_strace
  make_pairs 20 200
  count=$(system_calls "$FHLN" --pairs0-from=../list)
  [ -z "$(find d -type f ! -links 2)" ]
  [ "$(find d -type f | wc -l)" -eq 4000 ]
  at_most $(((count - 40) * 1000 / 4000)) "system calls for 1000 links" 1050
}

# A name of others costs next to nothing, in whatever order they come.
@test "to pass over a name of another part takes at most 100 instructions" {
  need_command python3
  need_valgrind
  need_static
  local few many list limit
  mkdir d
  : >none
  for list in sorted shuffled; do
    python3 -c '
import random, sys
random.seed(1)
numbers = list(range(8000))
if sys.argv[1] == "shuffled":
    random.shuffle(numbers)
for i in numbers:
    print("src/dir%03d/file%04d" % (i // 50, i),
          "dst/dir%03d/file%04d" % (i // 50, i), sep="\0", end="\0")
' $list >$list
    few=$(instructions "$static" --shard=7/1000000007 --pairs0-from=none)
    many=$(instructions "$static" --shard=7/1000000007 --pairs0-from=$list)
    limit=60
    if [ $list = shuffled ]; then
      limit=90
    fi
    at_most $(((many - few) / 16000)) "instructions a name, $list" $limit
  done
  many=$(instructions "$static" --shard=7/1000000007 -t d --files0-from=sorted)
  few=$(instructions "$static" --shard=7/1000000007 -t d --files0-from=none)
  at_most $(((many - few) / 16000)) "instructions a name, by its base name" 100
}

@test "a sorted stream takes few instructions a link" {
  need_valgrind
  need_static
  local few many
  make_pairs 10 400
  few=$(instructions "$static" --pairs0-from=/dev/null)
  many=$(instructions "$static" --pairs0-from=../list)
  [ "$(find d -type f | wc -l)" -eq 4000 ]
  at_most $(((many - few) / 4000)) "instructions a link" 300
}

@test "a stream in any order takes one system call a link" {
  need_strace
  make_pairs 40 25
  tr '\0' '\n' <../list | paste - - | sort -t f -k 2 | tr '\t\n' '\0\0' \
    >../mixed
  count=$(system_calls "$FHLN" --pairs0-from=../mixed)
  [ "$(find d -type f -links 2 | wc -l)" -eq 1000 ]
  at_most $((count - 40)) "system calls for 1000 links" 1020
}

@test "many SOURCEs into one directory take one system call each" {
  need_strace
  mkdir s d e
  seq -f 's/f%.0f' 500 | xargs touch
  count=$(system_calls "$FHLN" -t d s/*)
  [ "$(find d -type f -links 2 | wc -l)" -eq 500 ]
  at_most $((count - 40)) "system calls for 500 links" 505
  count=$(system_calls "$FHLN" s/* e)
  [ "$(find e -type f -links 3 | wc -l)" -eq 500 ]
  at_most $((count - 40)) "system calls for 500 links" 505
  printf '%s\0' s/* >../list
  rm -r d
  mkdir d
  count=$(system_calls "$FHLN" -t d --files0-from=../list)
  at_most $((count - 40)) "system calls for 500 links" 505
}

@test "a million pairs take no more than 2 megabytes" {
  need_static
  if ! command -v time >/dev/null; then
    skip "needs time"
  fi
  files a
  yes $'a\nb' | head -n 2000000 | tr '\n' '\0' >../list
  small=$(resident "$static" --if-exists=skip --pairs0-from=/dev/null)
  large=$(resident "$static" --if-exists=skip --pairs0-from=../list)
  linked a b
  at_most "$large" "kilobytes" 2048
  at_most $((large - small)) "kilobytes for the stream" 256
}

@test "-f takes at most 32 bytes more a link" {
  need_static
  if ! command -v time >/dev/null; then
    skip "needs time"
  fi
  local n
  mkdir d e
  for n in 1 2 3 4; do
    files "a$n"
    seq "${n}00001" "${n}50000" | sed "s|.*|a$n\nd/&|"
  done | tr '\n' '\0' >../list
  plain=$(resident "$static" --pairs0-from=../list)
  [ "$(find d -type f | wc -l)" -eq 200000 ]
  rm -r d
  mkdir d
  guarded=$(resident "$static" -f --pairs0-from=../list)
  [ "$(find d -type f | wc -l)" -eq 200000 ]
  at_most $(((guarded - plain) * 1024 / 200000)) "bytes a link" 32
}

@test "-b takes at most 32 bytes more a link" {
  need_static
  if ! command -v time >/dev/null; then
    skip "needs time"
  fi
  mkdir d
  files a
  (cd d && seq 100001 160000 | xargs touch)
  seq 100001 160000 | sed "s|.*|a\nd/&|" | tr '\n' '\0' >../list
  plain=$(least_resident "$static" --if-exists=skip --pairs0-from=../list)
  guarded=$(least_resident "$static" --backup=simple --pairs0-from=../list)
  [ "$(find d -name '*~' | wc -l)" -eq 60000 ]
  at_most $(((guarded - plain) * 1024 / 60000)) "bytes a link" 32
}

@test "a backup in a large directory takes no more calls than in a small one" {
  need_strace
  need_shared "musl reads a directory in small parts"
  files a
  for how in --backup=existing --backup=numbered; do
    for size in 100 6000; do
      mkdir d
      (cd d && seq $size | xargs touch)
      seq 100 | sed "s|.*|a\nd/&|" | tr '\n' '\0' >../list
      count=$(system_calls "$FHLN" $how --pairs0-from=../list)
      [ "$(find d -name '*~' | wc -l)" -eq 100 ]
      [ "$(find d -samefile a | wc -l)" -eq 100 ]
      rm -r d
      if [ $size -eq 100 ]; then
        small=$count
      fi
    done
    # It is read once; each call brings some hundred names.
    at_most $((count - small)) "calls more, $how" 30
  done
}

@test "numbered backups of one name take no more calls the more there are" {
  need_strace
  files a b
  yes $'a\nn\nb\nn' | head -n 400 | tr '\n' '\0' >../list
  : >n
  few=$(system_calls "$FHLN" --backup=numbered --pairs0-from=../list)
  [ "$(find . -name 'n.~*~' | wc -l)" -eq 200 ]
  many=$(system_calls "$FHLN" --backup=numbered --pairs0-from=../list)
  [ "$(find . -name 'n.~*~' | wc -l)" -eq 400 ]
  [ -e n.~400~ ]
  at_most $((many - few)) "calls more" 10
}

@test "numbered backups of a name that has no room for them, too" {
  need_strace
  need_shared "musl reads a directory in small parts"
  files a b
  name=$(printf '%0255d' 0)
  yes "a"$'\n'"$name"$'\n'"b"$'\n'"$name" | head -n 400 | tr '\n' '\0' >../list
  : >"$name"
  few=$(system_calls "$FHLN" --backup=numbered --pairs0-from=../list)
  many=$(system_calls "$FHLN" --backup=numbered --pairs0-from=../list)
  [ "$(find . -name '000*~' | wc -l)" -eq 400 ]
  at_most $((many - few)) "calls more" 10
}

# --- Trees -----------------------------------------------------------------

# Make tree $1 of $2 directories of $3 files.
make_tree () {
  local d
  mkdir "$1"
  for ((d = 0; d < $2; d++)); do
    mkdir "$1/d$d"
    seq -f "$1/d$d/f%.0f" "$3" | xargs -r touch
  done
}

# Run what $1 counts, the program $2 with -R and one worker for the trees few
# and many, into new ones; set $more to how many more many takes.
count_trees () {
  local few
  rm -rf d
  few=$("$1" "$2" -R --jobs=1 few d)
  rm -rf d
  more=$(($("$1" "$2" -R --jobs=1 many d) - few))
  diff <(cd many && find . ! -name . | sort) <(cd d && find . ! -name . | sort)
  [ -z "$(find d -type f ! -links 2)" ]
}

@test "-R takes one system call a link" {
  need_strace
  make_tree few 1 0
  make_tree many 1 500
  count_trees system_calls "$FHLN"
  # A list of 500 names takes some calls.
  at_most "$more" "system calls for 500 links" 510
  [ "$(grep -c '^linkat' ../calls)" -eq 500 ]
  run ! grep -E '(stat|statx|openat|access)\(.*"f[0-9]' ../calls
}

@test "-R takes at most 11 system calls a directory" {
  need_strace
  make_tree few 10 0
  make_tree many 110 0
  count_trees system_calls "$FHLN"
  at_most "$more" "system calls for 100 directories" 1100
}

@test "-R a second time takes at most one look a link" {
  need_strace
  local calls
  make_tree few 1 0
  make_tree many 1 500
  "$FHLN" -R few d1
  "$FHLN" -R many d2
  calls=$(system_calls "$FHLN" -R --jobs=1 few d1)
  at_most $(($(system_calls "$FHLN" -R --jobs=1 many d2) - calls)) \
    "system calls for 500 links" 510
  [ "$(find d2 -type f -links 2 | wc -l)" -eq 500 ]
}

@test "-R takes at most 200 instructions a link" {
  need_valgrind
  need_static
  make_tree few 4 0
  make_tree many 4 1000
  count_trees instructions "$static"
  at_most $((more / 4000)) "instructions a link" 200
}

@test "-R takes at most 1500 instructions a directory" {
  need_valgrind
  need_static
  make_tree few 10 0
  make_tree many 1010 0
  count_trees instructions "$static"
  at_most $((more / 1000)) "instructions a directory" 1500
}

@test "a directory of another part takes 8 calls, and 50 instructions a name" {
  need_strace
  need_valgrind
  need_static
  make_tree few 1 0
  make_tree many 101 0
  make_tree full 1 4000
  "$FHLN" -R --skeleton few d1
  "$FHLN" -R --skeleton many d2
  calls=$(system_calls "$FHLN" -R --jobs=1 --shard=7/1000000007 few d1)
  at_most $(($(system_calls "$FHLN" -R --jobs=1 --shard=7/1000000007 many d2)
    - calls)) "system calls for 100 directories" 800
  count=$(instructions "$static" -R --jobs=1 --shard=7/1000000007 few d1)
  at_most $((($(instructions "$static" -R --jobs=1 --shard=7/1000000007 full d1)
    - count) / 4000)) "instructions a name" 50
  [ -z "$(find d1 d2 -type f)" ]
}

@test "-R -f takes at most 32 bytes more a link" {
  need_static
  if ! command -v time >/dev/null; then
    skip "needs time"
  fi
  make_tree few 1 0
  make_tree many 1 40000
  plain=$(least_resident "$static" -R --jobs=1 few d1)
  guarded=$(least_resident "$static" -R -f --jobs=1 many d2)
  [ "$(find d2 -type f -links 2 | wc -l)" -eq 40000 ]
  # A window of a large directory has its place, too.
  at_most $(((guarded - plain - 1024) * 1024 / 40000)) "bytes a link" 32
}
