#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# Where do names start, and what if standard streams are closed?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Descriptor 7 is used: bats itself writes to 3.

load ../lib/helper

# --- --source-dirfd and --dest-dirfd ---------------------------------------

@test "--source-dirfd starts SOURCE at an open directory" {
  mkdir d
  files d/a
  try --source-dirfd=7 a b 7<d
  holds . b d
  holds d a
  linked d/a b
  passed
}

@test "--dest-dirfd starts DEST at an open directory" {
  mkdir d
  files a
  try --dest-dirfd=7 a b 7<d
  holds . a d
  holds d b
  linked a d/b
  passed
}

@test "both directories may be given, the same or two" {
  mkdir d e
  files d/a
  try -v --source-dirfd=7 --dest-dirfd 8 a b 7<d 8<e
  holds . d e
  linked d/a e/b
  passed "'b' => 'a'"
  try --source-dirfd=7 --dest-dirfd=7 a c 7<d
  holds d a c
  links d/a 3
  passed
}

@test "standard input may be the directory" {
  mkdir d
  files d/a
  try --source-dirfd=0 --dest-dirfd=0 a b <d
  holds d a b
  linked d/a d/b
  passed
}

@test "cwd is the current directory, and the last value wins" {
  mkdir d
  files a
  try --source-dirfd=cwd --dest-dirfd=cwd a b
  holds . a b d
  linked a b
  passed
  try --dest-dirfd=7 --dest-dirfd=cwd a c 7<d
  holds . a b c d
  holds d
  passed
  try --dest-dirfd=cwd --dest-dirfd=7 a c 7<d
  holds d c
  passed
}

@test "a directory is reached by its descriptor after it was renamed" {
  mkdir d
  files a
  exec 7<d
  mv d moved
  mkdir d
  try --dest-dirfd=7 a b
  exec 7<&-
  holds d
  holds moved b
  linked a moved/b
  passed
}

@test "whether DEST is a directory is asked at --dest-dirfd" {
  mkdir d d/sub other
  files a
  try -v --dest-dirfd=7 a sub 7<d
  holds . a d other
  holds d/sub a
  linked a d/sub/a
  passed "'sub/a' => 'a'"
  # A directory in the current directory alone means nothing.
  try --dest-dirfd=7 a other 7<d
  holds other
  holds d other sub
  same a d/other
  passed
}

@test "several SOURCEs go into a directory below --dest-dirfd" {
  mkdir d d/sub s
  files s/a s/b
  try --source-dirfd=8 --dest-dirfd=7 a b sub 7<d 8<s
  holds . d s
  holds d/sub a b
  linked s/a d/sub/a
  linked s/b d/sub/b
  passed
  mkdir only
  try --source-dirfd=8 --dest-dirfd=7 a b only 7<d 8<s
  holds only
  holds d sub
  failed "target 'only': No such file or directory"
}

@test "-t is resolved at --dest-dirfd" {
  mkdir d d/sub
  files a b
  try --dest-dirfd=7 -t sub a b 7<d
  holds d/sub a b
  linked a d/sub/a
  linked b d/sub/b
  passed
  mkdir only
  try --dest-dirfd=7 -t only a 7<d
  holds only
  failed "failed to access 'only': No such file or directory"
}

@test "one operand is linked into --dest-dirfd" {
  mkdir d s
  files s/a
  try -v --dest-dirfd=7 s/a 7<d
  holds . d s
  holds d a
  linked s/a d/a
  passed "'./a' => 's/a'"
}

@test "an absolute name ignores the descriptors" {
  mkdir d
  files a
  try --source-dirfd=7 --dest-dirfd=7 "$PWD/a" "$PWD/b" 7<d
  holds . a b d
  holds d
  linked a b
  passed
}

@test "-f and -b work at --dest-dirfd" {
  mkdir d
  files a c d/b b
  try -f --dest-dirfd=7 a b 7<d
  holds . a b c d
  holds d b
  linked a d/b
  untouched b
  passed
  try -v -b --dest-dirfd=7 c b 7<d
  holds . a b c d
  holds d b 'b~'
  linked c d/b
  linked a 'd/b~'
  untouched b
  passed "'b~' ~ 'b' => 'c'"
  try --backup=numbered --dest-dirfd=7 a b 7<d
  holds d b 'b~' 'b.~1~'
  linked c 'd/b.~1~'
  same a d/b
  passed
}

@test "the same names in two directories are two files" {
  mkdir d
  files a
  echo other >d/a
  try -f --source-dirfd=7 a a 7<d
  holds . a d
  linked d/a a
  passed
  try -f --source-dirfd=7 --dest-dirfd=7 a a 7<d
  holds . a d
  holds d a
  linked d/a a
  failed "'a' and 'a' are the same file"
  try -f --source-dirfd=7 --dest-dirfd=7 a ./a 7<d
  linked d/a a
  failed "'a' and './a' are the same file"
}

@test "one file under one name in two directories is the file already" {
  mkdir d
  files a
  ln a d/a
  try -f --dest-dirfd=7 a a 7<d
  holds d a
  linked a d/a
  passed
}

@test "-s with --dest-dirfd makes the symbolic link there" {
  mkdir d
  try -s --dest-dirfd=7 text l 7<d
  holds . d
  holds d l
  points d/l text
  passed
}

@test "-L and the descriptors go together" {
  mkdir d
  files d/a
  ln -s a d/sa
  try -L --source-dirfd=7 sa b 7<d
  linked d/a b
  passed
}

# --- What is no open directory ---------------------------------------------

@test "a descriptor that is not open is reported by the kernel" {
  files a
  try --source-dirfd=7 a b 7<&-
  holds . a
  failed "failed to access 'a': Bad file descriptor"
  try --dest-dirfd=7 a b 7<&-
  holds . a
  failed "failed to create hard link 'b' => 'a': Bad file descriptor"
  try --dest-dirfd=2147483647 a b
  holds . a
  failed "failed to create hard link 'b' => 'a': Bad file descriptor"
}

@test "a descriptor that is not open does not matter to an absolute name" {
  files a
  try --source-dirfd=7 "$PWD/a" b 7<&-
  holds . a b
  linked a b
  passed
  try --source-dirfd=7 --dest-dirfd=8 "$PWD/a" "$PWD/c" 7<&- 8<&-
  holds . a b c
  passed
}

@test "a descriptor of a file is no directory" {
  files a f
  try --source-dirfd=7 a b 7<f
  holds . a f
  failed "failed to access 'a': Not a directory"
  try --dest-dirfd=7 a b 7<f
  holds . a f
  failed "failed to create hard link 'b' => 'a': Not a directory"
}

@test "a descriptor of a removed directory holds no names" {
  files a
  mkdir d
  exec 7<d
  rmdir d
  try --dest-dirfd=7 a b
  holds . a
  failed "failed to create hard link 'b' => 'a': No such file or directory"
  try --source-dirfd=7 a b
  exec 7<&-
  holds . a
  failed "failed to access 'a': No such file or directory"
}

@test "a missing name below a descriptor is reported as it was written" {
  mkdir d
  files a
  try --source-dirfd=7 a b 7<d
  holds . a d
  failed "failed to access 'a': No such file or directory"
}

@test "what is no descriptor is a usage error and links nothing" {
  files a
  for value in x '' -1 -0 3x 0x3 1.5 2147483648 4294967299 \
      99999999999999999999 CWD '3 ' $'7\n'; do
    quoted="'$value'"
    if [ "$value" = $'7\n' ]; then
      quoted="'7'\$'\\n'"
    fi
    try --source-dirfd="$value" a b 7<.
    holds . a
    refused "invalid descriptor $quoted: Invalid argument"
    try a b --dest-dirfd="$value" 7<.
    holds . a
    refused "invalid descriptor $quoted: Invalid argument"
  done
  try --source-dirfd
  refused "option '--source-dirfd' requires an argument"
}

@test "--source-dirfd with -s is a usage error" {
  files a
  for option in -s --symbolic; do
    try "$option" --source-dirfd=7 a l 7<.
    holds . a
    excluded
    try --source-dirfd=7 a l "$option" 7<.
    holds . a
    excluded
  done
}

@test "-r with a directory descriptor is a usage error" {
  files a
  try -sr --dest-dirfd=7 a l 7<.
  holds . a
  excluded
  try -sr --source-dirfd=7 a l 7<.
  holds . a
  excluded
}

@test "fhln passes no descriptor on and needs none of the caller's" {
  files a
  try a b 3<&- 4<&- 5<&- 6<&- 7<&- 8<&-
  linked a b
  passed
}

# --- Closed standard streams -----------------------------------------------

@test "-v with standard output closed says so and spoils no file" {
  files a b
  exits 1 -v a c >&- 2>../err
  holds . a b c
  linked a c
  reads a
  [ "$(cat ../err)" = "$NAME: write error: Bad file descriptor" ]
}

@test "-v with standard output closed spoils no file when replacing" {
  files a b
  mkdir d
  for option in -f --backup=simple --backup=numbered -sf; do
    echo old >d/b
    exits 1 -v "$option" a d/b >&- 2>../err
    [ -L d/b ] || same a d/b
    reads a
    [ "$(cat ../err)" = "$NAME: write error: Bad file descriptor" ]
    rm d/b
    echo old >d/b
    exits 1 -v "$option" a d/b <&- >&- 2>&-
    [ -L d/b ] || same a d/b
    reads a
    rm -f d/*
  done
  reads b
}

@test "closed standard streams do not matter where nothing is printed" {
  files a b
  exits 0 a c <&-
  exits 0 a d >&-
  exits 0 a e 2>&-
  exits 0 a f <&- >&- 2>&-
  exits 0 -f b c <&- >&- 2>&-
  exits 0 -b b d <&- >&- 2>&-
  holds . a b c d 'd~' e f
  same a 'd~'
  same a e
  same a f
  same b c
  same b d
  reads a
  reads b
}

@test "a failure with standard error closed is still a failure" {
  files a b
  exits 1 a b 2>&-
  exits 1 nosuch c <&- >&- 2>&-
  exits 1 --bogus >&- 2>&-
  holds . a b
  untouched a b
}

@test "-i with standard input closed is declined" {
  files a b
  exits 1 -i a b <&- 2>../err
  grep -q "^$NAME: replace 'b'? " ../err
  exits 1 -i a b <&- >&- 2>&-
  holds . a b
  untouched a b
}

@test "messages never land in a file that a link names" {
  mkdir d
  files a b
  echo old >d/b
  exits 1 -vf a nosuch b d <&- >&- 2>&-
  holds d a b
  linked a d/a
  linked b d/b
  reads a
  reads b
}

@test "--help and --version with standard output closed fail" {
  for option in --help --version; do
    exits 1 "$option" >&- 2>../err
    [ "$(cat ../err)" = "$NAME: write error: Bad file descriptor" ]
  done
}
