#!/usr/bin/env bats
# shellcheck disable=SC2154
# Does fhln compile for FreeBSD, and does it call that system's own functions?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# Build once; every test looks at what came of it.
setup_file () {
  local build
  build=$(cd "$(dirname "$FHLN")/.." && pwd)
  export PROGRAM=$build/src/fhln-freebsd
  {
    if ! [ -f "$build/Makefile" ]; then
      echo 'the program does not lie in a build tree'
    elif ! [ -w "$build" ] || ! [ -w "$build/src" ]; then
      echo 'the build tree belongs to another user'
    elif ! command -v make >/dev/null; then
      echo 'needs make'
    fi
  } >"$BATS_FILE_TMPDIR/reason"
  [ "$(wc -l <"$BATS_FILE_TMPDIR/reason")" -eq 0 ] || return 0
  unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
  rm -f "$PROGRAM"
  make -C "$build" freebsd >"$BATS_FILE_TMPDIR/log" 2>&1 </dev/null || true
  # The script says why it cannot begin, and make that it ended with 77.
  if grep -q 'freebsd\] Error 77$' "$BATS_FILE_TMPDIR/log"; then
    sed -n 's/^freebsd: //p' "$BATS_FILE_TMPDIR/log" \
      >"$BATS_FILE_TMPDIR/reason"
  fi
}

need_build () {
  if [ -s "$BATS_FILE_TMPDIR/reason" ]; then
    skip "$(head -n 1 "$BATS_FILE_TMPDIR/reason")"
  fi
  if ! [ -f "$PROGRAM" ]; then
    # The first test shows why.
    if mkdir "$BATS_FILE_TMPDIR/shown" 2>/dev/null; then
      tail -n 40 "$BATS_FILE_TMPDIR/log" >&2
    fi
    fail "it was not built"
  fi
}

# Set $wanted to the functions that the program takes from the C library, and
# $defined to those that it brings.
look_at_symbols () {
  need_build
  need_command nm
  wanted=$(nm -D --undefined-only "$PROGRAM" | sed 's/.* //; s/@.*//')
  defined=$(nm --defined-only "$PROGRAM" | sed 's/.* //')
  [ -n "$wanted" ]
  grep -qx main <<<"$defined"
}

@test "make freebsd makes a program of FreeBSD for x86-64" {
  need_build
  need_command readelf
  readelf -h "$PROGRAM" >../head
  grep -qE '^ *Class: *ELF64$' ../head
  grep -qE '^ *Type: *(EXEC|DYN) ' ../head
  grep -qE '^ *Machine: .*X86-64$' ../head
  # By this note the kernel knows its own programs.
  readelf -n "$PROGRAM" | grep -qE '^ *FreeBSD '
  readelf -l "$PROGRAM" | grep -qF 'interpreter: /libexec/ld-elf.so.1]'
}

@test "handles are the system's own: getfhat, fhlinkat, fhstat, fhreadlink" {
  look_at_symbols
  for name in getfhat fhlinkat fhstat fhreadlink; do
    grep -qx "$name" <<<"$wanted" || fail "not wanted: $name"
    run ! grep -qxE "(rpl_)?$name" <<<"$defined"
  done
}

@test "names are made, moved and looked at by the system's own calls" {
  look_at_symbols
  for name in linkat renameat fstatat symlinkat unlinkat openat readlinkat \
      fcntl; do
    grep -qx "$name" <<<"$wanted" || fail "not wanted: $name"
    run ! grep -qxE "(rpl_)?$name" <<<"$defined"
  done
}

# Such a library calls linkat and others by itself: the tests above could not
# fail.
@test "no run-time library of the compiler hides what the program calls" {
  look_at_symbols
  run ! grep -xE 'bind|connect|execve|sendfile|fork' <<<"$wanted"
  run ! grep -iE 'ubsan' <<<"$defined"
}

@test "a second make freebsd does nothing but look" {
  need_build
  build=$(cd "$(dirname "$PROGRAM")/.." && pwd)
  before=$(stat -c '%i %Y' "$build"/build-freebsd/src/{,*/}*.o)
  make -C "$build" freebsd >../log 2>&1 </dev/null || fail "$(cat ../log)"
  after=$(stat -c '%i %Y' "$build"/build-freebsd/src/{,*/}*.o)
  [ "$before" = "$after" ]
  run ! grep -E '^  CC(LD)? ' ../log
}
