#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# How is the command line read, and what may a name be?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# --- The line itself -------------------------------------------------------

@test "-- ends the options" {
  files ./-a
  try -- -a -b
  holds . -a -b
  linked ./-a ./-b
  passed
  try -- -x y
  holds . -a -b
  failed "failed to access '-x': No such file or directory"
}

@test "options may follow operands, but not with POSIXLY_CORRECT" {
  files a
  try a b -v
  holds . a b
  linked a b
  passed "'b' => 'a'"
  rm b
  run --separate-stderr env POSIXLY_CORRECT=1 "$FHLN" a b -v
  holds . a
  untouched a
  failed "target '-v': No such file or directory"
}

@test "- is an ordinary name" {
  files a
  try a -
  holds . a -
  linked a ./-
  passed
}

@test "no operand is a usage error" {
  try
  holds .
  refused "missing file operand"
  mkdir d
  try -t d
  holds d
  refused "missing file operand"
}

@test "two -t, and -t with -T, are usage errors" {
  files a
  mkdir d e
  try a -t d -t e
  holds d
  holds e
  failed "multiple target directories specified"
  try -t d -T a
  holds d
  untouched a
  failed "cannot combine --target-directory and --no-target-directory"
}

@test "-r without -s is a usage error" {
  files a
  try -r a x
  holds . a
  failed "cannot do --relative without --symbolic"
  [[ $stderr = *"note: add --symbolic"* ]]
}

@test "an option with its value in the wrong place is told the right one" {
  try --fd=3 x
  refused "option '--fd' doesn't allow an argument"
  [[ $stderr = *"did you mean '--fd DESCRIPTOR DEST'?"* ]]
  try --handle=ab x
  refused "option '--handle' doesn't allow an argument"
  [[ $stderr = *"did you mean '--handle HANDLE DEST'?"* ]]
  try -bnumbered a b
  refused "invalid option -- 'u'"
  [[ $stderr = *"did you mean '--backup=CONTROL'?"* ]]
  try -b=simple a b
  refused "invalid option -- '='"
  [[ $stderr = *"did you mean '--backup=simple'?"* ]]
  try --files0-from=list d
  refused "extra operand 'd': with --files0-from all names come from its file; \
give the directory with -t"
}

@test "an unknown option, or one without its value, links nothing" {
  files a
  try a b --bogus
  holds . a
  refused "unrecognized option '--bogus'"
  try a b -Z
  holds . a
  refused "invalid option -- 'Z'"
  try a b -S
  holds . a
  refused "option requires an argument -- 'S'"
  try a b --target-directory
  holds . a
  refused "option '--target-directory' requires an argument"
  try --force=yes a b
  holds . a
  refused "option '--force' doesn't allow an argument"
}

# --- Names -----------------------------------------------------------------

@test "an empty operand is no name" {
  files a
  try '' q
  holds . a
  failed "failed to access '': No such file or directory"
  try a ''
  holds . a
  failed "failed to create hard link '' => 'a': No such file or directory"
  try ''
  holds . a
  ended 1
}

@test "an empty operand among others fails alone" {
  files a b
  mkdir d
  try a '' b d
  holds d a b
  linked a d/a
  linked b d/b
  failed "failed to access '': No such file or directory"
}

@test "a name with a newline and bytes that are no UTF-8 is exact on disk" {
  name=$'new\nline\377'
  files a
  try a "$name"
  holds . a "$name"
  linked a "$name"
  passed
  try a "$name"
  holds . a "$name"
  failed "failed to create hard link 'new'\$'\\n''line'\$'\\377': File exists"
  mkdir d
  try -v "$name" d
  holds d "$name"
  links a 3
  passed "'d/new'\$'\\n''line'\$'\\377' => 'new'\$'\\n''line'\$'\\377'"
}

@test "a name of 255 bytes is linked and replaced, one of 256 is too long" {
  long=$(printf '%0255d' 7)
  files a b
  try a "$long"
  holds . a b "$long"
  linked a "$long"
  passed
  try -f b "$long"
  holds . a b "$long"
  linked b "$long"
  untouched a
  passed
  try a "0$long"
  holds . a b "$long"
  failed "failed to create hard link '0$long' => 'a': File name too long"
  try -f a "0$long"
  holds . a b "$long"
  failed "failed to access '0$long': File name too long"
}

@test "a directory and a base name that are too long together still work" {
  files a
  deep=.
  for _ in 1 2 3 4 5 6; do
    deep=$deep/$(printf '%0250d' 0)
    mkdir "$deep"
  done
  try a "$deep"
  same a "$deep/a"
  passed
}

# --- Abbreviations ---------------------------------------------------------

# The long options of GNU ln 9.1, each with a call that shows its meaning:
# %s stands for the option.
gnu_options () {
  cat <<'END'
backup ln %s a b
backup ln %s=t a b
directory ln %s a n
directory ln %s d n
no-dereference ln %s a sd
no-target-directory ln %s a d
force ln %s a b
interactive ln %s a b <<<y
suffix ln %s=q a b
suffix ln %s q a b
target-directory ln %s=d a
target-directory ln %s d a
logical ln %s sa n
physical ln -L %s sa n
relative ln -s %s a d/n
symbolic ln %s a n
verbose ln %s a n
help ln %s >/dev/null
version ln %s >/dev/null
END
}

# Print a line for each call with each abbreviation of each option that GNU
# ln knows: unique ones ($1 = unique) or ambiguous ones; with $2 = full the
# whole name instead of the abbreviation.
abbreviated_calls () {
  local names name call length prefix matches other_name
  mapfile -t names < <(gnu_options | cut -d ' ' -f 1 | sort -u)
  while IFS=' ' read -r name call; do
    for ((length = 1; length <= ${#name}; length++)); do
      prefix=${name:0:length}
      matches=0
      for other_name in "${names[@]}"; do
        if [[ $other_name = "$prefix"* ]]; then
          matches=$((matches + 1))
        fi
      done
      if { [ "$1" = unique ] && [ "$matches" -eq 1 ]; } \
          || { [ "$1" = ambiguous ] && [ "$matches" -gt 1 ]; }; then
        if [ "${2-}" = full ]; then
          prefix=$name
        fi
        printf '%s\n' "${call/\%s/--$prefix}"
      fi
    done
  done < <(gnu_options)
}

@test "every abbreviation of an option of GNU ln means that option" {
  twin_programs
  cd ..
  abbreviated_calls unique >short
  [ "$(wc -l <short)" -gt 150 ]
  if gnu_ln_is_here; then
    abbreviated_calls ambiguous >>short
    sed -i 's/$/ 2>\/dev\/null/' short
    twins_agree "$PWD/gnu" short "$PWD/fhln" short
  else
    abbreviated_calls unique full >whole
    sed -i 's/$/ 2>\&1/' short whole
    twins_agree "$PWD/fhln" whole "$PWD/fhln" short
  fi
}

@test "what is ambiguous to GNU ln stays an error that changes nothing" {
  twin_programs
  cd ..
  abbreviated_calls ambiguous >calls
  grep -q -e '--s ' calls
  grep -q -e '--no-' calls
  grep -q -e '--ver ' calls
  twin_calls "$PWD/fhln" calls "$PWD/one"
  n=0
  while IFS= read -r call; do
    n=$((n + 1))
    echo "$call"
    grep "^ln: option '--.*' is ambiguous; possibilities: '--" \
      "one.said/$n.err"
    grep -x 'status 1' "one.said/$n.status"
  done <calls
  for ten in one/*; do
    diff <(twin_list "$ten") <(twin_list one.ten)
  done
}

@test "abbreviations of the options that are new are accepted too" {
  files a b
  try --if=replace a b
  holds . a b
  linked a b
  passed
  try --detailed a b
  linked a b
  failed "failed to create hard link 'b': File exists" 3
}
