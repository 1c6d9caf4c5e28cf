#!/usr/bin/env bats
# shellcheck disable=SC2154
# Which pairs does --failed0-to write, and where?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/streams
load ../lib/usage

# The file $1 has exactly the names $2...
has_names () {
  local found
  mapfile -d '' found <"$1"
  if [ "${found[*]@Q}" != "$(shift && echo "${*@Q}")" ]; then
    fail "$1 has ${found[*]@Q}"
  fi
  # The last name has its NUL, too.
  [ "$(tr -dc '\0' <"$1" | wc -c)" -eq "${#found[@]}" ]
}

# --- Which -----------------------------------------------------------------

@test "what cannot be linked is written in every form of operands" {
  need_other_file_system
  files a ./-b
  try --failed0-to=../rest a "$other/new"
  ended 1
  has_names ../rest a "$other/new"
  try --failed0-to=../rest a "$other"
  has_names ../rest a "$other/a"
  try --failed0-to=../rest -t "$other/" -- ./a -b
  has_names ../rest ./a "$other/a" -b "$other/-b"
  try --failed0-to=../rest -- -b a "$other"
  has_names ../rest -b "$other/-b" a "$other/a"
  mkdir s
  files s/c
  cd "$other"
  try --failed0-to="$BATS_TEST_TMPDIR/rest" "$OLDPWD/s/c"
  has_names "$BATS_TEST_TMPDIR/rest" "$OLDPWD/s/c" ./c
  holds .
}

@test "what cannot be linked is written from streams" {
  need_other_file_system
  files a $'b\nc'
  names a "$other/x" a n $'b\nc' "$other/y//z" >../list
  try --failed0-to=../rest --pairs0-from=../list
  ended 1
  linked a n
  has_names ../rest a "$other/x" $'b\nc' "$other/y//z"
  names a $'b\nc' >../list
  try_from ../list --failed0-to=../rest -t "$other" --files0-from=-
  has_names ../rest a "$other/a" $'b\nc' "$other/b"$'\nc'
  holds "$other"
}

@test "copies take the place of what could not be linked, and of nothing else" {
  need_other_file_system
  files a ./-b c
  echo old >"$other/c"
  for run in 1 2; do
    try --failed0-to=../rest -t "$other" -- a -b c
    ended 1
    if [ -s ../rest ]; then
      xargs -0 -n2 cp -nT -- <../rest
    fi
    holds "$other" a -b c
    reads "$other/a"
    reads "$other/-b" -b
    reads "$other/c" old
  done
  has_names ../rest
}

@test "a DEST that is there, and what fhln would not do, are not written" {
  files a b c
  mkdir d
  ln -s nowhere dangling
  while read -r arguments; do
    read -ra arguments <<<"$arguments"
    run --separate-stderr "$FHLN" --failed0-to=../rest "${arguments[@]}" <<<n
    ended 1
    has_names ../rest
  done <<'END'
a b
--if-exists=same a b
-i a b
a a
-f a a
-T a dangling
-T a d
-fT a d
-T nosuch b
-T a b/
-t nosuch a
-t b a
a b nosuch
a b c
-R . d/new
END
  untouched a b c
  try --failed0-to=../rest a n
  passed
  has_names ../rest
}

@test "a SOURCE that is missing, or a directory, is written" {
  files a
  mkdir d
  try --failed0-to=../rest -t d nosuch a
  ended 1
  has_names ../rest nosuch d/nosuch
  try --failed0-to=../rest d new
  has_names ../rest d new
  try --failed0-to=../rest a missing/b
  has_names ../rest a missing/b
  try --failed0-to=../rest a a/b
  has_names ../rest a a/b
  try --failed0-to=../rest --parents -t n/o nosuch d
  has_names ../rest nosuch n/o/nosuch d n/o/d
  try --failed0-to=../rest --parents -R -t n/o nosuch
  has_names ../rest nosuch n/o/nosuch
  holds . a d
  long=$(printf 'x%.0s' {1..256})
  try --failed0-to=../rest a "$long"
  has_names ../rest a "$long"
}

@test "what may not leave its directory is not written" {
  mkdir d
  files a d/b
  ln -s .. d/up
  cd d
  names ../a x b ../y b up/z /etc/passwd w b none/v >../../list
  for option in --beneath --no-symlinks; do
    rm -f x w ../y ../z
    try "$option" --failed0-to=../../rest --pairs0-from=../../list
    ended 1
    case $option in
      --beneath) has_names ../../rest b none/v ;;
      *) run ! grep -qz up ../../rest ;;
    esac
  done
}

@test "a DEST that may be there is not written" {
  need_user "searches any directory"
  mkdir d e
  files a
  chmod 600 d
  names a d/x a e/y/z >../list
  try --failed0-to=../rest --pairs0-from=../list
  chmod 700 d
  has_names ../rest a e/y/z
}

@test "descriptors and handles are written by their text" {
  need_platform "links descriptors"
  need_other_file_system
  files a
  exec 8<a
  try --failed0-to=../rest --fd 8 "$other/x"
  has_names ../rest 8 "$other/x"
  names 8 "$other/x" 8 n 999 m no o >../list
  try --failed0-to=../rest --fd --pairs0-from=../list
  exec 8<&-
  has_names ../rest 8 "$other/x" 999 m no o
  linked a n
  try --print-handle a
  if [ "$status" -ne 0 ]; then
    skip "no handles here"
  fi
  handle=$output
  try --failed0-to=../rest --handle "$handle" "$other/x"
  has_names ../rest "$handle" "$other/x"
}

@test "names at open directories are written as they were given" {
  mkdir s d
  files s/a
  exec 8<s 9<d
  try --source-dirfd=8 --dest-dirfd=9 --failed0-to=rest -T a no/b
  has_names rest a no/b
  mkdir d/no
  try --source-dirfd=8 --dest-dirfd=9 --pairs0-from=rest
  exec 8<&- 9<&-
  passed
  linked s/a d/no/b
}

@test "symbolic links are written with their contents" {
  try -s --failed0-to=../rest ../a no/b
  ended 1
  has_names ../rest ../a no/b
}

@test "a name that is not whole is not written" {
  files a
  long=$(head -c 65536 /dev/zero | tr '\0' x)
  { names a; printf '%s\0' "$long"; names a no/b "$long" n a; } >../list
  try --failed0-to=../rest --pairs0-from=../list
  ended 1
  has_names ../rest a no/b
}

@test "a name that is longer than the system takes is written whole" {
  files a
  long=$(printf 'd%.0s/' {1..3000})x
  names a "$long" >../list
  try --failed0-to=../rest --pairs0-from=../list
  ended 1
  cmp ../list ../rest
  # Longer than the buffer, both together.
  longer=$(head -c 60000 /dev/zero | tr '\0' x)
  names "$longer" "$longer" a "$long" >../list
  try --failed0-to=../rest --pairs0-from=../list
  cmp ../list ../rest
}

# --- Trees -----------------------------------------------------------------

@test "of a tree, files are written, and directories that could not be made" {
  mkdir -p s/sub/deep d s/other
  files s/a s/sub/b s/sub/deep/c
  files d/a
  echo file >d/sub
  try -R --failed0-to=../rest s d
  ended 1
  has_names ../rest
  rm d/sub
  try -R --failed0-to=../rest s nosuch/d
  ended 1
  has_names ../rest s nosuch/d
  need_other_file_system
  try -R --failed0-to=../rest -t "$other" s/
  has_names ../rest s/ "$other/s"
  holds "$other"
  xargs -0 -n2 cp -anT -- <../rest
  diff -r s "$other/s"
}

@test "of a tree, names longer than the system takes are written whole" {
  need_root "makes a file that cannot be linked"
  need_command python3
  if ! python3 - <<'END'
import os, subprocess, sys
os.mkdir('s')
fd = os.open('s', os.O_RDONLY)
for i in range(30):
    os.mkdir('d' * 200, dir_fd=fd)
    fd = os.open('d' * 200, os.O_RDONLY, dir_fd=fd)
os.close(os.open('f', os.O_CREAT | os.O_WRONLY, dir_fd=fd))
sys.exit(subprocess.call(['chattr', '+i', '/proc/self/fd/%d/f' % fd],
                         pass_fds=[fd], stderr=subprocess.DEVNULL))
END
  then
    skip "this file system has no attribute +i"
  fi
  try -R --jobs=2 --failed0-to=../rest s d
  python3 -c '
import os, subprocess
fd = os.open("s", os.O_RDONLY)
for i in range(30):
    fd = os.open("d" * 200, os.O_RDONLY, dir_fd=fd)
subprocess.call(["chattr", "-i", "/proc/self/fd/%d/f" % fd], pass_fds=[fd])'
  ended 1
  way=$(printf "$(printf 'd%.0s' {1..200})/%.0s" {1..30})f
  has_names ../rest "s/$way" "d/$way"
}

@test "several workers write whole pairs" {
  need_other_file_system
  mkdir s d
  for n in {1..20}; do
    mkdir "s/$n" "d/$n"
    files "s/$n/a"
    ln -s x "d/$n/b"
  done
  # Each is refused, by a name that is a directory there and a file here.
  for n in {1..20}; do
    mkdir "d/$n/a"
  done
  try -R --jobs=4 --failed0-to=../rest s d
  ended 1
  has_names ../rest
  for n in {1..20}; do
    rmdir "d/$n/a"
  done
  try -R --jobs=4 --failed0-to=../rest s d
  passed
  has_names ../rest
}

# --- Where -----------------------------------------------------------------

@test "the file is emptied before anything is linked, but not by a usage error" {
  files a
  echo old >../rest
  try --failed0-to=../rest --fd -s a b
  excluded
  reads ../rest old
  try --failed0-to=../rest a b
  passed
  [ ! -s ../rest ]
  rm ../rest
  try --failed0-to=../rest a c
  passed
  [ -f ../rest ]
}

@test "a file that cannot be opened is told before anything is linked" {
  files a
  mkdir d
  for file in nosuch/rest d a/x ''; do
    try --failed0-to="$file" --detailed-exit-status a b
    ended 1
    [[ $stderr = "$NAME: cannot open '$file' for writing: "* ]]
    holds . a d
  done
  if portable || ! [ -e /dev/fd/0 ]; then
    return
  fi
  exec 8</dev/null
  try --failed0-to=/dev/fd/8 a b
  exec 8<&-
  failed "cannot open '/dev/fd/8' for writing: Bad file descriptor"
  try --failed0-to=/dev/fd/8 a b
  failed "cannot open '/dev/fd/8' for writing: Bad file descriptor"
  holds . a d
}

@test "what cannot be written is told once, and gives status 1" {
  need_full
  files a
  names nosuch x a b none y >../list
  try --detailed-exit-status --failed0-to=/dev/full --pairs0-from=../list
  ended 1
  linked a b
  errors "failed to access 'nosuch': No such file or directory" \
    "error writing '/dev/full': No space left on device" \
    "failed to access 'none': No such file or directory"
  # Nothing to write.
  try --failed0-to=/dev/full a c
  passed
}

@test "pairs go to a descriptor where it stands" {
  files a
  try --failed0-to=- a no/b
  ended 1
  "$FHLN" --failed0-to=- a no/b >../rest 2>/dev/null || true
  has_names ../rest a no/b
  {
    names before
    "$FHLN" --failed0-to=/dev/fd/8 a no/c || true
    "$FHLN" --failed0-to=/proc/self/fd/8 a no/d || true
    names behind
  } 8>../rest >&8 2>/dev/null
  has_names ../rest before a no/c a no/d behind
  "$FHLN" --failed0-to=- a no/b >>../rest 2>/dev/null || true
  has_names ../rest before a no/c a no/d behind a no/b
  "$FHLN" --failed0-to=/dev/stdout a no/b 2>/dev/null | cat >../rest
  has_names ../rest a no/b
}

@test "pairs are not held back while a stream waits" {
  need_command mkfifo
  files a
  mkfifo ../in ../out
  timeout 60 "$FHLN" --failed0-to=../out --pairs0-from=../in 2>/dev/null &
  exec 9<../out 8>../in
  names a no/b >&8
  IFS= read -r -d '' src <&9
  IFS= read -r -d '' dst <&9
  [ "$src $dst" = 'a no/b' ]
  names a no/c >&8
  IFS= read -r -d '' src <&9
  IFS= read -r -d '' dst <&9
  [ "$src $dst" = 'a no/c' ]
  exec 8>&- 9<&-
  wait || true
}

@test "a run that is killed has written what had failed" {
  need_strace
  need_no_sanitizer 'its own calls are counted'
  files a
  names a no/b a no/c a no/d >../list
  # Each is tried four times, as SOURCE is there.
  try_with linkat:signal=KILL:when=9 --failed0-to=../rest \
    --pairs0-from=../list
  [ "$status" -ne 0 ]
  has_names ../rest a no/b a no/c
}

# --- Usage -----------------------------------------------------------------

@test "a file that is read as well is refused" {
  mkdir d
  files a
  names a b >../list
  ln -s list ../link
  printf '%s\n' x >../patterns
  while read -r file arguments; do
    read -ra arguments <<<"$arguments"
    cp ../list ../before
    run --separate-stderr "$FHLN" --failed0-to="$file" "${arguments[@]}" \
      <../list
    failed "cannot write failed pairs to '$file', which is an input: give \
another file"
    cmp ../list ../before
    reads ../patterns x
    untouched a
    holds . a d
  done <<'END'
../list --pairs0-from=../list
../link --pairs0-from=../list
../list --pairs0-from=../link
../list --pairs0-from=-
../list -t d --files0-from=/dev/stdin
../list -i a b
a a b
./a -t d a
../patterns -R --exclude-from=../patterns d e
END
  run --separate-stderr "$FHLN" --failed0-to=/dev/fd/8 --pairs0-from=../list \
    8>>../list
  ended 1
  cmp ../list ../before
  run --separate-stderr "$FHLN" --failed0-to=- --pairs0-from=../list >>../list
  holds . a b d
  # Devices and sockets do not keep what is written.
  run --separate-stderr "$FHLN" --failed0-to=/dev/null --pairs0-from=/dev/null
  passed
}

@test "--failed0-to excludes what it cannot go with" {
  files a
  each_excluded <<'END'
--failed0-to=- -v a b|: give a file
--failed0-to=/dev/fd/1 --json a b|: give a file
--failed0-to=/dev/stderr a b|: give a file
--failed0-to=x -sr a b|: leave out --relative,
END
  need_platform "knows handles"
  try --failed0-to=x --print-handle a
  excluded
  [[ $stderr = *': leave out --failed0-to,'* ]]
}
