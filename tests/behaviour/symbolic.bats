#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# What do -s, -r and -w make?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

@test "-s makes a symbolic link with SOURCE as its text" {
  files a
  try -s a l
  holds . a l
  points l a
  untouched a
  passed
  try --symbolic ./../w//a k
  points k ./../w//a
  passed
}

@test "-s does not ask whether SOURCE exists" {
  try -s nosuch/./x l
  holds . l
  points l nosuch/./x
  passed
}

@test "-s with one operand, a directory, several SOURCEs and -t" {
  mkdir d e
  try -sv d/a
  points a d/a
  passed "'./a' -> 'd/a'"
  try -sv ../a d
  points d/a ../a
  passed "'d/a' -> '../a'"
  try -sv x y/z e
  holds e x z
  points e/x x
  points e/z y/z
  passed "'e/x' -> 'x'
'e/z' -> 'y/z'"
  try -s -t e q
  points e/q q
  passed
}

@test "-s of a directory is no error" {
  mkdir d
  try -s d l
  points l d
  passed
}

@test "-s where DEST exists is an error" {
  files a b
  try -s a b
  holds . a b
  untouched a b
  failed "failed to create symbolic link 'b': File exists"
  ln -s a l
  try -s a l
  points l a
  failed "failed to create symbolic link 'l': File exists"
  try -s a a
  holds . a b l
  untouched a
  failed "failed to create symbolic link 'a': File exists"
}

@test "-sT and -sn take DEST as an exact name, -sT a directory too" {
  mkdir d
  ln -s d sd
  try -sT a d
  holds d
  failed "failed to create symbolic link 'd': File exists"
  try -sn a sd
  holds d
  points sd d
  failed "failed to create symbolic link 'sd': File exists"
  try -s a sd
  holds d a
  points d/a a
  passed
}

@test "-sfn replaces a symbolic link to a directory" {
  mkdir d e
  ln -s d sd
  try -sfn e sd
  holds . d e sd
  holds d
  holds e
  points sd e
  passed
  try -sfh d sd
  points sd d
  passed
  try -sfn e sd/
  holds d e
  points sd d
  passed
}

@test "-sf makes no link to itself of a file that SOURCE has as a directory" {
  local source
  mkdir d
  echo kept >f
  echo kept >d/d
  for source in f/ f/x ./f/../y; do
    try -sfT "$source" f
    [ "$status" -eq 1 ]
    [ "$(cat f)" = kept ]
  done
  try -sf d/ ./d
  [ "$status" -eq 1 ]
  [ "$(cat d/d)" = kept ]
}

@test "-sf replaces a file, and a loop is no obstacle" {
  files a b
  ln -s loop loop
  try -vsf a b
  holds . a b loop
  points b a
  untouched a
  passed "'b' -> 'a'"
  try -sf a loop
  holds . a b loop
  points loop a
  passed
}

@test "-sf with the same text makes the link again" {
  ln -s text l
  try -vsf text l
  holds . l
  points l text
  passed "'l' -> 'text'"
}

@test "an empty SOURCE is no text for a symbolic link" {
  try -s '' q
  holds .
  failed "failed to create symbolic link 'q' -> '': No such file or directory"
  try -s a ''
  holds .
  failed "failed to create symbolic link '': No such file or directory"
}

@test "a text of 4095 bytes is linked, one of 4096 is too long" {
  text=$(printf '%04095d' 1)
  try -s "$text" q
  holds . q
  points q "$text"
  passed
  try -s "0$text" q2
  holds . q
  ended 1
  [[ $stderr = "$NAME: failed to create symbolic link 'q2' -> '000"*"001':\
 File name too long" ]]
  try -sf "0$text" q
  holds . q
  points q "$text"
  ended 1
}

@test "a text with a newline and other bytes is exact" {
  text=$'new\nline\377'
  try -sv "$text" l
  [ "$(readlink -n l)" = "$text" ]
  passed "'l' -> 'new'\$'\\n''line'\$'\\377'"
}

@test "a symbolic link in a directory that is missing" {
  try -s a nosuch/b
  holds .
  failed "failed to create symbolic link 'nosuch/b': No such file or directory"
}

@test "-L and -P are ignored with -s" {
  ln -s nowhere dang
  try -s -L dang x
  holds . dang x
  points x dang
  passed
  try -sP dang y
  points y dang
  passed
}

@test "--if-exists works with -s" {
  files a b
  try -s --if-exists=skip a b
  untouched b
  passed
  try -s --if-exists=ask a b <<<n
  untouched b
  ended 1
  try -s --if-exists=ask a b <<<y
  points b a
  ended 0
  holds . a b
}

@test "a failure in the middle does not stop the other symbolic links" {
  mkdir d
  files d/b
  try -s a b c d
  holds d a b c
  points d/a a
  points d/c c
  untouched d/b
  failed "failed to create symbolic link 'd/b': File exists"
}

# --- -r --------------------------------------------------------------------

@test "-sr gives a text that leads from DEST's directory to SOURCE" {
  mkdir -p d/e/f x/y
  files a x/y/z
  while read -r src dst; do
    expected=$(realpath -m --relative-to="$(dirname "$dst")" "$src")
    try -sr "$src" "$dst"
    points "$dst" "$expected"
    [ "$dst" -ef "$src" ] || [ ! -e "$src" ]
    passed
    rm "$dst"
  done <<'END'
a l
a d/l
a d/e/l
a d/e/f/l
a x/../d/l
a ./d//e/l
x/y/z l
x/y/z x/l
x/y/z x/y/l
x/y/z d/e/f/l
./x/./y//z d/l
../w/a d/l
d d/e/l
d/e d/l
. d/e/l
.. d/l
x/y/ d/l
nosuch d/l
nosuch/deeper/still d/e/l
d/../nosuch d/e/f/l
/usr/bin/env d/l
/ d/e/l
/nosuch/x l
END
}

@test "-sr computes through symbolic links in DEST's directory" {
  mkdir -p d/e x
  ln -s d/e se
  files a x/b
  try -sr a se/l
  points d/e/l ../../a
  [ d/e/l -ef a ]
  passed
  try -sr x/b se/k
  points d/e/k ../../x/b
  [ d/e/k -ef x/b ]
  passed
}

@test "-sr leads to what SOURCE leads to" {
  mkdir d
  files a
  ln -s a sa
  try -sr sa d/l
  points d/l ../a
  passed
}

@test "-sr with -t, one operand and several SOURCEs" {
  mkdir d e
  files a d/b
  try -svr a d/b e/
  holds e a b
  points e/a ../a
  points e/b ../d/b
  passed "'e/a' -> '../a'
'e/b' -> '../d/b'"
  try -srt d a
  points d/a ../a
  passed
  try -s --relative d/b
  points b d/b
  passed
}

@test "-srf replaces and -srb keeps" {
  mkdir d
  files a d/l
  try -srb a d/l
  holds d l 'l~'
  points d/l ../a
  reads 'd/l~' l
  passed
  try -srf d d/l
  holds d l 'l~'
  points d/l .
  passed
}

@test "-sr in a directory that is missing says so" {
  files a
  try -sr a nosuch/x
  holds . a
  failed "failed to create symbolic link 'nosuch/x': No such file or directory"
}

@test "-sr with an empty SOURCE makes nothing" {
  mkdir d
  try -sr '' d/v
  holds d
  failed "failed to create symbolic link 'd/v' -> '': No such file or directory"
}

# --- -w --------------------------------------------------------------------

@test "-w warns where the symbolic link leads nowhere and makes it" {
  try -sw nosuch l
  holds . l
  points l nosuch
  ended 0
  [ -z "$output" ]
  [[ ${stderr_lines[0]} = "$NAME: "*nosuch*"No such file or directory" ]]
}

@test "-w looks from the directory of the symbolic link" {
  mkdir d
  files a
  try -sw a d/l
  points d/l a
  ended 0
  [[ ${stderr_lines[0]} = "$NAME: "*"No such file or directory" ]]
  try -sw ../a d/k
  points d/k ../a
  passed
}

@test "-w says nothing where the symbolic link leads to a file" {
  mkdir d
  files a
  try -sw a l
  points l a
  passed
  try -swr a d/l
  points d/l ../a
  passed
  try -sw "$PWD/a" d/k
  passed
  try -swv a m
  points m a
  passed "'m' -> 'a'"
}

@test "-w without -s changes nothing" {
  files a
  try -w a b
  holds . a b
  linked a b
  passed
}

@test "-w does not hide a failure" {
  files b
  try -sw nosuch b
  holds . b
  untouched b
  ended 1
  [[ $stderr = *"failed to create symbolic link 'b': File exists"* ]]
}

@test "-r: SOURCE itself is not replaced, nor destroyed by a backup" {
  mkdir d
  echo cur >d/a
  echo old >'d/a~'
  try -srf d/a d/a
  reads d/a cur
  failed "'a' and 'd/a' are the same file"
  try -srf d/a d
  reads d/a cur
  failed "'a' and 'd/a' are the same file"
  try -srb 'd/a~' d/a
  reads d/a cur
  reads 'd/a~' old
  failed "backing up 'd/a' would destroy 'd/a~'"
  holds d a 'a~'
}

@test "-r: SOURCE is looked at where it is, not where the link leads from" {
  mkdir d
  echo p >d/p
  echo q >d/q
  ln -s d/p q
  try -srf d/q d/p
  points d/p q
  reads d/q q
  passed
}

@test "-r ends where a symbolic link leads on without end" {
  need_command timeout
  ln -s d/e d
  mkdir in
  for call in "d/A l" "-t in d/A" "in d/l" "none/../d/A l2"; do
    # shellcheck disable=SC2086 # several words
    run --separate-stderr timeout 10 "$FHLN" -s -r $call
    [ "$status" -le 1 ]
  done
  points l d/A
  points in/A ../d/A
  [ -L l2 ]
}
