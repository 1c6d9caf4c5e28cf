#!/usr/bin/env bats
# shellcheck disable=SC2154
# Are names linked that are longer than one system call takes (4095 bytes)?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/deep

# --- Forms -----------------------------------------------------------------

@test "a long name is a SOURCE and a DEST, relative and absolute" {
  local at
  deep
  files a
  for at in "$path" "$PWD/$path" "././/$path/.//"; do
    try a "${at}b"
    leads_to "${path}b" a 2
    passed
    try "${at}b" c
    same a c
    passed
    try "${at}b" "${at}d"
    leads_to "${path}d" a 4
    passed
    try -v "${at}b" "${at}e"
    leads_to "${path}e" a 5
    passed "'${at}e' => '${at}b'"
    clear_deep "$path"
    rm c
    links a 1
  done
}

@test "a long name is a SOURCE alone, one of several, and a DIRECTORY" {
  deep
  files a b
  try a "${path}x"
  try "${path}x"
  same a x
  passed
  mkdir d
  try -t d "${path}x" b
  same a d/x
  same b d/b
  passed
  try -t "$path" a "$PWD/b"
  holds_deep "$path" a b x
  leads_to "${path}b" b 3
  passed
  rm -r d
  mkdir d
  try "${path}x" "${path}a" d
  holds d a x
  passed
  clear_deep "$path"
  try a b "${path%/}"
  holds_deep "$path" a b
  passed
  clear_deep "$path"
  try a "$path"
  holds_deep "$path" a
  passed
  try b "${path%/}"
  holds_deep "$path" a b
  passed
}

@test "a long name is taken from a stream" {
  local i
  deep
  files a b c
  mkdir d
  {
    for i in {1..40}; do
      printf '%s\0' a "$path$i" b "d/$i" "$path$i" "d/a$i" c "d/c$i"
    done
  } >../list
  try --pairs0-from=../list
  passed
  links a 81
  links b 41
  links c 41
  same a d/a40
  same b d/40
  leads_to "${path}40" a 81
  rm -r d
  mkdir d
  printf '%s\0' "${path}1" a "${path}2" "${path}3" b >../list
  try --files0-from=../list -t d
  holds d 1 2 3 a b
  same a d/3
  passed
  clear_deep "$path"
  try --files0-from=../list -t "$path"
  ended 1
  holds_deep "$path" a b
}

@test "a long name starts at a directory descriptor" {
  deep
  mkdir s d
  deep s
  deep d
  files s/a a
  try --source-dirfd=7 --dest-dirfd=8 a "${path}x" 7<s 8<d
  leads_to "d/${path}x" s/a 2
  passed
  try --source-dirfd=8 --dest-dirfd=7 "${path}x" y 7<s 8<d
  same s/a s/y
  passed
  try --dest-dirfd=8 -t "$path" a 8<d
  leads_to "d/${path}a" a 2
  passed
}

@test "a tree 20000 directories deep has no name that is too deep" {
  need_command python3
  deepest
  [ ${#chain} -eq 40000 ]
  files a
  try a "${chain}b"
  passed
  try "${chain}b" c
  same a c
  links a 3
  passed
  try -f "${chain}b" "${chain}c"
  links a 4
  passed
  [ "$(find d -name '[bc]' -samefile a | wc -l)" -eq 2 ]
  try "${chain}x" y
  [ ! -e y ]
  ended 1
  [[ ${stderr_lines[0]} = *"'d/d/d/"*"'...'"*"/d/x': No such file"* ]]
  rm -rf d
}

# --- How DEST is treated ---------------------------------------------------

@test "an existing DEST with a long name is told, skipped and replaced" {
  deep
  files a b
  try a "${path}x"
  try b "${path}x"
  leads_to "${path}x" a 2
  ended 1
  [[ $stderr = *"File exists"* ]]
  try --if-exists=skip b "${path}x"
  leads_to "${path}x" a 2
  passed
  try --if-exists=same a "${path}x"
  passed
  try --if-exists=same b "${path}x"
  ended 1
  leads_to "${path}x" a 2
  try -f b "${path}x"
  leads_to "${path}x" b 2
  links a 1
  passed
  try -bf a "${path}x"
  holds_deep "$path" x x~
  leads_to "${path}x" a 2
  leads_to "${path}x~" b 2
  passed
  run --separate-stderr "$FHLN" -i b "${path}x" <<<n
  leads_to "${path}x" a 2
  ended 1
  run --separate-stderr "$FHLN" -i b "${path}x" <<<y
  leads_to "${path}x" b 3
  ended 0
  [[ $stderr = *": replace 'nnn"*"'...'"*"n/x'?"* ]]
  try --sync -f a "${path}x"
  leads_to "${path}x" a 2
  passed
  holds_deep "$path" x x~
}

@test "a DEST that is a symbolic link to a directory keeps -n and -T" {
  deep
  files a
  mkdir d
  within "$path" ln -s "$PWD/d" l
  try a "${path}l"
  holds d a
  passed
  rm d/a
  try -n a "${path}l"
  ended 1
  try -nf a "${path}l"
  leads_to "${path}l" a 2
  holds d
  passed
  within "$path" ln -sf "$PWD/d" l
  try -n -t "${path}l" a
  holds d
  ended 1
  try -n -t "${path}l/" a
  holds d a
  passed
  rm d/a
  try -Tf a "${path}l"
  leads_to "${path}l" a 2
  holds d
  passed
}

@test "one directory entry by two long names is not replaced" {
  deep
  files a b
  try a "${path}x"
  for options in -f -bf "-f --no-symlinks" "-f --beneath" "-f --via-handle"; do
    # shellcheck disable=SC2086 # options
    try $options "${path}x" "./$path.///x"
    leads_to "${path}x" a 2
    holds_deep "$path" x
    ended 1
  done
  try -f "${path}x" "./$path.///x"
  [[ $stderr = *"are the same file" ]]
  try -f "${path}x" "${path}y"
  passed
  leads_to "${path}y" a 3
  try -bf "${path}x" "${path}y"
  holds_deep "$path" x y y~
  passed
}

@test "no link of a run replaces another at one long name" {
  deep
  mkdir d
  files a b c d/x
  printf '%s\0' a "${path}x" c "d/x" b "./${path}x" >../list
  try -f --pairs0-from=../list
  leads_to "${path}x" a 2
  same c d/x
  untouched b
  ended 1
  [[ $stderr = *"will not overwrite just-created"* ]]
  # The descriptors' numbers are the same, the directories are not.
  clear_deep "$path"
  deep d
  printf '%s\0' a "${path}x" b "d/${path}x" c "${path}y" c "d/${path}y" \
    >../list
  try -f --pairs0-from=../list
  leads_to "${path}x" a 2
  leads_to "d/${path}x" b 2
  passed
}

@test "-L follows a symbolic link with a long name, -P links it" {
  deep
  files a
  within "$path" ln -s "$PWD/a" l
  try -L "${path}l" b
  same a b
  passed
  try -P "${path}l" c
  points c "$PWD/a"
  passed
}

@test "symbolic links within a long name are followed" {
  local name
  deep . 3000
  deep "$(printf x; mkdir x)" 3000
  files a
  within "$path" ln -s "$PWD/x" l
  name=${path}l/$path
  try a "${name}b"
  leads_to "x/${path}b" a 2
  passed
  try "${name}b" c
  same a c
  passed
  # As the system does it: ".." is that of the directory where a link leads.
  try "${name}b" "${path}l/$path$(printf '../%.0s' {1..16})b"
  same a x/b
  passed
}

@test "a symbolic link has a long name, but no long text" {
  local text
  deep
  text=$(printf '%04095d' 0)
  try -s "$text" "${path}l"
  [ "$(within "$path" readlink l)" = "$text" ]
  passed
  try -s "${path}a" b
  [ ! -L b ]
  ended 1
  [[ $stderr = *"File name too long"* ]]
  try -s a -t "$path"
  [ "$(within "$path" readlink a)" = a ]
  passed
  holds_deep "$path" a l
}

@test "a handle is that of a long name, and is linked to one" {
  need_platform "has handles"
  local handle
  deep
  files a
  try a "${path}x"
  handle=$("$FHLN" --print-handle a)
  try --print-handle "${path}x"
  passed "$handle"
  try --print-handle "$PWD/${path}x" a
  passed "$handle"$'\n'"$handle"
  need_root "to link by a handle"
  try --handle "$handle" "${path}y"
  leads_to "${path}y" a 3
  passed
  try --via-handle "${path}y" z
  same a z
  passed
  try --via-handle a "${path}z"
  leads_to "${path}z" a 5
  passed
}

@test "an open file is linked to a long name" {
  need_platform "links descriptors"
  deep
  files a
  try --fd 7 "${path}x" 7<a
  if [[ $stderr = *"Operation not permitted"* ]]; then
    skip "descriptors cannot be linked here"
  fi
  leads_to "${path}x" a 2
  passed
}
