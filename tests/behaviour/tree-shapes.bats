#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2030,SC2031,SC2154
# Is a tree made whatever its shape is: deep, wide, large; with few descriptors
# and little memory?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Environment: TREE_FACTOR, by which wide shapes are larger (1; 10 is a million
# files in a directory, 100000 directories in one, and 1000 of 1000 files).

load ../lib/helper
load ../lib/tree

factor=${TREE_FACTOR-1}

setup () {
  common_setup
  need_command python3
}

# Make tree s, by the commands $1 of a Python program, with the file f in it
# and the functions below.
build () {
  python3 -c '
import os, sys
os.mkdir("s")
os.chdir("s")
open("f", "w").close()
factor = int(sys.argv[1])
def names(count, where=""):
    for i in range(count):
        os.link("f", "%sname%d" % (where, i))
def chain(depth, name="d"):
    for i in range(depth):
        os.mkdir(name)
        os.chdir(name)
        os.close(os.open("f", os.O_CREAT | os.O_WRONLY))
'"$1" "$factor"
}

# Trees s and $1 have the same directories, with the same files.  Names are
# never pasted together: they may be too long.
same_trees () {
  python3 -c '
import os, sys
def below(s, d):
    with os.scandir(s) as one, os.scandir(d) as other:
        here, there = ({e.name: e.is_dir(follow_symlinks=False) for e in listed}
                       for listed in (one, other))
    if here != there:
        sys.exit("other names")
    for name in [n for n in here if not here[n]]:
        if (os.stat(name, dir_fd=s, follow_symlinks=False).st_ino
            != os.stat(name, dir_fd=d, follow_symlinks=False).st_ino):
            sys.exit("another file")
    return [n for n in here if here[n]]
left = [(s, d, below(s, d)) for s, d in
        [(os.open("s", os.O_RDONLY), os.open(sys.argv[1], os.O_RDONLY))]]
while left:
    s, d, names = left.pop()
    if names:
        name = names.pop()
        s2 = os.open(name, os.O_RDONLY, dir_fd=s)
        d2 = os.open(name, os.O_RDONLY, dir_fd=d)
        if names:
            left.append((s, d, names))
        left.append((s2, d2, below(s2, d2)))
    if not names:
        os.close(s)
        os.close(d)
' "$1" || fail "'$1' is not as s"
}

# Make tree $2 of s with the options $3..., with 24 descriptors; at most $1
# kilobytes may be resident.
shape () {
  local most
  ulimit -S -n 24
  run --separate-stderr command time -q -f %M -o "$BATS_TEST_TMPDIR/resident" \
    "$FHLN" -R "${@:3}" s "$2"
  ulimit -S -n 1024
  ended 0
  [ -z "$stderr" ]
  if ! sanitized; then
    most=$(tail -n 1 "$BATS_TEST_TMPDIR/resident")
    echo "# kilobytes, ${*:3}: $most" >&3
    [ "$most" -le "$1" ] || fail "$most kilobytes, more than $1"
  fi
}

# As shape, with one worker, with two, and of what is already there.
shapes () {
  if ! command -v time >/dev/null; then
    skip "needs time"
  fi
  shape "$1" d1 --jobs=1
  same_trees d1
  shape "$1" d1 --jobs=2 -v
  [ -z "$output" ]
  rm -rf d1
  shape "$1" d2 --jobs=2
  same_trees d2
}

# --- Little memory, few descriptors ----------------------------------------

@test "a chain of 20000 directories" {
  in_memory
  build 'chain(20000)'
  shapes $((3 * 1024 + 20000 * 400 / 1024))
}

@test "very many files in one directory" {
  in_memory
  build 'names(100000 * factor)'
  shapes 3072
}

@test "very many directories in one directory" {
  in_memory
  build '
for i in range(10000 * factor):
    os.mkdir("d%d" % i)
    os.link("f", "d%d/f" % i)'
  shapes 3072
}

@test "many directories of many files" {
  in_memory
  build '
for i in range(100 * factor):
    os.mkdir("d%d" % i)
    names(1000, "d%d/" % i)'
  shapes 3072
}

@test "many chains in one directory, and in each of their directories" {
  in_memory
  build '
top = os.getcwd()
for i in range(40):
    os.chdir(top)
    chain(50, "c%d" % i)
os.chdir(top)
def bushy(depth):
    for i in range(3):
        os.mkdir("b%d" % i)
        open("b%d/f" % i, "w").close()
        if depth:
            os.chdir("b%d" % i)
            bushy(depth - 1)
            os.chdir("..")
bushy(6)'
  shapes $((3072 + 50 * 400 / 1024))
}

# The greatest descriptor that was used, as the trace says.
greatest () {
  sed -n 's/.*\(openat\|openat2\|fcntl\|dup\).*) *= \([0-9]*\)$/\2/p' "$BATS_TEST_TMPDIR/trace" \
    | sort -n | tail -n 1
}

@test "at most 40 descriptors are open with one worker, 80 with two" {
  need_strace
  need_platform "it lists each directory by a descriptor of its own"
  in_memory
  build '
top = os.getcwd()
for i in range(60):
    os.chdir(top)
    chain(60, "c%d" % i)'
  for jobs in 1 2; do
    run --separate-stderr strace -f -qq -o "$BATS_TEST_TMPDIR/trace" \
      -e trace=openat,openat2,fcntl,dup,dup3 "$FHLN" -R --jobs=$jobs s d$jobs
    passed
    echo "# greatest descriptor, --jobs=$jobs: $(greatest)" >&3
    # Numbers begin at 0, and some were open before.
    [ "$(greatest)" -lt $((40 * jobs)) ]
    same_trees d$jobs
  done
}

@test "as many descriptors as there may be, however few, do" {
  in_memory
  build '
top = os.getcwd()
for i in range(5):
    os.chdir(top)
    chain(30, "c%d" % i)'
  # These are open in every test.
  local before limit
  before=$(find /proc/self/fd -mindepth 1 -printf '%f\n' | sort -n | tail -n 1)
  # Each limit leaves another number of them when all that were planned are
  # taken.
  for jobs in 1 8; do
    for limit in $(seq 24 48) 100; do
      run --separate-stderr bash -c 'ulimit -n "$1"; shift; "$@"' - \
        $((limit + before - 3)) "$FHLN" -R --jobs=$jobs s d
      passed
      same_trees d
      rm -r d
    done
  done
}

@test "many workers in a tree where one has next to nothing to do" {
  in_memory
  build 'chain(300)'
  for jobs in 2 8 64; do
    try -R --jobs=$jobs s d$jobs
    passed
    same_trees d$jobs
  done
}

# --- Names that are too long for the system --------------------------------

@test "what fails beyond PATH_MAX is told, and exactly so by --json" {
  in_memory
  build 'chain(60, "d" * 200)'
  try -R s d
  passed
  same_trees d
  python3 -c '
import os
os.chdir("d")
for i in range(60):
    os.chdir("d" * 200)
os.unlink("f")
open("f", "w").close()'
  try -R s d
  ended 1
  [ "$(grep -c '^'"$NAME"': failed to create hard link ' <<<"$stderr")" -eq 1 ]
  [[ ${stderr_lines[0]} = *': File exists' ]]
  try -R --json s d
  ended 1
  grep '"outcome":"failed"' <<<"$output" | python3 -c '
import json, sys
o = json.loads(sys.stdin.read())
way = ("/" + "d" * 200) * 60 + "/f"
assert o["source"] == "s" + way
assert o["dest"] == "d" + way
assert o["errno"] == "EEXIST"'
  # Nothing else has failed, and the rest is as it was.
  try -R -f s d
  passed
  same_trees d
}

# --- Large directories, by windows -----------------------------------------

# This file system lists by hash, so that a large directory is linked in the
# order of inodes.
need_hashed () {
  need_platform "it links in the order of the list"
  case $(stat -f -c %T .) in
    ext*) ;;
    *) skip "needs ext4 here" ;;
  esac
}

# Make tree s with a large directory, where one name in $1 is a directory with
# $2 below it.
build_large () {
  build "
top = os.getcwd()
for i in range(6000):
    name = 'a_name_that_is_not_short_%d' % i
    if i % $1 == 0:
        os.chdir(top)
        os.mkdir(name)
        os.chdir(name)
        chain($2)
        os.chdir(top)
    else:
        open(name, 'w').close()"
}

# Tree s becomes d, by one worker and by two; every link is made once.
large_is_linked () {
  local jobs
  for jobs in 1 2; do
    ulimit -S -n 24
    run --separate-stderr "$FHLN" -R -v --jobs=$jobs s d$jobs
    ulimit -S -n 1024
    ended 0
    [ -z "$stderr" ]
    [ "${#lines[@]}" -eq "$(find s -type f | wc -l)" ]
    same_trees d$jobs
    try -R -v --jobs=$jobs s d$jobs
    passed
    same_trees d$jobs
  done
}

@test "a large directory on ext4: all of its names, once" {
  need_hashed
  build_large 6001 0
  large_is_linked
}

@test "a large directory on ext4 with directories among its files" {
  need_hashed
  build_large 50 1
  large_is_linked
}

@test "a large directory on ext4 with deep ones among its files" {
  need_hashed
  build_large 300 25
  large_is_linked
}

@test "a large directory on ext4 that is all directories" {
  need_hashed
  build '
for i in range(3000):
    os.mkdir("a_name_that_is_not_short_%d" % i)'
  large_is_linked
}

@test "a large directory on ext4: only what is not excluded, and what is new" {
  need_hashed
  build_large 100 2
  try -R --exclude='*7' --exclude=d s d
  passed
  [ -z "$(find d -mindepth 1 \( -name '*7' -o -name d \))" ]
  [ "$(find d -type f | wc -l)" -eq \
    "$(cd s && find . \( -name '*7' -o -name d \) -prune -o -type f -print \
      | wc -l)" ]
  try -R -v s d
  ended 0
  same_trees d
  rm d/a_name_that_is_not_short_{1,4001,5003}
  try -R -v s d
  [ "${#lines[@]}" -eq 3 ]
  same_trees d
  try -R -f s d
  passed
  same_trees d
}
