#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Is anything lost when a system call fails, or a signal arrives?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/tools/fault.c disturbs every system call that a run makes after start-up, in
# every way, and judges what is left; its head tells how.

load ../lib/helper
load ../lib/faults

# Run the program with the arguments after "--", every call disturbed; what
# comes before "--" is for fault.  At least $1 calls must be there, or
# it was not this way that was tried.
disturbed () {
  local least=$1 options=() asked
  shift
  asked=" $* "
  asked=${asked%% -- *}
  if sanitized; then
    options+=(--sanitized)
  fi
  # Then an old file has two names more for a moment.
  if portable && [[ $asked = *--backup* && $asked != *--no-exchange* ]]; then
    options+=(--no-exchange)
  fi
  # For other systems, less is looked at to find a cause.
  if portable && [[ $asked = *--fails* ]]; then
    least=$((least / 4))
  fi
  let_trace
  judged fault "${options[@]}" "$@"
  [ "$counted" -ge "$least" ]
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

@test "--verify, every call disturbed" {
  disturbed 4 -- --verify s/a d/a
  disturbed 11 --old -- --verify -f s/a d/a
  disturbed 16 --old --backups='~' -- --verify -b s/a d/a
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
  need_platform "knows handles"
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
  disturbed 10 --pairs=3 --input=pairs -- -f --pairs0-from=-
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

@test "--parents, every call disturbed, and then the same command" {
  printf 's/a\0d/a\0s/p/b\0d/p/b\0s/p/q/c\0d/p/q/c\0' >pairs
  disturbed 8 --parents -- --parents --if-exists=same s/a d/a
  disturbed 15 --parents -- --parents --sync -f s/a d/a
  disturbed 15 --parents -- \
    --parents --if-exists=same --beneath --no-symlinks s/a d/a
  disturbed 15 --parents --pairs=3 --input=pairs -- \
    --parents --if-exists=same --pairs0-from=-
  disturbed 20 --parents --pairs=3 --input=pairs -- \
    --parents -f --sync --json --pairs0-from=-
}

# One worker, so that the calls have an order.
tree () {
  local options=()
  while [ "$1" != -- ]; do
    options+=("$1")
    shift
  done
  disturbed 60 --tree "${options[@]}" -- -R --jobs=1 "${@:2}" s d
}

@test "-R, every call disturbed, and then the same command" {
  tree --
  tree --same --
}

@test "-R -f, every call disturbed, and then the same command" {
  tree --old -- -f
}

@test "-R -b, every call disturbed, and then the same command" {
  tree --old --backups='~' -- -b
  tree --old --backups='.~1~' -- --backup=numbered
}

@test "-R --sync and --json, every call disturbed, and then the same command" {
  tree -- --sync
  tree --same -- --json
  tree --old -- -f --sync --json
}

@test "-R --shard, every call disturbed, and then the same command" {
  tree --skeleton -- --shard=1/1
  tree --skeleton --old -- --shard=1/1 -f --sync
}

# --- One fault while the cause of a failure is looked for ------------------

# Links on the way, beside the directories that the driver makes.
ways () {
  in_memory
  mkdir -p w
  ln -s loop w/loop
  ln -s s w/link
  ln -s "$PWD/w/s" w/absolute
  ln -s .. w/out
}

@test "a missing name, every call disturbed: the note stays true" {
  ways
  disturbed 20 --fails -- s/x d/a
  disturbed 20 --fails -- s/a x/a
  disturbed 20 --fails -- link/x d/a
  disturbed 20 --fails -- -L absolute/x d/a
  if ! portable; then
    disturbed 20 --fails -- --via-handle s/x d/a
  fi
  disturbed 20 --fails -- --sync s/a x/a
  disturbed 10 --fails -- -t x s/a s/b
}

@test "a name that leads nowhere, every call disturbed: the note stays true" {
  ways
  disturbed 20 --fails -- s/a s/b/c
  if portable; then
    return                      # the others have no note there
  fi
  disturbed 20 --fails -- loop/x d/a
  # Where the table or statfs does not answer, the type or the limit is unknown.
  disturbed 20 --fails --or=' is 300 bytes' \
    -- s/a "d/$(printf '%0300d' 0)"
  disturbed 20 --fails -- s/a /proc/b
  disturbed 20 --fails -- -s s /proc/b
}

@test "a directory in the way, every call disturbed: the note stays true" {
  disturbed 20 --fails -- -T s/a d
  disturbed 20 --fails -- -f -T s/a d
  disturbed 20 --fails -- s d/a
  disturbed 20 --fails --or="'s' is a directory, and a directory has only" \
    -- --simulate s d/a
}

@test "another file system, every call disturbed: the note stays true" {
  need_other_file_system
  cd "$other"
  disturbed 20 --fails -- s/a "$BATS_TEST_TMPDIR/a"
  if ! portable; then
    disturbed 20 --fails -- --handle 0000000000000000:1:0011223344556677 d/a
  fi
}

@test "a closed descriptor, every call disturbed: the note stays true" {
  if ! portable; then
    disturbed 10 --fails -- --fd 9 d/a
  fi
  disturbed 10 --fails -- --source-dirfd=9 s/a d/a
}

@test "a confined name, every call disturbed: the note stays true" {
  ways
  disturbed 20 --fails -- --beneath s/a ../d
  disturbed 20 --fails -- --beneath s/a out/a
  disturbed 20 --fails -- --no-symlinks link/a d/a
}

@test "a closed directory, every call disturbed: the note stays true" {
  need_user 'mode bits hold'
  in_memory
  mkdir -m 555 closed
  mkdir -m 444 hidden
  # Where another directory is said to be closed, that is believed.
  disturbed 20 --fails --or='permission on' -- s/a ../closed/a
  disturbed 20 --fails --or='permission on' -- s/a ../hidden/a
  disturbed 20 --fails --or='permission on' -- ../hidden/a d/a
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
