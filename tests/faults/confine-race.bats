#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Does confinement hold while others change the names?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/confined

# Make swapped, a directory, and other, a link to outside, to be exchanged.
swapped () {
  mkdir swapped
  files swapped/secret
  ln -s ../out other
}

# Outside there is the secret alone, with one link.
secret_is_kept () {
  links "$out/secret" 1
  reads "$out/secret"
  holds "$out" secret
}

# Run the program with the arguments while swapped and other are exchanged,
# after $1, which makes room, until links were made, as function $2 counts
# them, and names refused in one and the same run.  The two may not have met
# in a short one.
race () {
  local before=$1 counts=$2 tries
  shift 2
  for ((tries = 0; tries < 20; tries++)); do
    $before
    run "$tool" swapped other "$FHLN" "$@" --no-notes --pairs0-from=pairs
    secret_is_kept
    [ "$status" -le 1 ]
    found=$($counts)
    if [ "$status" -eq 1 ] && [ "$found" -gt 0 ]; then
      return
    fi
  done
  skip "the exchange and the links never met"
}

new_dir () {
  rm -rf dir
  mkdir dir
}

in_dir () {
  find dir -type f | wc -l
}

new_swapped () {
  rm -rf swapped
  mkdir swapped
}

in_swapped () {
  find swapped -type f | wc -l
}

replaced () {
  find swapped -samefile a | wc -l
}

full_swapped () {
  new_swapped
  (cd swapped && seq 1000 | xargs touch)
}

@test "a SOURCE swapped for a link to outside never lets the secret in" {
  need_tool swap
  swapped
  for i in $(seq 2000); do
    printf 'swapped/secret\0dir/%s\0' "$i"
  done >pairs
  for how in --beneath "--beneath -L" "--beneath --no-symlinks" \
      "--beneath -f"; do
    # shellcheck disable=SC2086 # two words
    race new_dir in_dir $how
    [ "$(find dir -samefile swapped/secret | wc -l)" -eq "$found" ]
  done
}

@test "a DEST swapped for a link to outside never lets a link out" {
  need_tool swap
  swapped
  rm swapped/secret
  for i in $(seq 2000); do
    printf 'a\0swapped/%s\0' "$i"
  done >pairs
  for how in --beneath "--beneath -f" "--beneath -L" \
      "--beneath --no-symlinks -f"; do
    # shellcheck disable=SC2086 # two words
    race new_swapped in_swapped $how
    [ "$(stat -c %h a)" -eq $((found + 1)) ]
  done
}

@test "replacing with backups in a swapped directory stays beneath" {
  need_tool swap
  swapped
  printf '%s\n' other >swapped/n
  for i in $(seq 1000); do
    printf 'a\0swapped/n\0sub/b\0swapped/n\0'
  done >pairs
  for how in "-b -S ~" "--backup=numbered"; do
    # shellcheck disable=SC2086 # two words
    race true in_swapped --beneath $how
    [ -z "$(find swapped "$out" -name '.fhln*')" ]
  done
}

@test "replacing in a swapped directory stays beneath" {
  need_tool swap
  swapped
  for i in $(seq 1000); do
    printf 'a\0swapped/%s\0' "$i"
  done >pairs
  race full_swapped replaced --beneath -f
  [ "$(in_swapped)" -eq 1000 ]
  [ "$(stat -c %h a)" -eq $((found + 1)) ]
}

@test "single links into a swapped DIRECTORY stay beneath" {
  need_tool swap
  swapped
  # shellcheck disable=SC2016 # the inner shell expands it
  run "$tool" swapped other bash -c '
    for i in {1..200}; do
      "$1" --beneath a "swapped/s$i" 2>/dev/null
      "$1" --beneath -f a swapped 2>/dev/null
      "$1" --beneath -t swapped sub/b 2>/dev/null
      "$1" --beneath -L swapped/secret "dir/l$i" 2>/dev/null
      "$1" --beneath swapped/secret "dir/p$i" 2>/dev/null
      "$1" --beneath swapped/secret dir 2>/dev/null
    done
    true' sh "$FHLN"
  [ "$status" -eq 0 ]
  secret_is_kept
  [ "$(find dir swapped -type f | wc -l)" -gt 0 ]
}
