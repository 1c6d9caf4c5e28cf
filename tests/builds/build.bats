#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# Is the program that was built what it should be?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# Set $build to the build tree that the program lies in.
need_build_tree () {
  build=$(cd "$(dirname "$FHLN")/.." && pwd)
  if ! [ -f "$build/Makefile" ] || ! [ -f "$build/config.status" ]; then
    skip "the program does not lie in a build tree"
  fi
  if ! [ -w "$build" ] || ! [ -w "$build/src" ]; then
    skip "the build tree belongs to another user"
  fi
  need_command make
}

@test "make install installs a program that works; uninstall removes all" {
  need_build_tree
  unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
  make -C "$build" install DESTDIR="$PWD/dest" prefix=/p >../make.log 2>&1 \
    || fail "$(cat ../make.log)"
  mapfile -t installed < <(cd dest && find . -type f | sort)
  printf '%s\n' "${installed[@]}"
  [ -x dest/p/bin/fhln ]
  [[ " ${installed[*]} " = *" ./p/share/man/man1/fhln.1 "* ]]
  for file in man/man7/fhln.cookbook.7 \
      bash-completion/completions/fhln zsh/site-functions/_fhln \
      fish/vendor_completions.d/fhln.fish; do
    [[ " ${installed[*]} " = *" ./p/share/$file "* ]] || fail "no $file"
  done
  files a
  dest/p/bin/fhln a b
  linked a b
  make -C "$build" uninstall DESTDIR="$PWD/dest" prefix=/p >../make.log 2>&1 \
    || fail "$(cat ../make.log)"
  left=$(find dest -type f)
  [ -z "$left" ] || fail "make uninstall leaves $left"
}

@test "installed under the name ln the program works and says ln" {
  files a b
  ln -s "$FHLN" ln
  run --separate-stderr ./ln -v a c
  linked a c
  passed "'c' => 'a'"
  run --separate-stderr ./ln a b
  [ "$status" -eq 1 ]
  [ "${stderr_lines[0]}" = "ln: failed to create hard link 'b': File exists" ]
}

@test "the C library's own linkat is called" {
  need_command nm
  need_shared "has no names of functions"
  if ! nm -D "$FHLN" 2>/dev/null | grep -q ' U '; then
    skip "the program is not linked dynamically"
  fi
  nm -D "$FHLN" | grep -qE ' U linkat(@|$)'
  nm -D "$FHLN" >../symbols
  nm "$FHLN" >>../symbols 2>/dev/null || true
  run ! grep -wE 'rpl_linkat|rpl_symlinkat' ../symbols
}

@test "every descriptor that the program opens is close-on-exec" {
  need_strace
  mkdir d
  files a b d/b
  traced -v --backup=numbered a b d
  ended 0
  linked b d/b
  grep -q '^openat(' ../trace
  run ! grep -v O_CLOEXEC <<<"$(grep -E '^open' ../trace)"
}

@test "set-user-id gives the program no privilege" {
  need_root "makes files set-user-id"
  need_command setpriv
  mkdir closed open
  files closed/a open/b
  chmod 755 closed
  chmod 777 open
  cp "$FHLN" fhln
  cp "$(command -v touch)" probe
  chmod 4755 fhln probe
  user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  chown 65534 open/b
  (cd open && "${user[@]}" ../probe ../closed/probe) || true
  if ! [ -e closed/probe ]; then
    skip "set-user-id has no effect here"
  fi
  rm closed/probe
  cd open
  run --separate-stderr "${user[@]}" ../fhln b ../closed/b
  holds ../closed a
  untouched b
  ended 1
  [[ $stderr = *"Permission denied"* ]]
  run --separate-stderr "${user[@]}" ../fhln -f b ../closed/a
  holds ../closed a
  untouched b ../closed/a
  ended 1
}

@test "an option is unknown until --help names it" {
  files a
  try --help
  ended 0
  help=$output
  for option in --fd --handle --via-handle --print-handle --beneath \
      --no-symlinks --simulate --sync --json --zero --progress --no-notes \
      --files0-from --pairs0-from --bogus; do
    if grep -qE -e "(^|[^[:alnum:]-])$option([^[:alnum:]-]|\$)" <<<"$help"; then
      continue
    fi
    try "$option" a b
    holds . a
    refused "unrecognized option '$option'"
  done
}

@test "make check-bare tells what it cannot do without, and makes nothing" {
  local reason='only root can make a root directory' command
  mkdir bin
  for command in bash chroot dirname id; do
    ln -s "$(command -v "$command")" bin
  done
  if [ "$(id -u)" -eq 0 ]; then
    reason='debootstrap is not installed'
  fi
  PATH=$PWD/bin run bash "$BATS_TEST_DIRNAME/../run-bare" .
  [ "$status" -eq 77 ]
  [ "$output" = "check-bare: $reason" ]
  holds . bin
}
