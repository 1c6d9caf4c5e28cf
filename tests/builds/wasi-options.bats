#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2317
# Do the options do under Node and under wasmtime what they do elsewhere?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/wasi

@test "under each host -L follows symbolic links, and -P links them" {
  check () {
    mkdir d
    files a d/b
    ln -s a one
    ln -s ./one two
    ln -s d sd
    ln -s ../two d/up
    ln -s d/up down
    ln -s nowhere dangling
    ln -s sd/b into
    names=(one two)
    if ! is_old_node; then
      names+=(d/up sd/up down)
    fi
    for name in "${names[@]}"; do
      try -L "$name" n
      passed
      linked a n
      rm n
    done
    try -L into n
    passed
    linked d/b n
    rm n
    try -L --source-dirfd=3 --dest-dirfd=3 "${names[-1]}" d/n
    passed
    linked a d/n
    rm d/n
    try -L dangling n
    failed "failed to access 'dangling': No such file or directory"
    try -L sd n
    failed "sd: hard link not allowed for directory"
    for name in one dangling sd; do
      try "$name" n
      passed
      linked "$name" n
      rm n
    done
    untouched a d/b
  }
  each_host
  export QUIRK=never-follows
  hosts=(node)
  mkdir ../quirk
  cd ../quirk
  each_host
}

# Node itself follows 32, wasmtime and fhln 40.
@test "under each host -L follows many symbolic links, and gives up" {
  check () {
    local length
    files a
    ln -s a 1
    for length in {2..41}; do
      ln -s "$((length - 1))" "$length"
    done
    ln -s loop loop
    for length in 30 $most; do
      try -L "$length" n
      passed
      linked a n
      rm n
    done
    for length in 41 loop; do
      try -L "$length" n
      failed "failed to access '$length': Too many levels of symbolic links"
    done
    untouched a
    ! [ -e n ]
  }
  most=
  each_host
  export QUIRK=never-follows
  hosts=(node)
  most=40
  mkdir ../quirk
  cd ../quirk
  each_host
}

@test "under each host -f replaces DEST and leaves no other name" {
  check () {
    mkdir d
    files a b d/b
    ln -s nowhere s
    try -v -f a b
    linked a b
    passed "'b' => 'a'"
    for dst in d/b s new; do
      try -f a "$dst"
      passed
      same a "$dst"
    done
    try -fv a b
    passed "'b' => 'a'"
    links a 5
    try -f a ./a
    failed "'a' and './a' are the same file"
    try -fT a d
    failed "d: cannot overwrite directory"
    try -f missing a
    failed "failed to access 'missing': No such file or directory"
    reads a
    links a 5
    holds . a b d new s
    holds d b
  }
  each_host
}

@test "under each host backups are kept" {
  check () {
    mkdir d
    files a b d/b
    try -v -b a b
    linked a b
    reads b~ b
    passed "'b~' ~ 'b' => 'a'"
    try -S .old a d/b
    passed
    same a d/b
    reads d/b.old b
    for number in 1 2; do
      echo "$number" >n
      try --backup=numbered a n
      passed
      same a n
      reads "n.~$number~" "$number"
      rm n
    done
    ln -s nowhere s
    try -b a s
    passed
    same a s
    points s~ nowhere
    try --backup=simple b~ b
    failed "backing up 'b' would destroy 'b~'"
    try -bT a d
    failed "d: cannot overwrite directory"
    holds . a b b~ d n.~1~ n.~2~ s s~
    holds d b b.old
  }
  each_host
}

@test "under each host the user is asked" {
  check () {
    files a b
    try -i a b <<<n
    ended 1
    untouched a b
    try -i a b <<<y
    ended 0
    linked a b
    [[ $stderr = "fhln: replace 'b'?"* ]]
  }
  each_host
}

@test "under each host symbolic links are made" {
  check () {
    files a
    mkdir d
    try -sv a s
    points s a
    passed "'s' -> 'a'"
    try -sf b s
    passed
    points s b
    try -sr a n
    passed
    points n a
    try -sr d/x d/n
    passed
    points d/n x
    if ! is_old_node; then
      try -s /a b
      failed "failed to create symbolic link 'b': Operation not permitted"
    fi
  }
  each_host
}

@test "options without a meaning under WASI say so" {
  check () {
    files a
    for option in fd handle via-handle print-handle sync; do
      try "--$option" a n
      failed "--$option is not available on WASI"
    done
    try --detailed-exit-status --fd a
    failed "--fd is not available on WASI" 2
    holds . a
    untouched a
  }
  each_host
}

@test "under each host fhln does and says what it does elsewhere" {
  local calls=$BATS_TEST_TMPDIR/calls twin=$BATS_TEST_TMPDIR/twin
  mkdir "$twin" "$twin/native"
  ln -s "$FHLN" "$twin/native/ln"
  cat >"$calls" <<'END'
ln a n
ln a b
ln a
ln
ln a b n
ln -T a
ln -v a b d
ln -v a l d e
ln a l n/m
ln a nope/n
ln nope n
ln nope b
ln d n
ln -f a b
ln -f a a
ln -f a ./a
ln -fv a l
ln -f a d
ln -fT a d
ln -fv e/a e/f x
ln e/f x/f y
ln -f e/f x/f y
ln -b e/f x/f y
ln --backup=numbered e/f x/f y
ln -v --backup=numbered a b
ln -vb a b
ln -S .x a b
ln -b a a
ln -b nope b
ln -t d a b
ln -t nope a
ln -t a b
ln -vt d -f a l b
ln -P sa n
ln -L sa n
ln -L dang n
ln -L sd n
ln sd/../a n
ln -n a sd
ln -nf a sd
ln -s a n
ln -sv a b
ln -sfv a b
ln -sr d/a d/n
ln -T -t d a
ln -Q a n
ln --nope a n
ln --if-exists=nope a b
ln --backup=nope a b
ln --if-exists=same a l
ln --if-exists=skip -v a b
ln --source-dirfd=x a b
ln --detailed-exit-status a b
ln --detailed-exit-status nope n
ln --help
ln --version
END
  for host in "${hosts[@]}"; do
    echo "under $host:"
    rm -rf "$BATS_TEST_TMPDIR"/{one,two}*
    mkdir "$twin/$host"
    printf '#!/bin/sh\nexec "%s" %s .=. -- ln "$@"\n' \
      "$BATS_TEST_DIRNAME/wasi/under" "$host" >"$twin/$host/ln"
    chmod +x "$twin/$host/ln"
    twins_agree "$twin/native" "$calls" "$twin/$host" "$calls"
  done
}

@test "under each host a tree is made, and made again" {
  check () {
    mkdir -p s/a/b/c/d s/empty
    files s/1 s/a/2 s/a/b/c/d/3
    ln -s nowhere s/a/l
    try -R s d
    passed
    same s/1 d/1
    same s/a/2 d/a/2
    same s/a/b/c/d/3 d/a/b/c/d/3
    points d/a/l nowhere
    [ -d d/empty ]
    files s/new
    try -R --json s d
    ended 0
    [[ $output == *'"dest":"d/new","kind":"hard","outcome":"linked"'* ]]
    [[ $output == *'"dest":"d/1","kind":"hard","outcome":"already"'* ]]
    same s/new d/new
    holds d 1 a empty new
    rm d/1
    files d/1
    try -R s d
    failed "failed to create hard link 'd/1': File exists"
    try -R -f s d
    passed
    same s/1 d/1
    try -R s s/a/x
    failed "cannot link directory 's' into itself, 's/a/x'"
  }
  each_host
}
