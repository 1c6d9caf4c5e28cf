#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# What do --if-exists and -i do where DEST exists?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# --- --if-exists -----------------------------------------------------------

@test "--if-exists makes the link where nothing exists, whatever it says" {
  files a
  for what in fail same skip replace ask; do
    try --if-exists="$what" a "$what" </dev/null
    same a "$what"
    passed
  done
  links a 6
}

@test "--if-exists=fail is what happens without it" {
  files a b
  try --if-exists=fail a b
  holds . a b
  untouched a b
  failed "failed to create hard link 'b': File exists"
  ln a c
  try --if-exists fail a c
  linked a c
  failed "failed to create hard link 'c': File exists"
}

@test "--if-exists=same succeeds where DEST already is the file, only then" {
  files a b
  ln a c
  try --if-exists=same a c
  holds . a b c
  linked a c
  passed
  try --if-exists=same a b
  holds . a b c
  untouched b
  failed "failed to create hard link 'b': File exists"
  mkdir d
  try --if-exists=same -T a d
  holds d
  failed "failed to create hard link 'd': File exists"
  ln -s a sa
  try --if-exists=same a sa
  points sa a
  failed "failed to create hard link 'sa': File exists"
}

@test "--if-exists=same compares what -L leads to" {
  files a
  ln a b
  ln -s a sa
  try --if-exists=same -L sa b
  holds . a b sa
  linked a b
  passed
  try --if-exists=same -P sa b
  linked a b
  failed "failed to create hard link 'b': File exists"
}

@test "--if-exists=same makes one call and two looks" {
  need_strace
  files a
  ln a b
  traced --if-exists=same a b
  linked a b
  passed
  [ "$(calls_with_names | wc -l)" -le 3 ]
  run -0 calls_of_the_link
  [[ $output != *unlinkat* && $output != *rename* ]]
}

@test "--if-exists=skip leaves whatever exists and succeeds" {
  files a b
  mkdir d
  ln -s nowhere dang
  for dest in b dang; do
    try --if-exists=skip a "$dest"
    passed
  done
  try --if-exists=skip -T a d
  passed
  holds . a b d dang
  holds d
  untouched a b
  points dang nowhere
}

@test "--if-exists=skip makes the others of several links" {
  files a b
  mkdir d
  echo old >d/a
  try --if-exists=skip a b d
  holds d a b
  reads d/a old
  untouched a
  linked b d/b
  passed
}

@test "--if-exists=skip and =same do not hide a missing SOURCE" {
  files b
  for what in skip same; do
    try --if-exists="$what" nosuch b
    holds . b
    untouched b
    failed "failed to access 'nosuch': No such file or directory"
  done
}

@test "--if-exists=replace is -f" {
  files a b
  try --if-exists=replace a b
  holds . a b
  linked a b
  passed
  try --if-exists=replace a a
  linked a b
  failed "'a' and 'a' are the same file"
}

@test "the last of -f, -i and --if-exists wins" {
  files a b
  try -f --if-exists=fail a b
  untouched a b
  failed "failed to create hard link 'b': File exists"
  try -f -i --if-exists=skip a b
  untouched a b
  passed
  try -f -i a b <<<n
  untouched a b
  ended 1
  try --if-exists=skip --if-exists=ask a b <<<n
  untouched a b
  ended 1
  holds . a b
  try --if-exists=fail -i -f a b </dev/null
  holds . a b
  linked a b
  passed
}

@test "a WHAT that --if-exists does not know is a usage error" {
  files a b
  try --if-exists=perhaps a b
  holds . a b
  untouched a b
  ended 1
  [[ ${stderr_lines[0]} = "$NAME: "*"'perhaps'"* ]]
  for what in fail same skip replace ask; do
    [[ $stderr = *"'$what'"* ]]
  done
  [ "${stderr_lines[-1]}" = "Try '$NAME --help' for more information." ]
  [[ $stderr != *$'\342\200\230'* ]]
  try --if-exists
  refused "option '--if-exists' requires an argument"
  try --if-exists= a b
  untouched a b
  ended 1
}

# --- Asking ----------------------------------------------------------------

@test "-i asks on standard error and replaces after a yes" {
  files a b
  "$FHLN" -i a b <<<y >../out 2>../err
  holds . a b
  linked a b
  [ ! -s ../out ]
  printf "%s: replace 'b'? " "$NAME" | cmp - ../err
}

@test "-i replaces after any word that begins with y" {
  for word in y Y yes Yes; do
    files a b
    try -i a b <<<"$word"
    holds . a b
    linked a b
    ended 0
    rm a b
  done
}

@test "-i leaves DEST and exits with 1 after a no, nothing or the end" {
  files a b
  for word in n no '' x; do
    try -i a b <<<"$word"
    holds . a b
    untouched a b
    ended 1
    [ -z "$output" ]
    [[ $stderr = "$NAME: replace 'b'?"* ]]
  done
  try -i a b </dev/null
  holds . a b
  untouched a b
  ended 1
}

@test "-i asks nothing where DEST does not exist" {
  files a
  try -i a b </dev/null
  holds . a b
  linked a b
  passed
}

@test "-i asks for each and takes an answer a line" {
  files a b c d
  mkdir e
  echo old >e/a
  echo old >e/b
  echo old >e/d
  try -vi a b c d e <<<$'n\ny\ny'
  holds e a b c d
  untouched a
  reads e/a old
  linked b e/b
  linked c e/c
  linked d e/d
  ended 1
  [ "$output" = "'e/b' => 'b'
'e/c' => 'c'
'e/d' => 'd'" ]
}

@test "-i never replaces a directory nor the same entry after a yes" {
  files a
  mkdir d
  try -iT a d <<<y
  holds . a d
  holds d
  untouched a
  ended 1
  [[ $stderr = *"d: cannot overwrite directory"* ]]
  try -i a a <<<y
  holds . a d
  untouched a
  ended 1
  [[ $stderr = *"'a' and 'a' are the same file"* ]]
}

@test "-i where DEST already is the file is success after a yes" {
  files a
  ln a b
  try -i a b <<<y
  holds . a b
  linked a b
  ended 0
}

@test "-i where DEST already is one of several files is success after a yes" {
  files a b
  mkdir d
  ln a d/a
  try -i a b d <<<y
  linked a d/a
  linked b d/b
  ended 0
}

@test "-i keeps DEST when the link cannot be made after a yes" {
  files b
  try -i nosuch b <<<y
  holds . b
  untouched b
  ended 1
  [[ $stderr = *"failed to access 'nosuch': No such file or directory"* ]]
}

@test "the name in the question is quoted" {
  files a $'b\nc'
  try -i a $'b\nc' <<<n
  untouched a
  reads $'b\nc'
  ended 1
  [[ $stderr = "$NAME: replace 'b'\$'\\n''c'?"* ]]
}
