#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Can a file be lost in the middle of a replacement, or DEST be missing?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# --- Never missing ---------------------------------------------------------

@test "the test's watcher sees a name that goes missing" {
  need_tool watch
  files a
  # shellcheck disable=SC2016
  run ! "$tool" a bash -c \
    'for ((i = 0; i < 20; i++)); do mv a b; sleep 0.01; mv b a; done'
  [[ $output = "looks "*" missing "* ]]
  [[ $output != *" missing 0" ]]
}

@test "DEST is never missing while -f replaces it" {
  need_tool watch
  files a b
  cp a t
  # shellcheck disable=SC2016
  run -0 "$tool" t bash -c '
    for ((i = 0; i < 150; i++)); do
      "$1" -f a t && "$1" -f b t || exit
    done' - "$FHLN"
  holds . a b t
  linked b t
  echo "$output"
  [[ $output = "looks "?????*" missing 0" ]]
}

@test "DEST is never missing while -sf replaces it" {
  need_tool watch
  files t
  # shellcheck disable=SC2016
  run -0 "$tool" t bash -c '
    for ((i = 0; i < 100; i++)); do
      "$1" -sf a t && "$1" -sf b t || exit
    done' - "$FHLN"
  holds . t
  points t b
  [[ $output = "looks "?????*" missing 0" ]]
}

@test "forty calls of -f on one name at once all succeed" {
  sources=()
  for n in {1..40}; do
    sources+=("s$n")
  done
  files "${sources[@]}" t
  for n in {1..40}; do
    "$FHLN" -f "s$n" t &
    pids[n]=$!
  done
  bad=0
  for n in {1..40}; do
    wait "${pids[n]}" || bad=$((bad + 1))
  done
  [ "$bad" -eq 0 ]
  holds . "${sources[@]}" t
  links t 2
  winner=$(cat t)
  linked "$winner" t
}

# --- When a call fails in the middle ---------------------------------------

@test "a rename that fails leaves DEST and no temporary name" {
  need_strace
  files a b
  for error in EIO EACCES EPERM ENOSPC EROFS; do
    try_with "rename,renameat,renameat2:error=$error" -f a b
    holds . a b
    untouched a b
    ended 1
    [ -n "$stderr" ]
  done
}

@test "a temporary name that cannot be removed is named in the message" {
  need_strace
  files a b
  expect_stray
  run --separate-stderr strace -qq -o ../trace \
    -e inject=rename,renameat,renameat2:error=EIO \
    -e inject=unlink,unlinkat:error=EACCES "$FHLN" -f a b
  untouched b
  links a 2
  shopt -s dotglob
  stray=
  for name in *; do
    case $name in
      a | b) ;;
      *) stray+=$name ;;
    esac
  done
  [ "${#stray}" -le 14 ]
  same a "$stray"
  ended 1
  [[ $stderr = *"$stray"* ]]
}

@test "a temporary link that cannot be made leaves DEST as it was" {
  need_strace
  files a b
  for error in EMLINK ENOSPC EDQUOT EPERM EACCES; do
    try_with "linkat:error=$error:when=2+" -f a b
    holds . a b
    untouched a b
    ended 1
    [ -n "$stderr" ]
  done
}

@test "a signal in the middle of a replacement leaves no temporary name" {
  need_strace
  files a b
  for signal in SIGTERM SIGINT SIGHUP SIGQUIT; do
    cp b t
    run strace -qq -o ../trace \
      -e "inject=rename,renameat,renameat2:signal=$signal" "$FHLN" -f a t
    holds . a b t
    linked a t
    rm t
  done
}

@test "a signal right after the temporary link leaves no temporary name" {
  need_strace
  files a b
  for signal in SIGTERM SIGINT; do
    cp b t
    run strace -qq -o ../trace \
      -e "inject=linkat:signal=$signal:when=2" "$FHLN" -f a t
    holds . a b t
    rm t
  done
}

@test "EINTR from linkat is retried" {
  need_strace
  files a b
  try_with linkat:error=EINTR:when=1 a c
  holds . a b c
  linked a c
  passed
  rm c
  try_with linkat:error=EINTR:when=2 -f a b
  holds . a b
  linked a b
  passed
}

@test "EINTR and then the link itself is success" {
  need_strace
  files a b
  # The first linkat answers EINTR late; the link is there when it is retried.
  (
    for ((i = 0; i < 200; i++)); do
      if [ -s ../trace ] && grep -q linkat ../trace; then
        break
      fi
      sleep 0.01
    done
    ln a c
  ) &
  try_with linkat:error=EINTR:delay_enter=500000:when=1 a c
  wait
  holds . a b c
  linked a c
  passed
}

@test "EINTR and then another file is an error" {
  need_strace
  files a c
  try_with linkat:error=EINTR:when=1 a c
  holds . a c
  untouched a c
  failed "failed to create hard link 'c': File exists"
}

@test "EINTR from symlinkat is retried, and then the link itself is success" {
  need_strace
  try_with symlinkat:error=EINTR:when=1 -s a l
  points l a
  passed
  try_with symlinkat:error=EINTR:when=1 -s a l
  points l a
  passed
  try_with symlinkat:error=EINTR:when=1 -s b l
  points l a
  failed "failed to create symbolic link 'l': File exists"
  files c
  try_with symlinkat:error=EINTR:when=1 -s a c
  untouched c
  failed "failed to create symbolic link 'c': File exists"
}

@test "DEST that is gone when it is looked at is made" {
  need_strace
  files a
  mkdir d
  chmod 1777 d
  if [ "$(id -u)" -eq 0 ]; then
    chown 65534 d
  fi
  for option in -f --if-exists=replace; do
    files d/b
    try_with statx:error=ENOENT:when=1 "$option" a d/b
    holds d b
    linked a d/b
    passed
    rm d/b
  done
}

@test "EINTR without end is a failure, unless all is done" {
  need_strace
  files a b
  try_with linkat:error=EINTR a c
  failed "failed to create hard link 'c' => 'a': Interrupted system call"
  try_with symlinkat:error=EINTR -s a c
  failed "failed to create symbolic link 'c': Interrupted system call"
  holds . a b
  # The temporary name has gone all the same: it was renamed.
  try_with unlinkat:error=EINTR -f a b
  holds . a b
  linked a b
  passed
}

@test "ENOENT is retried while SOURCE exists, three times at most" {
  need_strace
  files a
  try_with linkat:error=ENOENT:when=1..2 a b
  holds . a b
  linked a b
  passed
  rm b
  try_with linkat:error=ENOENT:when=1+ a b
  holds . a
  ended 1
  [ "$(grep -c '^linkat(' ../trace)" -le 4 ]
}

@test "a temporary name that is taken gives way to another" {
  need_strace
  files a b
  try_with linkat:error=EEXIST:when=2..3 -f a b
  holds . a b
  linked a b
  passed
  files c
  try_with linkat:error=EEXIST:when=2..3 -b c b
  holds . a b 'b~' c
  linked b c
  linked a 'b~'
  passed
}

# --- When others act in the middle -----------------------------------------

# Run the program with the other arguments under strace, every rename waiting
# a moment before it is done; in that moment run the shell command $1.
try_while () {
  local meanwhile=$1 n
  shift
  rm -f "$BATS_TEST_TMPDIR/trace"
  (
    for ((n = 0; n < 500; n++)); do
      if grep -qs 'linkat(.*= 0$' "$BATS_TEST_TMPDIR/trace"; then
        break
      fi
      sleep 0.01
    done
    eval "$meanwhile"
  ) 3>&- &
  try_with rename,renameat,renameat2:delay_enter=300000 "$@"
  wait
}

@test "a parent that is swapped in the middle gets no name" {
  need_strace
  for option in -f -b; do
    mkdir d
    files a d/b
    try_while 'mv d moved; mkdir d; echo new >d/b' "$option" a d/b
    holds d b
    reads d/b new
    links d/b 1
    if [ "$option" = -f ]; then
      holds moved b
    else
      holds moved b 'b~'
      reads 'moved/b~' b
    fi
    linked a moved/b
    passed
    rm -r d moved
  done
}

@test "a directory that takes DEST's place in the middle stays there" {
  need_strace
  for option in -f -b -sf --backup=numbered; do
    files a b
    ln b keep
    try_while 'rm b; mkdir b; echo inside >b/file' "$option" a b
    holds . a b keep
    holds b file
    reads b/file inside
    untouched a
    ended 1
    [[ ${stderr_lines[0]} = *": Is a directory" \
      || ${stderr_lines[0]} = *"b: cannot overwrite directory" ]]
    rm -r b keep
  done
}

@test "DEST that goes away in the middle is made" {
  need_platform "exchanges names"
  need_strace
  for option in -f -b --backup=numbered; do
    files a b
    try_while 'rm b' "$option" a b
    holds . a b
    linked a b
    passed
    rm b
  done
}

@test "DEST that becomes the file in the middle leaves no temporary name" {
  need_strace
  for option in -f -b; do
    files a b
    try_while 'ln -f a b' "$option" a b
    holds . a b || holds . a b 'b~'
    same a b
    passed
    rm ./*
  done
}

@test "a file that takes DEST's place in the middle is the one backed up" {
  need_platform "exchanges names"
  need_strace
  files a b
  try_while 'echo newer >n; mv n b' -b a b
  holds . a b 'b~'
  linked a b
  reads 'b~' newer
  passed
}

@test "a backup number that others take in the middle is left to them" {
  need_platform "exchanges names"
  need_strace
  files a b
  try_while 'echo theirs >b.~1~' --backup=numbered a b
  holds . a b 'b.~1~' 'b.~2~'
  linked a b
  reads 'b.~1~' theirs
  reads 'b.~2~' b
  passed
}
