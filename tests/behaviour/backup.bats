#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# Where does the replaced file go, and is DEST there all the time?
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

# --- CONTROL ---------------------------------------------------------------

@test "--backup knows every word for a kind and its abbreviations" {
  for word in simple never s si simpl nev; do
    files a b
    try -v --backup="$word" a b
    holds . a b 'b~'
    reads 'b~' b
    passed "'b~' ~ 'b' => 'a'"
    rm ./*
  done
  for word in numbered t nu numb; do
    files a b
    try -v --backup="$word" a b
    holds . a b 'b.~1~'
    reads 'b.~1~' b
    passed "'b.~1~' ~ 'b' => 'a'"
    rm ./*
  done
  for word in existing nil e exist ni; do
    files a b
    try -v --backup="$word" a b
    holds . a b 'b~'
    passed "'b~' ~ 'b' => 'a'"
    echo one >'b.~1~'
    echo newer >b2
    try -vf b2 b
    try -v --backup="$word" a b
    holds . a b b2 'b~' 'b.~1~' 'b.~2~'
    reads 'b.~1~' one
    reads 'b.~2~' newer
    passed "'b.~2~' ~ 'b' => 'a'"
    rm ./*
  done
  for word in none off o no of; do
    files a b
    try -v --backup="$word" a b
    holds . a b
    untouched a b
    failed "failed to create hard link 'b': File exists"
    rm ./*
  done
}

@test "--backup without a word and an empty word ask VERSION_CONTROL" {
  for option in -b --backup --backup=; do
    files a b
    try "$option" a b
    holds . a b 'b~'
    passed
    rm ./*
    files a b
    VERSION_CONTROL=numbered try "$option" a b
    holds . a b 'b.~1~'
    passed
    rm ./*
    files a b
    VERSION_CONTROL='' try "$option" a b
    holds . a b 'b~'
    passed
    rm ./*
  done
}

@test "VERSION_CONTROL alone makes no backup and is not checked" {
  files a b
  VERSION_CONTROL=numbered try a b
  holds . a b
  untouched a b
  failed "failed to create hard link 'b': File exists"
  VERSION_CONTROL=rubbish try -f a b
  holds . a b
  linked a b
  passed
}

@test "a CONTROL beats VERSION_CONTROL" {
  files a b
  VERSION_CONTROL=numbered try --backup=simple a b
  holds . a b 'b~'
  passed
}

@test "none by VERSION_CONTROL does not replace either" {
  files a b
  VERSION_CONTROL=none try -b a b
  holds . a b
  untouched a b
  failed "failed to create hard link 'b': File exists"
  VERSION_CONTROL=off try -S .old a b
  holds . a b
  untouched a b
  failed "failed to create hard link 'b': File exists"
  VERSION_CONTROL=none try -bf a b
  holds . a b
  linked a b
  passed
}

@test "an ambiguous or unknown CONTROL is a usage error in plain quotes" {
  files a b
  valid="Valid arguments are:
  - 'none', 'off'
  - 'simple', 'never'
  - 'existing', 'nil'
  - 'numbered', 't'
Try '$NAME --help' for more information."
  for locale in C C.UTF-8; do
    try_in "$locale" --backup=foo a b
    holds . a b
    untouched a b
    ended 1
    [ "$stderr" = \
      "$NAME: invalid argument 'foo' for 'backup type'"$'\n'"$valid" ]
    try_in "$locale" --backup=n a b
    holds . a b
    untouched a b
    ended 1
    [ "$stderr" = \
      "$NAME: ambiguous argument 'n' for 'backup type'"$'\n'"$valid" ]
    VERSION_CONTROL=foo try_in "$locale" -b a b
    holds . a b
    untouched a b
    ended 1
    [ "$stderr" = \
      "$NAME: invalid argument 'foo' for '\$VERSION_CONTROL'"$'\n'"$valid" ]
  done
}

# --- Suffixes --------------------------------------------------------------

@test "-S alone backs up" {
  files a b
  try -v -S .old a b
  holds . a b b.old
  linked a b
  reads b.old b
  passed "'b.old' ~ 'b' => 'a'"
  files c
  try --suffix=.older c b
  holds . a b c b.old b.older
  linked b c
  same a b.older
  passed
}

@test "an empty suffix and one with a slash give ~" {
  mkdir x
  for suffix in '' /x x/y ../x x/ x// / // ./ ../; do
    files a b
    try -v -S "$suffix" a b
    holds . a b 'b~' x
    holds x
    reads 'b~' b
    passed "'b~' ~ 'b' => 'a'"
    rm -f a b 'b~'
  done
}

@test "SIMPLE_BACKUP_SUFFIX counts for -b, and -S beats it" {
  files a b
  SIMPLE_BACKUP_SUFFIX=.bak try -b a b
  holds . a b b.bak
  reads b.bak b
  passed
  files c
  SIMPLE_BACKUP_SUFFIX=.bak2 try -S .s c b
  holds . a b c b.bak b.s
  passed
  files d
  SIMPLE_BACKUP_SUFFIX=x/ try -b a b
  passed
  holds . a b b.bak b.s b~ c d
  rm b~
  SIMPLE_BACKUP_SUFFIX=/x try -b d b
  holds . a b c d b.bak b.s 'b~'
  passed
}

@test "SIMPLE_BACKUP_SUFFIX alone makes no backup" {
  files a b
  SIMPLE_BACKUP_SUFFIX=.bak try a b
  holds . a b
  untouched a b
  failed "failed to create hard link 'b': File exists"
}

@test "numbered backups ignore the suffix" {
  files a b
  try -v --backup=numbered --suffix=.old a b
  holds . a b 'b.~1~'
  passed "'b.~1~' ~ 'b' => 'a'"
}

# --- Numbered backups ------------------------------------------------------

@test "numbered backups count on" {
  files b
  for n in 1 2 3 4 5 6 7 8 9 10 11; do
    echo "$n" >"s$n"
    try -v --backup=t "s$n" b
    linked "s$n" b
    passed "'b.~$n~' ~ 'b' => 's$n'"
    rm "s$n"
  done
  holds . b b.~{1..11}~
  reads 'b.~1~' b
  for n in 1 2 3 4 5 6 7 8 9 10; do
    reads "b.~$((n + 1))~" "$n"
  done
  reads b 11
}

@test "numbered backups go on after the highest number" {
  files a b
  echo nine >'b.~9~'
  echo two >'b.~2~'
  try --backup=numbered a b
  holds . a b 'b.~2~' 'b.~9~' 'b.~10~'
  reads 'b.~9~' nine
  reads 'b.~2~' two
  reads 'b.~10~' b
  passed
}

@test "several SOURCEs of one base name keep all files by numbers" {
  mkdir d x y z
  for n in x y z; do
    echo "$n" >"$n/f"
  done
  echo old >d/f
  try -f --backup=numbered x/f y/f z/f d
  holds d f 'f.~1~' 'f.~2~' 'f.~3~'
  reads 'd/f.~1~' old
  linked x/f 'd/f.~2~'
  linked y/f 'd/f.~3~'
  linked z/f d/f
  passed
}

@test "twenty numbered backups at once keep every file" {
  need_platform "exchanges names"
  files t
  sources=()
  for n in {1..20}; do
    sources+=("s$n")
  done
  files "${sources[@]}"
  for n in {1..20}; do
    "$FHLN" --backup=numbered "s$n" t &
    pids[n]=$!
  done
  bad=0
  for n in {1..20}; do
    wait "${pids[n]}" || bad=$((bad + 1))
  done
  [ "$bad" -eq 0 ]
  holds . "${sources[@]}" t t.~{1..20}~
  for n in {1..20}; do
    links "s$n" 2
  done
  rm "${sources[@]}"
  diff <(cat t t.~*~ | sort) \
    <(printf '%s\n' t "${sources[@]}" | sort)
}

@test "twenty simple backups at once succeed and leave no other name" {
  files t
  sources=()
  for n in {1..20}; do
    sources+=("s$n")
  done
  files "${sources[@]}"
  for n in {1..20}; do
    "$FHLN" -b "s$n" t &
    pids[n]=$!
  done
  bad=0
  for n in {1..20}; do
    wait "${pids[n]}" || bad=$((bad + 1))
  done
  [ "$bad" -eq 0 ]
  holds . "${sources[@]}" t 't~'
}

# --- Long names ------------------------------------------------------------

# Directory $1 holds a, DEST $2, and a backup of DEST under a name that ends
# in ~ and has at most 255 bytes.
holds_backup_of () {
  shopt -s nullglob dotglob
  backups=("$1"/*~)
  shopt -u nullglob dotglob
  [ "${#backups[@]}" -eq 1 ]
  holds "$1" a "$2" "${backups[0]##*/}"
  linked "$1/a" "$1/$2"
  reads "${backups[0]}" "$2"
}

@test "the backup of a name of 255 bytes has a shortened name" {
  for kind in simple numbered; do
    for length in 255 254 253 252 251; do
      long=$(printf "%0${length}d" 7)
      mkdir d
      files d/a "d/$long"
      try --backup="$kind" d/a "d/$long"
      holds_backup_of d "$long"
      passed
      rm -r d
    done
  done
}

@test "numbered backups of one shortened name all keep their files" {
  long=$(printf '%0255d' 7)
  files "$long"
  for n in 1 2 3; do
    files "s$n"
    try --backup=numbered "s$n" "$long"
    rm "s$n"
    passed
  done
  run -0 bash -c 'cat ./* | sort'
  [ "$output" = "$long
s1
s2
s3" ]
}

@test "the backup of a name that leaves room for it is not shortened" {
  long=$(printf '%0250d' 7)
  files a "$long"
  try -b a "$long"
  holds . a "$long" "$long~"
  reads "$long~" "$long"
  passed
}

@test "the backup of a name with a newline and other bytes is exact" {
  name=$'new\nline\377'
  files a "$name"
  try -vb a "$name"
  holds . a "$name" "$name~"
  linked a "$name"
  reads "$name~" "$name"
  passed "'new'\$'\\n''line'\$'\\377''~' ~ 'new'\$'\\n''line'\$'\\377' => 'a'"
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

# --- Never missing, never lost ---------------------------------------------

@test "DEST is never missing while -b replaces it" {
  need_tool watch
  files a b
  cp a t
  # shellcheck disable=SC2016
  run -0 "$tool" t bash -c '
    for ((i = 0; i < 120; i++)); do
      "$1" -b a t && "$1" -b b t || exit
    done' - "$FHLN"
  holds . a b t 't~'
  linked b t
  linked a 't~'
  echo "$output"
  [[ $output = "looks "?????*" missing 0" ]]
}

@test "DEST is never missing while numbered and symbolic backups are made" {
  need_tool watch
  files a b
  cp a t
  # shellcheck disable=SC2016
  run -0 "$tool" t bash -c '
    for ((i = 0; i < 50; i++)); do
      "$1" --backup=t a t && "$1" -s --backup=simple b t || exit
    done' - "$FHLN"
  holds . a b t 't~' t.~{1..50}~
  points t b
  [[ $output = "looks "?????*" missing 0" ]]
}

@test "DEST is never missing where names cannot be exchanged" {
  need_strace
  need_tool watch
  files a b
  cp a t
  # shellcheck disable=SC2016
  run -0 "$tool" t bash -c '
    for ((i = 0; i < 20; i++)); do
      strace -qq -o ../trace -e inject=renameat2:error=EINVAL \
        "$1" --backup=simple a t \
        && strace -qq -o ../trace -e inject=renameat2:error=EINVAL \
          "$1" --backup=numbered b t || exit
    done' - "$FHLN"
  holds . a b t 't~' t.~{1..20}~
  same b t
  [[ $output = "looks "?????*" missing 0" ]]
}

@test "backups are made where names cannot be exchanged" {
  need_strace
  for error in EINVAL ENOSYS; do
    files a b
    old=$(inode b)
    try_with "renameat2:error=$error" -vb a b
    holds . a b 'b~'
    linked a b
    reads 'b~' b
    [ "$(inode 'b~')" = "$old" ]
    passed "'b~' ~ 'b' => 'a'"
    files c
    try_with "renameat2:error=$error" -v --backup=numbered c b
    holds . a b 'b~' c 'b.~1~'
    linked b c
    linked a 'b.~1~'
    passed "'b.~1~' ~ 'b' => 'c'"
    try_with "renameat2:error=$error" -s --backup=simple text b
    holds . a b 'b~' c 'b.~1~'
    points b text
    linked c 'b~'
    passed
    ln -f c b
    ln -f c 'b~'
    try_with "renameat2:error=$error" --backup=simple a b
    holds . a b 'b~' c 'b.~1~'
    same a b
    linked c 'b~'
    passed
    rm ./*
  done
}

@test "where names cannot be exchanged a directory stays and errors undo" {
  need_strace
  files a b
  mkdir d d/full 'b~'
  try_with renameat2:error=EINVAL -bT a d
  holds . a b 'b~' d
  holds d full
  untouched a
  ended 1
  try_with renameat2:error=EINVAL -b a b
  holds . a b 'b~' d
  untouched a b
  ended 1
}

@test "a sandbox that forbids renameat2 forbids no kind of backup" {
  need_strace
  for option in --backup=simple --backup=numbered --backup=existing; do
    files a b
    old=$(inode b)
    try_with renameat2:error=EPERM "$option" a b
    holds . a b b*~
    linked a b
    [ "$(inode b*~)" = "$old" ]
    passed
    rm ./*
  done
}

# Run the program with the other arguments where names cannot be exchanged
# and the old file cannot be linked; $1 is one more injection.
try_without_links () {
  run --separate-stderr strace -qq -o ../trace \
    -e inject=renameat2:error=EINVAL -e inject=linkat:error=EPERM:when=3+ \
    -e "inject=$1" "$FHLN" "${@:2}"
}

@test "renaming DEST away is the last resort, and it is reported" {
  need_strace
  for option in -b --backup=numbered; do
    files a b
    old=$(inode b)
    try_without_links fsync:error=EIO "$option" a b
    holds . a b b*~
    linked a b
    reads b*~ b
    [ "$(inode b*~)" = "$old" ]
    ended 0
    [[ $stderr = "$NAME: "*"'b'"* ]]
    rm ./*
  done
}

@test "where the last resort fails, the file is put back" {
  need_strace
  files a b
  old=$(inode b)
  try_without_links rename,renameat:error=EIO:when=2 -b a b
  holds . a b
  untouched a b
  [ "$(inode b)" = "$old" ]
  ended 1
}

@test "where the file cannot be put back, its name is told" {
  need_strace
  expect_stray
  files a b
  old=$(inode b)
  try_without_links rename,renameat:error=EIO:when=2+ --json -b a b
  untouched a
  left=$(echo .fhln-*)
  holds . a "$left"
  [ "$(inode "$left")" = "$old" ]
  ended 1
  [[ $output = *'"left_behind":"'"$left"'"'* ]]
}

@test "a number that was taken meanwhile is passed over, without exchange too" {
  need_strace
  files a b
  old=$(inode b)
  # The fourth linkat gives the old file its number.
  run --separate-stderr strace -qq -o ../trace \
    -e inject=renameat2:error=EINVAL -e inject=linkat:error=EEXIST:when=4 \
    "$FHLN" --backup=numbered a b
  holds . a b 'b.~2~'
  linked a b
  [ "$(inode 'b.~2~')" = "$old" ]
  passed
}

@test "a number that cannot be given is a failure, without exchange too" {
  need_strace
  files a b
  run --separate-stderr strace -qq -o ../trace \
    -e inject=renameat2:error=EINVAL -e inject=linkat:error=EIO:when=3 \
    -e inject=rename,renameat:error=EIO "$FHLN" --backup=numbered a b
  holds . a b
  untouched a b
  failed "cannot backup 'b': Input/output error"
}

@test "a backup that others are in the way of leaves all as it was" {
  need_platform "exchanges names"
  need_strace
  files a b
  try_with rename,renameat:error=EEXIST -b a b
  holds . a b
  untouched a b
  failed "cannot backup 'b': File exists"
}

@test "DEST that comes and goes is tried again, but not for ever" {
  need_platform "exchanges names"
  need_strace
  files a b
  # The exchange finds no DEST, then the rename finds one.
  try_with renameat2:error=ENOENT:when=1 -b a b
  holds . a b 'b~'
  linked a b
  passed
  rm b 'b~'
  files b
  try_with renameat2:error=ENOENT:when=1+2 -b a b
  holds . a b
  untouched a b
  failed "failed to create hard link 'b': File exists"
  [ "$(grep -c '^renameat2.*EXCHANGE' ../trace)" -le 100 ]
  try_with renameat2:error=ENOENT -b a b
  holds . a b
  untouched a b
  failed "failed to create hard link 'b' => 'a': No such file or directory"
}

@test "a failure after the exchange never loses the old file" {
  need_strace
  expect_stray
  # Each later rename fails: the exchange back too, if there was an exchange.
  for when in 1+ 2+ 3+; do
    files a b
    run --separate-stderr strace -qq -o ../trace \
      -e "inject=rename,renameat,renameat2:error=EIO:when=$when" \
      "$FHLN" -b a b
    [ -e b ]
    cat ./* .fhln* 2>/dev/null | grep -qx b
    links a "$(find . -samefile a | wc -l)"
    for stray in .[!.]*; do
      if [ -e "$stray" ]; then
        [[ $stderr = *"$stray"* ]]
      fi
    done
    rm -f ./* .fhln*
  done
}

@test "a signal in the middle of a backup leaves no temporary name" {
  need_strace
  files a b
  for signal in SIGTERM SIGINT; do
    cp b t
    run strace -qq -o ../trace \
      -e "inject=rename,renameat,renameat2:signal=$signal" "$FHLN" -b a t
    holds . a b t 't~'
    linked a t
    reads 't~' b
    rm t 't~'
  done
}

@test "a temporary link that cannot be made leaves DEST and no backup" {
  need_strace
  files a b
  old=$(inode b)
  for error in EMLINK ENOSPC EPERM; do
    try_with "linkat:error=$error:when=2+" -b a b
    holds . a b
    untouched a b
    [ "$(inode b)" = "$old" ]
    ended 1
  done
}

@test "a backup in a directory that cannot be listed takes a free number" {
  need_user "lists every directory"
  mkdir d
  files a
  echo cur >d/c
  echo one >'d/c.~1~'
  echo two >'d/c.~2~'
  chmod 300 d
  timeout 10 "$FHLN" --backup=numbered a d/c && status=0 || status=$?
  chmod 755 d
  [ "$status" -eq 0 ]
  holds d c 'c.~1~' 'c.~2~' 'c.~3~'
  linked a d/c
  reads 'd/c.~1~' one
  reads 'd/c.~2~' two
  reads 'd/c.~3~' cur
}

@test "the same without exchange, and without a descriptor to list with" {
  need_no_sanitizer "it needs more descriptors"
  need_strace
  need_command prlimit
  for with in 'strace -qq -o ../trace -e inject=renameat2:error=EINVAL' ''; do
    rm -rf d
    mkdir d
    files a
    echo cur >d/c
    echo one >'d/c.~1~'
    # shellcheck disable=SC2086 # words
    run -0 timeout 10 $with prlimit --nofile=4 \
      "$FHLN" --backup=numbered a d/c 3>&- 4>&-
    holds d c 'c.~1~' 'c.~2~'
    reads 'd/c.~1~' one
    reads 'd/c.~2~' cur
  done
}

@test "a simple suffix that looks like a number is a suffix" {
  files a c
  echo old >'c.~1~'
  run -0 timeout 10 "$FHLN" --backup=simple -S '.~1~' a c
  holds . a c 'c.~1~'
  linked a c
  reads 'c.~1~' c
}

@test "a symbolic link's backup spares a backup of the same run" {
  mkdir d x y
  files d/T x/a y/a
  echo precious >d/a
  printf 's1\0d/T\0s2\0d/T\0' >../pairs
  try -sb --pairs0-from=../pairs
  points d/T s1
  reads 'd/T~' T
  failed "backing up 'd/T' would overwrite just-created 'd/T~'"
  try -sbf x/a y/a d
  points d/a x/a
  reads 'd/a~' precious
  failed "backing up 'd/a' would overwrite just-created 'd/a~'"
}

# --- What is refused before anything is made --------------------------------

# Run the program with the arguments $3...: it fails to back up $2 by the error
# $1, and nothing was made for a moment.
refused_beforehand () {
  local error=$1 before
  before=$(stat -c %z .)
  try "${@:3}"
  failed "cannot backup '$2': $error"
  [ "$(stat -c %z .)" = "$before" ]
}

@test "a directory that has the backup's name is no backup" {
  files a b
  mkdir b~
  for option in -b --backup=simple "-b -n"; do
    # shellcheck disable=SC2086 # two words
    refused_beforehand "Is a directory" b $option a b
    refused_beforehand "Is a directory" b -s -T -b a b
  done
  holds . a b b~
  untouched a b
}

@test "a mount point that has the backup's name is no backup" {
  # shellcheck disable=SC2016 # the inner shell expands it
  need_root "mounts"
  if ! unshare -m true 2>/dev/null; then
    skip "no mount namespace can be made here"
  fi
  files a b b~ c
  run --separate-stderr unshare -m --propagation private sh -c '
    mount --bind c b~ && exec "$@"' sh "$FHLN" -b a b
  failed "cannot backup 'b': Device or resource busy"
  holds . a b b~ c
  untouched a b b~ c
}

@test "an older backup that is immutable is refused beforehand" {
  need_platform "sees attributes"
  files a b b~
  need_attribute i b~
  refused_beforehand "Operation not permitted" b -b a b
  chattr -i b~
  holds . a b b~
  untouched a b b~
}

@test "an older backup of somebody else in a sticky directory is kept" {
  need_nobody
  mkdir sticky
  chmod 1777 sticky
  cd sticky || return
  files a b b~
  chown 65534 a b
  run --separate-stderr "${nobody[@]}" -b a b
  holds . a b b~
  untouched a b b~
  failed "cannot backup 'b': Operation not permitted"
}

@test "where dots are refused, another temporary name is taken" {
  need_strace
  files a b
  try_with linkat:error=EPERM:when=2 -f a b
  grep -q '"fhln--' "$BATS_TEST_TMPDIR/trace"
  holds . a b
  linked a b
  passed
}

@test "names are cut between characters, and never to DEST's own" {
  files a
  for name in "$(printf '%0254d' 0)~" "$(printf '%0253d' 0)~" \
      "$(printf 'x%.0s' {1..125})$(printf 'é%.0s' {1..65})"; do
    for option in -b --backup=simple --backup=numbered; do
      mkdir d
      printf 'old\n' >"d/$name"
      try "$option" a "d/$name"
      passed
      linked a "d/$name"
      [ "$(find d -type f | wc -l)" -eq 2 ]
      rm "d/$name"
      reads "$(echo d/*)" old
      python3 -c 'import os, sys
os.fsencode(os.listdir(sys.argv[1])[0]).decode("utf-8")' d
      rm -r d
    done
  done
}

@test "numbers of backups have no end" {
  files a
  for number in 999999999999999999 18446744073709551615 \
      99999999999999999999999999; do
    mkdir d
    : >"d/n.~$number~"
    echo old >d/n
    echo older >d/n~
    next=$(python3 -c "print($number + 1)")
    try -b a d/n
    passed
    holds d n n~ "n.~$number~" "n.~$next~"
    reads d/n~ older
    reads "d/n.~$next~" old
    try --backup=numbered a d/n
    passed
    holds d n n~ "n.~$number~" "n.~$next~" "n.~$(python3 -c \
      "print($number + 2)")~"
    rm -r d
  done
}
