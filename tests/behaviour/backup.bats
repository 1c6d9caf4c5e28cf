#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# Where does the replaced file go?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# --- Simple backups --------------------------------------------------------

@test "-b keeps the replaced file itself under the backup name" {
  files a b
  old=$(inode b)
  try -b a b
  holds . a b 'b~'
  linked a b
  reads 'b~' b
  links 'b~' 1
  [ "$(inode 'b~')" = "$old" ]
  passed
}

@test "-b makes no backup where nothing is replaced" {
  files a
  try -bv a b
  holds . a b
  linked a b
  passed "'b' => 'a'"
}

@test "-b replaces an older backup" {
  files a b
  echo older >'b~'
  try -vb a b
  holds . a b 'b~'
  linked a b
  reads 'b~' b
  passed "'b~' ~ 'b' => 'a'"
}

@test "-b keeps the backup in DEST's directory" {
  mkdir d e
  files a
  echo old >d/b
  try -vb a d/b
  holds . a d e
  holds d b 'b~'
  linked a d/b
  reads 'd/b~' old
  passed "'d/b~' ~ 'd/b' => 'a'"
}

@test "-b works inside a directory and with -t" {
  mkdir d
  files a c
  echo old >d/a
  echo old >d/c
  try -b a d
  holds d a 'a~' c
  linked a d/a
  reads 'd/a~' old
  passed
  try -bt d c
  holds d a 'a~' c 'c~'
  linked c d/c
  passed
}

@test "-b where DEST already is the file still makes the backup" {
  files a
  ln a b
  try -vb a b
  holds . a b 'b~'
  same a b
  same a 'b~'
  links a 3
  passed "'b~' ~ 'b' => 'a'"
}

@test "-b on the same directory entry is an error and makes no backup" {
  files a
  for option in -b -bf --backup=numbered; do
    for dest in a ./a .; do
      try "$option" a "$dest"
      holds . a
      untouched a
      ended 1
      [[ ${stderr_lines[0]} = "$NAME: 'a' and '"*"a' are the same file" ]]
    done
  done
}

@test "-sb on the file itself is an error and makes no backup" {
  files a
  try -sb a a
  holds . a
  untouched a
  failed "'a' and 'a' are the same file"
}

@test "-b keeps a symbolic link itself, and a fifo" {
  files a b
  ln -s b sb
  try -b a sb
  holds . a b sb 'sb~'
  linked a sb
  points 'sb~' b
  untouched b
  passed
  mkfifo p
  run --separate-stderr timeout 10 "$FHLN" -b b p
  holds . a b sb 'sb~' p 'p~'
  linked b p
  [ -p 'p~' ]
  passed
}

@test "-b never moves a directory away" {
  files a
  mkdir d d/full
  try -bT a d
  holds . a d
  holds d full
  untouched a
  failed "d: cannot overwrite directory"
  try -bsT a d
  holds . a d
  holds d full
  failed "d: cannot overwrite directory"
}

@test "a SOURCE that cannot be linked leaves no backup" {
  files b
  mkdir d
  old=$(inode b)
  try -b nosuch b
  holds . b d
  untouched b
  [ "$(inode b)" = "$old" ]
  failed "failed to access 'nosuch': No such file or directory"
  try --backup=numbered d b
  holds . b d
  untouched b
  [ "$(inode b)" = "$old" ]
  failed "d: hard link not allowed for directory"
}

@test "a SOURCE on another file system leaves no backup" {
  files b
  need_other_file_system
  echo there >"$other/a"
  old=$(inode b)
  try -b "$other/a" b
  holds . b
  untouched b
  [ "$(inode b)" = "$old" ]
  failed "failed to create hard link 'b' => '$other/a':\
 Invalid cross-device link"
}

@test "a backup name that is another link of DEST stays one" {
  files a b
  ln b 'b~'
  try -vb a b
  holds . a b 'b~'
  linked a b
  reads 'b~' b
  links 'b~' 1
  passed "'b~' ~ 'b' => 'a'"
}

@test "a backup name that is a directory leaves DEST in place" {
  files a b
  mkdir 'b~'
  old=$(inode b)
  try -b a b
  holds . a b 'b~'
  holds 'b~'
  untouched a b
  [ "$(inode b)" = "$old" ]
  failed "cannot backup 'b': Is a directory"
  try -sb a b
  holds . a b 'b~'
  untouched a b
  [ "$(inode b)" = "$old" ]
  failed "cannot backup 'b': Is a directory"
}

@test "-sb makes a symbolic link and keeps the file" {
  files a b
  try -svb a b
  holds . a b 'b~'
  points b a
  reads 'b~' b
  untouched a
  passed "'b~' ~ 'b' -> 'a'"
  try -sb other b
  holds . a b 'b~'
  points b other
  points 'b~' a
  passed
}

# --- With other options ----------------------------------------------------

@test "-b with -i makes the backup after a yes, nothing after a no" {
  files a b
  try -bi a b <<<n
  holds . a b
  untouched a b
  ended 1
  try -ib a b </dev/null
  holds . a b
  untouched a b
  ended 1
  try -b --if-exists=ask a b <<<y
  holds . a b 'b~'
  linked a b
  reads 'b~' b
  ended 0
}

@test "-b with --if-exists=skip, same or fail is a usage error" {
  files a b
  ln a c
  for what in skip same fail; do
    for option in -b -S.old --backup=numbered; do
      for dest in b c; do
        try "$option" --if-exists="$what" a "$dest"
        holds . a b c
        untouched b
        linked a c
        excluded
      done
    done
  done
  try --if-exists=skip a b --backup=simple
  holds . a b c
  excluded
  VERSION_CONTROL=none try -b --if-exists=skip a b
  holds . a b c
  untouched b
  passed
  try --backup=none --if-exists=skip a b
  holds . a b c
  untouched b
  passed
}

@test "-b with an --if-exists that -f overrides backs up" {
  files a b
  try -b --if-exists=skip -f a b
  holds . a b 'b~'
  linked a b
  passed
  files c
  try -b --if-exists=replace c b
  holds . a b 'b~' c
  linked b c
  same a 'b~'
  passed
}

@test "-b where SOURCE is the backup name is refused" {
  mkdir d
  files b d/b
  echo backup >'b~'
  echo backup >'d/b~'
  for option in -b -bf; do
    for src in 'b~' './b~'; do
      try "$option" "$src" b
      holds . b 'b~' d
      untouched b
      reads 'b~' backup
      links 'b~' 1
      failed "backing up 'b' would destroy 'b~'"
    done
  done
  try -b 'd/b~' d/b
  holds d b 'b~'
  untouched d/b
  reads 'd/b~' backup
  failed "backing up 'd/b' would destroy 'd/b~'"
  cp b b.old
  try -S .old b.old b
  holds . b 'b~' b.old d
  untouched b
  failed "backing up 'b' would destroy 'b.old'"
}

@test "-sb where SOURCE is the backup name is refused" {
  files b
  echo backup >'b~'
  try -sb 'b~' b
  holds . b 'b~'
  untouched b
  reads 'b~' backup
  failed "backing up 'b' would destroy 'b~'"
}

@test "-b with numbers may link a simple backup back" {
  files b
  echo backup >'b~'
  try --backup=numbered 'b~' b
  holds . b 'b~' 'b.~1~'
  linked b 'b~'
  reads b backup
  reads 'b.~1~' b
  passed
}

@test "-b does not overwrite what the same call just created" {
  mkdir d x y
  files x/f
  echo other >y/f
  echo old >d/f
  try -b x/f y/f d
  holds d f 'f~'
  linked x/f d/f
  reads 'd/f~' old
  links y/f 1
  ended 1
  [[ ${stderr_lines[0]} = *"just-created 'd/f"* ]]
}

@test "a backup does not overwrite what the same call just created" {
  mkdir d x y
  files x/f
  echo other >'y/f~'
  echo old >d/f
  try -b 'y/f~' x/f d
  linked 'y/f~' 'd/f~'
  [ "$(cat d/f d/f*.* 2>/dev/null)" = old ]
  untouched x/f
  holds d f 'f~'
  ended 1
  [[ ${stderr_lines[0]} = *"just-created 'd/f~'"* ]]
}

@test "a backup that the same call made is not lost to a link" {
  mkdir d x y
  files x/f
  echo other >'y/f~'
  echo old >d/f
  try -b x/f 'y/f~' d
  linked x/f d/f
  [ "$(cat d/f?* | grep -cx old)" -eq 1 ]
  [[ $status -eq 0 || $stderr = *"just-created 'd/f~'"* ]]
}
