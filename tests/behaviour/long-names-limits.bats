#!/usr/bin/env bats
# shellcheck disable=SC2154
# Where does it end with names of more than 4095 bytes?
# And is no message longer than a line of a name?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/deep

# --- Where it ends ---------------------------------------------------------

# Set $name to a name of $1 bytes in $path.
name_of () {
  name=$path
  while [ $((${#name} + 200)) -lt "$1" ]; do
    name+=$(printf './%.0s' {1..50})
  done
  name+=$(printf 'x%.0s' $(seq $(($1 - ${#name}))))
  [ ${#name} -eq "$1" ]
}

@test "names of 4094 to 4097 bytes are all linked" {
  local length slashes
  deep . 3700
  files a
  for length in 4094 4095 4096 4097; do
    name_of "$length"
    for how in -P -L -f --sync --beneath --no-symlinks; do
      try $how a "$name"
      leads_to "$path${name##*/}" a 2
      passed
      try $how "$name" b
      same a b
      passed
      rm b
      clear_deep "$path"
    done
    slashes=$(printf '%*s' $((length - ${#path})) '')
    try a "$path${slashes// //}"
    holds_deep "$path" a
    passed
    clear_deep "$path"
  done
}

@test "slashes, dots and nothing else may make a name long" {
  local slashes dots
  files a
  mkdir d
  slashes=$(printf '/%.0s' {1..5000})
  dots=$(printf './%.0s' {1..3000})
  try a "${dots}b"
  same a b
  passed
  try "$PWD$slashes$dots${slashes}a" "d$slashes"
  same a d/a
  passed
  try "a$slashes" c
  [ ! -e c ]
  ended 1
  [[ ${stderr_lines[0]} = *"': Not a directory" ]]
  try a "c$slashes"
  [ ! -e c ]
  ended 1
  try -f a "c$slashes"
  [ ! -e c ]
  ended 1
  try -T a "d$slashes"
  ended 1
  [[ $stderr = *"File exists"* ]]
  try "$slashes" c
  ended 1
  [[ ${stderr_lines[0]} = *"': hard link not allowed for directory" ]]
  try -T a "$slashes"
  ended 1
  [[ ${stderr_lines[0]} = *"': File exists" ]]
  try "${slashes}no-such-name-$$" c
  ended 1
  [[ ${stderr_lines[0]} = *"': No such file or directory" ]]
  holds . a b d
  links a 3
}

@test "'..' thousands of times ends at the root" {
  local up
  files a
  up=$(printf '../%.0s' {1..3000})
  try "$up${PWD#/}/a" "$up$up${PWD#/}/b"
  linked a b
  passed
  try "$up$(printf 'x%.0s' {1..100})/a" c
  [ ! -e c ]
  ended 1
  [[ ${stderr_lines[0]} = *"': No such file or directory" ]]
}

@test "what is wrong on a long way is told" {
  need_platform "sees why a long name fails"
  local name
  deep
  files a
  mkdir d
  try a "${path}nosuch/x"
  ended 1
  [[ ${stderr_lines[0]} = *"failed to create hard link"*"No such file"* ]]
  [[ ${stderr_lines[1]} = *"/nosuch' does not exist" ]]
  try -f a "${path}nosuch/x"
  [[ ${stderr_lines[0]} = *"failed to create hard link"*"No such file"* ]]
  try a "nosuch/${path}x"
  [ "${stderr_lines[1]}" = "$NAME: note: 'nosuch' does not exist" ]
  try "${path}nosuch" x
  [[ ${stderr_lines[0]} = *"failed to access"*"No such file"* ]]
  try "a/${path}x" x
  [[ ${stderr_lines[0]} = *"failed to access"*"Not a directory"* ]]
  [ "${stderr_lines[1]}" = "$NAME: note: 'a' is not a directory" ]
  # SOURCE comes first.
  try nosuch "${path}nosuch/x"
  says "failed to access 'nosuch': No such file or directory"
  try "${path}nosuch" "${path}nosuch/x"
  [[ ${stderr_lines[0]} = *"failed to access"*"No such file"* ]]
  try -t "${path}nosuch" a
  [[ ${stderr_lines[0]} = *"failed to access"*"No such file"* ]]
  within "$path" touch file
  try -t "${path}file" a
  [[ ${stderr_lines[0]} = *" is not a directory" ]]
  name=$(printf 'y%.0s' {1..300})
  try a "$path$name"
  ended 1
  [[ ${stderr_lines[0]} = *"File name too long" ]]
  [[ ${stderr_lines[1]} = *"'yyyyyyyyyyyyyyyyyyyyyyyy'... is 300 bytes; "* ]]
  try "$path$name/x" b
  ended 1
  [[ ${stderr_lines[1]} = *"'yyyyyyyyyyyyyyyyyyyyyyyy'... is 300 bytes; "* ]]
  name=$(printf 'y%.0s' {1..5000})
  try a "$path$name"
  ended 1
  [[ ${stderr_lines[1]} = *"'yyyyyyyyyyyyyyyyyyyyyyyy'... is 5000 bytes; "* ]]
  try "$path$name" "${path}$name/x"
  ended 1
  holds_deep "$path" file
  holds . a d "$component"
}

@test "names of 65535 bytes are taken, longer ones are not" {
  local name
  deep
  files a b
  name=$path
  while [ ${#name} -lt 65000 ]; do
    name+=$(printf './%.0s' {1..200})
  done
  while [ ${#name} -lt 65533 ]; do
    name+=./
  done
  [ ${#name} -le 65534 ]
  name+=$(printf 'x%.0s' $(seq $((65535 - ${#name}))))
  try a "$name"
  leads_to "$path${name##*/}" a 2
  passed
  try a "${name}y"
  ended 1
  [ "${stderr_lines[1]}" = "$NAME: note: a path may have 65535 bytes" ]
  printf '%s\0' "$name" "${name%x}y" a "${name}y" "${name}y" b "${name}yy" \
    "$name/$name$name" b "${path}b" >../list
  try --pairs0-from=../list
  leads_to "$path$(basename "${name%x}y")" a 3
  leads_to "${path}b" b 2
  ended 1
  [ "$(grep -c 'File name too long$' <<<"$stderr")" -eq 3 ]
  [ "$(grep -c 'note: a path may have 65535 bytes$' <<<"$stderr")" -eq 3 ]
}

# What failed has too long a name, and nothing was made.
too_long () {
  ended 1
  [[ ${stderr_lines[0]} = *': File name too long' ]]
  holds . a b d
  holds d
  links a 1
}

@test "longer names are not taken with --beneath and --no-symlinks, either" {
  local confined long
  files a b
  mkdir d
  long=$(printf './%.0s' {1..32767})/
  for confined in --beneath --no-symlinks; do
    try "$confined" -L -T "${long}a" n
    too_long
    try "$confined" -f a "${long}b"
    too_long
    try "$confined" -t "${long}d" a
    too_long
  done
}

@test "a list that is one long name with a newline is that name" {
  deep
  mkdir d
  within "$path" touch $'a\nb'
  printf '%sa\nb' "$path" >../list
  try --files0-from=../list -t d
  passed
  holds d $'a\nb'
}

@test "few descriptors are enough for a long name" {
  need_no_sanitizer "it opens files of its own"
  local i
  deep
  files a b
  mkdir d
  {
    for i in {1..10}; do
      printf '%s\0' a "d/$i" "${path}$i" "d/b$i" b "${path}b$i"
      printf '%s\0' "${path}b$i" "${path}c$i"
    done
  } >../list
  for i in {1..10}; do
    "$FHLN" a "$path$i"
  done
  run --separate-stderr bash -c 'ulimit -n 8; exec "$@" 3>&- 4>&- 5>&-' - \
    "$FHLN" --pairs0-from=../list
  passed
  links a 31
  links b 21
}

# --- Confinement -----------------------------------------------------------

@test "--beneath and --no-symlinks link long names that stay inside" {
  local how
  deep
  files a
  for how in --beneath --no-symlinks "--beneath --no-symlinks" "--beneath -L"
  do
    # shellcheck disable=SC2086 # options
    {
      try $how a "${path}x"
      leads_to "${path}x" a 2
      passed
      try $how "${path}x" b
      same a b
      passed
      try $how "${path}x" "${path}./y"
      leads_to "${path}y" a 4
      passed
      try $how -t "$path" a
      leads_to "${path}a" a 5
      passed
      try $how -f "${path}x" "$path"
      holds_deep "$path" a x y
      ended 1
    }
    clear_deep "$path"
    rm b
  done
}

@test "--beneath lets no part of a long name lead out" {
  local up name where depth=26
  mkdir in out
  files out/a a in/a
  deep in
  within "in/$path" ln -s "$PWD/out" absolute
  within "in/$path" ln -s "$(printf '../%.0s' {1..27})out" relative
  within "in/$path" ln -s "$PWD/out/a" file
  ln -s ../out in/out
  cd in
  up=$(printf '../%.0s' $(seq $depth))
  within "$path$up" test -e absolute && fail "the way up is wrong"
  for where in "$path$up../out/" "${path}absolute/" "${path}relative/" \
      "out/${path}" "$PWD/$path" "$path$up$path$up$path$up../out/" \
      "$path$up$path$up$path${up}out/" "$(printf '../in/%.0s' {1..1000})" \
      "$(printf './%.0s' {1..2100})../out/" \
      "$path$(printf './%.0s' {1..2100})relative/"; do
    for how in -P -L -f -s "-t ."; do
      # shellcheck disable=SC2086 # options
      if [ "$how" != -s ]; then
        try --beneath $how "${where}a" stolen
        [ ! -e stolen ]
        ended 1
      fi
      if [ "$how" != "-t ." ]; then
        # shellcheck disable=SC2086 # options
        try --beneath $how a "${where}made"
        ended 1
      fi
      try --beneath -t "$where" a
      ended 1
    done
  done
  try --beneath -L "${path}file" stolen
  ended 1
  try --beneath a "$path"
  passed
  holds ../out a
  reads ../out/a a
  links ../out/a 1
  cd ..
  holds . a in out
  [ -z "$(find . -name made -o -name stolen)" ]
}

@test "--no-symlinks follows no symbolic link in a long name" {
  local how
  deep
  mkdir d
  files a d/a
  within "$path" ln -s "$PWD/d" l
  within "$path" ln -s "$PWD/a" f
  ln -s . here
  for how in --no-symlinks "--beneath --no-symlinks"; do
    for name in "${path}l/a" "here/${path}l" "${path}f" \
        "$path$(printf './%.0s' {1..2100})l/a"; do
      # shellcheck disable=SC2086 # options
      {
        try $how "$name" x
        ended 1
        try $how -f a "$name/x"
        ended 1
      }
    done
  done
  try --no-symlinks "${path}l/a" x
  [[ ${stderr_lines[0]} = *"failed to access"*"Too many levels"* ]]
  [[ ${stderr_lines[1]} = *" is a symbolic link" ]]
  holds d a
  holds . a d here "$component"
}

# --- Messages --------------------------------------------------------------

# No line on standard error has more than $1 bytes.
lines_fit () {
  local line
  for line in "${stderr_lines[@]}"; do
    if [ ${#line} -gt "$1" ]; then
      fail "a line of ${#line} bytes: ${line:0:100}"
    fi
  done
}

@test "a message shows the beginning and the end of a long name" {
  local long first last
  files a
  # As it is shown it has 1000 bytes, with the quotes.
  long=$(printf 'x%.0s' {1..998})
  try "$long" n
  says "failed to access '$long': File name too long"
  first=$(printf 'x%.0s' {1..496})
  long=first${long}last
  try "$long" n
  ended 1
  first=first${first:5}
  last=$(printf 'x%.0s' {1..492})last
  says "failed to access '$first'...'$last': File name too long"
  # What needs no quotes before a colon gets them where it is cut.
  mkdir d
  long=$(printf './%.0s' {1..600})d
  try "$long" n
  [[ ${stderr_lines[0]} = "$NAME: './././"*"./'...'/./"*\
"/d': hard link not allowed for directory" ]]
  # A name with a quote, or with "..." in it, cannot look like that.
  long=$(printf "'%.0s" {1..2000})
  try "$long" n
  lines_fit 1100
  # Characters stay whole.
  long=$(printf 'x'; printf '\303\244%.0s' {1..2000})
  try_in C.UTF-8 "$long" n
  lines_fit 1100
  [[ $stderr != *'\'* ]]
  long=$(printf '\001\n%.0s' {1..2000})x
  try "$long" n
  lines_fit 1100
}

@test "the names of a note share a line" {
  need_platform "sees why a long name fails"
  local long
  deep
  files a
  within "$path" touch x
  try -t "${path}nosuch" a
  lines_fit 1100
  [[ ${stderr_lines[1]} = *"n/nosuch' was looked for in '$PWD/"* ]]
  try "${path}nosuch" b
  lines_fit 1100
  try a "${path}nosuch/b"
  [[ ${stderr_lines[1]} = "$NAME: note: '"*"'...'"*\
"n/nosuch' does not exist" ]]
  [ ${#stderr_lines[1]} -le 530 ]
  long=$(printf 'x/%.0s' {1..300})x
  ln -s "$long" l
  try -t l a
  lines_fit 1100
  # Up to there a note shows all of a name.
  try "nosuch/$(printf 'y%.0s' {1..200})/b" c
  [ "${stderr_lines[1]}" = "$NAME: note: 'nosuch' does not exist" ]
  long=$(printf 'z%.0s' {1..200})
  mkdir -p "$long/$long"
  try "$long/$long/nosuch/b" c
  [ "${stderr_lines[1]}" = \
    "$NAME: note: '$long/$long/nosuch' does not exist" ]
  # JSON has the names as they are.
  try --json -t "${path}nosuch" a
  [[ $output = *"\"${path}nosuch\""* ]]
}

@test "no message has more than a line of a name" {
  local long
  files a
  long=$(printf 'x/%.0s' {1..40000})
  try "$long" n
  lines_fit 1200
  try a "$long"
  lines_fit 2200
  try -f "${long}a" "${long}b"
  lines_fit 2200
  try a b "$long"
  lines_fit 2200
  try -t "$long" a
  lines_fit 2200
  try a b "$long" -T
  lines_fit 1200
  try -T "$long"
  lines_fit 1200
  try --handle "$long" b
  lines_fit 1200
  try --fd "$long" b
  lines_fit 1200
  try --source-dirfd="$long" a b
  lines_fit 1200
  try --files0-from="$long" -t .
  lines_fit 1200
  try --files0-from=a "$long"
  lines_fit 1200
  try --backup="$long" a b
  lines_fit 1200
  try --if-exists="$long" a b
  lines_fit 1200
  try --simulate="$long" a b
  lines_fit 1200
  VERSION_CONTROL=$(printf '\e%.0s' {1..300}) try -b a b
  lines_fit 1200
  try -s "$long" b
  lines_fit 2200
  try --beneath "/$long" b
  lines_fit 2200
  printf '%s' "$long" >../list
  try --pairs0-from=../list
  lines_fit 1200
  ended 1
  holds . a
}

@test "output has all of a name" {
  local name
  deep
  files a
  name=${path}b
  try -v a "$name"
  passed "'$name' => 'a'"
  try --json a "$name"
  [[ $output = *"\"$name\""* ]]
  [ "$(wc -l <<<"$output")" -eq 1 ]
  try --json "${path}nosuch" c
  [[ $output = *"\"${path}nosuch\""* ]]
}
