#!/usr/bin/env bats
# shellcheck disable=SC1003,SC2153,SC2154
# What do the options change about a tree, and what is told of it?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/tree

# Make tree s, and d, a tree of links of it but for d/a and d/e/c, which are
# other files; they read "old".
mostly () {
  tree s
  cp -al s d
  rm d/a d/e/c
  echo old | tee d/a >d/e/c
  chmod 600 d/a
}

# --- DEST exists -----------------------------------------------------------

@test "by default, and with --if-exists=same, another file is a failure" {
  mostly
  for option in -T --if-exists=same; do
    rm d/b
    try -R $option s d
    errors "failed to create hard link 'd/a': File exists" \
      "failed to create hard link 'd/e/c': File exists" \
      || errors "failed to create hard link 'd/e/c': File exists" \
        "failed to create hard link 'd/a': File exists"
    ended 1
    reads d/a old
    reads d/e/c old
    linked s/b d/b
    linked s/e/g/h/x d/e/g/h/x
  done
}

@test "--if-exists=fail: what is there is a failure, be it the same" {
  mostly
  rm d/b
  try -R --if-exists=fail s d
  ended 1
  [ "$(grep -c ': File exists$' <<<"$stderr")" -eq 8 ]
  reads d/a old
  linked s/b d/b
  rm -r d
  try -R --if-exists=fail s d
  tree_linked s d
  passed
}

@test "--if-exists=skip leaves what is there, and makes the rest" {
  mostly
  rm d/b
  try -R --if-exists=skip s d
  passed
  reads d/a old
  reads d/e/c old
  links d/a 1
  linked s/b d/b
}

@test "-f and --if-exists=replace put the files of SOURCE there" {
  for option in -f --if-exists=replace; do
    mostly
    files d/other
    try -R $option s d
    passed
    untouched d/other
    rm d/other
    tree_linked s d
    rm -r s d
  done
}

@test "-f leaves a directory in a file's place, and goes on" {
  mostly
  rm d/b
  mkdir d/b
  files d/b/keep
  try -R -f s d
  failed "d/b: cannot overwrite directory"
  holds d/b keep
  linked s/a d/a
  linked s/e/c d/e/c
  links s/b 1
}

@test "-b keeps what was there under a backup name" {
  mostly
  rm d/b
  try -R -b s d
  passed
  reads d/a~ old
  [ "$(stat -c %a d/a~)" = 600 ]
  reads d/e/c~ old
  linked s/b d/b
  run ! test -e d/b~
  # What was a link already needs none: it may be what a run that was ended
  # has made, and its backup the old file.
  links s/.dot 2
  find d -name '*~' -exec rm -r {} +
  tree_linked s d
}

@test "numbered backups, and a suffix, in trees" {
  mostly
  try -R --backup=numbered s d
  passed
  reads d/a.~1~ old
  reads d/e/c.~1~ old
  rm d/a
  echo older >d/a
  try -R --backup=numbered s d
  passed
  reads d/a.~2~ older
  rm d/a
  echo more >d/a
  try -R --backup=simple -S .old s d
  passed
  reads d/a.old more
  find d -name '*~' -delete -o -name '*.old' -delete
  tree_linked s d
}

@test "-i asks about what is there, and takes the answers one by one" {
  for jobs in 1 4; do
    mostly
    yes | head -n 20 >answers
    exits 0 -R -i --jobs=$jobs s d <answers 2>../err
    [[ $(cat ../err) = *"replace 'd/a'? "* ]]
    [[ $(cat ../err) = *"replace 'd/e/c'? "* ]]
    tree_linked s d
    echo old | tee d/new >d/more
    mv d/new d/a
    mv d/more d/e/c
    try -R --jobs=$jobs --if-exists=ask s d <<<$'n\nn\nn\nn\nn\nn\nn\nn\nn'
    ended 1
    reads d/a old
    reads d/e/c old
    rm -r s d
  done
}

@test "-i does what each answer says" {
  mkdir s d
  files s/{1,2,3,4} d/{1,2,3,4}
  exits 1 -R -i s d <<<$'y\nn\nno\nyes' 2>../err
  [ "$(find d -links 2 -type f | wc -l)" -eq 2 ]
  [ "$(find d -links 1 -type f | wc -l)" -eq 2 ]
  [ "$(grep -o "replace 'd/.'? " ../err | sort -u | wc -l)" -eq 4 ]
}

# --- What is told ----------------------------------------------------------

@test "-v prints a line for each link made, and none for what was there" {
  mkdir -p s/e
  files s/a s/e/b
  try -R -v s d
  ended 0
  lines_are "'d/a' => 's/a'" "'d/e/b' => 's/e/b'"
  rm d/e/b
  try -R -v s d
  passed "'d/e/b' => 's/e/b'"
  try -R -v s d
  passed
  rm -r d
  try -R -v --jobs=4 s/ ./d//
  ended 0
  lines_are "'./d/a' => 's/a'" "'./d/e/b' => 's/e/b'"
}

@test "-v names what was replaced and where its backup is" {
  mkdir s d
  files s/a d/a
  try -R -v -f s d
  passed "'d/a' => 's/a'"
  rm d/a
  files d/a
  try -R -v -b s d
  passed "'d/a~' ~ 'd/a' => 's/a'"
}

@test "--json has a line for each link, and for each directory behind it" {
  need_command python3
  tree s
  for jobs in 1 4; do
    try -R --json --jobs=$jobs s d
    ended 0
    python3 -c '
import json, sys
seen = set()
for line in sys.stdin:
    o = json.loads(line)
    assert set(o) == {"source", "source_kind", "dest", "kind", "outcome"}, o
    assert o["source_kind"] == "path"
    assert o["dest"] == "d" + o["source"][1:], o
    assert not any(o["dest"].startswith(p + "/") for p in seen), o
    if o["kind"] == "directory":
        assert o["outcome"] == "made", o
        seen.add(o["dest"])
    else:
        assert o["kind"] == "hard" and o["outcome"] == "linked", o
    print(o["source"])' <<<"$output" | sort >../told
    find s | sort | diff - ../told
    rm -r d
  done
}

@test "--json: a second run tells that all was there, or what was not" {
  tree s
  cp -al s d
  rm d/e/a
  try -R --json s d
  ended 0
  [ "$(grep -c '"outcome":"already"' <<<"$output")" -eq 13 ]
  [ "$(grep '"outcome":"linked"' <<<"$output")" = '{"source":"s/e/a",'\
'"source_kind":"path","dest":"d/e/a","kind":"hard","outcome":"linked"}' ]
}

@test "--json gives names exactly, and what failed with its step" {
  need_command python3
  mkdir -p $'s/\xff\xfe' $'s/new\nline'
  files $'s/\xff\xfe/\xe9' $'s/new\nline/"'
  mkdir d
  files $'d/new\nline'
  try -R --json s d
  ended 1
  python3 -c '
import json, sys
def name(o, key):
    hexed = o.get(key + "_hex")
    return bytes.fromhex(hexed) if hexed else o[key].encode()
for line in sys.stdin:
    o = json.loads(line)
    print(name(o, "source"), name(o, "dest"), o["kind"], o["outcome"],
          o.get("step"), o.get("errno"), o.get("cause"))' \
    <<<"$output" | sort >../told
  diff ../told - <<'END'
b's' b'd' directory already None None None
b's/\xff\xfe' b'd/\xff\xfe' directory made None None None
b's/\xff\xfe/\xe9' b'd/\xff\xfe/\xe9' hard linked None None None
b's/new\nline' b'd/new\nline' directory failed directory EEXIST exists
END
}

@test "-z ends the lines with NUL" {
  mkdir -p s/e
  files s/e/$'a\nb'
  "$FHLN" -R -z -v s d | tr '\0\n' '\n@' >out
  [ "$(cat out)" = "'d/e/a'\$'\\n''b' => 's/e/a'\$'\\n''b'" ]
}

@test "--progress counts directories and links" {
  tree s
  try -R --progress s d
  ended 0
  [[ ${stderr_lines[-1]} = *"14 done, 0 failed"* ]]
  tree_linked s d
}

@test "--detailed-exit-status tells what has failed" {
  tree s
  for pair in 's/. no/x:6' 'no d:6' 's s/new:3' 's s:3' 's s/a/x:1' '-s s x:2' \
      '--jobs=0 s x:2'; do
    # shellcheck disable=SC2086 # operands
    try -R --detailed-exit-status ${pair%:*}
    if [[ $pair = *s/a/x* ]]; then
      [ "$status" -ne 0 ]
    else
      ended "${pair#*:}"
    fi
  done
  mkdir d
  files d/a
  try -R --detailed-exit-status s d
  ended 3
  rm d/a
  try -R --detailed-exit-status s d
  ended 0
  tree_linked s d
  mkdir x
  files x/s
  try -R --detailed-exit-status s nosuch x
  ended 1
}

# --- What is left out ------------------------------------------------------

# List what lies below $1, and each entry's directory before it.
below () {
  (cd "$1" && find . -mindepth 1 -printf '%P\n' | sort)
}

# List what tar takes of s with the options.
taken () {
  (cd s && tar "$@" -cf - -- * .dot) | tar --quoting-style=literal -tf - \
    | sed 's|/$||' | sort
}

# Make tree s for patterns.
odd_tree () {
  tree s
  mkdir s/ab
  files s/{x.o,'*',a.c,'#'} s/e/{y.o,'[a]'} s/ab/a s/e/g/h/'b\'
}

@test "--exclude leaves out the names, whole or behind a slash, and below" {
  tree s
  try -R --exclude=a --exclude='g/h' --exclude=empty s d
  passed
  [ "$(below d | tr '\n' ' ')" = ".dot b e e/c e/dang e/g e/g/d e/g/fifo " ]
  links s/a 1
  links s/e/g/h/x 1
  links s/b 2
}

@test "--exclude matches as tar's does" {
  need_command tar
  tar --version | grep -qF '(GNU tar)' || skip "needs GNU tar to compare with"
  odd_tree
  local pattern d=0
  while IFS= read -r pattern; do
    d=$((d + 1))
    exits 0 -R --exclude="$pattern" s "d$d"
    diff <(below "d$d") <(taken --exclude="$pattern" 2>/dev/null) \
      || fail "--exclude=$pattern"
  done <<'END'
a
*.o
e/a
e/*
/a
g
[ab]
e/g/h
g/h
*/x
**
.dot
.*
e/
E
\*
a*h
e*h
e/*h
[!a]
./a
e//a
[a
\[a\]
b\\
ab/
/e
e/.
#
e/?
END
}

@test "--exclude-from has a pattern a line, as tar's" {
  need_command tar
  tar --version | grep -qF '(GNU tar)' || skip "needs GNU tar to compare with"
  odd_tree
  printf '%s\n' a '*.o' '' '#' ' e ' 'g/h/' >patterns
  try -R --exclude-from=patterns s d
  passed
  diff <(below d) <(taken --exclude-from=../patterns)
  printf 'ab\ne/a' >patterns
  try -R --exclude-from=patterns --exclude=empty s d2
  passed
  diff <(below d2) <(taken --exclude-from=../patterns --exclude=empty)
  try -R --exclude-from=- s d3 <patterns
  passed
  diff <(below d3) <(taken --exclude-from=../patterns)
}

@test "operands are never excluded" {
  tree s
  mkdir x
  try -R --exclude=s --exclude='*a' -t x s s/a s/.
  passed
  linked s/a x/a
  holds x a s b e empty .dot
}

@test "what is excluded is not read, nor touched where it was before" {
  need_strace
  tree s
  cp -al s d
  rm d/e/g/d
  : >d/e/g/d
  traced -R --exclude=g s d
  ended 0
  run ! grep -E '"(e/)?g"' ../trace
  reads d/e/g/d ''
}

# --- -s --------------------------------------------------------------------

# Each symbolic link below $1 leads to the file of its place below s.
leads () {
  local name count
  count=$(find s ! -type d | wc -l)
  [ "$(find "$1/" ! -type d -type l | wc -l)" -eq "$count" ]
  (cd s && find . ! -type d ! -type l -print0) >../names
  while IFS= read -r -d '' name; do
    [ "$(stat -L -c %d:%i "$1/$name")" = "$(inode "s/$name")" ] \
      || fail "$1/$name leads to $(readlink "$1/$name")"
  done <../names
  diff <(cd s && find . -type d | sort) <(cd "$1" && find . -type d | sort)
  all_links s 1
}

@test "-s makes a tree of symbolic links to an absolute SOURCE" {
  tree s
  try -R -s "$PWD/s" d
  leads d
  points d/e/g/h/x "$PWD/s/e/g/h/x"
  passed
  mkdir t
  try -R -s -t t "$PWD/s/"
  leads t/s
  passed
  try -R -s -v "$PWD/s" d
  passed
  rm d/a
  try -R -s -v "$PWD/s" d
  passed "'d/a' -> '$PWD/s/a'"
}

@test "-s: a relative SOURCE is refused without -r" {
  tree s
  try -R -s s d
  failed "a tree of symbolic links to 's' needs its absolute name: give that, \
or add --relative"
  try -R -s -t . s/e
  ended 1
  holds . s
}

@test "-rs leads from each directory to SOURCE" {
  mkdir -p x/y
  ln -s x/y l
  tree s
  for dest in d ./d1 x/d x/y/d1 l/d2 x/../d2 "$PWD/d3" "$PWD/x/d4"; do
    try -R -rs s "$dest"
    leads "$dest"
    passed
  done
  points d/e/g/h/x ../../../../s/e/g/h/x
  points x/d/a ../../s/a
}

@test "-rs into DIRECTORY, of a SOURCE that is not beside it" {
  mkdir -p x/y z
  tree s
  try -R -rs -t x s
  leads x/s
  passed
  try -R -rs -t x/y s/.
  leads x/y
  passed
  (cd z && exits 0 -R -rs ../s)
  leads z/s
  (cd z && exits 0 -R -rs "$PWD/../s" t)
  leads z/t
}

# --- The rest --------------------------------------------------------------

@test "--jobs of any number makes the same tree" {
  tree s
  for n in 1 2 3 4 5 6; do
    cp -a s/e "s/e$n"
  done
  for jobs in 1 2 3 8 64 1000; do
    try -R --jobs=$jobs s "d$jobs"
    tree_of s "d$jobs"
    passed
  done
  all_links s 7
}

@test "--sync syncs once before the first link, and once after the last" {
  need_strace
  tree s
  run --separate-stderr strace -f -qq -o ../trace -e \
    trace=/sync,linkat,mkdirat "$FHLN" -R --sync --jobs=2 s d
  passed
  tree_linked s d
  sed 's/^[0-9]* *//; s/(.*//' ../trace | uniq >../order
  [ "$(grep -c sync ../order)" -eq 2 ]
  [[ $(head -n 1 ../order) = *sync* ]]
  [[ $(tail -n 1 ../order) = *sync* ]]
}
