#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Is anything lost when there is no memory?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/tools/memory.c is loaded before the C library, and lets each allocation that
# a run makes after start-up fail, alone and with all that follow it; the C
# library's own are among them.  tests/tools/fault.c makes the runs and judges what
# is left: SOURCE is whole, DEST old or new, no stray name is there, and the
# run ends with status 0 or 1, with a message if it is 1.

load ../lib/helper
load ../lib/faults

# Set $library to what lets allocations fail.
need_library () {
  need_no_sanitizer "it has an allocator of its own"
  need_shared "its allocator cannot be replaced"
  need_tool memory.so
  library=$tool
}

# Run the program with the arguments after "--", each allocation failing; what
# comes before "--" is for fault.  At least $1 allocations must be there;
# if that is 0, there must be none.
starved () {
  local least=$1
  need_library
  judged fault --memory="$library" "${@:2}"
  if [ "$least" -eq 0 ]; then
    [ "$counted" -eq 0 ]
  else
    [ "$counted" -ge "$least" ]
  fi
}

@test "a link that is simply made allocates nothing" {
  starved 0 -- s/a d/a
  starved 0 -- s/a d
  starved 0 -- -t d s/a
  starved 0 --old -- -f s/a d/a
  starved 0 --old -- --if-exists=replace s/a d/a
  starved 0 --old --keeps -- --if-exists=skip s/a d/a
  starved 0 --symbolic -- -s ../s/a d/a
  starved 0 --symbolic --old -- -sf ../s/a d/a
}

@test "-f where DEST already is the link, every allocation failing" {
  starved 1 --same -- -f s/a d/a
  starved 1 --same -- --if-exists=same s/a d/a
}

@test "-b, every allocation failing" {
  starved 2 --old --backups='~' -- -b s/a d/a
  starved 2 --old --backups='.~1~' -- -f --backup=numbered s/a d/a
  starved 2 --same --backup -- -b s/a d/a
}

@test "-b where the backup is a link of the old file, every allocation failing" {
  starved 1 --old --backed-up --backups='~' -- --backup=simple s/a d/a
  starved 1 --same --backed-up --backups='~' -- -f --backup=simple s/a d/a
}

@test "-r, every allocation failing" {
  starved 3 --symbolic -- -sr s/a d/a
  starved 3 --symbolic --old -- -srf s/a d
}

@test "--via-handle, every allocation failing" {
  need_platform "knows handles"
  need_root "opens files by handle"
  starved 1 -- --via-handle s/a d/a
  starved 1 --old -- --via-handle -f s/a d/a
}

@test "--beneath and --no-symlinks, every allocation failing" {
  starved 1 -- --beneath s/a d/a
  starved 1 --old --backups='~' -- --beneath --no-symlinks -b s/a d/a
}

@test "--sync, every allocation failing" {
  starved 1 -- --sync s/a d/a
  starved 1 --old --backups='~' -- --sync -b s/a d/a
}

@test "--simulate, every allocation failing" {
  starved 1 --symbolic -- --simulate=always s/a d/a
  starved 1 --symbolic --old -- --simulate=always -f s/a d/a
}

@test "-v and --json, every allocation failing" {
  starved 5 --old --backups='~' -- -v -b s/a d/a
  starved 5 --old --backups='~' --told -- --json -b s/a d/a
}

@test "--print-handle, every allocation failing" {
  need_platform "knows handles"
  starved 1 --pairs=0 -- --print-handle s/a s/b
}

@test "-i, every allocation failing" {
  echo y >yes
  starved 1 --old --input=yes -- -i s/a d/a
}

@test "a stream, every allocation failing" {
  pairs
  starved 1 --pairs=3 --input=pairs -- --pairs0-from=-
  starved 3 --pairs=3 --old --input=pairs -- -f --pairs0-from=-
}

@test "a stream with --json tells what it made, every allocation failing" {
  pairs
  names
  starved 5 --pairs=3 --old --told --input=pairs -- \
    -f --json --pairs0-from=-
  starved 5 --pairs=3 --old --told --backups='~' --input=names -- \
    -b --sync --json -t d --files0-from=-
}

@test "a link that cannot be made, every allocation failing" {
  starved 5 --fails --pairs=0 -- no d/a
  starved 5 --fails --pairs=0 -- s/a no/a
  starved 5 --fails --old --keeps -- s/a d/a
  starved 5 --fails --old --keeps -- --if-exists=same s/a d/a
  starved 5 --fails --pairs=0 -- --json s/a d/b/c
}
