# shellcheck shell=bash disable=SC2034,SC2154
# What do the tests of trees share: one to begin with, and what a tree of links
# must be.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

# Make the tree $1, of three levels: files, a symbolic link, a fifo, a dot file,
# and an empty directory.  Each file holds its own base name.
tree () {
  mkdir -p "$1/e/g/h" "$1/empty"
  files "$1"/{a,b,.dot} "$1"/e/{a,c} "$1/e/g/d" "$1/e/g/h/x"
  ln -s nowhere "$1/e/dang"
  mkfifo "$1/e/g/fifo"
}

# List tree $1, each entry ended by NUL: its type, its name, and of what is no
# directory the inode.
tree_list () {
  (cd "$1" && find . \( -type d -printf 'd %P\0' \) \
    -o -printf '%y %P = %D:%i\0' | LC_ALL=C sort -z)
}

# Directory $2 is a tree of links of $1: the same directories, made anew, with
# the same files and nothing else.
tree_of () {
  apart "$1" "$2"
  if ! cmp -s <(tree_list "$1") <(tree_list "$2"); then
    diff <(tree_list "$1" | tr '\0' '\n') <(tree_list "$2" | tr '\0' '\n') >&2
    fail "'$2' is no tree of links of '$1'"
  fi
}

# Each file below $1 has $2 links.
all_links () {
  local found
  found=$(find "$1" ! -type d ! -links "$2" -printf '%p has %n links\n')
  if [ -n "$found" ]; then
    fail "expected $2 links: $found"
  fi
}

# $2 is a tree of links of $1, and all files have but these two names.
tree_linked () {
  tree_of "$1" "$2"
  all_links "$2" 2
}

# The lines of output, sorted, are exactly the arguments, sorted.
lines_are () {
  if ! diff <(printf '%s\n' "$@" | sort) \
      <(printf '%s\n' "${lines[@]}" | sort) >&2; then
    answer >&2
    fail "expected other lines"
  fi
}

# Set $as, a prefix for another user than root, and $uid, that user; directory
# in is that user's.
need_other () {
  mkdir in
  uid=$(id -u)
  export as=
  if [ "$uid" -eq 0 ]; then
    need_reach
    uid=65534
    chown "$uid:$uid" in
    program=../$NAME
    as=$nobody
  else
    program=$FHLN
  fi
  cd in || return
  ${as:+$nobody} mkdir -p s/e s/g
  ${as:+$nobody} touch s/e/a s/g/b s/a
}

# As link -R, by that user.
link_other () {
  # shellcheck disable=SC2086 # a command prefix
  run --separate-stderr ${as:+$nobody} "$program" --detailed-exit-status -R "$@"
}
