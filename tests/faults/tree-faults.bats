#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# What of a tree of links when something fails, or ends the run, or vanishes?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# With one worker, fault.bats disturbs every call.  Whatever happens, the same
# command must make the whole tree afterwards.

load ../lib/helper

# Make the tree s: directories $1, with a file in each, and two directories.
tree () {
  local i
  for ((i = 1; i <= $1; i++)); do
    mkdir -p "s/$i/a" "s/$i/b"
    files "s/$i/f" "s/$i/a/f" "s/$i/b/f"
    chmod "7$((i % 8))0" "s/$i"
  done
}

# d, made from s by now, is like it.
whole () {
  cmp <(looks_of s) <(looks_of d)
}

looks_of () {
  (cd "$1" && find . -printf '%p %y %m %T@ %U:%G ' \
    \( -type d -printf '\n' -o -printf '%i\n' \) | sort)
}

# The same command, given by the arguments, makes the whole tree now.
goes_on () {
  try "$@"
  [ "$status" -eq 0 ]
  whole
}

# No temporary name is in d.
clean () {
  local found
  found=$(find d -name '.fhln*')
  if [ -n "$found" ]; then
    fail "left behind: $found"
  fi
}

# --- Calls that fail -------------------------------------------------------

# Let call number $2, $3... of $1, which has the errors after a colon, fail with
# two workers.
failing () {
  local call=${1%:*} error=${1#*:} when
  shift
  for when in 1 2 3 5 8 13 21 34; do
    rm -rf d
    run timeout 60 strace -f -qq -o /dev/null \
      -e "inject=$call:error=$error:when=$when" "$FHLN" -R --jobs=2 "$@" s d
    if [ "$status" -gt 1 ]; then
      fail "$call $error $when: status $status: $output"
    fi
    if [ "$status" -eq 0 ]; then
      whole || fail "$call $error $when: success without the tree"
    fi
    if [ "$status" -eq 1 ] && [ -z "$output" ]; then
      fail "$call $error $when: failure without a message"
    fi
    goes_on -R "$@" --jobs=2 s d
  done
}

@test "a call that fails with two workers is told, and made again" {
  need_strace
  need_no_sanitizer "needs calls of its own"
  in_memory
  tree 8
  for how in linkat:EIO mkdirat:EIO openat:EIO getdents64:EIO fchmod:EPERM \
      utimensat:EPERM statx:EIO linkat:ENOSPC; do
    failing "$how"
  done
}

@test "threads that cannot be made are not waited for" {
  need_strace
  need_platform "has threads of this system's"
  need_no_sanitizer "has threads of its own"
  tree 8
  for when in :when=1 :when=2 :when=3 ''; do
    rm -rf d
    run timeout 60 strace -f -qq -o /dev/null \
      -e "inject=clone3,clone:error=EAGAIN$when" "$FHLN" -R --jobs=3 s d
    [ "$status" -eq 0 ]
    whole
  done
}

# Twelve levels, and what is returned to has more behind it.
deep () {
  local i path=s
  mkdir s
  for ((i = 0; i < 12; i++)); do
    path+=/d
    mkdir -p "$path" "${path%/*}/a" "${path%/*}/z"
    files "$path/f" "${path%/*}/a/f" "${path%/*}/z/f"
  done
}

@test "a directory that cannot be read on where it was left is told, once" {
  need_strace
  need_platform "lists directories with lseek"
  need_no_sanitizer "has descriptors of its own"
  deep
  for when in '' :when=1 :when=2 :when=3; do
    rm -rf d
    # The limit is set before strace counts what the program calls.
    # shellcheck disable=SC2016 # the inner shell expands it
    run bash -c 'ulimit -n 24; exec timeout 60 strace "$@" -R --jobs=1 s d' \
      sh -f -qq -o /dev/null -e "inject=lseek:error=EIO$when" "$FHLN"
    [ "$status" -eq 1 ]
    [[ $output = *"cannot list directory 's"*": Input/output error"* ]]
    goes_on -R s d
  done
}

@test "with 24 descriptors a deep tree is whole" {
  need_no_sanitizer "has descriptors of its own"
  deep
  for jobs in 1 2 8; do
    rm -rf d
    (ulimit -n 24 && exits 0 -R --jobs="$jobs" s d)
    whole
  done
}

# --- No room ---------------------------------------------------------------

no_inodes () {
  local jobs
  mkdir w
  mount -t tmpfs -o nr_inodes=80 tmpfs w
  cd w || return
  tree 10
  for jobs in 1 2; do
    try -R --jobs="$jobs" s d
    [ "$status" -eq 1 ]
    [[ $stderr = *"No space left on device"* ]]
    mount -o remount,nr_inodes=1000 .
    goes_on -R --jobs="$jobs" s d
    rm -rf d
    mount -o remount,nr_inodes=80 .
  done
}

@test "without inodes for all directories, and then with them" {
  in_private no_inodes
}

# --- The end ---------------------------------------------------------------

# Two directories of $1 files, and d with others of the same names.
wide () {
  mkdir -p s/x s/y d/x d/y
  (cd s/x && seq "$1" | xargs touch)
  (cd s/y && seq "$1" | xargs touch)
  (cd d/x && seq "$1" | xargs touch)
  (cd d/y && seq "$1" | xargs touch)
}

# Run -R -f with two workers, and send signal $1 after the link of $2 has been
# replaced.  Set $found to its status, as a shell has it.
interrupted () {
  local before process
  before=$(inode "d/x/$2")
  # A shell lets what it starts in the background ignore some.
  env --default-signal=INT,QUIT "$FHLN" -R -f --jobs=2 s d &
  process=$!
  while kill -0 "$process" 2>/dev/null \
      && [ "$(inode "d/x/$2" 2>/dev/null || echo "$before")" = "$before" ]; do
    :
  done
  kill -"$1" "$process" 2>/dev/null || true
  found=0
  wait "$process" 2>/dev/null || found=$?
}

@test "a signal leaves no temporary name, and has its status" {
  need_no_sanitizer "is too slow"
  in_memory
  for signal in INT TERM HUP QUIT USR1 ALRM IO RTMIN RTMAX; do
    rm -rf s d
    wide 4000
    interrupted "$signal" 2000
    clean
    if [ "$found" -ne 0 ] \
        && [ "$found" -ne $((128 + $(kill -l "$signal"))) ]; then
      fail "signal $signal: status $found"
    fi
    goes_on -R -f --jobs=2 s d
  done
}

@test "a run that is stopped goes on" {
  in_memory
  wide 4000
  "$FHLN" -R -f --jobs=2 s d &
  kill -TSTP $!
  kill -CONT $!
  wait $!
  whole
}

@test "a killed run is completed by the same command" {
  need_strace
  need_no_sanitizer "is too slow"
  in_memory
  tree 4
  for call in linkat mkdirat openat close utimensat fchmod; do
    for when in 1 2 3 5 8 13; do
      rm -rf d
      run strace -f -qq -o /dev/null \
        -e "inject=$call:signal=KILL:when=$when" "$FHLN" -R --jobs=2 s d
      goes_on -R --jobs=2 s d
    done
  done
}

@test "output that nobody reads ends a run, and leaves no temporary name" {
  in_memory
  wide 6000
  for how in -v --json; do
    found=0
    # shellcheck disable=SC2016 # the inner shell expands it
    bash -c '"$@" | head -n 1 >/dev/null; exit "${PIPESTATUS[0]}"' sh \
      "$FHLN" -R -f "$how" --jobs=2 s d 2>/dev/null || found=$?
    [ "$found" -eq 0 ] || [ "$found" -eq $((128 + $(kill -l PIPE))) ]
    clean
  done
  goes_on -R -f s d
}

@test "a full standard output ends a run, and leaves no temporary name" {
  need_full
  in_memory
  wide 6000
  exits 1 -R -f --json --jobs=2 s d >/dev/full 2>err
  [[ $(<err) = *"write error: No space left on device" ]]
  clean
  goes_on -R -f s d
}

@test "a signal is answered while a worker waits for who reads" {
  in_memory
  wide 6000
  rm -rf d
  mkfifo pipe
  exec {reader}<>pipe
  "$FHLN" -R -v --jobs=2 s d >pipe 2>/dev/null &
  process=$!
  while [ ! -e d/x ] && kill -0 "$process"; do
    :
  done
  kill -TERM "$process"
  found=0
  wait "$process" || found=$?
  exec {reader}>&-
  [ "$found" -eq $((128 + $(kill -l TERM))) ]
  goes_on -R s d
}

# --- What vanishes, and changes --------------------------------------------

# Make s with eight files; $third is listed as the third.
listed () {
  mkdir s
  files s/f1 s/f2 s/f3 s/f4 s/f5 s/f6 s/f7 s/f8
  # shellcheck disable=SC2012 # as the directory lists them
  third=$(ls -U s | sed -n 3p)
}

# Run -R with the arguments, and before the link of s/$third let the shell do
# $1.
meanwhile () {
  local what=$1
  shift
  need_tool meanwhile.so
  need_shared "loads no library"
  need_no_sanitizer "comes before what is loaded"
  run --separate-stderr env "LD_PRELOAD=$tool" "MEANWHILE_AT=$third" \
    "MEANWHILE=$what" "$FHLN" -R "$@" s d
}

@test "a file that has become a directory is walked" {
  for jobs in 1 2; do
    rm -rf s d
    listed
    meanwhile "rm s/$third && mkdir s/$third && echo x >s/$third/x" \
      --jobs="$jobs"
    [ "$status" -eq 0 ]
    same "s/$third/x" "d/$third/x"
    [ "$(find d -type f | wc -l)" -eq 8 ]
  done
}

@test "a file that has vanished is no failure" {
  listed
  meanwhile "rm s/$third" --json
  [ "$status" -eq 0 ]
  [[ $output = *"\"source\":\"s/$third\""*'"outcome":"vanished"'* ]]
  [ "$(find d -type f | wc -l)" -eq 7 ]
}

@test "a file that is listed and cannot be reached is a failure" {
  need_strace
  need_no_sanitizer "needs calls of its own"
  listed
  run --separate-stderr strace -qq -o /dev/null -e inject=linkat:error=ENOENT \
    -e inject=statx:error=ENOENT:when=6+ "$FHLN" -R --jobs=1 s d
  [ "$status" -eq 1 ]
  goes_on -R s d
}

@test "a DEST directory that has vanished is a failure, and nothing hangs" {
  listed
  meanwhile "rm -rf d"
  [ "$status" -eq 1 ]
  goes_on -R s d
}

@test "a DEST directory that is moved away takes its own mode along" {
  mkdir -p s/a s/b
  chmod 711 s/a
  chmod 722 s/b
  listed_in_a
  meanwhile "mv d/a d/moved && mkdir -m 755 d/a"
  [ "$(stat -c %a d/moved)" = 711 ]
  [ "$(stat -c %a d/a)" = 755 ]
  [ "$(stat -c %a d/b)" = 722 ]
}

listed_in_a () {
  files s/a/f
  third=f
}

# --- Modes -----------------------------------------------------------------

@test "--no-overwrite-dir leaves a directory that cannot be read as it was" {
  need_user "may not do all"
  mkdir -p s/x s/y s/z d/x d/y d/z
  files s/x/f s/y/f s/z/f
  chmod 0 d/x
  chmod 300 d/y
  chmod 555 d/z
  try -R --no-overwrite-dir s d
  [ "$status" -eq 0 ]
  [ "$(stat -c %a d/x d/y d/z | xargs)" = "0 300 555" ]
  chmod 700 d/x d/y d/z
  same s/x/f d/x/f
  same s/y/f d/y/f
  same s/z/f d/z/f
}

@test "DEST inside SOURCE is seen beneath a directory that cannot be read" {
  need_user "may not do all"
  mkdir -p s/x/y s/z
  files s/z/f
  chmod 311 s/x
  try -R s s/x/y/d
  [ "$status" -eq 1 ]
  [[ $stderr = *"into itself"* ]]
  chmod 700 s/x
  holds s/x/y
}
