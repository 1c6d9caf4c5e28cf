# shellcheck shell=bash disable=SC2034,SC2154
# What must a confined run keep, and what must it never reach?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.  A test works in the directory in; what it must never
# reach is in out.

setup () {
  common_setup
  mkdir in out in/sub in/dir
  printf '%s\n' secret >out/secret
  files in/a in/sub/b
  out=$PWD/out
  cd in || return
  ln -s ../out up                 # leaves, relative
  ln -s "$out" absolute           # leaves, absolute
  ln -s sub inside                # stays
  ln -s ../out/secret file_up
  ln -s a file_inside
  try --beneath a probe
  if [ "$status" -ne 0 ]; then
    [[ $stderr = *"cannot promise"* ]]
    holds . a absolute dir file_inside file_up inside sub up
    skip "this system has no openat2"
  fi
  rm probe
}

# Nothing has got out or come in: no entry in out but the secret, which has
# one link, and what the arguments name.
# shellcheck disable=SC2120  # most callers expect nothing else
kept () {
  holds "$out" secret
  links "$out/secret" 1
}
