# shellcheck shell=bash disable=SC2034,SC2154
# What do all test files share: a directory to work in, runs, assertions; and,
# from the files that it loads, file systems and twin runs.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The program under test is $FHLN (an absolute name; src/fhln of this
# checkout when it is unset).  A test works in $BATS_TEST_TMPDIR/w, runs the
# program with `try`, looks at the directory (holds, same, apart, links,
# reads, points), then at the status and the messages (passed, failed,
# refused, errors).  After every test no temporary name may be left.

bats_require_minimum_version 1.5.0

export FHLN=${FHLN:-$(cd "$BATS_TEST_DIRNAME/../.." && pwd)/src/fhln}
NAME=${FHLN##*/}
# The directory tests/ of the build tree, where make builds the test programs.
FHLN_TOOLS=${FHLN_TOOLS:-${FHLN%/*}/../tests}

load ../lib/mounts
load ../lib/programs
load ../lib/twins

setup () {
  common_setup
}

teardown () {
  common_teardown
}

common_setup () {
  unset VERSION_CONTROL SIMPLE_BACKUP_SUFFIX POSIXLY_CORRECT LANGUAGE LANG
  unset TMPDIR CDPATH
  export LC_ALL=C
  umask 022
  if ! [ -x "$FHLN" ]; then
    fail "no program $FHLN: build it, or set FHLN"
  fi
  attributed=()
  other_directories=()
  if [ -n "${ASAN_OPTIONS-}" ]; then
    export ASAN_OPTIONS=$ASAN_OPTIONS:log_path=$BATS_TEST_TMPDIR/sanitizer
  fi
  mkdir "$BATS_TEST_TMPDIR/w"
  cd "$BATS_TEST_TMPDIR/w" || return 1
}

# Give back what the test took; then no temporary name may be left, and no
# sanitizer may have found anything, whatever the test made of it.
common_teardown () {
  local dir stray report
  for dir in "${attributed[@]}"; do
    chattr -ai "$dir" 2>/dev/null || true
  done
  stray=$(find "$BATS_TEST_TMPDIR" "${other_directories[@]}" -name '.fhln*')
  for dir in "${other_directories[@]}"; do
    rm -rf "$dir"
  done
  if [ -n "$stray" ] && [ -z "${stray_expected-}" ]; then
    fail "left behind: $stray"
  fi
  for report in "$BATS_TEST_TMPDIR"/sanitizer.*; do
    if [ -e "$report" ]; then
      fail "$(cat "$report")"
    fi
  done
}

# A temporary name is left behind on purpose.
expect_stray () {
  stray_expected=yes
}

fail () {
  printf '%s\n' "$*" >&2
  return 1
}

# --- What a test needs -----------------------------------------------------

need_root () {
  if [ "$(id -u)" -ne 0 ]; then
    skip "needs root: $1"
  fi
}

need_user () {
  if [ "$(id -u)" -eq 0 ]; then
    skip "needs an ordinary user: $1"
  fi
}

need_command () {
  if ! command -v "$1" >/dev/null; then
    skip "needs $1"
  fi
}

need_strace () {
  need_command strace
  if ! strace -o /dev/null true 2>/dev/null; then
    skip "strace may not trace here"
  fi
}

need_valgrind () {
  need_command valgrind
  if ! valgrind -q --tool=none true 2>/dev/null; then
    skip "valgrind does not run here"
  fi
}

gnu_ln_is_here () {
  ln --version 2>/dev/null | grep -qF '(GNU coreutils) 9.1'
}

need_gnu_ln () {
  if ! gnu_ln_is_here; then
    skip "needs GNU ln 9.1 to compare with"
  fi
}

need_full () {
  if ! [ -c /dev/full ]; then
    skip "needs /dev/full"
  fi
}

# Set $other to a new directory that lies on another file system.
need_other_file_system () {
  local here there
  if ! other=$(mktemp -d /dev/shm/fhln-test-XXXXXX 2>/dev/null); then
    skip "needs a writable /dev/shm"
  fi
  other_directories+=("$other")
  here=$(stat -c %d .)
  there=$(stat -c %d "$other")
  if [ "$here" = "$there" ]; then
    skip "/dev/shm and the test directory are one file system"
  fi
}

# Set $tool to the test program $1, or the library $1 (NAME.so): the one that
# make has built, or one that is compiled now from tests/tools.
need_tool () {
  local source=$BATS_TEST_DIRNAME/../tools/${1%.so}.c
  local before=(-O1 -D_GNU_SOURCE) after=()
  for tool in "$FHLN_TOOLS"/{tools,unit}/"$1" "$BATS_FILE_TMPDIR/$1"; do
    if [ -x "$tool" ]; then
      return
    fi
  done
  if ! [ -e "$source" ]; then
    skip "needs the test program $1, which make check builds"
  fi
  need_command "${CC:-cc}"
  case $1 in
    *.so) before+=(-shared -fPIC) ;;
    fuse-errno)
      read -ra after < <(pkg-config --cflags --libs fuse3 2>/dev/null) || true
      ;;
  esac
  sources_of "$source"
  if ! "${CC:-cc}" "${before[@]}" -o "$tool" "${sources[@]}" "${after[@]}" \
      2>/dev/null; then
    skip "cannot compile ${source##*/}"
  fi
}

# Set $sources to those of the test program whose own is $1: that, its parts,
# which are named after it, and those of the headers that are included.
sources_of () {
  local files file header i
  files=("$1" "${1%.c}"-*.c)
  sources=()
  # What is found here is read as well.
  for ((i = 0; i < ${#files[@]}; i++)); do
    if ! [ -e "${files[i]}" ]; then
      continue
    fi
    if [[ ${files[i]} = *.c ]]; then
      sources+=("${files[i]}")
    fi
    while read -r header; do
      for file in "${1%/*}/$header".[ch]; do
        if [[ " ${files[*]} " != *" $file "* ]]; then
          files+=("$file")
        fi
      done
    done < <(sed -n 's/^#include "\(.*\)\.h"$/\1/p' "${files[i]}")
  done
}

# Is fs.protected_hardlinks on?  Nobody changes it from now to the test's end:
# who does locks its file.
protects_hardlinks () {
  exec {locked}</proc/sys/fs/protected_hardlinks
  flock -s "$locked" 2>/dev/null || true
  [ "$(cat <&"$locked")" = 1 ]
}

# Make attribute $1 (a or i) hold for the directory or file $2.
need_attribute () {
  need_root "sets the attribute +$1"
  need_command chattr
  if ! chattr "+$1" "$2" 2>/dev/null; then
    skip "this file system has no attribute +$1"
  fi
  attributed+=("$2")
}

# Make $nobody a command prefix that gives up root and ends in a copy of the
# program, reached by a relative name: the test directory's parents may be
# closed to others.  It works one directory below the test directory.
need_nobody () {
  need_root "becomes another user"
  need_command setpriv
  cp "$FHLN" ./fhln
  nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups ../fhln)
  if ! (mkdir probe && cd probe && "${nobody[@]}" --version) >/dev/null; then
    skip "another user cannot run the program here"
  fi
  rmdir probe
}

# Does the program have AddressSanitizer?
sanitized () {
  grep -qa __asan_init "$FHLN"
}

# With a sanitizer the program needs more memory, makes further system calls
# and reads /proc; the reason why that spoils the test is $1.
need_no_sanitizer () {
  if sanitized; then
    skip "the program has a sanitizer: $1"
  fi
}

# Was the program built for any system, with nothing that this one alone has?
portable () {
  local text
  text=$("$FHLN" --handle 0 x 2>&1) || true
  [[ $text = *"not available on this system"* ]]
}

# A test needs what this system alone has: $1.
need_platform () {
  if portable; then
    skip "the program was built for any system: $1"
  fi
}

# --- Making files ----------------------------------------------------------

# Make files, each holding its own base name.
files () {
  local name
  for name; do
    printf '%s\n' "${name##*/}" >"$name"
  done
}

# Work on a file system that is quick, if there is one.
in_memory () {
  if [ -z "${other-}" ] && other=$(mktemp -d /dev/shm/fhln-test-XXXXXX \
      2>/dev/null); then
    other_directories+=("$other")
    cp -r . "$other"
    cd "$other" || return
  fi
}

# --- Running ---------------------------------------------------------------

try () {
  run --separate-stderr "$FHLN" "$@"
}

# As try, in the locale $1.
try_in () {
  run --separate-stderr env "LC_ALL=$1" "$FHLN" "${@:2}"
}

# Run the program with the caller's standard streams, which `run` would
# replace; its exit status must be $1.
exits () {
  local found=0
  "$FHLN" "${@:2}" || found=$?
  if [ "$found" -ne "$1" ]; then
    fail "exit status $found, expected $1"
  fi
}

# As try, under strace with the injections in $1 (names:what).
try_with () {
  local how=$1
  shift
  run --separate-stderr strace -qq -o "$BATS_TEST_TMPDIR/trace" \
    -e "inject=$how" "$FHLN" "$@"
}

# As try, with every system call written to the file trace.
traced () {
  run --separate-stderr strace -qq -o "$BATS_TEST_TMPDIR/trace" \
    "$FHLN" "$@"
}

# The calls from the first linkat or symlinkat to before exit_group.  One number
# in 23 that getrandom gives is no fair choice of letters, and it is asked again:
# this counts once.
calls_of_the_link () {
  sed -n '/^\(linkat\|symlinkat\)(/,$p' "$BATS_TEST_TMPDIR/trace" \
    | grep -v -e '^exit_group(' -e '^+++ ' \
    | awk '!/^getrandom\(/ || ++random == 1'
}

# Those of them that look a name up: not a descriptor alone.
calls_with_names () {
  local with='link|symlink|rename|unlink|stat|lstat|newfstatat|statx|open'
  with+='|readlink|access|faccessat|name_to_handle'
  calls_of_the_link | grep -E "^($with)" | grep -vE '^[a-z0-9_]+\([0-9]+, "", '
}

# --- Looking at the effects ------------------------------------------------

# Directory $1 holds exactly the other arguments.
holds () {
  local dir=$1 name found
  shift
  shopt -s nullglob dotglob
  found=("$dir"/*)
  shopt -u nullglob dotglob
  if [ "${#found[@]}" -ne $# ]; then
    fail "$dir holds ${found[*]@Q}, expected $*"
  fi
  for name; do
    if ! [ -e "$dir/$name" ] && ! [ -L "$dir/$name" ]; then
      fail "$dir holds ${found[*]@Q}, expected $*"
    fi
  done
}

inode () {
  stat -c %d:%i -- "$1"
}

# Both names are directory entries of one file (symbolic links not followed).
same () {
  local one two
  one=$(inode "$1")
  two=$(inode "$2")
  if [ "$one" != "$two" ]; then
    fail "'$1' is $one, '$2' is $two"
  fi
}

apart () {
  local one two
  one=$(inode "$1")
  two=$(inode "$2")
  if [ "$one" = "$two" ]; then
    fail "'$1' and '$2' are both $one"
  fi
}

# File $1 has $2 links.
links () {
  local count
  count=$(stat -c %h -- "$1")
  if [ "$count" -ne "$2" ]; then
    fail "'$1' has $count links, expected $2"
  fi
}

# $1 and $2 are the only two links of one file.
linked () {
  same "$1" "$2"
  links "$1" 2
}

# File $1 is a regular file of one line, $2 (its own base name by default).
reads () {
  local text
  if [ -L "$1" ] || ! [ -f "$1" ]; then
    fail "'$1' is no regular file"
  fi
  text=$(cat -- "$1")
  if [ "$text" != "${2-${1##*/}}" ]; then
    fail "'$1' reads '$text', expected '${2-${1##*/}}'"
  fi
}

# As made by files, and with one link.
untouched () {
  local name
  for name; do
    reads "$name"
    links "$name" 1
  done
}

# Symbolic link $1 has the text $2.
points () {
  local text
  text=$(readlink -- "$1")
  if [ "$text" != "$2" ]; then
    fail "'$1' points to '$text', expected '$2'"
  fi
}

# --- Looking at the answer -------------------------------------------------

# The whole run, for a failed assertion's output.
answer () {
  printf 'status %s\nstdout: %s\nstderr: %s\n' "$status" "$output" "$stderr"
}

ended () {
  if [ "$status" -ne "$1" ]; then
    answer >&2
    fail "expected status $1"
  fi
}

# The first line on standard error is the program's name and $1.
says () {
  if [ "${stderr_lines[0]-}" != "$NAME: $1" ]; then
    answer >&2
    fail "expected the message: $NAME: $1"
  fi
}

# Success, nothing on standard error; $1 on standard output.
passed () {
  ended 0
  if [ "$output" != "${1-}" ] || [ -n "$stderr" ]; then
    answer >&2
    fail "expected standard output '${1-}' and no message"
  fi
}

# Exit status 1, or $2, and the message $1; nothing on standard output.
failed () {
  says "$1"
  ended "${2-1}"
  if [ -n "$output" ]; then
    answer >&2
    fail "expected nothing on standard output"
  fi
}

# A usage error: as failed, and the last line says where help is.
refused () {
  failed "$@"
  if [ "${stderr_lines[-1]}" != \
       "Try '$NAME --help' for more information." ]; then
    answer >&2
    fail "expected the line that names --help"
  fi
}

# A usage error whose words are fhln's own: options that exclude each other.
excluded () {
  ended 1
  if [ -n "$output" ] || [[ ${stderr_lines[0]-} != "$NAME: "* ]] \
      || [[ $stderr = *unrecognized* ]]; then
    answer >&2
    fail "expected a message and nothing else"
  fi
}

# Standard error, the notes left out, is exactly these messages.
errors () {
  local line expected found=()
  for line in "${stderr_lines[@]}"; do
    if [[ $line != "$NAME: note: "* ]]; then
      found+=("$line")
    fi
  done
  expected=("${@/#/$NAME: }")
  if [ "${found[*]@Q}" != "${expected[*]@Q}" ]; then
    answer >&2
    fail "expected the messages: ${expected[*]@Q}"
  fi
}

# The object that JSON line $1 of the output has is valid, and its member $2
# is the string $3; an empty $3: it has no such member.
says_json () {
  local found
  found=$(python3 -c '
import json, sys
print(json.loads(sys.argv[1]).get(sys.argv[2], ""))' "${lines[$1]}" "$2")
  if [ "$found" != "$3" ]; then
    answer >&2
    fail "expected $2 '$3', found '$found'"
  fi
}
