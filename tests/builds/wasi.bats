#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2317
# Is the module for WASI what it should be, does it make links under Node and
# under wasmtime, and does no name lead out?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/wasi

need_wasmtime () {
  if ! [ -x "$FHLN_WASI/wizer" ]; then
    skip "${WASMTIME_LACKS:-needs wasmtime}"
  fi
}

need_build_tree () {
  if ! [ -f "$FHLN_WASI/Makefile" ] || ! [ -w "$FHLN_WASI" ]; then
    skip "needs the build tree"
  fi
  need_command make
}

# As failed, where hosts differ: the message is $1, a colon, and one of the
# others.
failed_with_one_of () {
  local text found=${stderr_lines[0]-}
  ended 1
  for text in "${@:2}"; do
    if [ "$found" = "fhln: $1: $text" ]; then
      return
    fi
  done
  answer >&2
  fail "expected the message: fhln: $1: one of ${*:2}"
}

@test "the module takes less than 450 KB and wants only WASI preview 1" {
  local size wanted
  size=$(stat -c %s "$FHLN_WASI/src/fhln.wasm")
  echo "$size bytes"
  [ "$size" -lt 450000 ]
  wanted=$(node -p "
    const fs = require('fs');
    const code = fs.readFileSync('$FHLN_WASI/src/fhln.wasm');
    const wants = WebAssembly.Module.imports(new WebAssembly.Module(code));
    [...new Set(wants.map((i) => i.module))].join()")
  [ "$wanted" = wasi_snapshot_preview1 ]
}

@test "the build fails if chdir is linked in" {
  need_build_tree
  unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
  mkdir copy
  tar -C "$FHLN_WASI" --exclude=./hosts --exclude=./wizer -cf - . \
    | tar -C copy -xf -
  rm copy/src/fhln.wasm
  make -C copy >log 2>&1
  cmp copy/src/fhln.wasm "$FHLN_WASI/src/fhln.wasm"
  rm copy/src/fhln.wasm
  run ! make -C copy LDFLAGS=-Wl,--undefined=chdir
  [[ $output = *"chdir must not be linked in"* ]]
  ! [ -e copy/src/fhln.wasm ]
}

@test "wasmtime is there" {
  need_wasmtime
  host=wasmtime preopens=(.=.)
  try --version
  ended 0
  [[ $output = "fhln "* ]]
}

@test "under each host a file gets a second name" {
  check () {
    files a
    try -v a b
    linked a b
    passed "'b' => 'a'"
    mkdir d
    try -v ./a d/c
    links d/c 3
    same a d/c
    passed "'d/c' => './a'"
    try -v /a /e
    same a e
    passed "'/e' => '/a'"
  }
  each_host
}

@test "under each host an existing DEST stays as it is" {
  check () {
    files a b
    ln -s nowhere s
    mkdir d
    for dst in b s; do
      try a "$dst"
      failed "failed to create hard link '$dst': File exists"
    done
    try -T a d
    failed "failed to create hard link 'd': File exists"
    try --detailed-exit-status a b
    failed "failed to create hard link 'b': File exists" 3
    try --if-exists=skip a b
    passed
    try --if-exists=same a b
    failed "failed to create hard link 'b': File exists"
    untouched a b
    points s nowhere
    holds . a b d s
    holds d
  }
  each_host
}

@test "an existing DEST stays as it is under a host that would overwrite" {
  hosts=(node)
  check () {
    files a b
    export QUIRK=overwrites
    try a b
    failed "failed to create hard link 'b': File exists"
    untouched a b
    echo old >b.~1~
    try -v --backup=numbered a b
    linked a b
    reads b.~1~ old
    reads b.~2~ b
    passed "'b.~2~' ~ 'b' => 'a'"
    holds . a b b.~1~ b.~2~
  }
  each_host
}

@test "under each host links are made in a directory" {
  check () {
    mkdir d e f
    ln -s d s
    files a b
    try a d
    passed
    linked a d/a
    try a b s/
    ended 1
    errors "failed to create hard link 's/a': File exists"
    linked b d/b
    try -t e a b
    passed
    same a e/a
    same b e/b
    try -n a s
    failed "failed to create hard link 's': File exists"
    try -n -t s b
    failed "target 's': Not a directory"
    try --dest-dirfd=3 a b f
    passed
    same a f/a
    same b f/b
    holds . a b d e f s
  }
  each_host
}

@test "under each host a directory is not linked" {
  check () {
    mkdir d
    try d n
    failed "d: hard link not allowed for directory"
    try -d d n
    failed "failed to create hard link 'n' => 'd': Operation not permitted"
    holds . d
  }
  each_host
}

@test "under each host missing names are told" {
  check () {
    files a
    try missing n
    failed "failed to access 'missing': No such file or directory"
    try a missing/n
    failed "failed to create hard link 'missing/n' => 'a': No such file or\
 directory"
    try a/x n
    failed "failed to access 'a/x': Not a directory"
    try a a/n
    failed "failed to create hard link 'a/n' => 'a': Not a directory"
    if ! is_old_node; then
      try a n/
      failed "failed to create hard link 'n/' => 'a': No such file or directory"
    fi
    try -t missing a
    failed "failed to access 'missing': No such file or directory"
    holds . a
    untouched a
  }
  each_host
}

@test "under each host no name leads out of what is preopened" {
  check () {
    local guest src dst
    files a ../out/o
    mkdir d
    for guest in . /; do
      preopens=("$guest=.")
      for src in d/../../out/o /../out/o; do
        try "$src" n
        failed_with_one_of "failed to access '$src'" \
          'Operation not permitted' 'Capabilities insufficient' \
          'No such file or directory'
      done
      for dst in d/../../out/n /../out/n; do
        try a "$dst"
        failed_with_one_of "failed to create hard link '$dst' => 'a'" \
          'Operation not permitted' 'Capabilities insufficient' \
          'No such file or directory'
      done
      try -f a ../out/o
      ended 1
      try --source-dirfd=3 ../out/o n
      ended 1
      try -t ../out a
      ended 1
    done
    untouched a ../out/o
    holds . a d
    holds ../out o
    holds .. out w
  }
  each_host
}

# Node follows symbolic links to wherever they lead, as its manual warns.
@test "under wasmtime no symbolic link leads out of what is preopened" {
  need_wasmtime
  hosts=(wasmtime)
  check () {
    local src
    files a ../out/o
    ln -s ../out up
    ln -s ../out/o file
    ln -s "$PWD/a" absolute
    try up/o n
    failed "failed to access 'up/o': Operation not permitted"
    for src in up/o file absolute; do
      try -L "$src" n
      failed "failed to access '$src': Operation not permitted"
      try -fL "$src" a
      failed "failed to access '$src': Operation not permitted"
    done
    try a up/n
    failed "failed to create hard link 'up/n' => 'a': Operation not permitted"
    try -f a up/o
    failed "failed to access 'up/o': Operation not permitted"
    try -t up a
    ended 1
    untouched a ../out/o
    holds . a absolute file up
    holds ../out o
  }
  each_host
}

@test "under WASI --beneath and --no-symlinks promise nothing they cannot keep" {
  check () {
    mkdir d
    files a ../out/o
    ln -s ../out up
    ln -s a s
    try --beneath a n
    passed
    linked a n
    rm n
    for src in up/o d/../a ../out/o; do
      try --beneath "$src" n
      failed "this system cannot promise where '$src' leads: Function not\
 implemented"
    done
    for option in --beneath --no-symlinks; do
      try "$option" -L s n
      failed "this system cannot promise where 's' leads: Function not\
 implemented"
    done
    try --beneath a up/n
    failed "this system cannot promise where 'up/n' leads: Function not\
 implemented"
    try --no-symlinks -t up a
    ended 1
    holds . a d s up
    holds ../out o
    untouched a ../out/o
  }
  each_host
}

@test "under each host names start at preopened descriptors" {
  check () {
    mkdir ../in
    files ../in/a ../out/o
    preopens=(.=. /in=../in /out=../out)
    try -v --source-dirfd=4 --dest-dirfd=5 a b
    linked ../in/a ../out/b
    passed "'b' => 'a'"
    try --source-dirfd=5 o c
    passed
    linked ../out/o c
    try --dest-dirfd=4 -t . c
    passed
    same c ../in/c
    try -f --source-dirfd=5 --dest-dirfd=4 o a
    passed
    same ../out/o ../in/a
    try --source-dirfd=4 ../out/b n
    ended 1
    try /in/c /out/d
    passed
    same ../in/c ../out/d
    holds . c
    holds ../in a c
    holds ../out b d o
  }
  each_host
}

@test "under each host a descriptor that is no directory is told" {
  check () {
    files a
    try --source-dirfd=99 a n
    failed "failed to access 'a': Bad file descriptor"
    try --dest-dirfd=99 a n
    failed "failed to create hard link 'n' => 'a': Bad file descriptor"
    try --source-dirfd=2 a n
    failed_with_one_of "failed to access 'a'" 'Bad file descriptor' \
      'Capabilities insufficient' 'Not a directory'
    holds . a
    untouched a
  }
  each_host
}

@test "under each host a link to another file system fails" {
  need_other_file_system
  check () {
    files a
    preopens=(.=. "/other=$other")
    try a /other/a
    failed_with_one_of "failed to create hard link '/other/a' => 'a'" \
      'Invalid cross-device link' 'Input/output error'
    untouched a
    holds "$other"
  }
  each_host
}
