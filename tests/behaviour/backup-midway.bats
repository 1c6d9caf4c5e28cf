#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# Is DEST, and is the old file, there all the time?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# --- Never missing, never lost ---------------------------------------------

@test "DEST is never missing while -b replaces it" {
  need_tool watch
  files a b
  cp a t
  # shellcheck disable=SC2016
  run -0 "$tool" t bash -c '
    for ((i = 0; i < 120; i++)); do
      "$1" -b a t && "$1" -b b t || exit
    done' - "$FHLN"
  holds . a b t 't~'
  linked b t
  linked a 't~'
  echo "$output"
  [[ $output = "looks "?????*" missing 0" ]]
}

@test "DEST is never missing while numbered and symbolic backups are made" {
  need_tool watch
  files a b
  cp a t
  # shellcheck disable=SC2016
  run -0 "$tool" t bash -c '
    for ((i = 0; i < 50; i++)); do
      "$1" --backup=t a t && "$1" -s --backup=simple b t || exit
    done' - "$FHLN"
  holds . a b t 't~' t.~{1..50}~
  points t b
  [[ $output = "looks "?????*" missing 0" ]]
}

@test "DEST is never missing where names cannot be exchanged" {
  need_strace
  need_tool watch
  files a b
  cp a t
  # shellcheck disable=SC2016
  run -0 "$tool" t bash -c '
    for ((i = 0; i < 20; i++)); do
      strace -qq -o ../trace -e inject=renameat2:error=EINVAL \
        "$1" --backup=simple a t \
        && strace -qq -o ../trace -e inject=renameat2:error=EINVAL \
          "$1" --backup=numbered b t || exit
    done' - "$FHLN"
  holds . a b t 't~' t.~{1..20}~
  same b t
  [[ $output = "looks "?????*" missing 0" ]]
}

@test "backups are made where names cannot be exchanged" {
  need_strace
  for error in EINVAL ENOSYS; do
    files a b
    old=$(inode b)
    try_with "renameat2:error=$error" -vb a b
    holds . a b 'b~'
    linked a b
    reads 'b~' b
    [ "$(inode 'b~')" = "$old" ]
    passed "'b~' ~ 'b' => 'a'"
    files c
    try_with "renameat2:error=$error" -v --backup=numbered c b
    holds . a b 'b~' c 'b.~1~'
    linked b c
    linked a 'b.~1~'
    passed "'b.~1~' ~ 'b' => 'c'"
    try_with "renameat2:error=$error" -s --backup=simple text b
    holds . a b 'b~' c 'b.~1~'
    points b text
    linked c 'b~'
    passed
    ln -f c b
    ln -f c 'b~'
    try_with "renameat2:error=$error" --backup=simple a b
    holds . a b 'b~' c 'b.~1~'
    same a b
    linked c 'b~'
    passed
    rm ./*
  done
}

@test "where names cannot be exchanged a directory stays and errors undo" {
  need_strace
  files a b
  mkdir d d/full 'b~'
  try_with renameat2:error=EINVAL -bT a d
  holds . a b 'b~' d
  holds d full
  untouched a
  ended 1
  try_with renameat2:error=EINVAL -b a b
  holds . a b 'b~' d
  untouched a b
  ended 1
}

@test "a sandbox that forbids renameat2 forbids no kind of backup" {
  need_strace
  for option in --backup=simple --backup=numbered --backup=existing; do
    files a b
    old=$(inode b)
    try_with renameat2:error=EPERM "$option" a b
    holds . a b b*~
    linked a b
    [ "$(inode b*~)" = "$old" ]
    passed
    rm ./*
  done
}

# Run the program with the other arguments where names cannot be exchanged
# and the old file cannot be linked; $1 is one more injection.
try_without_links () {
  run --separate-stderr strace -qq -o ../trace \
    -e inject=renameat2:error=EINVAL -e inject=linkat:error=EPERM:when=3+ \
    -e "inject=$1" "$FHLN" "${@:2}"
}

@test "renaming DEST away is the last resort, and it is reported" {
  need_strace
  for option in -b --backup=numbered; do
    files a b
    old=$(inode b)
    try_without_links fsync:error=EIO "$option" a b
    holds . a b b*~
    linked a b
    reads b*~ b
    [ "$(inode b*~)" = "$old" ]
    ended 0
    [[ $stderr = "$NAME: "*"'b'"* ]]
    rm ./*
  done
}

@test "where the last resort fails, the file is put back" {
  need_strace
  files a b
  old=$(inode b)
  try_without_links rename,renameat:error=EIO:when=2 -b a b
  holds . a b
  untouched a b
  [ "$(inode b)" = "$old" ]
  ended 1
}

@test "where the file cannot be put back, its name is told" {
  need_strace
  expect_stray
  files a b
  old=$(inode b)
  try_without_links rename,renameat:error=EIO:when=2+ --json -b a b
  untouched a
  left=$(echo .fhln-*)
  holds . a "$left"
  [ "$(inode "$left")" = "$old" ]
  ended 1
  [[ $output = *'"left_behind":"'"$left"'"'* ]]
}

@test "a number that was taken meanwhile is passed over, without exchange too" {
  need_strace
  files a b
  old=$(inode b)
  # The fourth linkat gives the old file its number.
  run --separate-stderr strace -qq -o ../trace \
    -e inject=renameat2:error=EINVAL -e inject=linkat:error=EEXIST:when=4 \
    "$FHLN" --backup=numbered a b
  holds . a b 'b.~2~'
  linked a b
  [ "$(inode 'b.~2~')" = "$old" ]
  passed
}

@test "a number that cannot be given is a failure, without exchange too" {
  need_strace
  files a b
  run --separate-stderr strace -qq -o ../trace \
    -e inject=renameat2:error=EINVAL -e inject=linkat:error=EIO:when=3 \
    -e inject=rename,renameat:error=EIO "$FHLN" --backup=numbered a b
  holds . a b
  untouched a b
  failed "cannot backup 'b': Input/output error"
}

@test "a backup that others are in the way of leaves all as it was" {
  need_platform "exchanges names"
  need_strace
  files a b
  try_with rename,renameat:error=EEXIST -b a b
  holds . a b
  untouched a b
  failed "cannot backup 'b': File exists"
}

@test "DEST that comes and goes is tried again, but not for ever" {
  need_platform "exchanges names"
  need_strace
  files a b
  # The exchange finds no DEST, then the rename finds one.
  try_with renameat2:error=ENOENT:when=1 -b a b
  holds . a b 'b~'
  linked a b
  passed
  rm b 'b~'
  files b
  try_with renameat2:error=ENOENT:when=1+2 -b a b
  holds . a b
  untouched a b
  failed "failed to create hard link 'b': File exists"
  [ "$(grep -c '^renameat2.*EXCHANGE' ../trace)" -le 100 ]
  try_with renameat2:error=ENOENT -b a b
  holds . a b
  untouched a b
  failed "failed to create hard link 'b' => 'a': No such file or directory"
}

@test "a failure after the exchange never loses the old file" {
  need_strace
  expect_stray
  # Each later rename fails: the exchange back too, if there was an exchange.
  for when in 1+ 2+ 3+; do
    files a b
    run --separate-stderr strace -qq -o ../trace \
      -e "inject=rename,renameat,renameat2:error=EIO:when=$when" \
      "$FHLN" -b a b
    [ -e b ]
    cat ./* .fhln* 2>/dev/null | grep -qx b
    links a "$(find . -samefile a | wc -l)"
    for stray in .[!.]*; do
      if [ -e "$stray" ]; then
        [[ $stderr = *"$stray"* ]]
      fi
    done
    rm -f ./* .fhln*
  done
}

@test "a signal in the middle of a backup leaves no temporary name" {
  need_strace
  files a b
  for signal in SIGTERM SIGINT; do
    cp b t
    run strace -qq -o ../trace \
      -e "inject=rename,renameat,renameat2:signal=$signal" "$FHLN" -b a t
    holds . a b t 't~'
    linked a t
    reads 't~' b
    rm t 't~'
  done
}

@test "a temporary link that cannot be made leaves DEST and no backup" {
  need_strace
  files a b
  old=$(inode b)
  for error in EMLINK ENOSPC EPERM; do
    try_with "linkat:error=$error:when=2+" -b a b
    holds . a b
    untouched a b
    [ "$(inode b)" = "$old" ]
    ended 1
  done
}

@test "a backup in a directory that cannot be listed takes a free number" {
  need_user "lists every directory"
  mkdir d
  files a
  echo cur >d/c
  echo one >'d/c.~1~'
  echo two >'d/c.~2~'
  chmod 300 d
  timeout 10 "$FHLN" --backup=numbered a d/c && status=0 || status=$?
  chmod 755 d
  [ "$status" -eq 0 ]
  holds d c 'c.~1~' 'c.~2~' 'c.~3~'
  linked a d/c
  reads 'd/c.~1~' one
  reads 'd/c.~2~' two
  reads 'd/c.~3~' cur
}

@test "the same without exchange, and without a descriptor to list with" {
  need_no_sanitizer "it needs more descriptors"
  need_strace
  need_command prlimit
  for with in 'strace -qq -o ../trace -e inject=renameat2:error=EINVAL' ''; do
    rm -rf d
    mkdir d
    files a
    echo cur >d/c
    echo one >'d/c.~1~'
    # shellcheck disable=SC2086 # words
    run -0 timeout 10 $with prlimit --nofile=4 \
      "$FHLN" --backup=numbered a d/c 3>&- 4>&-
    holds d c 'c.~1~' 'c.~2~'
    reads 'd/c.~1~' one
    reads 'd/c.~2~' cur
  done
}

@test "a simple suffix that looks like a number is a suffix" {
  files a c
  echo old >'c.~1~'
  run -0 timeout 10 "$FHLN" --backup=simple -S '.~1~' a c
  holds . a c 'c.~1~'
  linked a c
  reads 'c.~1~' c
}

@test "a symbolic link's backup spares a backup of the same run" {
  mkdir d x y
  files d/T x/a y/a
  echo precious >d/a
  printf 's1\0d/T\0s2\0d/T\0' >../pairs
  try -sb --pairs0-from=../pairs
  points d/T s1
  reads 'd/T~' T
  failed "backing up 'd/T' would overwrite just-created 'd/T~'"
  try -sbf x/a y/a d
  points d/a x/a
  reads 'd/a~' precious
  failed "backing up 'd/a' would overwrite just-created 'd/a~'"
}

# --- What is refused before anything is made --------------------------------

# Run the program with the arguments $3...: it fails to back up $2 by the error
# $1, and nothing was made for a moment.
refused_beforehand () {
  local error=$1 before
  before=$(stat -c %z .)
  try "${@:3}"
  failed "cannot backup '$2': $error"
  [ "$(stat -c %z .)" = "$before" ]
}

@test "a directory that has the backup's name is no backup" {
  files a b
  mkdir b~
  for option in -b --backup=simple "-b -n"; do
    # shellcheck disable=SC2086 # two words
    refused_beforehand "Is a directory" b $option a b
    refused_beforehand "Is a directory" b -s -T -b a b
  done
  holds . a b b~
  untouched a b
}

@test "a mount point that has the backup's name is no backup" {
  # shellcheck disable=SC2016 # the inner shell expands it
  need_root "mounts"
  if ! unshare -m true 2>/dev/null; then
    skip "no mount namespace can be made here"
  fi
  files a b b~ c
  run --separate-stderr unshare -m --propagation private sh -c '
    mount --bind c b~ && exec "$@"' sh "$FHLN" -b a b
  failed "cannot backup 'b': Device or resource busy"
  holds . a b b~ c
  untouched a b b~ c
}

@test "an older backup that is immutable is refused beforehand" {
  need_platform "sees attributes"
  files a b b~
  need_attribute i b~
  refused_beforehand "Operation not permitted" b -b a b
  chattr -i b~
  holds . a b b~
  untouched a b b~
}

@test "an older backup of somebody else in a sticky directory is kept" {
  need_nobody
  mkdir sticky
  chmod 1777 sticky
  cd sticky || return
  files a b b~
  chown 65534 a b
  run --separate-stderr "${nobody[@]}" -b a b
  holds . a b b~
  untouched a b b~
  failed "cannot backup 'b': Operation not permitted"
}

@test "where dots are refused, another temporary name is taken" {
  need_strace
  files a b
  try_with linkat:error=EPERM:when=2 -f a b
  grep -q '"fhln--' "$BATS_TEST_TMPDIR/trace"
  holds . a b
  linked a b
  passed
}

@test "names are cut between characters, and never to DEST's own" {
  files a
  for name in "$(printf '%0254d' 0)~" "$(printf '%0253d' 0)~" \
      "$(printf 'x%.0s' {1..125})$(printf 'é%.0s' {1..65})"; do
    for option in -b --backup=simple --backup=numbered; do
      mkdir d
      printf 'old\n' >"d/$name"
      try "$option" a "d/$name"
      passed
      linked a "d/$name"
      [ "$(find d -type f | wc -l)" -eq 2 ]
      rm "d/$name"
      reads "$(echo d/*)" old
      python3 -c 'import os, sys
os.fsencode(os.listdir(sys.argv[1])[0]).decode("utf-8")' d
      rm -r d
    done
  done
}

@test "numbers of backups have no end" {
  files a
  for number in 999999999999999999 18446744073709551615 \
      99999999999999999999999999; do
    mkdir d
    : >"d/n.~$number~"
    echo old >d/n
    echo older >d/n~
    next=$(python3 -c "print($number + 1)")
    try -b a d/n
    passed
    holds d n n~ "n.~$number~" "n.~$next~"
    reads d/n~ older
    reads "d/n.~$next~" old
    try --backup=numbered a d/n
    passed
    holds d n n~ "n.~$number~" "n.~$next~" "n.~$(python3 -c \
      "print($number + 2)")~"
    rm -r d
  done
}
