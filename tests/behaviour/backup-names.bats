#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# What will the replaced file be called?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

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
