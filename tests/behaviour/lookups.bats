#!/usr/bin/env bats
# shellcheck disable=SC2154
# Is what fhln looks at also what it links, and does it look where the newer
# calls are refused?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/causes

# Set $as to a command prefix under which statx is answered with the errno $1.
without_statx () {
  local number
  need_tool seccomp
  case $(uname -m) in
    x86_64) number=332 ;;
    aarch64) number=291 ;;
    *) skip 'the number of statx is not known' ;;
  esac
  "$tool" "$1" "$number" true || skip 'seccomp is not there'
  as=("$tool" "$1" "$number")
}

# Set $as to a command prefix under which names in this directory stand for
# those in $inside, for whoever asks the C library; what has the names here is
# something else.
moved () {
  need_no_sanitizer 'it must be the first library'
  need_tool moved.so
  need_shared 'loads no library'
  inside=$BATS_TEST_TMPDIR/inside
  mkdir "$inside"
  as=(env "MOVED_FROM=$PWD" "MOVED_TO=$inside" "LD_PRELOAD=$tool")
  decoys
}

# As moved, by fakechroot: $inside is in another root.
in_fakechroot () {
  local path
  need_command fakechroot
  need_shared 'loads no library'
  need_no_sanitizer 'it must be the first library'
  path=$(fakechroot printenv LD_LIBRARY_PATH)
  inside=$BATS_TEST_TMPDIR/root$PWD
  mkdir -p "$inside"
  as=(env "LD_LIBRARY_PATH=$path" LD_PRELOAD=libfakechroot.so
    "FAKECHROOT_BASE=$BATS_TEST_TMPDIR/root")
  "${as[@]}" "$FHLN" --version || skip 'fakechroot cannot run the program'
  decoys
}

# What a look that is not translated would find: a directory for each file, and
# a file for each directory.
decoys () {
  mkdir a b
  touch d
}

by () {
  run --separate-stderr "${as[@]}" "$FHLN" "$@"
}

# Every way to a link that looks at names, in the directory $1, by names that
# begin with $2.
every_way () {
  local here=$1 p=$2
  mkdir "$here/d"
  files "$here/a" "$here/b"

  by "${p}a" "${p}d"
  ended 0
  same "$here/a" "$here/d/a"

  by -f "${p}b" "${p}d/a"
  ended 0
  same "$here/b" "$here/d/a"
  holds "$here/d" a

  by -f "${p}b" "${p}d/a"
  ended 0
  holds "$here/d" a

  by -b "${p}a" "${p}d/a"
  ended 0
  same "$here/a" "$here/d/a"
  same "$here/b" "$here/d/a~"

  by --backup=numbered "${p}b" "${p}d/a"
  ended 0
  same "$here/b" "$here/d/a"
  same "$here/a" "$here/d/a.~1~"

  by --if-exists=same "${p}b" "${p}d/a"
  ended 0
  by --if-exists=same "${p}a" "${p}d/a"
  failed "failed to create hard link '${p}d/a': File exists"
  by --if-exists=skip "${p}a" "${p}d/a"
  ended 0
  same "$here/b" "$here/d/a"

  run --separate-stderr "${as[@]}" "$FHLN" -i "${p}a" "${p}d/a" <<<y
  [ "$status" -eq 0 ]
  same "$here/a" "$here/d/a"

  rm "$here/d"/*
  by -t "${p}d" "${p}a" "${p}b"
  ended 0
  by --if-exists=same "${p}a" "${p}b" "${p}d"
  ended 0
  same "$here/b" "$here/d/b"

  by --sync "${p}a" "${p}d/synced"
  ended 0
  by -sf "${p}a" "${p}d/synced"
  ended 0
  [ -L "$here/d/synced" ]
  by --simulate "${p}a" "${p}d/simulated"
  ended 0
  [ -L "$here/d/simulated" ]

  by -f "${p}a" "${p}a"
  failed "'${p}a' and '${p}a' are the same file"
  by "${p}d" "${p}e"
  failed "${p}d: hard link not allowed for directory"
  by "${p}nosuch" "${p}e"
  failed "failed to access '${p}nosuch': No such file or directory"
  holds "$here" a b d
}

# --- A filter --------------------------------------------------------------

@test "where statx is refused with EPERM, every way to a link works" {
  without_statx 1
  every_way . ''
}

@test "where statx is refused with EINVAL, every way to a link works" {
  without_statx 22
  every_way . ''
}

@test "where statx is refused with EACCES, every way to a link works" {
  without_statx 13
  every_way . ''
}

@test "where statx is refused with EOPNOTSUPP, every way to a link works" {
  without_statx 95
  every_way . ''
}

@test "where there is no statx, every way to a link works" {
  without_statx 38
  every_way . ''
}

# Every way to a backup, where renameat2 is answered with the errno $1.
without_renameat2 () {
  local number
  need_tool seccomp
  case $(uname -m) in
    x86_64) number=316 ;;
    aarch64) number=276 ;;
    *) skip 'the number of renameat2 is not known' ;;
  esac
  "$tool" "$1" "$number" true || skip 'seccomp is not there'
  as=("$tool" "$1" "$number")
  files a b c
  ln -s c l
  by -b a b
  ended 0
  same a b
  reads b~ b
  by --backup=numbered c b
  ended 0
  same c b
  same a b.~1~
  by -sb --backup=numbered x b
  ended 0
  points b x
  same c b.~2~
  by -bT a l
  ended 0
  same a l
  points l~ c
  holds . a b b~ b.~1~ b.~2~ c l l~
}

@test "where renameat2 is refused with EPERM, every way to a backup works" {
  without_renameat2 1
}

@test "where renameat2 is refused with EACCES, every way to a backup works" {
  without_renameat2 13
}

@test "where there is no renameat2, every way to a backup works" {
  without_renameat2 38
}

@test "the answer that DEST is free is not asked for again" {
  need_strace
  files a b
  traced -f a n
  ended 0
  run ! grep -E '^(newfstatat|fstatat64|stat|lstat)\(.*"n"' \
    "$BATS_TEST_TMPDIR/trace"
  rm n
  traced --if-exists=same nosuch n
  [ "$status" -eq 1 ]
  run ! grep -E '^(newfstatat|fstatat64|stat|lstat)\(.*"n"' \
    "$BATS_TEST_TMPDIR/trace"
}

# --- Names that mean others ------------------------------------------------

@test "where the C library's functions translate names, fhln looks there" {
  moved
  every_way "$inside" "$PWD/"
  holds . a b d
}

@test "in fakechroot fhln looks at what it links" {
  in_fakechroot
  every_way "$inside" "$PWD/"
  holds . a b d
}

@test "in fakechroot --no-symlinks looks at what it links" {
  in_fakechroot
  mkdir "$inside/d"
  files "$inside/a"
  by --no-symlinks "$PWD/a" "$PWD/n"
  ended 0
  same "$inside/a" "$inside/n"
  by --no-symlinks -t "$PWD/d" "$PWD/a"
  ended 0
  same "$inside/a" "$inside/d/a"
  by --no-symlinks -f "$PWD/n" "$PWD/d/a"
  ended 0
  holds . a b d
}
