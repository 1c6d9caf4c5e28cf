#!/usr/bin/env bats
# shellcheck disable=SC2154
# Does a relative symbolic link lead from and to names of more than 4095 bytes?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/deep

# Set $up to the way up from $path.
set_up () {
  local slashes=${path//[^\/]/}
  up=${slashes//\//../}
}

# The symbolic link with the long name $1 says $2, and leads to the file $3.
says_and_leads () {
  local said
  said=$(within "${1%/*}" readlink -- "${1##*/}")
  if [ "$said" != "$2" ]; then
    fail "the link says '${said:0:100}', not '${2:0:100}'"
  fi
  [ "$(within "${1%/*}" stat -Lc %d:%i -- "${1##*/}")" \
    = "$(stat -Lc %d:%i -- "$3")" ]
}

@test "-r leads out of a long DEST, in each form" {
  local up at
  deep
  set_up
  files a b
  for at in "$path" "$PWD/$path" "././/$path/.//" "${path}../$component/"; do
    try -sr a "${at}r"
    says_and_leads "${path}r" "${up}a" a
    passed
    try -sr -t "$at" "$PWD/a"
    says_and_leads "${path}a" "${up}a" a
    passed
    try -sr ./b "$at"
    says_and_leads "${path}b" "${up}b" b
    passed
    try -sr nosuch "${at}n"
    [ "$(within "$path" readlink n)" = "${up}nosuch" ]
    passed
    clear_deep "$path"
  done
  printf '%s\0' a "${path}x" b "${path}y" >../list
  try -sr --pairs0-from=../list
  says_and_leads "${path}x" "${up}a" a
  says_and_leads "${path}y" "${up}b" b
  passed
  printf '%s\0' a b >../list
  try -sr --files0-from=../list -t "$path"
  says_and_leads "${path}a" "${up}a" a
  says_and_leads "${path}b" "${up}b" b
  passed
}

@test "-r leads to a long SOURCE where the way there is short enough" {
  local up text
  deep
  set_up
  files a
  try a "${path}x"
  try -sr "${path}x" "${path}y"
  says_and_leads "${path}y" x a
  passed
  try -sr "$PWD/${path}x" "${path}../y"
  says_and_leads "${path%"$component/"}y" "$component/x" a
  passed
  # It has 4095 bytes from one directory, and more from the one above.
  text=${path}x
  while [ ${#text} -gt 4095 ]; do
    text=${text#*/}
  done
  text+=$(printf 'x%.0s' $(seq $((4095 - ${#text}))))
  within "$path" ln x "${text##*/}"
  try -sr "${path}${text##*/}" "${path%"${text%/*}/"}z"
  says_and_leads "${path%"${text%/*}/"}z" "$text" a
  passed
  try -sr "${path}${text##*/}x" "${path%"${text%/*}/"}zz"
  ended 1
  [[ ${stderr_lines[0]} = *"File name too long" ]]
  try -sr "${path}x" z
  [ ! -L z ]
  ended 1
  [[ ${stderr_lines[0]} = *"File name too long" ]]
  holds . a "$component"
  holds_deep "$path" x y "${text##*/}"
}

@test "-r follows what is a symbolic link in a long name" {
  local up
  deep
  set_up
  mkdir d e
  files a d/f
  ln -s "$component" short
  within "$path" ln -s "$PWD/d" absolute
  within "$path" ln -s "${up}d" relative
  within "$path" ln -s "${up}d/f" file
  within "$path" ln -s loop loop
  within "$path" ln -s "${up}gone" gone
  for name in absolute relative absolute/../d; do
    try -sr a "${path}$name/x"
    points d/x ../a
    passed
    rm d/x
    try -sr "$path$name/f" e/x
    points e/x ../d/f
    passed
    rm e/x
  done
  try -sr "${path}file" e/x
  points e/x ../d/f
  passed
  try -sr "${path}gone" e/gone
  points e/gone ../gone
  passed
  try -sr "${path}loop" "${path}x"
  [ "$(within "$path" readlink x)" = loop ]
  passed
  try -sr a "short/${path#*/}y"
  says_and_leads "${path}y" "${up}a" a
  passed
  # A short name may lead to a long one.
  within "$path" ln "$PWD/a" z
  within "${path%"$component/"}" ln -s "$component" in
  mkdir step
  ln -s "../${path:0:4000}" step/half
  try -sr "step/half/${path:4000}z" "${path}zz"
  says_and_leads "${path}zz" z a
  passed
}

@test "-r starts at a current directory that has a long name" {
  local up
  deep
  set_up
  files a
  within "$path" touch x
  run --separate-stderr within "$path" "$FHLN" -sr x y
  [ "$(within "$path" readlink y)" = x ]
  passed
  run --separate-stderr within "$path" "$FHLN" -sr "${up}a" z
  says_and_leads "${path}z" "${up}a" a
  passed
  run --separate-stderr within "$path" "$FHLN" -sr x "${up}$path../w"
  [ "$(within "${path%"$component/"}" readlink w)" = "$component/x" ]
  passed
  run --separate-stderr within "$path" "$FHLN" -sr nosuch ../n
  [ "$(within "${path%"$component/"}" readlink n)" = "$component/nosuch" ]
  passed
}

@test "a tree of relative symbolic links leads from and to long names" {
  local up
  deep
  set_up
  mkdir t t/d
  files t/d/f
  try -R -sr t "${path}t"
  within "$path" holds t d
  says_and_leads "${path}t/d/f" "../../${up}t/d/f" t/d/f
  passed
  within "$path" mkdir s s/d
  within "$path" touch s/d/f
  for at in "$path" "$PWD/$path"; do
    try -R -sr "${at}s" "${path}u"
    [ "$(within "${path}u/d" readlink f)" = ../../s/d/f ]
    passed
    try -R -sr "${at}s/" -t "${path}u"
    [ "$(within "${path}u/s/d" readlink f)" = ../../../s/d/f ]
    passed
    within "$path" rm -r u
  done
  try -R -sr "${path}s" v
  holds v d
  holds v/d
  ended 1
  [[ ${stderr_lines[0]} = *"File name too long" ]]
  # One that is no directory, and none.
  try -R -sr "${path}s/d/f" "${path}f"
  [ "$(within "$path" readlink f)" = s/d/f ]
  passed
  try -R -sr "${path}nosuch" w
  [ ! -e w ]
  ended 1
  [[ ${stderr_lines[0]} = *"failed to access"*"No such file"* ]]
}

@test "-r goes a long way in a tree of 20000 directories" {
  need_command python3
  local up
  deepest
  files a
  try "a" "${chain}b"
  try -sr "${chain}b" "${chain}../c"
  passed
  [ "$(find d -name c -printf '%l\n')" = d/b ]
  up=$(printf '../%.0s' {1..1000})
  try -sr "${chain}b" "$chain${up}e"
  passed
  [ "$(find d -name e -printf '%l\n')" = "${chain:0:2000}b" ]
  rm -rf d
}
