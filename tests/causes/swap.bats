#!/usr/bin/env bats
# shellcheck disable=SC2154
# Is it said that a name cannot be replaced or removed because its file is in
# use as swap space?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The file is 64 kB, and has the lowest priority, so that the system hardly
# notices it.

load ../lib/helper
load ../lib/causes
load ../lib/explained

setup () {
  common_setup
  swap=$PWD/swap
}

teardown () {
  swapoff "$swap" 2>/dev/null || true
  find . -name '.fhln*' -delete
  common_teardown
}

# Let the file $1, which is made, be active until the test ends.
need_swap () {
  need_root 'uses a file as swap space'
  need_command mkswap
  if ! [ -r /proc/swaps ]; then
    skip 'needs /proc/swaps'
  fi
  swap=$PWD/$1
  dd if=/dev/zero of="$swap" bs=4k count=16 2>/dev/null
  chmod 600 "$swap"
  mkswap "$swap" >/dev/null 2>&1 || skip 'mkswap does not take the file'
  if ! swapon "$swap" 2>/dev/null; then
    skip 'no swap file can be used here'
  fi
}

@test "swap-file: it is not replaced" {
  local how
  files a
  need_swap swap
  for how in -f --if-exists=replace; do
    link --json "$how" a swap
    explained 5 EPERM swap-file "'swap' is an active swap file*"
  done
  holds . a swap
  links a 1
}

@test "swap-file: by its other names too, with spaces or without" {
  files a
  need_swap 'the swap'
  ln 'the swap' other
  link --json -f a other
  explained 5 EPERM swap-file "'other' is an active swap file*"
  link --json -f a 'the swap'
  explained 5 EPERM swap-file "'the swap' is an active swap file*"
}

# A temporary name of it cannot be removed while it is active.
@test "swap-file: it takes no other's place, and leaves a temporary name" {
  files a b
  need_swap swap
  link --json -f swap b
  explained 5 EPERM swap-file "'swap' is an active swap file*"
  [[ $output = *'"left_behind":".fhln-'* ]]
  reads b
  link --json -f -b a swap
  explained 5 EPERM swap-file "'swap' is an active swap file*"
  links a 1
}

@test "a swap file can be linked, and others be replaced beside it" {
  files a b
  need_swap swap
  link --json swap new
  made
  same swap new
  link --json -f a b
  made
  linked a b
}

@test "a swap file that is no longer active can be replaced" {
  files a
  need_swap swap
  swapoff "$swap"
  link --json -f a swap
  made
  linked a swap
}

@test "dest-immutable: a file that looks like swap and is immutable" {
  need_command mkswap
  files a
  dd if=/dev/zero of=swap bs=4k count=16 2>/dev/null
  mkswap swap >/dev/null 2>&1 || skip 'mkswap does not take the file'
  need_attribute i swap
  link --json -f a swap
  explained 5 EPERM dest-immutable "'swap' is immutable (chattr +i)"
}
