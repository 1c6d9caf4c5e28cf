#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2317
# Does the program that is built for WASI work under Node and under wasmtime?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What holds under every host is a function `check`; each_host runs it in a
# new directory w for each of them, preopened as "." on descriptor 3, beside a
# directory out that is not.

load ../lib/helper

NAME=fhln

# Build the module, unless no tools are there; get wasmtime, unless npm cannot.
# A copy of the tests, without a makefile, comes with what was built before.
setup_file () {
  build=$(cd "$(dirname "$FHLN")/.." && pwd)
  export FHLN_WASI=$build/build-wasi
  if [ -f "$build/Makefile" ] && [ -w "$build" ]; then
    export WASI_LACKS WASMTIME_LACKS
    if ! WASI_LACKS=$("$BATS_TEST_DIRNAME/../../packaging/wasi/build" --missing); then
      return
    fi
    build_module >"$BATS_FILE_TMPDIR/log" 2>&1 || {
      cat "$BATS_FILE_TMPDIR/log" >&2
      return 1
    }
    get_wasmtime >"$BATS_FILE_TMPDIR/log" 2>&1 \
      || WASMTIME_LACKS="npm cannot get wasmtime: $(
        head -n 1 "$BATS_FILE_TMPDIR/log")"
  fi
}

build_module () {
  unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
  make -C "$build" wasi && make -C "$FHLN_WASI" tests/builds/wasi/fhln.wasm
}

# Let npm install what the lockfile pins, unless it has done so.
get_wasmtime () {
  local hosts=$FHLN_WASI/hosts
  local locked=$BATS_TEST_DIRNAME/wasi/package-lock.json
  if [ -x "$FHLN_WASI/wizer" ] && cmp -s "$locked" "$hosts/installed"; then
    return
  fi
  command -v npm >/dev/null || {
    echo 'npm is not installed'
    return 1
  }
  mkdir -p "$hosts"
  cp "$locked" "${locked%-lock.json}.json" "$hosts"
  npm ci --prefix "$hosts" --ignore-scripts --no-audit --no-fund \
    --prefer-offline --loglevel=error || return
  ln -f "$hosts"/node_modules/@bytecodealliance/wizer-linux-x64/wizer \
    "$FHLN_WASI/wizer" || return
  cp "$locked" "$hosts/installed"
}

setup () {
  common_setup
  if [ -n "${WASI_LACKS-}" ]; then
    skip "$WASI_LACKS"
  elif ! [ -f "$FHLN_WASI/src/fhln.wasm" ]; then
    skip "needs the module: make wasi"
  fi
  need_command node
  hosts=(node)
  if [ -x "$FHLN_WASI/wizer" ]; then
    hosts+=(wasmtime)
  fi
}

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

# Node before 20 leaves out a slash at the end of a name, follows no symbolic
# link upwards, and makes those that begin at the root.
is_old_node () {
  local major
  [ "$host" = node ] || return
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -lt 20 ]
}

each_host () {
  local top=$PWD
  for host in "${hosts[@]}"; do
    echo "under $host:"
    preopens=(.=.)
    mkdir "$top/$host" "$top/$host/w" "$top/$host/out"
    cd "$top/$host/w" || return 1
    check
  done
}

try () {
  run --separate-stderr "$BATS_TEST_DIRNAME/wasi/under" "$host" \
    "${preopens[@]}" -- fhln "$@"
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

@test "the module takes less than 300 KB and wants only WASI preview 1" {
  local size wanted
  size=$(stat -c %s "$FHLN_WASI/src/fhln.wasm")
  echo "$size bytes"
  [ "$size" -lt 300000 ]
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
      'Cross-device link' 'I/O error'
    untouched a
    holds "$other"
  }
  each_host
}

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
      failed "failed to access '$length': Symbolic link loop"
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

# Libc's words for some errnos differ: they do not occur here.
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
