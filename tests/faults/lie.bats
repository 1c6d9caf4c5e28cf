#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Is anything lost when a server does not answer the truth?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/tools/fuse-errno.c shows a directory, does the work and answers an error, or
# does not do it and answers success; tests/tools/lie.c lets it do so at each call
# that changes names, in every way, and judges what is left.

load ../lib/helper
load ../lib/faults

# Run the program with the arguments after "--" on a server that does not
# answer the truth; what comes before "--" is for lie.  $served has the
# server's own options.
lied_to () {
  local within=(served_in_private beside_server)
  judged lie "$@"
}

# Run the command $@ beside the directory m, which the server shows.
beside_server () {
  serve_back back m "${served[@]}"
  "$@"
}

# --- Each call -------------------------------------------------------------

@test "a new link: no name that is not told, no success without the link" {
  lied_to -- s/a d/a
  lied_to -- s/a d
  lied_to -- --json s/a d/a
  lied_to -- --sync s/a d/a
}

@test "a new link with --if-exists=same" {
  lied_to -- --if-exists=same s/a d/a
  lied_to --same -- --if-exists=same s/a d/a
  lied_to --old --fails -- --if-exists=same s/a d/a
}

@test "-f: DEST is the old file or the new" {
  lied_to --old -- -f s/a d/a
  lied_to -- -f s/a d/a
  lied_to --same -- -f s/a d/a
}

@test "-f with --json, --sync and --beneath" {
  lied_to --old -- --json -f s/a d/a
  lied_to --old -- --sync -f s/a d/a
  lied_to --old -- --beneath -f s/a d/a
}

@test "-b: the old file keeps a name" {
  lied_to --old --backups='~' -- -b s/a d/a
  lied_to --old --backups='~' -- --json -b s/a d/a
  lied_to --old --backups='~' -- --sync -b s/a d/a
  lied_to --backup -- -b s/a d/a
}

@test "--verify, -f and -b: what was made is looked at, and nothing is lost" {
  lied_to -- --verify s/a d/a
  lied_to --old -- --verify -f s/a d/a
  lied_to --old --backups='~' -- --verify -b s/a d/a
}

@test "-b of an older backup: that is kept unless the old file takes its name" {
  lied_to --old --backups='~' --older='~' -- -b s/a d/a
}

@test "-b where DEST already is the link" {
  lied_to --same --backup -- -b s/a d/a
}

@test "numbered backups: the old file keeps a name" {
  lied_to --old --backups='.~1~' -- --backup=numbered s/a d/a
  lied_to --old --backups='.~2~' --older='.~1~' -- --backup=numbered s/a d/a
  lied_to --old --backups='.~2~' --older='.~1~' -- --backup=existing s/a d/a
}

@test "-s: no name that is not told, no success without the link" {
  lied_to --symbolic -- -s ../s/a d/a
}

@test "-sf: DEST is the old file or the new" {
  lied_to --symbolic --old -- -sf ../s/a d/a
}

@test "-sb: the old file keeps a name" {
  lied_to --symbolic --old --backups='~' -- -sb ../s/a d/a
  lied_to --symbolic --old --backups='~' --older='~' -- -sb ../s/a d/a
  lied_to --symbolic --old --backups='.~1~' -- \
    -s --backup=numbered ../s/a d/a
}

@test "--simulate: DEST is the old file or the new" {
  lied_to --symbolic -- --simulate=always s/a d/a
  lied_to --symbolic --old -- --simulate=always -f s/a d/a
}

@test "--simulate=auto, which tries under a temporary name" {
  lied_to --dangling --fails -- --simulate=auto s/a d/a
}

@test "-f and -b of a symbolic link at DEST" {
  lied_to --dangling -- -f -T s/a d/a
  lied_to --dangling --backups='~' -- -b -T s/a d/a
  lied_to --rules=deny:exchange:EINVAL --gap --dangling --backups='~' -- \
    -b -T s/a d/a
}

@test "streams: no link that is told and not there" {
  pairs
  lied_to --pairs=3 --input=pairs -- --pairs0-from=-
  lied_to --pairs=3 --old --input=pairs -- -f --pairs0-from=-
  lied_to --pairs=3 --old --input=pairs --backups='~' -- -b --pairs0-from=-
}

# --- A server that cannot exchange names -----------------------------------

@test "-b without exchange: the old file keeps a name" {
  lied_to --rules=deny:exchange:EINVAL --gap \
    --old --backups='~' -- -b s/a d/a
  lied_to --rules=deny:exchange:ENOSYS --gap \
    --old --backups='~' --older='~' -- -b s/a d/a
}

@test "numbered backups without exchange: the old file keeps a name" {
  lied_to --rules=deny:exchange:EINVAL --gap \
    --old --backups='.~1~' -- --backup=numbered s/a d/a
  lied_to --rules=deny:exchange:EINVAL --gap \
    --old --backups='.~2~' --older='.~1~' -- --backup=numbered s/a d/a
}

@test "-b with neither exchange nor noreplace: the old file keeps a name" {
  local rules='deny:exchange:EINVAL deny:noreplace:EINVAL'
  lied_to --rules="$rules" --gap --old --backups='~' -- -b s/a d/a
  lied_to --rules="$rules" --gap --old --backups='.~1~' -- \
    --backup=numbered s/a d/a
}

@test "-b without exchange where DEST already is the link" {
  lied_to --rules=deny:exchange:EINVAL --gap --honest --same --backup -- \
    -b s/a d/a
  lied_to --rules=deny:exchange:EINVAL --gap --honest --same --backup -- \
    --backup=numbered s/a d/a
}

@test "-sb without exchange: the old file keeps a name" {
  lied_to --rules=deny:exchange:EINVAL --gap --symbolic \
    --old --backups='~' -- -sb ../s/a d/a
}

# --- A server with other attributes than a file has ------------------------

@test "-f and -b where attributes are cached by name" {
  served=(--cache)
  lied_to --old -- -f s/a d/a
  lied_to --same -- -f s/a d/a
  lied_to --old --backups='~' -- -b s/a d/a
}

@test "-f and -b where each name has an inode of its own" {
  served=(--own-inodes --cache)
  lied_to --old -- -f s/a d/a
  lied_to --old --backups='~' -- -b s/a d/a
  lied_to --old --backups='.~1~' -- --backup=numbered s/a d/a
  lied_to --rules=deny:exchange:EINVAL --gap --old --backups='~' -- -b s/a d/a
}

# DEST and its backup are links to SOURCE from the second run on, and a rename
# of one over another does nothing.
backed_up_again () {
  local number names
  serve_back back m "$@"
  cd m || return
  echo old > n
  echo new > s
  for number in 1 2 3 4; do
    "$FHLN" -b s n || return
    names=$(ls -A ../back | tr '\n' ' ')
    [ "$names" = 'n n~ s ' ] || {
      echo "run $number left $names"
      return 1
    }
  done
}

@test "-b again and again where each name has an inode of its own" {
  in_memory
  served_in_private backed_up_again --own-inodes
}

@test "the same without exchange" {
  in_memory
  served_in_private backed_up_again --own-inodes --rules=deny:exchange:EINVAL
}

# --- Two calls -------------------------------------------------------------

@test "-f, each two calls" {
  lied_to --twice --old -- -f s/a d/a
}

@test "-b, each two calls" {
  lied_to --twice --old --backups='~' -- -b s/a d/a
  lied_to --twice --old --backups='.~1~' -- --backup=numbered s/a d/a
}

@test "-b without exchange, each two calls" {
  lied_to --twice --rules=deny:exchange:EINVAL --gap \
    --old --backups='~' -- -b s/a d/a
}
