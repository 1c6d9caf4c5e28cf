#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Is nothing made where a name could not be taken away again?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

@test "in a sticky directory nothing is made when DEST belongs to another" {
  need_nobody
  mkdir sticky
  chmod 1777 sticky
  cd sticky
  files a b
  chown 65534 a
  for option in -f -b -sf --backup=numbered; do
    run --separate-stderr "${nobody[@]}" "$option" a b
    holds . a b
    untouched a b
    ended 1
    [[ ${stderr_lines[0]} = *": Operation not permitted" ]]
  done
  run --separate-stderr "${nobody[@]}" -f a b
  failed "failed to create hard link 'b' => 'a': Operation not permitted"
}

@test "in a sticky directory nothing is made when SOURCE belongs to another" {
  need_nobody
  mkdir sticky
  chmod 1777 sticky
  cd sticky
  files a b
  chmod 666 a
  chown 65534 b
  for option in -f -b; do
    run --separate-stderr "${nobody[@]}" "$option" a b
    holds . a b
    untouched a b
    failed "failed to create hard link 'b' => 'a': Operation not permitted"
  done
}

# Run the program as root of a user namespace that maps root alone.
in_user_namespace () {
  need_root "maps root alone"
  need_command unshare
  if ! unshare -Ur true 2>/dev/null; then
    skip "no user namespace can be made here"
  fi
  run --separate-stderr unshare -Ur "$FHLN" "$@"
}

@test "root of a user namespace makes nothing where owners are not mapped" {
  need_platform "knows namespaces"
  mkdir sticky
  files a sticky/b
  chmod 666 a
  chmod 1777 sticky
  in_user_namespace --version
  chown 2000:2000 sticky sticky/b
  chown 1000:1000 a
  before=$(stat -c %z sticky)
  for option in -f -b --backup=numbered; do
    in_user_namespace "$option" a sticky/b
    holds sticky b
    untouched a sticky/b
    failed "failed to create hard link 'sticky/b' => 'a':\
 Operation not permitted"
  done
  [ "$(stat -c %z sticky)" = "$before" ]
  # The group counts, too.
  chown 0:2000 sticky a sticky/b
  chown 2000 sticky a
  in_user_namespace -f a sticky/b
  holds sticky b
  untouched a sticky/b
  chown 0:0 sticky a sticky/b
  in_user_namespace -f a sticky/b
  linked a sticky/b
}

@test "in a sticky directory one's own files are replaced" {
  need_nobody
  mkdir sticky
  chmod 1777 sticky
  cd sticky
  files a b
  chown 65534 a b
  run --separate-stderr "${nobody[@]}" -f a b
  holds . a b
  linked a b
  passed
}

@test "in one's own sticky directory anybody's files are replaced" {
  need_nobody
  mkdir sticky
  chmod 1777 sticky
  chown 65534 sticky
  cd sticky
  files a b
  chmod 666 a
  run --separate-stderr "${nobody[@]}" -f a b
  holds . a b
  linked a b
  passed
}

@test "root replaces in a sticky directory of another" {
  need_root "acts in another user's directory"
  mkdir sticky
  chmod 1777 sticky
  files a
  echo old >sticky/b
  chown 65534 sticky sticky/b
  try -f a sticky/b
  holds sticky b
  linked a sticky/b
  passed
}

@test "in an append-only directory -f makes nothing, even for root" {
  need_platform "sees attributes"
  mkdir d
  files a
  echo old >d/b
  need_attribute a d
  for option in -f -b -sf; do
    try "$option" a d/b
    holds d b
    reads d/b old
    links d/b 1
    untouched a
    ended 1
    [[ ${stderr_lines[0]} = *": Operation not permitted" ]]
  done
  try -f a d/b
  failed "failed to create hard link 'd/b' => 'a': Operation not permitted"
}

@test "in an append-only directory a new name is linked" {
  mkdir d
  files a
  need_attribute a d
  try -f a d/b
  holds d b
  linked a d/b
  passed
}

@test "DEST that is immutable is not replaced and nothing is left" {
  files a b
  need_attribute i b
  try -f a b
  holds . a b
  untouched a b
  ended 1
  [[ ${stderr_lines[0]} = *": Operation not permitted" ]]
}

# Bind-mount file $1 on file $2 in a mount namespace of its own and run the
# program with the other arguments; its exit status is the first line of
# output, the second says that the mount is still there.
try_mounted () {
  # shellcheck disable=SC2016
  run --separate-stderr unshare -m bash -c '
    mount --bind "$1" "$2" || exit 77
    "${@:3}"
    echo "status $?"
    [ "$(stat -c %i "$1")" = "$(stat -c %i "$2")" ] && echo mounted
  ' - "$1" "$2" "$FHLN" "${@:3}"
  if [ "$status" -eq 77 ]; then
    skip "a bind mount was refused"
  fi
}

need_mounts () {
  need_root "mounts"
  need_command unshare
  if ! unshare -m true 2>/dev/null; then
    skip "no mount namespace may be made here"
  fi
}

@test "DEST that is a mount point is busy" {
  need_mounts
  files a m c
  for option in -f -b -fT -sf --if-exists=replace; do
    try_mounted c m "$option" a m
    holds . a c m
    untouched a c m
    [ "$output" = $'status 1\nmounted' ]
    [[ ${stderr_lines[0]} = *": Device or resource busy" ]]
  done
  try_mounted c m -f a m
  says "failed to create hard link 'm' => 'a': Device or resource busy"
}

@test "DEST where SOURCE itself is mounted is busy, never already linked" {
  need_platform "sees mounts"
  need_mounts
  files a m
  for option in -f -b --if-exists=replace; do
    try_mounted a m "$option" a m
    holds . a m
    untouched a m
    [ "$output" = $'status 1\nmounted' ]
    says "failed to create hard link 'm' => 'a': Device or resource busy"
  done
  ln a other
  for option in -f -b --if-exists=replace; do
    try_mounted a m "$option" other m
    holds . a m other
    linked a other
    untouched m
    [ "$output" = $'status 1\nmounted' ]
    says "failed to create hard link 'm' => 'other': Device or resource busy"
  done
}

@test "DEST in a directory without permission to write" {
  need_user "root may write everywhere"
  mkdir d
  files a
  echo old >d/b
  chmod 555 d
  try -f a d/b
  chmod 755 d
  holds d b
  reads d/b old
  untouched a
  failed "failed to create hard link 'd/b' => 'a': Permission denied"
}
