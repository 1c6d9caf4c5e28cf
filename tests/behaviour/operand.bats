#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# What do the operands and the options that choose their form mean?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# --- SOURCE DEST -----------------------------------------------------------

@test "SOURCE DEST makes a second link of the same file" {
  files a
  try a b
  holds . a b
  linked a b
  reads b a
  passed
}

@test "a hard link is made where DEST lies in another directory" {
  mkdir d e
  files d/a
  try d/a e/b
  holds e b
  linked d/a e/b
  passed
}

@test "an absolute SOURCE and an absolute DEST are linked" {
  files a
  try "$PWD/a" "$PWD/b"
  holds . a b
  linked a b
  passed
}

@test "DEST that exists is left alone and is an error" {
  files a b
  try a b
  holds . a b
  untouched a b
  failed "failed to create hard link 'b': File exists"
}

@test "DEST that already is the file is an error without -f" {
  files a
  ln a b
  try a b
  holds . a b
  linked a b
  failed "failed to create hard link 'b': File exists"
}

@test "DEST that is a dangling symbolic link exists" {
  files a
  ln -s nowhere l
  try a l
  holds . a l
  untouched a
  points l nowhere
  failed "failed to create hard link 'l': File exists"
}

@test "a fifo is linked without being opened" {
  mkfifo p
  run --separate-stderr timeout 10 "$FHLN" p q
  holds . p q
  linked p q
  [ -p q ]
  passed
}

@test "DEST with a trailing slash that is no directory is an error" {
  files a b
  try a x/
  holds . a b
  failed "failed to create hard link 'x/' => 'a': No such file or directory"
  try a b/
  holds . a b
  untouched a b
  ended 1
}

# --- SOURCE ----------------------------------------------------------------

@test "one operand is linked under its base name in the current directory" {
  mkdir d
  files d/a
  try d/a
  holds . a d
  linked d/a a
  passed
}

@test "one operand that lies in the current directory already exists" {
  mkdir d
  files a
  try d/../a
  holds . a d
  untouched a
  failed "failed to create hard link './a': File exists"
}

@test "one operand's base name drops trailing slashes" {
  mkdir d d/s
  try -s d/s///
  holds . d s
  points s d/s///
  passed
}

# --- SOURCE... DIRECTORY and -t --------------------------------------------

@test "SOURCE and a directory make the link inside" {
  files a
  mkdir d
  try a d
  holds . a d
  holds d a
  linked a d/a
  passed
}

@test "a directory may be written with slashes at its end" {
  files a
  mkdir d
  try -v a d//
  holds d a
  linked a d/a
  passed "'d/a' => 'a'"
}

@test "several SOURCEs and a directory make all the links inside" {
  mkdir d e
  files a b e/c
  try -v a b e/c d
  holds d a b c
  linked a d/a
  linked b d/b
  linked e/c d/c
  passed "'d/a' => 'a'
'd/b' => 'b'
'd/c' => 'e/c'"
}

@test "a symbolic link to a directory as last operand is followed" {
  files a b
  mkdir d
  ln -s d sd
  try a b sd
  holds . a b d sd
  holds d a b
  linked a d/a
  linked b d/b
  passed
}

@test "with three operands a last one that is no directory links nothing" {
  files a b c
  try a b c
  holds . a b c
  untouched a b c
  failed "target 'c': Not a directory"
  try a b x
  holds . a b c
  untouched a b c
  failed "target 'x': No such file or directory"
}

@test "with three operands a last one that is empty links nothing" {
  files a b
  try a b ''
  holds . a b
  untouched a b
  failed "target '': No such file or directory"
}

@test "-t DIRECTORY takes every operand as SOURCE" {
  files a b
  mkdir d
  try -t d a b
  holds d a b
  linked a d/a
  linked b d/b
  passed
  try --target-directory=. d/a
  holds . a b d
  failed "failed to create hard link './a': File exists"
}

@test "-t may follow the operands" {
  files a b
  mkdir d
  try a b -t d
  holds d a b
  linked a d/a
  linked b d/b
  passed
}

@test "-t DIRECTORY that is no directory links nothing" {
  files a b
  try -t b a
  holds . a b
  untouched a b
  ended 1
  try -t nosuch a
  holds . a b
  failed "failed to access 'nosuch': No such file or directory"
  try -t '' a
  holds . a b
  failed "failed to access '': No such file or directory"
}

@test "-t DIRECTORY that is a file is named in the message as ln names it" {
  files a b
  try -t b a
  holds . a b
  failed "target 'b' is not a directory"
}

@test "base names drop trailing slashes inside a directory too" {
  mkdir d e e/s
  try -s -t d e/s//
  holds d s
  points d/s e/s//
  passed
}

@test "failures in the middle do not stop the others and exit with 1" {
  mkdir d d/b
  files a b c
  try a nosuch b c d
  holds d a b c
  holds d/b
  linked a d/a
  linked c d/c
  untouched b
  errors "failed to access 'nosuch': No such file or directory" \
    "failed to create hard link 'd/b': File exists"
  ended 1
}

@test "two SOURCEs with one base name make one link, the second fails" {
  mkdir d x y
  files x/f
  echo other >y/f
  try x/f y/f d
  holds d f
  linked x/f d/f
  links y/f 1
  failed "failed to create hard link 'd/f': File exists"
}

# --- -T and -n -------------------------------------------------------------

@test "-T takes DEST as an exact name" {
  files a
  mkdir d
  try -T a d
  holds . a d
  holds d
  untouched a
  failed "failed to create hard link 'd': File exists"
  try -T a b
  holds . a b d
  linked a b
  passed
}

@test "-T with a symbolic link to a directory is an exact name" {
  files a
  mkdir d
  ln -s d sd
  try --no-target-directory a sd
  holds . a d sd
  holds d
  points sd d
  failed "failed to create hard link 'sd': File exists"
}

@test "-T wants two operands" {
  files a b c
  try -T a
  holds . a b c
  refused "missing destination file operand after 'a'"
  try -T a b c
  holds . a b c
  untouched a b c
  refused "extra operand 'c'"
  try -T
  refused "missing file operand"
}

@test "-n, --no-dereference and -h take a symbolic link as an exact name" {
  files a
  mkdir d
  ln -s d sd
  for option in -n --no-dereference -h; do
    try "$option" a sd
    holds . a d sd
    holds d
    points sd d
    failed "failed to create hard link 'sd': File exists"
  done
}

@test "-n still links inside a real directory" {
  files a
  mkdir d
  try -n a d
  holds d a
  linked a d/a
  passed
}

@test "a trailing slash on DEST overrides -n" {
  files a
  mkdir d
  ln -s d sd
  for option in -n -h; do
    try "$option" a sd/
    holds . a d sd
    holds d a
    linked a d/a
    points sd d
    passed
    rm d/a
  done
}

@test "-n counts for -t too" {
  files a
  mkdir d
  ln -s d sd
  try -n -t sd a
  holds . a d sd
  holds d
  untouched a
  failed "target 'sd': Not a directory"
  try -t sd a
  holds d a
  linked a d/a
  passed
}

@test "-n counts for three operands too" {
  files a b
  mkdir d
  ln -s d sd
  try -n a b sd
  holds . a b d sd
  holds d
  untouched a b
  failed "target 'sd': Not a directory"
}

# --- -L and -P -------------------------------------------------------------

@test "a symbolic link as SOURCE is itself linked by default and with -P" {
  files a
  ln -s a sa
  try sa x
  holds . a sa x
  linked sa x
  untouched a
  passed
  try -P sa y
  holds . a sa x y
  same sa y
  links sa 3
  untouched a
  passed
}

@test "-L links what a symbolic link points to" {
  files a
  ln -s a sa
  try -L sa x
  holds . a sa x
  linked a x
  links sa 1
  passed
}

@test "the last of -L and -P wins" {
  files a
  ln -s a sa
  try -P --logical sa x
  linked a x
  rm x
  try -LP sa x
  linked sa x
  rm x
  try -LPL sa x
  linked a x
  rm x
  try sa x --logical --physical
  linked sa x
  holds . a sa x
  passed
}

@test "-L with a dangling or circular symbolic link fails, -P links it" {
  ln -s nowhere dang
  ln -s loop loop
  try -L dang x
  holds . dang loop
  failed "failed to access 'dang': No such file or directory"
  try -L loop x
  holds . dang loop
  failed "failed to access 'loop': Too many levels of symbolic links"
  try -P dang x
  holds . dang loop x
  linked dang x
  passed
}

@test "a symbolic link in the middle of SOURCE is followed with -P" {
  mkdir d
  files d/a
  ln -s d sd
  try -P sd/a b
  holds . b d sd
  linked d/a b
  passed
}

# --- Directories as SOURCE -------------------------------------------------

@test "a directory as SOURCE is refused by name" {
  mkdir d
  try d x
  holds . d
  failed "d: hard link not allowed for directory"
  ln -s d sd
  try sd/ x
  holds . d sd
  failed "sd/: hard link not allowed for directory"
  try -L sd x
  holds . d sd
  failed "sd: hard link not allowed for directory"
}

@test "-d, -F and --directory leave a directory to the kernel" {
  mkdir d
  for option in -d -F --directory; do
    try "$option" d x
    holds . d
    holds d
    failed "failed to create hard link 'x' => 'd': Operation not permitted"
  done
}

@test "-d and -F do not disturb the linking of files" {
  files a
  try -dF a b
  holds . a b
  linked a b
  passed
}
