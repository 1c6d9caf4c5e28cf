#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# What happens where DEST exists?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# --- The same file ---------------------------------------------------------

@test "-f on the same directory entry is an error and touches nothing" {
  files a
  before=$(inode a)
  try -f a a
  holds . a
  untouched a
  [ "$(inode a)" = "$before" ]
  failed "'a' and 'a' are the same file"
  try -f a ./a
  holds . a
  untouched a
  [ "$(inode a)" = "$before" ]
  failed "'a' and './a' are the same file"
  try -f a .
  holds . a
  untouched a
  [ "$(inode a)" = "$before" ]
  failed "'a' and './a' are the same file"
  try -f "$PWD/a" a
  untouched a
  failed "'$PWD/a' and 'a' are the same file"
}

@test "-f on the same entry is an error when the file has more links" {
  files a
  ln a other
  before=$(inode a)
  for dest in a ./a .; do
    try -f a "$dest"
    holds . a other
    linked a other
    [ "$(inode a)" = "$before" ]
    ended 1
    [[ $stderr = *"are the same file"* ]]
  done
}

@test "-f on the same entry by way of a symbolic link to its directory" {
  mkdir d
  files d/a
  ln d/a other
  ln -s d sd
  try -f d/a sd/a
  holds . d other sd
  holds d a
  linked d/a other
  failed "'d/a' and 'sd/a' are the same file"
}

@test "-sf on the file itself is an error and does not destroy it" {
  files a
  try -sf a a
  holds . a
  untouched a
  failed "'a' and 'a' are the same file"
  try -sf ./a a
  holds . a
  untouched a
  failed "'./a' and 'a' are the same file"
}

@test "-sf of a symbolic link over the only file it leads to is an error" {
  files a
  ln -s a sa
  try -sf sa a
  holds . a sa
  untouched a
  points sa a
  failed "'sa' and 'a' are the same file"
}

@test "-f where DEST already is the file is success, and -v says so" {
  files a
  ln a b
  before=$(stat -c '%i %h %y %z' a .)
  try -f a b
  holds . a b
  linked a b
  [ "$(stat -c '%i %h %y %z' a .)" = "$before" ]
  passed
  try -vf a b
  linked a b
  [ "$(stat -c '%i %h %y %z' a .)" = "$before" ]
  passed "'b' => 'a'"
}

@test "-f where DEST already is the file makes one call and two looks" {
  need_strace
  files a
  ln a b
  traced -f a b
  holds . a b
  linked a b
  passed
  calls_with_names
  [ "$(calls_with_names | wc -l)" -eq 3 ]
  [ "$(calls_with_names | sed -n '1s/(.*//p')" = linkat ]
  run -0 calls_of_the_link
  [[ $output != *unlinkat* && $output != *rename* && $output != *sync* ]]
  [[ $output != *O_CREAT* && $output != *mkdir* && $output != *write* ]]
}

@test "-L -f where DEST already is what the symbolic link leads to" {
  files a
  ln a b
  ln -s a sa
  try -L -f sa b
  holds . a b sa
  linked a b
  passed
}

@test "-f with a symbolic link as SOURCE replaces the file it leads to" {
  files a
  ln a b
  ln -s a sa
  try -f sa b
  holds . a b sa
  linked sa b
  untouched a
  passed
}

@test "-sf where DEST is another link of the file replaces that link" {
  files a
  ln a b
  try -sf a b
  holds . a b
  points b a
  untouched a
  passed
}

# --- Replacing -------------------------------------------------------------

@test "-f replaces another file" {
  files a b
  try -f a b
  holds . a b
  linked a b
  reads b a
  passed
  files c
  try --force c b
  holds . a b c
  linked b c
  untouched a
  passed
}

@test "-f makes the link where nothing is to be replaced" {
  files a
  try -f a b
  holds . a b
  linked a b
  passed
}

@test "-f takes DEST's name away from a file with other links only" {
  files a b
  ln b c
  try -f a b
  holds . a b c
  linked a b
  reads c b
  links c 1
  passed
}

@test "-f inside a directory and with -t replaces there" {
  files a b
  mkdir d
  echo old >d/a
  echo old >d/b
  try -f a d
  holds d a b
  linked a d/a
  passed
  try -ft d b
  holds d a b
  linked b d/b
  passed
}

@test "-f replaces a symbolic link itself, not what it leads to" {
  files a b
  ln -s b sb
  ln -s nowhere dang
  try -f a sb
  holds . a b dang sb
  linked a sb
  untouched b
  passed
  try -f a dang
  holds . a b dang sb
  same a dang
  links a 3
  passed
}

@test "-f replaces a fifo and a fifo replaces a file" {
  files a b
  mkfifo p
  run --separate-stderr timeout 10 "$FHLN" -f a p
  holds . a b p
  linked a p
  passed
  mkfifo q
  run --separate-stderr timeout 10 "$FHLN" -f q b
  holds . a b p q
  linked q b
  [ -p b ]
  passed
}

@test "-f never replaces a directory" {
  files a
  mkdir d
  try -fT a d
  holds . a d
  holds d
  untouched a
  [ -d d ]
  failed "d: cannot overwrite directory"
  try -sfT a d
  holds . a d
  failed "d: cannot overwrite directory"
  mkdir d/a
  try -f a d
  holds d a
  untouched a
  [ -d d/a ]
  failed "d/a: cannot overwrite directory"
}

@test "-f links inside a directory that a symbolic link leads to" {
  files a
  mkdir d
  ln -s d sd
  try -f a sd
  holds . a d sd
  holds d a
  linked a d/a
  points sd d
  passed
}

@test "-fn and -fT replace a symbolic link to a directory" {
  files a b
  mkdir d
  ln -s d sd
  try -fn a sd
  holds . a b d sd
  holds d
  linked a sd
  passed
  ln -sfn d sd2
  try -fT b sd2
  holds d
  linked b sd2
  passed
}

@test "DEST survives when SOURCE is missing or empty" {
  files b
  before=$(inode b)
  try -f nosuch b
  holds . b
  untouched b
  [ "$(inode b)" = "$before" ]
  failed "failed to access 'nosuch': No such file or directory"
  try -f '' b
  holds . b
  untouched b
  failed "failed to access '': No such file or directory"
}

@test "DEST survives when SOURCE is a directory" {
  files b
  mkdir d
  before=$(inode b)
  try -f d b
  holds . b d
  untouched b
  [ "$(inode b)" = "$before" ]
  failed "d: hard link not allowed for directory"
  try -F -f d b
  holds . b d
  untouched b
  [ "$(inode b)" = "$before" ]
  ended 1
}

@test "-f from another file system fails and DEST survives" {
  files a b
  need_other_file_system
  before=$(inode b)
  echo there >"$other/a"
  try -f "$other/a" b
  holds . a b
  holds "$other" a
  untouched b
  [ "$(inode b)" = "$before" ]
  failed "failed to create hard link 'b' => '$other/a':\
 Invalid cross-device link"
  try -f b "$other/a"
  holds "$other" a
  reads "$other/a" there
  untouched b
  failed "failed to create hard link '$other/a' => 'b':\
 Invalid cross-device link"
}

@test "-f where DEST is no directory entry at all names DEST" {
  files a b
  try -f a b/
  holds . a b
  untouched a b
  failed "failed to access 'b/': Not a directory"
  try -f a nosuch/b
  holds . a b
  failed \
    "failed to create hard link 'nosuch/b' => 'a': No such file or directory"
}

@test "-sf replaces files and symbolic links" {
  files a b
  ln -s nowhere dang
  try -sf a b
  holds . a b dang
  points b a
  untouched a
  passed
  try -sf other dang
  points dang other
  passed
  try -sf nosuch b
  points b nosuch
  holds . a b dang
  passed
}

# --- Just created ----------------------------------------------------------

@test "-f does not overwrite what the same call just created" {
  mkdir d x y
  files x/f
  echo other >y/f
  try -f x/f y/f d
  holds d f
  linked x/f d/f
  reads y/f other
  links y/f 1
  failed "will not overwrite just-created 'd/f' with 'y/f'"
}

@test "-f does not overwrite what it just replaced, by any spelling" {
  mkdir d x y
  files x/f
  echo other >y/f
  echo old >d/f
  try -f x/f y/f -t d/../d
  holds d f
  linked x/f d/f
  links y/f 1
  ended 1
  [[ $stderr = *"will not overwrite just-created "*" with 'y/f'"* ]]
}

@test "the just-created guard knows the others and goes on" {
  mkdir d x y z
  for n in 1 2 3 4 5 6 7 8 9; do
    echo "$n" >"x/f$n"
    echo old >"d/f$n"
  done
  echo y >y/f5
  echo z >z/g
  try -f x/f1 x/f2 x/f3 x/f4 x/f5 x/f6 y/f5 x/f7 x/f8 x/f9 z/g d
  holds d f1 f2 f3 f4 f5 f6 f7 f8 f9 g
  for n in 1 2 3 4 5 6 7 8 9; do
    linked "x/f$n" "d/f$n"
  done
  linked z/g d/g
  links y/f5 1
  failed "will not overwrite just-created 'd/f5' with 'y/f5'"
}

@test "-f does not overwrite what the same call found to be made" {
  mkdir d x y
  files x/f
  echo other >y/f
  ln x/f d/f
  try -f x/f y/f d
  holds d f
  linked x/f d/f
  links y/f 1
  failed "will not overwrite just-created 'd/f' with 'y/f'"
}

@test "a yes to a file does not replace one in a directory that comes after" {
  mkfifo answer
  files a b
  (
    exec >answer
    # The question has been asked when a reader is there; then it waits.
    sleep 0.3
    rm b
    mkdir b
    echo precious >b/a
    echo y
  ) 3>&- &
  try -i a b <answer
  wait
  reads b/a precious
  links a 1
  ended 1
  [[ $stderr = *"b: cannot overwrite directory"* ]]
}

@test "a file that was made by an earlier call may be replaced" {
  mkdir d x y
  files x/f
  echo other >y/f
  try -f x/f d
  passed
  try -f y/f d
  holds d f
  linked y/f d/f
  links x/f 1
  passed
}

@test "the same SOURCE twice with -f is not made twice" {
  mkdir d
  files a
  try -f a a d
  holds d a
  linked a d/a
  failed "will not overwrite just-created 'd/a' with 'a'"
}
