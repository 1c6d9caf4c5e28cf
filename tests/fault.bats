#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Is anything lost when a system call fails, or a signal arrives?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/fault.c disturbs every system call that a run makes after start-up, in
# every way, and judges what is left; its head tells how.

load helper
load faults

# Run the program with the arguments after "--", every call disturbed; what
# comes before "--" is for the driver.  At least $1 calls must be there, or
# it was not this way that was tried.
disturbed () {
  local least=$1 driver=() calls
  shift
  while [ "$1" != -- ]; do
    driver+=("$1")
    shift
  done
  need_program fault
  if sanitized; then
    # LeakSanitizer does not run where another process traces.
    driver+=(--sanitized)
    export ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0
  fi
  in_memory
  run "$program" "${driver[@]}" "$FHLN" "${@:2}"
  if [ "$status" -eq 77 ]; then
    skip "the registers of this machine are not known"
  fi
  printf '%s\n' "$output"
  [ "$status" -eq 0 ]
  read -r _ calls _ <<<"${lines[-1]}"
  [ "$calls" -ge "$least" ]
}

# --- One fault -------------------------------------------------------------

@test "a new link, every call disturbed" {
  disturbed 2 -- s/a d/a
}

@test "a new link in a directory, every call disturbed" {
  disturbed 5 -- s/a d
}

@test "-f, every call disturbed" {
  disturbed 10 --old -- -f s/a d/a
}

@test "-f where DEST already is the link, every call disturbed" {
  disturbed 5 --same -- -f s/a d/a
}

@test "-b, every call disturbed" {
  disturbed 15 --old --backups='~' -- -b s/a d/a
}

@test "-f -b with numbered backups, every call disturbed" {
  disturbed 15 --old --backups='.~1~' -- -f --backup=numbered s/a d/a
}

@test "-b where names cannot be exchanged, every call disturbed" {
  disturbed 15 --old --no-exchange --backups='~' -- -b s/a d/a
  disturbed 15 --old --no-exchange --backups='.~1~' -- \
    --backup=numbered s/a d/a
}

@test "-s, every call disturbed" {
  disturbed 2 --symbolic -- -s ../s/a d/a
}

@test "-s -f, every call disturbed" {
  disturbed 10 --old --symbolic -- -sf ../s/a d/a
}

@test "--if-exists=fail, every call disturbed" {
  disturbed 10 --old -- --if-exists=fail s/a d/a
}

@test "--if-exists=same, every call disturbed" {
  disturbed 10 --old -- --if-exists=same s/a d/a
  disturbed 5 --same -- --if-exists=same s/a d/a
}

@test "--if-exists=skip, every call disturbed" {
  disturbed 3 --old --keeps -- --if-exists=skip s/a d/a
}

@test "--if-exists=replace, every call disturbed" {
  disturbed 10 --old -- --if-exists=replace s/a d/a
}

@test "-i with the answers yes and no, every call disturbed" {
  echo y >yes
  echo n >no
  disturbed 10 --old --input=yes -- -i s/a d/a
  disturbed 5 --old --input=no -- -i s/a d/a
}

@test "--via-handle, every call disturbed" {
  need_root "opens files by handle"
  disturbed 10 -- --via-handle s/a d/a
  disturbed 20 --old -- --via-handle -f s/a d/a
}

@test "--beneath, every call disturbed" {
  disturbed 8 -- --beneath s/a d/a
  disturbed 8 -- --beneath -L s/a d/a
  disturbed 15 --old -- --beneath --no-symlinks -f s/a d/a
  disturbed 20 --old --backups='~' -- --beneath -b s/a d
}

@test "--sync, every call disturbed" {
  disturbed 8 -- --sync s/a d/a
  disturbed 18 --old -- --sync -f s/a d/a
  disturbed 18 --old --backups='~' -- --sync -b s/a d/a
}

@test "--simulate, every call disturbed" {
  disturbed 8 --symbolic -- --simulate=always s/a d/a
  disturbed 18 --old --symbolic -- --simulate=always -f s/a d/a
}

@test "--simulate=auto where a hard link can be made, every call disturbed" {
  disturbed 2 -- --simulate=auto s/a d/a
  disturbed 10 --old -- --simulate=auto -f s/a d/a
}

@test "--json and -v, every call disturbed" {
  disturbed 8 -- --json s/a d/a
  disturbed 10 --old -- -v -f s/a d/a
}

@test "a stream of three pairs, every call disturbed" {
  pairs
  disturbed 10 --pairs=3 --input=pairs -- --pairs0-from=-
  disturbed 30 --pairs=3 --old --input=pairs -- -f --pairs0-from=-
}

@test "a stream of three names with -b, every call disturbed" {
  names
  disturbed 40 --pairs=3 --old --backups='~' --input=names -- \
    -b -t d --files0-from=-
}

@test "a stream with --sync and --json, every call disturbed" {
  pairs
  disturbed 40 --pairs=3 --old --input=pairs -- \
    -f --sync --json --pairs0-from=-
}

# --- Two faults ------------------------------------------------------------

@test "-f, each two calls failing" {
  disturbed 10 --twice --old -- -f s/a d/a
}

@test "-b, each two calls failing" {
  disturbed 15 --twice --old --backup -- -b s/a d/a
}

@test "-b where names cannot be exchanged, each two calls failing" {
  disturbed 15 --twice --old --no-exchange --backup -- -b s/a d/a
}

@test "--sync -f, each two calls failing" {
  disturbed 18 --twice --old -- --sync -f s/a d/a
}
