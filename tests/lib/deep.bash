# shellcheck shell=bash disable=SC2034,SC2154
# How are directories made that are too deep for one name?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

component=$(printf 'n%.0s' {1..199})

# Make directories in directory $1 (.), and set $path to a name of more than
# $2 bytes (5000) of the innermost one, with a slash at its end.
deep () {
  local i count=$((${2-5000} / 200 + 1))
  path=
  for ((i = 0; i < count; i++)); do
    path+=$component/
  done
  (
    cd -P "${1-.}" || exit
    for ((i = 0; i < count; i++)); do
      mkdir -p "$component"
      cd -P "$component" 2>/dev/null || exit
    done
  )
}

# Make a chain of 20000 directories d, and set $chain to the name of the
# innermost one, with a slash at its end.
deepest () {
  python3 - <<'END'
import os
fd = os.open ('.', os.O_RDONLY)
for i in range (20000):
    os.mkdir ('d', dir_fd=fd)
    inner = os.open ('d', os.O_RDONLY, dir_fd=fd)
    os.close (fd)
    fd = inner
END
  chain=$(printf 'd/%.0s' {1..20000})
}

# Run a command in the directory $1, one component after the other.
within () {
  local dir=$1 part parts
  shift
  IFS=/ read -ra parts <<<"$dir"
  (
    for part in "${parts[@]}"; do
      cd -P "${part:-.}" 2>/dev/null || exit
    done
    "$@"
  )
}

# The long name $1 and the short name $2 are one file, of $3 links.
leads_to () {
  local long short
  long=$(within "${1%/*}" stat -c '%d:%i %h' -- "${1##*/}")
  short=$(stat -c %d:%i -- "$2")
  if [ "$long" != "$short $3" ]; then
    fail "'...${1: -20}' is $long, '$2' is $short, expected $3 links"
  fi
}

# Directory $1, a long name, holds exactly the other arguments.
holds_deep () {
  local dir=$1
  shift
  within "$dir" holds . "$@"
}

clear_deep () {
  within "$1" find . -mindepth 1 -delete
}
