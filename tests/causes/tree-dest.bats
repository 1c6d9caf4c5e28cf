#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# Is the cause named when a directory of a tree that is to be there already is
# not, or cannot be opened?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/causes
load ../lib/tree

@test "no-skeleton: a part makes no directory, and each says so" {
  tree s
  for part in 1 2; do
    try --detailed-exit-status -R --shard=$part/2 s d
    ended 6
    [ "${stderr_lines[0]}" = \
      "$NAME: failed to access 'd': No such file or directory" ]
    [[ ${stderr_lines[1]} = *'first run the same command once with --skeleton'* ]]
  done
  try -R --parents --shard=1/1 s x/y/d
  [ "${stderr_lines[0]}" = \
    "$NAME: failed to access 'x/y/d': No such file or directory" ]
  [[ ${stderr_lines[1]} = *--skeleton* ]]
  try -R --parents --shard=1/1 -t x/y s
  failed "failed to access 'x/y': No such file or directory"
  holds . s
  "$FHLN" -R --skeleton s d
  rm -r d/e/g
  for part in 1 2; do
    try --json -R --shard=$part/2 s d
    ended 1
    [ "$(grep -c '"dest":"d/e/g".*"cause":"no-skeleton"' <<<"$output")" -eq 1 ]
  done
  "$FHLN" -R --skeleton s d
  for part in 1 2; do
    link -R --shard=$part/2 s d
  done
  tree_linked s d
}

@test "no-read: a directory of another that is there" {
  need_root "gives a directory to another"
  need_other
  mkdir -p d/e
  chown "$uid" d
  chmod 711 d/e
  link_other s d
  told 5 'Permission denied' "no read permission on directory 'd/e', which \
belongs to $(shown_user 0)"
  [[ ${stderr_lines[0]} = "$NAME: failed to access 'd/e': "* ]]
  holds d/e
  linked s/a d/a
}
