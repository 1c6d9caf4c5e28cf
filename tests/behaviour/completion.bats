#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# Do --help, the manual and what the shells complete name the same options?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

completions=$BATS_TEST_DIRNAME/../../packaging/completions
manual=$BATS_TEST_DIRNAME/../../man/fhln.1

# --- Reading the lists -----------------------------------------------------

# Print the options that --help describes: those before two blanks, or alone
# on their line.
options_of_help () {
  "$FHLN" --help | grep -E '^  (    )?-' \
    | sed -E 's/^ *//; s/  .*//; s/\[?=[^ ,]*//g; s/, /\n/g' | sort
}

# Those to which the manual gives a list item of their own.
options_of_manual () {
  awk '
    /^\.It Fl / {
      for (i = 2; i <= NF; i++) {
        if (option && $i != "Fl" && $i != ",")
          print "-" $i
        option = $i == "Fl" || $i == ","
      }
    }
  ' "$manual" | sort -u
}

# Those of each completion, with their descriptions, as "OPTION:TEXT".
described_by_bash () {
  sed -n "/<<'END_OF_OPTIONS'/,/^END_OF_OPTIONS/p" "$completions/fhln.bash" \
    | sed -n 's/=:/:/; /^-/p' | sort
}

described_by_zsh () {
  local names text name
  # '(…)'{-a,--all=}'[text]…'
  grep -oE "(\{[^}]*\}'|--?[a-z][^[' ()]*)"'\[[^]]*\]' "$completions/_fhln" \
    | while IFS='[' read -r names text; do
      for name in $(tr "{}',+" '     ' <<<"$names"); do
        name=${name%-}
        printf '%s:%s\n' "${name%=}" "${text%]}"
      done
    done | sort
}

described_by_fish () {
  local words word text option
  grep '^complete -c fhln .*-d ' "$completions/fhln.fish" \
    | while IFS= read -r words; do
      text=${words#*-d \'}
      option=
      for word in ${words%%-d *}; do
        case $option in
          -s) printf -- '-%s:%s\n' "$word" "${text%\'}" ;;
          -l) printf -- '--%s:%s\n' "$word" "${text%\'}" ;;
        esac
        option=$word
      done
    done | sort
}

options_of () {
  "described_by_$1" | sed 's/:.*//' | sort
}

# Compare two lists, with the names $1 and $3 for the functions $2 and $4.
alike () {
  local one two
  one=$($2)
  two=$($4)
  # A list that cannot be read would be like any other.
  if [ "$(wc -l <<<"$one")" -lt 45 ]; then
    fail "only these options in $1: $one"
  fi
  diff -u --label "$1" --label "$3" <(printf '%s\n' "$one") \
    <(printf '%s\n' "$two") || fail "$1 and $3 differ"
}

# --- The lists -------------------------------------------------------------

@test "--help describes each option once" {
  doubles=$(options_of_help | uniq -d)
  [ -z "$doubles" ] || fail "twice: $doubles"
}

@test "--help describes every option of the source, and no other" {
  source=$BATS_TEST_DIRNAME/../../src/options/option-table.c
  if ! [ -e "$source" ]; then
    skip "the source is not here"
  fi
  long_in_source () {
    sed -n '/^struct option const long_options/,/Abbreviations/p' \
      "$source" | sed -nE 's/^ *\{ "([^"]+)".*/--\1/p' | sort
  }
  long_in_help () {
    options_of_help | grep -e '^--'
  }
  short_in_source () {
    sed -nE 's/^char const short_options\[\] = "[+]:(.*)";/\1/p' "$source" \
      | tr -d : | fold -w 1 | sed 's/^/-/' | sort
  }
  short_in_help () {
    options_of_help | grep -v -e '^--'
  }
  [ "$(long_in_source | wc -l)" -gt 30 ]
  [ "$(short_in_source | wc -l)" -gt 15 ]
  diff -u <(long_in_source) <(long_in_help)
  diff -u <(short_in_source) <(short_in_help)
}

@test "the manual describes the options of --help" {
  alike --help options_of_help manual options_of_manual
}

@test "the completions for bash, zsh and fish have the options of --help" {
  for shell in bash zsh fish; do
    options () {
      options_of "$shell"
    }
    alike --help options_of_help "$shell" options
  done
}

@test "the completions for bash, zsh and fish describe options alike" {
  alike bash described_by_bash zsh described_by_zsh
  alike bash described_by_bash fish described_by_fish
}

@test "the completions offer those values that the program knows" {
  files a
  # value NAME WORD...: the program names exactly these words.
  value () {
    local option=$1 word said
    shift
    try "$option=?" a b
    said=$(printf '%s\n' "${stderr_lines[@]}" \
      | grep -oE "'[a-z]+'" | tr -d "'" | sort)
    diff -u <(printf '%s\n' "$said") <(printf '%s\n' "$@" | sort)
    for word; do
      grep -qE "(^|[^a-z])$word([^a-z]|\$)" "$completions/fhln.bash"
      grep -qE "'$word:" "$completions/_fhln"
      grep -qE -- "-l ${option#--} .*[ ']${word}[ ']" "$completions/fhln.fish"
    done
  }
  value --if-exists fail same skip replace ask
  value --simulate never auto always
  backup_types () {
    "$FHLN" "--backup=?" a b 2>&1 | sed -n '/^  - /p' \
      | grep -oE "'[a-z]+'" | tr -d "'" | sort
  }
  diff -u <(backup_types) <(printf '%s\n' none off simple never existing \
    nil numbered t | sort)
  for word in none off simple never existing nil numbered t; do
    grep -qE "_fhln_words .*\b$word\b" "$completions/fhln.bash"
    grep -qE "'$word:" "$completions/_fhln"
    grep -qE -- "-l backup .*\b$word\b" "$completions/fhln.fish"
  done
}

# --- bash ------------------------------------------------------------------

need_bash_completion () {
  bash_completion=/usr/share/bash-completion/bash_completion
  if ! [ -e "$bash_completion" ]; then
    skip "needs the package bash-completion"
  fi
  # Where bash-completion looks for the command's file.
  mkdir -p ../share/bash-completion/completions
  ln -sf "$completions/fhln.bash" ../share/bash-completion/completions/fhln
}

# Print what bash offers when the line "fhln $2..." is completed at its end
# with the kind of completion $1 (9, a tab; 63, a list): its function is found
# by bash-completion and is called with what readline would set.
bash_offers () {
  # shellcheck disable=SC2016
  XDG_DATA_DIRS=$PWD/../share bash --noprofile --norc -c '
    . "$1"
    _completion_loader fhln
    definition=$(complete -p fhln) || exit
    [[ $definition = *"-F _fhln "* ]] || exit
    COMP_TYPE=$2
    COMP_KEY=9
    COMP_LINE="fhln ${*:3}"
    COMP_POINT=${#COMP_LINE}
    COMP_WORDS=(fhln)
    for word in "${@:3}"; do
      # As by COMP_WORDBREAKS.
      if [[ $word = --*=* ]]; then
        COMP_WORDS+=("${word%%=*}" "=")
        word=${word#*=}
        [[ -z $word ]] || COMP_WORDS+=("$word")
      else
        COMP_WORDS+=("$word")
      fi
    done
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _fhln fhln "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    [[ ${#COMPREPLY[@]} -eq 0 ]] || printf "%s\n" "${COMPREPLY[@]}"
  ' bash "$bash_completion" "$@" 2>../bash.err | sort
}

# A tab at the end of the line of $2... offers exactly the words of $1.
bash_tab () {
  local words=$1 expected
  shift
  expected=$(tr -s ' ' '\n' <<<"$words" | sort)
  found=$(bash_offers 9 "$@")
  if [ "$found" != "$expected" ]; then
    cat ../bash.err >&2
    fail "fhln $*: bash offers ${found@Q}, expected ${expected@Q}"
  fi
}

@test "bash completes options and their values" {
  need_bash_completion
  files a bee
  mkdir d
  bash_tab '--symbolic --sync' --sy
  bash_tab '--if-exists=' --if
  bash_tab '--backup' --ba
  bash_tab 'fail same skip replace ask' --if-exists=
  bash_tab 'same skip' --if-exists=s
  bash_tab 'replace' --if-exists r
  bash_tab 'never auto always' --simulate=
  bash_tab 'numbered none nil never' --backup=n
  bash_tab 'a bee d' --simulate ''
  bash_tab 'a bee d' --backup ''
  bash_tab 'd' -t ''
  bash_tab 'd' -sft ''
  bash_tab 'd' --target-directory ''
  bash_tab 'd' --target-directory=
  bash_tab 'a bee d' --files0-from=
  bash_tab 'bee' --pairs0-from=b
  bash_tab 'a bee d' --exclude-from=
  bash_tab '' --exclude=
  bash_tab '1 2 3 4 5 6 7 8' --jobs ''
  bash_tab '' --suffix=
  bash_tab '' -S ''
  bash_tab 'a bee d' ''
  bash_tab 'bee' -T a b
  bash_tab 'bee' a -s b
  bash_tab '' -- --sy
  bash_tab '' --json=
}

# The descriptors that a command of this shell has, those of directories left
# out.
inherited () {
  bash -c 'for path in /proc/$$/fd/*; do
      if [[ -e $path && ! -d $path ]]; then
        echo "${path##*/}"
      fi
    done' | sort
}

# Each number in $found is one of these: a completion's own are none.
all_inherited () {
  local own
  own=$(comm -13 <(inherited) <(sort <<<"$found"))
  [ -z "$own" ] || fail "descriptors of the completion: ${own@Q}"
}

@test "bash offers the open descriptors" {
  need_bash_completion
  if ! [ -e /proc/self/fdinfo/0 ]; then
    skip "needs /proc"
  fi
  files a bee
  mkdir d
  exec {directory}<d {file}<a
  bash_tab "cwd $directory" --source-dirfd=
  bash_tab "cwd $directory" --dest-dirfd ''
  bash_tab cwd --source-dirfd=c
  found=$(bash_offers 9 --fd '')
  echo "$found"
  grep -qx "$file" <<<"$found"
  run ! grep -qx "$directory" <<<"$found"
  run ! grep -vqE '^[0-9]+$' <<<"$found"
  all_inherited
  [ "$(comm -12 <(inherited) <(printf '%s\n' 0 1 2 "$file" | sort) | wc -l)" \
    -eq "$(grep -cxE "0|1|2|$file" <<<"$found")" ]
  bash_tab 'a bee d' --fd 3 ''
  bash_tab 'bee' --fd -f 3 b
  bash_tab 'bee' --fd -t d 3 b
  exec {directory}<&- {file}<&-
}

@test "bash shows what the options mean where it only lists them" {
  need_bash_completion
  found=$(bash_offers 63 -)
  diff -u <(described_by_bash) \
    <(sed -E 's/^([^ =]+)=? +/\1:/' <<<"$found" | sort)
  [ "$(bash_offers 9 - | grep -c ' ')" -eq 0 ]
}

@test "a tab in an interactive bash completes the line" {
  need_bash_completion
  need_command script
  cat >../rc <<END
PS1=
. $bash_completion
fhln () { printf '<%s>' "\$@" >>../said; echo >>../said; }
END
  mkdir directory
  printf '%s\n' 'fhln --symb	--if-exists=rep	-t dir	' 'exit' >../keys
  XDG_DATA_DIRS=$PWD/../share timeout 30 script -qec \
    'bash --noprofile --rcfile ../rc -i' /dev/null <../keys >../screen 2>&1 \
    || true
  cat ../screen
  [ "$(cat ../said)" = '<--symbolic><--if-exists=replace><-t><directory/>' ]
}

# --- zsh -------------------------------------------------------------------

# Print what zsh offers for the line $1.
zsh_offers () {
  timeout 60 "$BATS_TEST_DIRNAME/../tools/complete-zsh" "$completions" "$1" \
    2>../zsh.err | sed 's/	.*//' | sort -u
}

# A tab at the end of the line $2 offers exactly the words of $1.
zsh_tab () {
  local expected
  expected=$(tr -s ' ' '\n' <<<"$1" | sort)
  found=$(zsh_offers "$2")
  if [ "$found" != "$expected" ]; then
    cat ../zsh.err >&2
    fail "$2: zsh offers ${found@Q}, expected ${expected@Q}"
  fi
}

# zsh and a terminal for it.
need_zsh () {
  need_command zsh
  if ! zsh -fc 'zmodload zsh/zpty && zpty a true' 2>/dev/null; then
    skip "zsh has no zpty here"
  fi
}

@test "zsh can read its completion" {
  need_command zsh
  zsh -n "$completions/_fhln"
  read -r first <"$completions/_fhln"
  [ "$first" = '#compdef fhln' ]
}

@test "zsh completes options and their values" {
  need_zsh
  files a bee
  mkdir d
  zsh_tab '--symbolic --sync' 'fhln --sy'
  zsh_tab 'fail same skip replace ask' 'fhln --if-exists='
  zsh_tab 'never auto always' 'fhln --simulate='
  zsh_tab 'none off simple never existing nil numbered t' 'fhln --backup='
  zsh_tab 'a bee d' 'fhln --backup '
  zsh_tab 'd' 'fhln -t '
  zsh_tab 'd' 'fhln --target-directory='
  zsh_tab 'a bee d' 'fhln --files0-from='
  zsh_tab 'a bee d' 'fhln --exclude-from='
  zsh_tab '1 2 3 4 5 6 7 8' 'fhln --jobs='
  zsh_tab 'a bee d' 'fhln '
  zsh_tab 'bee' 'fhln -T a b'
  zsh_tab '' 'fhln --fd --via'
  zsh_tab '' 'fhln -- --sy'
}

@test "zsh offers all options with what they mean" {
  need_zsh
  timeout 60 "$BATS_TEST_DIRNAME/../tools/complete-zsh" "$completions" 'fhln -' \
    | sed -E 's/	.* -- /:/' | sort >../found
  diff -u <(described_by_bash) ../found
}

@test "zsh offers the open descriptors" {
  need_zsh
  if ! [ -e /proc/self/fdinfo/0 ]; then
    skip "needs /proc"
  fi
  files a
  mkdir d
  exec {directory}<d {file}<a
  found=$(zsh_offers 'fhln --source-dirfd=')
  echo "$found"
  grep -qx "$directory" <<<"$found"
  grep -qx cwd <<<"$found"
  run ! grep -qx "$file" <<<"$found"
  found=$(zsh_offers 'fhln --fd ')
  echo "$found"
  all_inherited
  grep -qx "$file" <<<"$found"
  run ! grep -qx "$directory" <<<"$found"
  exec {directory}<&- {file}<&-
}

# --- fish ------------------------------------------------------------------

# Print what fish offers for the line $1, in $HOME's stead a place of its own.
fish_offers () {
  mkdir -p ../home
  HOME=$PWD/../home XDG_CONFIG_HOME=$PWD/../home XDG_DATA_HOME=$PWD/../home \
    XDG_CACHE_HOME=$PWD/../home fish --no-config -c "
    source '$completions/fhln.fish'
    complete -C '$1'" 2>../fish.err
}

fish_tab () {
  local expected
  expected=$(tr -s ' ' '\n' <<<"$1" | sort)
  found=$(fish_offers "$2" | sed 's/	.*//' | sort -u)
  if [ "$found" != "$expected" ]; then
    cat ../fish.err >&2
    fail "$2: fish offers ${found@Q}, expected ${expected@Q}"
  fi
}

@test "fish completes options and their values" {
  need_command fish
  files a bee
  mkdir d
  fish_tab '--symbolic --sync' 'fhln --sy'
  fish_tab '--if-exists=fail --if-exists=same --if-exists=skip
    --if-exists=replace --if-exists=ask' 'fhln --if-exists='
  fish_tab 'same skip' 'fhln --if-exists s'
  fish_tab '--simulate=never --simulate=auto --simulate=always' \
    'fhln --simulate='
  fish_tab '--backup=none --backup=never --backup=nil --backup=numbered' \
    'fhln --backup=n'
  fish_tab 'd/' 'fhln -t '
  fish_tab 'd/' 'fhln --target-directory '
  fish_tab 'a bee d/' 'fhln --files0-from '
  fish_tab 'a bee d/' 'fhln --exclude-from '
  fish_tab '1 2 3 4 5 6 7 8' 'fhln --jobs '
  fish_tab 'a bee d/' 'fhln --backup '
  fish_tab 'a bee d/' 'fhln '
  fish_tab 'bee' 'fhln -T a b'
}

@test "fish offers all options with what they mean" {
  need_command fish
  {
    fish_offers 'fhln -'
    fish_offers 'fhln --'
  } | sed -E '/^--[a-z0-9-]+=/d; s/	/:/' | sort -u >../found
  diff -u <(described_by_bash) ../found
}

@test "fish offers the open descriptors" {
  need_command fish
  if ! [ -e /proc/self/fdinfo/0 ]; then
    skip "needs /proc"
  fi
  files a
  mkdir d
  exec {directory}<d {file}<a
  fish_tab "cwd $directory" 'fhln --source-dirfd '
  found=$(fish_offers 'fhln --fd ' | sed 's/	.*//')
  echo "$found"
  all_inherited
  grep -qx "$file" <<<"$found"
  run ! grep -qx "$directory" <<<"$found"
  fish_tab 'a d/' 'fhln --fd 3 '
  exec {directory}<&- {file}<&-
}
