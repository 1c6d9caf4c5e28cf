#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# What if others change the names while a link is made?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/faults

# Call the program with the arguments $2... $1 times, without messages; $i in
# an argument is the number of the call.
many () {
  # shellcheck disable=SC2016 # the inner shell expands it
  bash -c '
    count=$1 program=$2
    shift 2
    for ((i = 0; i < count; i++)); do
      "$program" "${@//\$i/$i}"
    done
    true' sh "$1" "$FHLN" "${@:2}" 2>/dev/null
}

# Do the commands $1 again and again while $2... runs.
meanwhile () {
  local changer
  # shellcheck disable=SC2016 # the inner shell expands it
  bash -c 'while [ -e running ]; do '"$1"'; done' 2>/dev/null &
  changer=$!
  "${@:2}"
  rm running
  wait "$changer"
}

start_meanwhile () {
  : >running
}

@test "two hundred at once: the name is never missing, one of them wins" {
  need_tool watch
  mkdir s
  for i in $(seq 200); do
    echo "s$i" >s/$i
  done
  echo old >n
  # shellcheck disable=SC2016 # the inner shell expands it
  run "$tool" n bash -c '
    for i in {1..200}; do
      "$1" -f "s/$i" n &
    done
    for job in $(jobs -p); do
      wait "$job" || exit
    done' sh "$FHLN"
  printf '%s\n' "$output"
  [ "$status" -eq 0 ]
  holds . s n
  [ "$(find s -samefile n | wc -l)" -eq 1 ]
  links n 2
  # The others have nothing left of what they made.
  [ "$(find s -type f -links 1 | wc -l)" -eq 199 ]
}

@test "two hundred at once with numbered backups lose none" {
  need_platform "exchanges names"
  need_tool watch
  mkdir s
  for i in $(seq 200); do
    echo "s$i" >s/$i
  done
  echo old >n
  # shellcheck disable=SC2016 # the inner shell expands it
  run "$tool" n bash -c '
    for i in {1..200}; do
      "$1" --backup=numbered "s/$i" n &
    done
    for job in $(jobs -p); do
      wait "$job" || exit
    done' sh "$FHLN"
  printf '%s\n' "$output"
  [ "$status" -eq 0 ]
  # 199 of the 200 and the first file are backups.
  [ "$(find . -maxdepth 1 -name 'n.~*~' | wc -l)" -eq 200 ]
  [ "$(find s -type f -links 2 | wc -l)" -eq 200 ]
  [ "$(grep -lx old n.~*~ | wc -l)" -eq 1 ]
}

@test "DEST becomes a directory and a file in turn: neither is lost" {
  need_tool swap
  files a
  mkdir d
  files d/inside n
  for how in -b --backup=numbered; do
    run "$tool" n d "$FHLN" -T $how --pairs0-from=<(
      for i in $(seq 2000); do printf 'a\0n\0'; done)
    holds_one_directory
  done
  export -f many
  export FHLN
  run "$tool" n d bash -c 'many 200 -T -f a n'
  holds_one_directory
}

# One of the directory and the names of it is still d, with its file; nothing
# was made inside.
holds_one_directory () {
  [ "$(find . -mindepth 1 -type d | wc -l)" -eq 1 ]
  holds "$(find . -mindepth 1 -type d)" inside
  reads a
  [ -z "$(find . -name '.fhln*')" ]
}

@test "DEST becomes a link to a directory in between: it is not followed" {
  need_tool swap
  files a
  mkdir d
  echo old >n
  ln -s d l
  export -f many
  export FHLN
  run "$tool" n l bash -c 'many 200 -T -f a n'
  holds d
  reads a
  run "$tool" n l "$FHLN" -n -b --pairs0-from=<(
    for i in $(seq 500); do printf 'a\0n\0'; done)
  holds d
  reads a
}

@test "DEST comes and goes: the link is made, or it is said why not" {
  files a b
  start_meanwhile
  meanwhile 'ln b n; rm -f n; mkdir n; rmdir n; ln -s b n; rm -f n' \
    many 150 -T -f a n
  reads a
  reads b
  rm -rf n
  links a 1
  links b 1
}

@test "SOURCE is exchanged in between: the link is to one of the two" {
  need_tool swap
  mkdir n
  files a b
  for how in '' -L --sync --beneath; do
    rm -rf n
    mkdir n
    run "$tool" a b "$FHLN" ${how:+"$how"} --pairs0-from=<(
      for i in $(seq 1000); do printf 'a\0n/%s\0' "$i"; done)
    [ "$status" -eq 0 ]
    [ "$(find n -type f | wc -l)" -eq 1000 ]
    one=$(find n -samefile a | wc -l)
    other=$(find n -samefile b | wc -l)
    [ $((one + other)) -eq 1000 ]
  done
}

@test "SOURCE is always there, but renamed over: no link fails" {
  files a b
  mkdir n
  start_meanwhile
  meanwhile 'ln -f b c; mv -f c a; cp b c; mv -f c a' \
    "$FHLN" --pairs0-from=<(
      for i in $(seq 3000); do printf 'a\0n/%s\0' "$i"; done)
  [ "$(find n -type f | wc -l)" -eq 3000 ]
  run cat n/1 n/1500 n/3000
  [ "$status" -eq 0 ]
}

@test "SOURCE is removed in between: the right link or a clean failure" {
  files a b
  ln a keep
  mkdir n
  echo old >f
  start_meanwhile
  # shellcheck disable=SC2016 # many expands it
  meanwhile 'ln keep a; rm -f a' many 100 a 'n/$i'
  [ "$(find n -samefile keep | wc -l)" -eq "$(find n -type f | wc -l)" ]
  start_meanwhile
  meanwhile 'ln keep a; rm -f a' many 100 -f a f
  if ! [ f -ef keep ]; then
    reads f old
  fi
}

@test "DEST's directory is renamed in between: no temporary name stays" {
  need_tool swap
  files a b
  mkdir d e
  files d/n e/n
  run "$tool" d e "$FHLN" -b --pairs0-from=<(
    for i in $(seq 1000); do printf 'a\0d/n\0b\0d/n\0'; done)
  holds d n n~
  holds e n n~
  export -f many
  export FHLN
  # shellcheck disable=SC2016 # many expands it
  run "$tool" d e bash -c 'for i in {1..200}; do
      many 1 -f a d/n
      many 1 -f b d/n
    done'
  holds d n n~
  holds e n n~
}

# --- Signals ---------------------------------------------------------------

@test "a stream that is stopped by a signal leaves no temporary name" {
  files a b
  mkdir d
  echo old >d/n
  for i in $(seq 10000); do
    printf 'a\0d/n\0b\0d/n\0'
  done >pairs
  for signal in INT TERM HUP; do
    for tenth in 1 2 4 7; do
      (
        trap - INT TERM HUP
        exec timeout -s $signal 0.0$tenth "$FHLN" -b --pairs0-from=pairs
      ) 2>/dev/null || true
      [ d/n -ef a ] || [ d/n -ef b ] || reads d/n old
      [ -z "$(find d -name '.fhln*')" ]
    done
  done
  holds d n n~
}

@test "a stream of replacements that is stopped leaves no temporary name" {
  files a
  for i in $(seq 1500); do
    printf 'a\0d/%s\0' "$i"
  done >pairs
  for signal in INT TERM HUP; do
    for tenth in 1 3; do
      rm -rf d
      mkdir d
      (cd d && seq 1500 | xargs touch)
      timeout -s $signal 0.0$tenth "$FHLN" -f --pairs0-from=pairs || true
      [ "$(find d -type f | wc -l)" -eq 1500 ]
      [ -z "$(find d -name '.fhln*')" ]
    done
  done
}

# --- Many at once, none of whom destroys a file ----------------------------

# Each of the files $@ still has a name, beside the one in the directory vault.
# What could not be put back was told in the file said.
none_lost () {
  local file name
  for file; do
    if [ "$(stat -c %h "vault/$file")" -lt 2 ]; then
      fail "the file $file is lost"
    fi
  done
  for name in .fhln*; do
    if [ -e "$name" ] && ! grep -qF -- "$name" said; then
      fail "$name is not told"
    fi
    rm -f -- "$name"
  done
}

in_vault () {
  local file
  mkdir vault
  for file; do
    ln "$file" "vault/$file"
  done
}

@test "four -b that must fail at once leave the old file at DEST" {
  files n s1 s2 s3 s4
  in_vault n
  mkdir n~
  # shellcheck disable=SC2016 # the inner shell expands it
  bash -c 'for k in 1 2 3 4; do
      for i in {1..100}; do "$0" -T -b "s$k" n; done &
    done
    wait' "$FHLN" 2>said
  none_lost n
  same n vault/n
  links s1 1
  links s4 1
}

@test "a file that is moved to DEST beside a failing -b is not lost" {
  files s
  mkdir n~
  for i in {1..150}; do
    rm -rf vault
    files n x
    in_vault x
    "$FHLN" -b s n 2>said &
    mv x n
    wait $! || true
    none_lost x
    same n vault/x
  done
}

# Each SOURCE is another file, which has no other name once it is linked.
#
# Here and then n~ is no directory, and -b succeeds: only one -b makes simple
# backups, and it takes each away before it goes on.
@test "-b that fails and succeeds beside exchanges of DEST loses no file" {
  need_platform "exchanges names"
  need_tool swap
  files n x1 x2 s{1..250}
  in_vault n x1 x2 s{1..250}
  mkdir n~ kept
  start_meanwhile
  # shellcheck disable=SC2016 # the inner shells expand it
  meanwhile 'rmdir n~; mkdir n~' \
    "$tool" n x1 "$tool" n x2 bash -c 'for i in {1..250}; do
        if "$0" -T -b "s$i" n; then
          rm "s$i"
          until mv -T n~ "kept/$i"; do :; done
        fi
      done' "$FHLN" >swaps 2>said
  none_lost n x1 x2 s{1..250}
  [ "$(grep -c '^swaps' swaps)" -eq 2 ]
}

@test "numbered backups beside exchanges of DEST and a failing -b lose none" {
  need_platform "exchanges names"
  need_tool swap
  files n x1 x2 s t{1..100} u{1..100}
  in_vault n x1 x2 t{1..100} u{1..100}
  mkdir n~
  start_meanwhile
  # shellcheck disable=SC2016 # the inner shells expand it
  meanwhile '"$FHLN" -T -b s n' \
    "$tool" n x1 "$tool" n x2 bash -c 'for k in t u; do
        for i in {1..100}; do
          if "$0" -T --backup=numbered "$k$i" n; then
            rm "$k$i"
          fi
        done &
      done
      wait' "$FHLN" >swaps 2>said
  none_lost n x1 x2 t{1..100} u{1..100}
  [ "$(grep -c '^swaps' swaps)" -eq 2 ]
  [ "$(find . -maxdepth 1 -name 'n.~*~' | wc -l)" -ge 100 ]
}

# --- Between two calls -----------------------------------------------------

# Run the program with the arguments after "--"; between each two of its calls
# somebody else moves files about, and loses none.  What comes before "--" is
# for between.
between () {
  let_trace
  judged between "$@"
}

@test "-f takes nothing away but DEST's file, whatever comes in between" {
  between --replaces -- -f s/a d/a
}

@test "-b takes nothing away, whatever comes in between" {
  between --backups='~' -- -b s/a d/a
}

@test "-b of an older backup takes only that away, whatever comes in between" {
  between --backups='~' --older -- -b s/a d/a
}

@test "numbered backups take nothing away, whatever comes in between" {
  between -- --backup=numbered s/a d/a
}

@test "-sb takes nothing away, whatever comes in between" {
  between --backups='~' -- -sb ../s/a d/a
}

@test "-b where names cannot be exchanged takes nothing away" {
  between --no-exchange --backups='~' -- -b s/a d/a
}

@test "-b of an older backup where names cannot be exchanged" {
  between --no-exchange --backups='~' --older -- -b s/a d/a
}

@test "numbered backups where names cannot be exchanged take nothing away" {
  between --no-exchange -- --backup=numbered s/a d/a
}
