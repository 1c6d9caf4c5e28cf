# shellcheck shell=bash disable=SC2034,SC2154
# How is the program under test linked, and where is the one that is linked in
# the other way?
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The default is a static program with musl; `make check` builds one with the
# shared libraries of the system beside it, which FHLN_SHARED names.

FHLN_SHARED=${FHLN_SHARED:-${FHLN%/src/*}/build-shared/src/fhln}

# Is the program under test linked statically?
is_static () {
  ! head -c 4096 "$FHLN" | grep -qa /ld-
}

# A test needs a program that loads the C library: let it be the one under test.
# Why, says $1.
need_shared () {
  if ! is_static; then
    return
  fi
  if ! [ -x "$FHLN_SHARED" ]; then
    skip "the program is linked statically, and $1: make shared"
  fi
  FHLN=$FHLN_SHARED
}

# Set $static to the static program.
need_static () {
  if ! is_static; then
    skip "the program is linked with shared libraries"
  fi
  static=$FHLN
}
