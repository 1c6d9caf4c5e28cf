# shellcheck shell=bash disable=SC2034
# Which programs are there beside the one under test?
# SPDX-License-Identifier: GPL-3.0-or-later

# Set $static to the static program; in a build tree it is built if need be.
need_static () {
  local build
  static=${FHLN_STATIC-${FHLN%/*}/fhln-static}
  build=$(cd "${FHLN%/*}/.." && pwd)
  if [ -f "$build/Makefile" ] && [ -w "$build" ] && [ -w "$build/src" ]; then
    need_command musl-gcc
    need_command make
    (
      unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
      make -C "$build" static
    ) >../make.log 2>&1 3>&- || fail "$(tail -n 30 ../make.log)"
  fi
  if ! [ -x "$static" ]; then
    skip "the static program is not built: make static"
  fi
}
