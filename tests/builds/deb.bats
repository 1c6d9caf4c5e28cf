#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# Does `make deb` make a package that installs, runs and goes again?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# Build the package into directory $1.  The build directory is left as it was,
# but for build-deb/, from which the next build goes on.
build_package () {
  local log=$BATS_FILE_TMPDIR/log name kept=
  unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
  name=$build/fhln_$("$FHLN" --version \
    | sed -n '1s/.* //p')_$(dpkg --print-architecture).deb
  if [ -e "$name" ]; then
    kept=yes
  fi
  make -C "$build" deb >"$log" 2>&1 </dev/null || return 0
  cp "$name" "$1/"
  if [ -z "$kept" ]; then
    rm "$name"
  fi
}

setup_file () {
  bats_require_minimum_version 1.5.0
  build=$(cd "$(dirname "$FHLN")/.." && pwd)
  export build
  if ! [ -f "$build/Makefile" ]; then
    reason='the program does not lie in a build tree'
  elif ! [ -w "$build" ]; then
    reason='the build tree belongs to another user'
  elif ! command -v make >/dev/null || ! command -v dpkg >/dev/null; then
    reason='needs make and dpkg'
  else
    build_package "$BATS_FILE_TMPDIR"
    # The script says why it cannot begin, and make that it ended with 77.
    if grep -q 'deb\] Error 77$' "$BATS_FILE_TMPDIR/log"; then
      reason=$(sed -n 's/^deb: //p' "$BATS_FILE_TMPDIR/log")
    fi
  fi
  export reason
}

setup () {
  common_setup
  if [ -n "$reason" ]; then
    skip "$reason"
  fi
  debs=("$BATS_FILE_TMPDIR"/fhln_*.deb)
  if ! [ -e "${debs[0]}" ]; then
    fail "make deb made none: $(tail -n 20 "$BATS_FILE_TMPDIR/log")"
  fi
  deb=${debs[0]}
}

@test "the package holds program, manuals, completions, licence and changes" {
  dpkg-deb -c "$deb"
  dpkg-deb -x "$deb" root
  [ -x root/usr/bin/fhln ]
  for file in man/man1/fhln.1.gz man/man7/fhln.cookbook.7.gz \
      bash-completion/completions/fhln \
      zsh/vendor-completions/_fhln fish/vendor_completions.d/fhln.fish \
      doc/fhln/copyright doc/fhln/changelog.gz doc/fhln/NEWS.gz; do
    [ -s "root/usr/share/$file" ] || fail "no $file"
  done
  # Nothing else, and all of it root's and for everybody.
  [ "$(find root -type f ! -path 'root/usr/share/*' | wc -l)" -eq 1 ]
  run ! grep -vE '^[-d]rw[-x]r-[-x]r-[-x] root/root ' <<<"$(dpkg-deb -c "$deb")"
  gzip -dc root/usr/share/man/man1/fhln.1.gz | grep -q '^\.Nm fhln'
}

@test "the package says what it is and needs" {
  version=$("$FHLN" --version | sed -n '1s/.* //p')
  [ "$(dpkg-deb -f "$deb" Package)" = fhln ]
  [ "$(dpkg-deb -f "$deb" Version)" = "$version" ]
  [ "$(dpkg-deb -f "$deb" Architecture)" = "$(dpkg --print-architecture)" ]
  [[ $(dpkg-deb -f "$deb" Depends) = "libc6 (>= "* ]]
  [ "${deb##*/}" = "fhln_${version}_$(dpkg --print-architecture).deb" ]
  # The sums are those of the files.
  dpkg-deb -x "$deb" root
  dpkg-deb -e "$deb" control
  (cd root && md5sum --quiet -c ../control/md5sums)
  [ "$(wc -l <control/md5sums)" -eq "$(find root -type f | wc -l)" ]
}

@test "dpkg installs the package, the program runs, dpkg removes it" {
  # A system of its own, with nothing in it; the program finds its library
  # in this one.
  mkdir -p root/var/lib/dpkg/info root/var/lib/dpkg/updates root/var/log
  touch root/var/lib/dpkg/status root/var/lib/dpkg/available
  dpkg=(dpkg --root="$PWD/root" --force-not-root --force-depends
    --force-bad-path --log="$PWD/log")
  run "${dpkg[@]}" -i "$deb"
  echo "$output"
  [ "$status" -eq 0 ]
  [[ $("${dpkg[@]}" -s fhln) = *"Status: install ok installed"* ]]
  mkdir work
  cd work
  files a
  ../root/usr/bin/fhln a b
  linked a b
  [ "$(../root/usr/bin/fhln --version)" = "$("$FHLN" --version)" ]
  cd ..
  run "${dpkg[@]}" -P fhln
  echo "$output"
  [ "$status" -eq 0 ]
  left=$(find root ! -type d ! -path 'root/var/*')
  [ -z "$left" ] || fail "left: $left"
}

@test "the packaged program was built to be hard to attack" {
  need_command readelf
  dpkg-deb -x "$deb" root
  readelf -hW root/usr/bin/fhln | grep -q 'DYN (Position'
  readelf -lW root/usr/bin/fhln | grep -q GNU_RELRO
  readelf -dW root/usr/bin/fhln | grep -q BIND_NOW
}

@test "lintian finds nothing in the package" {
  need_command lintian
  run lintian --display-info --fail-on error,warning,info "$deb"
  echo "$output"
  [ "$status" -eq 0 ]
  run ! grep -E '^[EWI]: ' <<<"$output"
}

@test "the same sources make the same package, byte for byte" {
  mkdir again
  build_package again
  cmp "$deb" "again/${deb##*/}"
}
