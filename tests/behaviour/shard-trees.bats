#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2154
# Do a skeleton and the parts of a divided tree make what one run makes?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/foreseen
load ../lib/shard
load ../lib/tree

# A Python program that makes the tree s, random by $1: files, links and fifos,
# directories with any mode and times of their own.  What $2 names is left out.
random_tree='
import os, random, sys
random.seed(int(sys.argv[1]))
modes = [0o755, 0o555, 0o700, 0o500, 0o2755, 0o1777, 0o711, 0o755]
names = ["a", "b", "c c", "d\n", ".e", "f" * 40, "\u00e9", "-g"]
made = []
def fill(path, depth):
    os.mkdir(path)
    made.append(path)
    for i in range(random.randrange(7)):
        name = "%s/%s%d" % (path, random.choice(names), i)
        kind = random.randrange(8)
        if kind == 0:
            os.symlink("nowhere", name)
        elif kind == 1:
            os.mkfifo(name)
        else:
            open(name, "w").close()
    if depth:
        for i in range(random.randrange(4)):
            fill("%s/%s_%d" % (path, random.choice(names), i), depth - 1)
fill("s", 5)
for path in reversed(made):
    os.chmod(path, random.choice(modes))
    os.utime(path, ns=(random.randrange(10**18), random.randrange(10**18)))
'

# As an ordinary user, let all directories below . be open to it again.
teardown () {
  find "$BATS_TEST_TMPDIR" -type d ! -perm -u+rwx -exec chmod u+rwx {} + || true
  common_teardown
}

# Make the tree s, random by $1, with access control lists and attributes where
# this file system has them and the program knows them.
make_random_tree () {
  python3 -c "$random_tree" "$1"
  if portable; then
    return
  fi
  if setfacl -m u:1:r-x s 2>/dev/null; then
    find s -type d -name '*[02468]' -exec setfacl -d -m u:2:rwx,g:3:r {} +
  fi
  setfattr -n user.colour -v blue s 2>/dev/null || true
}

# Print what all directories below $1 have, but for their times of access, and
# what they hold.
all_of () {
  (
    cd "$1" || exit
    find . -type d -printf 'd %P %m %U:%G %T@\0' | LC_ALL=C sort -z \
      | tr '\0' '\n'
    find . ! -type d -printf '%y %P %D:%i\0' | LC_ALL=C sort -z | tr '\0' '\n'
    if command -v getfacl >/dev/null; then
      find . -type d -print0 | LC_ALL=C sort -z | xargs -0 getfacl -p -n --
    fi
  ) 2>/dev/null
}

# Keep in ../expected what s is, and let all of its directories have been read at
# one time, before this.
expect_tree () {
  all_of s >../expected
  find s -type d -exec touch -a -d '2001-02-03 04:05:06.123456789Z' {} +
}

# Directory $1 is what ../expected says of s.
as_expected () {
  # To read a directory changes when it was read.
  [ "$(find "$1" -type d -printf '%A@\n' | sort -u)" = 981173106.1234567890 ]
  all_of "$1" >../found
  if ! diff ../expected ../found >&2; then
    fail "'$1' is not what one run makes of s"
  fi
}

# As $1 parts, one after the other, do what the other arguments say.
each_part () {
  local part
  for ((part = $1; part >= 1; part--)); do
    run --separate-stderr "$FHLN" --shard="$part/$1" "${@:2}"
    passed
  done
}

@test "the parts of random trees are one run's, for any number of them" {
  need_command python3
  local seed count
  for seed in 1 2 3 4; do
    rm -rf s
    make_random_tree $seed
    for count in 1 2 3 7 64; do
      expect_tree
      try -R --skeleton s d$count
      passed
      each_part $count -R s d$count
      as_expected d$count
      find d$count -type d -exec chmod u+rwx {} +
      rm -r d$count
    done
    find s -type d -exec chmod u+rwx {} +
  done
}

@test "each directory's files are in the part that the manual computes" {
  need_command python3
  local part
  make_random_tree 5
  try -R --skeleton s d
  passed
  for part in 1 2 3 4 5; do
    "$FHLN" -R --json --shard=$part/5 s d >../json.$part
  done
  {
    shard_functions
    cat <<'END'
import json
seen = []
for number in range(1, 6):
    for line in open("../json.%d" % number):
        job = json.loads(line)
        name = job["dest"][2:]
        if job["kind"] == "directory":
            text = name
        else:
            text = name.rpartition("/")[0]
        if part(text.encode(), 5) != number:
            sys.exit("%r is done by part %d" % (name, number))
        seen.append(job["dest"])
if len(seen) != len(set(seen)):
    sys.exit("some are done twice")
END
  } >../judge.py
  python3 ../judge.py
  [ "$(cat ../json.? | wc -l)" -eq "$(find s -printf x | wc -c)" ]
}

# Let part $1 of $2 of the tree be killed at one of its calls $3, and then be run
# again.
killed_part () {
  local calls=linkat,openat,fchmod,utimensat,getdents64
  strace -f -qq -o /dev/null -e trace="$calls" \
    -e inject="$calls:signal=KILL:when=$3" \
    "$FHLN" -R --shard="$1/$2" "${@:4}" s d 2>/dev/null || true
  "$FHLN" -R --shard="$1/$2" "${@:4}" s d || echo "$1" >>../failed
}

@test "parts at once, all killed and run again, make what one run makes" {
  need_strace
  need_command python3
  local part seed
  for seed in 11 12 13 14; do
    make_random_tree $seed
    expect_tree
    "$FHLN" -R --skeleton s d
    for part in 1 2 3 4 5 6 7; do
      killed_part $part 7 $((part * seed % 40 + 5)) &
    done
    wait
    [ ! -e ../failed ]
    as_expected d
    find s d -type d -exec chmod u+rwx {} +
    rm -r s d
  done
}

@test "parts at once with -f, -b and --sync, killed and run again" {
  need_strace
  local part
  for options in -f -b --sync; do
    tree s
    "$FHLN" -R --skeleton s d
    for part in 1 2 3 4 5; do
      killed_part $part 5 $((part * 5 + 4)) $options &
    done
    wait
    [ ! -e ../failed ]
    tree_linked s d
    rm -r s d
  done
}

@test "a skeleton that is killed is made by the same command" {
  need_strace
  need_command python3
  local call
  make_random_tree 21
  all_of s >../expected
  for call in mkdirat fchmod utimensat openat; do
    strace -f -qq -o /dev/null -e trace=$call \
      -e inject=$call:signal=KILL:when=9 \
      "$FHLN" -R --jobs=1 --skeleton s d 2>/dev/null || true
    try -R --skeleton s d
    passed
    each_part 3 -R --jobs=1 s d
    all_of d | grep -v '^d' >../found
    grep -v '^d' ../expected | diff - ../found
    find d -type d -exec chmod u+rwx {} +
    rm -r d
  done
}

@test "directories that DEST's owner may not enter are passed through" {
  need_root "has two users"
  need_nobody
  need_platform "changes the mode of what cannot be opened"
  local count
  mkdir in
  chown 65534:65534 in
  cd in
  mkdir -p s/x/y/z s/w/y
  touch s/x/a s/x/y/b s/x/y/z/c s/w/y/d
  chown 65534:65534 s/x/a s/x/y/b s/x/y/z/c s/w/y/d
  chmod 0005 s/x
  chmod 0015 s/w
  all_of s | sed 's/ 0:0 / 65534:65534 /' | grep -v : >../expected
  for count in 1 2 3 5 8; do
    run --separate-stderr "${nobody[@]}" -R --skeleton s d
    passed
    for ((part = 1; part <= count; part++)); do
      run --separate-stderr "${nobody[@]}" -R --shard=$part/$count s d
      passed
    done
    [ "$(stat -c %a d/x)" = 5 ]
    [ "$(stat -c %a d/w)" = 15 ]
    tree_of s d
    chmod 755 d/x d/w
    rm -r d
  done
}

@test "a farm of symbolic links is divided, too" {
  tree s
  try -R -rs --skeleton s d
  passed
  each_part 3 -R -rs s d
  "$FHLN" -R -rs s e
  diff <(cd d && find . -printf '%y %P %l\n' | sort) \
    <(cd e && find . -printf '%y %P %l\n' | sort)
}

@test "what is there already is left to the parts" {
  tree s
  mkdir -p d/e/g
  echo old >d/e/a
  files d/own
  try -R --skeleton s d
  passed
  reads d/e/a old
  each_part 4 -R -f s d
  links s/e/a 2
  [ -f d/own ]
  rm d/own
  tree_linked s d
}

@test "a file that was changed since is a failure of its part alone" {
  local part failures=0
  tree s
  "$FHLN" -R --skeleton s d
  echo other >d/e/a
  for part in 1 2 3; do
    try -R --shard=$part/3 s d
    failures=$((failures + status))
  done
  [ "$failures" -eq 1 ]
  reads d/e/a other
  rm d/e/a
  each_part 3 -R s d
  tree_linked s d
}

@test "files that are operands belong to the first part, and to no skeleton" {
  tree s
  files f g
  mkdir d
  try -R --skeleton s f g d
  passed
  holds d s
  [ -z "$(find d ! -type d)" ]
  [ "$(find d/s -type d | wc -l)" -eq "$(find s -type d | wc -l)" ]
  try -R --shard=2/2 s f g d
  passed
  holds d s
  try -R --shard=1/2 s f g d
  passed
  holds d s f g
  tree_linked s d/s
  links f 2
}

@test "patterns, one file system and several jobs go with parts" {
  tree s
  for options in '--exclude=g' '--exclude=a --jobs=2' '--one-file-system'; do
    # shellcheck disable=SC2086 # several options
    "$FHLN" -R $options s e
    # shellcheck disable=SC2086 # several options
    "$FHLN" -R --skeleton $options s d
    # shellcheck disable=SC2086 # several options
    each_part 3 -R $options s d
    diff <(tree_list d) <(tree_list e)
    rm -r d e
  done
}

@test "what parts and skeletons would do comes true" {
  tree s
  try -R --dry-run --shard=1/2 s d
  ended 1
  [[ $stderr = *"--skeleton"* ]]
  comes_true -R --skeleton s d
  comes_true -R --shard=2/3 s d
  comes_true -R --shard=3/3 s d
  rm -r d/e/g
  comes_true -R --shard=1/3 s d
  comes_true -R --shard=2/3 s d
}

@test "--shard and --skeleton, or --no-overwrite-dir, exclude each other" {
  tree s
  try -R --shard=1/2 --skeleton s d
  excluded
  [[ $stderr = *"make the skeleton once"* ]]
  try -R --shard=1/2 --no-overwrite-dir s d
  excluded
  try --skeleton s d
  excluded
  [ "${stderr_lines[0]}" = "$NAME: --skeleton needs --recursive" ]
  try -R --skeleton=x s d
  refused "option '--skeleton' doesn't allow an argument"
  holds . s
}
