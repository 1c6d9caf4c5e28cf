# shellcheck shell=bash disable=SC2034,SC2154
# How is a directory served that folds or numbers names, and what must hold?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

# Run the function $2... in a new directory of the server with the option $1.
on_server () {
  served_in_private at_server "$@"
}

at_server () {
  serve_back back m "$1"
  cd m || return
  "${@:2}"
}

# DEST $2, which read $3, is the link to $1 and the old file has another name,
# or nothing was done; the exit status says which.
kept_or_refused () {
  local found
  found=$(grep -lxF -- "$3" ./* | grep -cvxF -- "./$1") || true
  if [ "$found" -ne 1 ]; then
    fail "the old file has $found names"
  fi
  if [ "$status" -eq 0 ]; then
    [ "$2" -ef "$1" ] || [ "$(readlink -- "$2")" = "$1" ]
    [ "$(find . -maxdepth 1 -type f -o -type l | wc -l)" -eq 3 ]
  else
    ended 1
    [ "$(cat -- "$2")" = "$3" ]
    [ "$(find . -maxdepth 1 -type f -o -type l | wc -l)" -eq 2 ]
  fi
}
