#!/usr/bin/env bats
# shellcheck disable=SC2154
# Do the parts of a divided stream do what one run does, each name once?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/handles
load ../lib/shard
load ../lib/streams

# --- The parts -------------------------------------------------------------

# A Python program that prints as many names as $2 says, random by $1, each ended
# by NUL; a SOURCE that is not there comes before each if $3 says so.
random_names='
import random, sys
random.seed(int(sys.argv[1]))
parts = [b"a", b"b", b".", b".h", b"a b", b"\xc3\xa9", b"\xff", b"c" * 9,
         b"d" * 23, b"\n", b"-", b"e" * 200, b"..."]
if sys.argv[3] != "parents":
    parts.append(b"..")
def slashes(*numbers):
    return b"/" * random.choice(numbers)
for i in range(int(sys.argv[2])):
    name = slashes(0, 0, 0, 1, 2)
    for _ in range(random.randrange(5)):
        name += random.choice(parts) + slashes(1, 1, 1, 2, 3)
    if sys.argv[3] == "pairs":
        sys.stdout.buffer.write(b"no/%d\0" % i + name + b"x\0")
    elif sys.argv[3] == "parents":
        sys.stdout.buffer.write(name + b"no%d\0" % i)
    else:
        sys.stdout.buffer.write(b"no/" + name + b"x%d" % i + slashes(0, 0, 1, 2)
                                + b"\0")
'

@test "each pair is in one part, the one that the manual computes" {
  need_command python3
  local seed
  for seed in 1 2 3; do
    python3 -c "$random_names" $seed 200 pairs >list
    divided_as '
names = open("list", "rb").read().split(b"\0")[:-1]
for source, dest in zip(names[::2], names[1::2]):
    yield source, part(directory(dest), count)' --pairs0-from=list
  done
}

@test "each SOURCE of a list is in one part, by its base name" {
  need_command python3
  mkdir d
  python3 -c "$random_names" 4 200 files >list
  divided_as '
for source in open("list", "rb").read().split(b"\0")[:-1]:
    yield source, part(source.rstrip(b"/").rpartition(b"/")[2], count)' \
    -t d --files0-from=list
}

@test "with --parents, each is in one part by the directory that is kept" {
  need_command python3
  mkdir d
  python3 -c "$random_names" 5 200 parents >list
  divided_as '
for source in open("list", "rb").read().split(b"\0")[:-1]:
    yield source, part(directory(source).lstrip(b"/"), count)' \
    -t d --parents --files0-from=list
}

@test "the values in the manual are those of its function" {
  need_command python3
  {
    shard_functions
    cat <<'END'
page = open(sys.argv[1]).read()
table = re.search(r"Sy Text Ta Sy Part\n(.*?)\.El", page, re.S).group(1)
for row in table.splitlines():
    text, number = row[len(".It "):].split(" Ta ")
    text = re.sub(r" \(.*", "", text.replace("\\('e", "\u00e9"))
    text = "" if text == "empty" else text
    if part(text.encode(), 1000) != int(number):
        sys.exit("%s is in part %d" % (text, part(text.encode(), 1000)))
END
  } >../values.py
  python3 ../values.py "${top_srcdir:-$BATS_TEST_DIRNAME/../..}/man/fhln.1"
}

@test "descriptors are divided by DEST, too" {
  need_platform "links descriptors"
  local part
  files a
  mkdir d e f
  names 3 d/1 3 e/2 3 f/3 3 4 >list
  for part in 1 2 3; do
    try --fd --shard=$part/3 --pairs0-from=list 3<a
    passed
  done
  links a 5
}

@test "handles are divided by DEST, too, and printed by part" {
  need_handles
  local part handle
  files a b c d e f
  for part in 1 2 3; do
    names a b c d e f \
      | "$FHLN" --print-handle --shard=$part/3 --files0-from=-
  done | sort >handles
  "$FHLN" --print-handle a b c d e f | sort >all
  cmp handles all
  need_privilege
  handle_of a
  mkdir g h
  names "$handle" g/1 "$handle" h/2 "$handle" 3 >list
  for part in 1 2 3 4 5; do
    try --handle --shard=$part/5 --pairs0-from=list
    passed
  done
  links a 4
}

@test "symbolic links are divided by DEST, too" {
  local part
  mkdir s
  for part in 1 2 3 4 5; do
    names x s/x 'x y' 's/x y' z s/z \
      | "$FHLN" -s --shard=$part/5 --pairs0-from=-
  done
  holds s x 'x y' z
}

@test "a name without a DEST is told by the first part alone" {
  local part
  files a
  names a d >list
  printf 'alone' >>list
  for part in 2 3; do
    try --shard=$part/3 --pairs0-from=list
    [ -z "$stderr" ]
    [ "$status" -eq 0 ]
  done
  try --shard=1/3 --pairs0-from=list
  failed "'list' ends after the unpaired name 'alone'"
}

@test "a name is divided alike wherever blocks of the stream end" {
  need_command python3
  local part
  mkdir s d e
  files s/f
  for part in 1 2 3 4 5; do
    part=$part python3 -c '
import os
names = b"".join(b"s/f\0%s/%s%d\0" % (b"de"[i % 2:][:1], b"x" * (i % 60), i)
                 for i in range(3000))
step = 700 + int(os.environ["part"])
for i in range(0, len(names), step):
    os.write(1, names[i:i + step])
' | "$FHLN" --shard=$part/5 --pairs0-from=-
  done
  [ "$(find d e -type f | wc -l)" -eq 3000 ]
  links s/f 3001
}

# Write $1 pairs in 7 directories to the file list, and make what they need.
some_pairs () {
  local i
  mkdir s d d/{0,1,2,3,4,5,6}
  for ((i = 0; i < $1; i++)); do
    echo $i >s/$i
    printf '%s\0' s/$i d/$((i % 7))/$i
  done >list
}

# --- What is done ----------------------------------------------------------

@test "parts at once, each twice, make what one run makes" {
  local part
  some_pairs 500
  "$FHLN" --pairs0-from=list
  find d -type f -printf '%P %i\n' | sort >../one
  find d -type f -delete
  for part in 1 2 3 4 5 6 7; do
    "$FHLN" --if-exists=same --shard=$part/7 --pairs0-from=list &
    "$FHLN" --if-exists=same --shard=$part/7 --pairs0-from=list &
  done
  wait
  find d -type f -printf '%P %i\n' | sort >../parts
  cmp ../one ../parts
}

@test "one part of one is the whole, and an empty part succeeds" {
  some_pairs 20
  try --shard=1/1 --pairs0-from=list
  passed
  [ "$(find d -type f | wc -l)" -eq 20 ]
  for list in /dev/null list; do
    try --shard=4294967294/4294967295 --pairs0-from=$list
    passed
    names | try_from /dev/stdin --shard=3/4 -t d --files0-from=-
    passed
  done
}

@test "--failed0-to has the pairs of its part" {
  local part
  mkdir d e
  names no d/x no e/x no d/y no e/y >list
  for part in 1 2 3; do
    try --failed0-to=failed.$part --shard=$part/3 --pairs0-from=list
  done
  cat failed.? | tr '\0' '\n' | sort >all
  tr '\0' '\n' <list | sort | cmp - all
}

@test "parts race for the same new directories without a failure" {
  local part
  files a
  python3 -c '
for i in range(400):
    print("a", "d/%d/%d/f" % (i % 7, i), sep="\0", end="\0")
' >list
  for part in 1 2 3 4; do
    "$FHLN" --parents --shard=$part/4 --pairs0-from=list 2>err.$part &
  done
  wait
  [ -z "$(cat err.?)" ]
  links a 401
}

# --- Usage -----------------------------------------------------------------

@test "--shard takes K/N, with K from 1 to N" {
  files a
  names a b >list
  for text in '' / 1 1/ /1 0/1 2/1 1/0 -1/2 1/-2 +1/2 1/2/3 1/2x '1 /2' '1/ 2' \
      a/b 0x1/2 1.0/2 1/4294967296 4294967296/4294967296 \
      99999999999999999999/1 1/99999999999999999999; do
    try --shard="$text" --pairs0-from=list
    ended 1
    [ "${stderr_lines[0]}" = "$NAME: invalid part '$text'" ]
    [[ ${stderr_lines[1]} = *"give K/N: part K, from 1 to N, of N" ]]
    try --detailed-exit-status --shard="$text" --pairs0-from=list
    ended 2
  done
  holds . a list
  try --shard=01/001 --pairs0-from=list
  linked a b
  try --shard
  refused "option '--shard' requires an argument"
}

@test "--shard needs names to be divided" {
  files a
  mkdir d
  for operands in 'a b' 'a' 'a d' '-t d a'; do
    # shellcheck disable=SC2086 # several operands
    try --shard=1/2 $operands
    excluded
    [ "${stderr_lines[0]}" = \
      "$NAME: --shard needs --pairs0-from, --files0-from or --recursive" ]
  done
  holds . a d
  holds d
}
