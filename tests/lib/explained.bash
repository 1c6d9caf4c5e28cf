# shellcheck shell=bash disable=SC2034,SC2154
# What else do tests of causes share that look at the word and the note: servers
# that a distribution has, and assertions on the line of JSON?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after causes.  A test ends with `link --json`; `explained` then looks
# at the status, the error, the cause and the note, and `not_explained` at what
# a situation that is nearly the same must not be called.

inside_shell+=$(cat <<'END_OF_SHELL'

# Let the command $2..., a server in the foreground, mount directory $1, which
# is made; a server that cannot do so here skips the test.
serve () {
  mkdir -p "$1"
  "${@:2}" <&0 >&2 2>&1 3>&- 7>&- &
  servers+=($!)
  await "$1" || exit 77
}

# Mount the directory back on m by sshfs.  What follows are options; the other
# end is a process here, and $remote what it is started with.
serve_sshfs () {
  printf '%s\n' '#!/bin/sh' "cd '$PWD'" "exec ${remote-} $sftp_server" >remote
  chmod 755 remote
  serve m sshfs -f -o "ssh_command=$PWD/remote" "$@" localhost:back m
}

# Fill directory $1 and everything below it until it has no byte left.
fill () {
  local name
  for name in fill more; do
    dd if=/dev/zero of="$1/$name" bs=1k 2>/dev/null || :
    sync -f "$1"
  done
}
END_OF_SHELL
)

# Let $sftp_server be OpenSSH's, which answers sshfs.
need_sshfs () {
  need_command sshfs
  for sftp_server in /usr/lib/openssh/sftp-server \
      /usr/lib/ssh/sftp-server /usr/libexec/openssh/sftp-server; do
    if [ -x "$sftp_server" ]; then
      export sftp_server
      return
    fi
  done
  skip "needs OpenSSH's sftp-server"
}

need_fuse () {
  need_root 'mounts FUSE'
  if ! [ -w /dev/fuse ]; then
    skip 'needs /dev/fuse'
  fi
}

# Set $found to the string that is member $1 of the only line of JSON, as it is
# written there; it is empty if there is none.
find_member () {
  local pattern="\"$1\":\"(([^\"\\\\]|\\\\.)*)\""
  found=
  if [[ ${lines[0]-} =~ $pattern ]]; then
    found=${BASH_REMATCH[1]}
  fi
}

# Exit status $1, and one link, which has failed with the error $2 by the cause
# $3, and has a note like the pattern $4.
explained () {
  local found
  ended "$1"
  if [ "${#lines[@]}" -ne 1 ] || [ -n "$stderr" ]; then
    answer >&2
    fail "expected one line of JSON"
  fi
  find_member errno
  if [ "$found" != "$2" ]; then
    answer >&2
    fail "expected the error $2"
  fi
  find_member cause
  if [ "$found" != "$3" ]; then
    answer >&2
    fail "expected the cause $3, found '$found'"
  fi
  find_member note
  # shellcheck disable=SC2053 # it is a pattern
  if [[ $found != $4 ]]; then
    answer >&2
    fail "expected a note like: $4"
  fi
}

# The link has failed, and none of the words $@ is the cause.
not_explained () {
  local found word
  if [ "$status" -eq 0 ]; then
    fail "the link was made"
  fi
  find_member cause
  for word; do
    if [ "$found" = "$word" ]; then
      answer >&2
      fail "the cause is not $word"
    fi
  done
}

# Nor is its note like one of the patterns $@.
not_noted () {
  local found pattern
  find_member note
  for pattern; do
    # shellcheck disable=SC2053 # it is a pattern
    if [[ $found = $pattern ]]; then
      answer >&2
      fail "the note is like: $pattern"
    fi
  done
}

# `link --json` has made its one link, be it that it has replaced another.
made () {
  local found
  find_member outcome
  if [ "$status" -ne 0 ] || ! [[ $found =~ ^(linked|replaced)$ ]]; then
    answer >&2
    fail "expected a link"
  fi
}
