#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# What is said of a command line that is refused?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/usage

# Standard error is exactly these lines and the one that names --help.
advised () {
  local expected
  printf -v expected '%s\n' "$@"
  ended 1
  [ -z "$output" ]
  if [ "$stderr" != "${expected}Try '$NAME --help' for more information." ]
  then
    answer >&2
    fail "expected: $expected"
  fi
}

@test "an option that is nearly right is named" {
  files a
  while read -r wrong right; do
    try "$wrong" a b
    holds . a
    advised "$NAME: unrecognized option '$wrong'" \
      "$NAME: did you mean '--$right'?"
  done <<'END'
--symbolc symbolic
--symbolic-link symbolic
--forse force
--beneth beneath
--jsno json
--sycn sync
--files-from=x files0-from
--detailed-exit-code detailed-exit-status
--no-derefernce no-dereference
--target-dirs=x target-directory
--ifexists=same if-exists
END
}

@test "an option that is like none is only unknown" {
  files a
  for wrong in --bogus --x --update=all --replace --dereference \
      --backupbackupbackup; do
    try "$wrong" a b
    holds . a
    advised "$NAME: unrecognized option '$wrong'"
  done
}

@test "an option of another program is answered with its name here" {
  files a
  while IFS='|' read -r wrong advice; do
    try "$wrong" a b
    holds . a
    ended 1
    [ "${#stderr_lines[@]}" -eq 3 ]
    if [ "${stderr_lines[1]}" != "$NAME: $advice" ]; then
      answer >&2
      fail "expected: $advice"
    fi
  done <<'END'
--symlink|did you mean '--symbolic'?
--null|did you mean '--zero' or '--files0-from'?
-0|did you mean '--zero' or '--files0-from'?
-v0|did you mean '--zero' or '--files0-from'?
--archive|did you mean '--recursive'?
-a|did you mean '--recursive'?
--link-dest=x|did you mean '--recursive'?
-x|did you mean '--one-file-system'?
--exclude-dir=x|did you mean '--exclude'?
--threads=2|did you mean '--jobs'?
-j|did you mean '--jobs'?
--hard|leave it out: hard links are made without an option
--link|leave it out: hard links are made without an option
-l|leave it out: hard links are made without an option
END
}

@test "no option is named that there is not" {
  files a
  try --help
  help=$output
  for wrong in --dryrun --just-print --simulate-only --mkpath -p -D \
      --make-dirs; do
    try "$wrong" a b
    ended 1
    holds . a
    named=$(sed -n "s/.*did you mean '\(--[^']*\)'.*/\1/p" <<<"$stderr")
    [ -z "$named" ] || grep -qE -- "$named( |=|\[|\$)" <<<"$help"
  done
}

@test "an ambiguous option is answered with what it may be, once" {
  try --s a b
  refused "option '--s' is ambiguous; possibilities: '--shard' '--simulate'\
 '--skeleton' '--source-dirfd' '--suffix' '--symbolic' '--sync'"
  [ "${#stderr_lines[@]}" -eq 2 ]
}

@test "an option that says no is not answered with what it says no to" {
  files a
  for wrong in --no-backup --nobackup --no-force --unforce --no-verbose \
      --non-interactive --no-json --disinteractive --no-progres; do
    try "$wrong" a b
    holds . a
    advised "$NAME: unrecognized option '$wrong'"
  done
  while read -r wrong right; do
    try "$wrong" a b
    advised "$NAME: unrecognized option '$wrong'" \
      "$NAME: did you mean '--$right'?"
  done <<'END'
--no-dereferences no-dereference
--nodereference no-dereference
--no_notes no-notes
--notarget-directory no-target-directory
END
}

# The first line about the arguments that follow is as GNU ln's, in both
# locales.
first_lines_agree () {
  local locale
  for locale in C C.UTF-8; do
    LC_ALL=$locale run bash -c 'exec -a ln "$0" "$@" 2>&1 | head -n 1' \
      "$(command -v ln)" "$@"
    expected=$output
    LC_ALL=$locale run bash -c 'exec -a ln "$0" "$@" 2>&1 | head -n 1' \
      "$FHLN" "$@"
    if [ "$output" != "$expected" ]; then
      fail "'$output', expected '$expected'"
    fi
  done
}

@test "an option that is refused is told in the words of GNU ln" {
  need_gnu_ln
  files a
  for word in --x --x=y --nosuch "--it's" -x -vxq "-'" '-"' '-:' '-;' -= -- - \
      -t -S -vt --target-directory --suffix --target --suf --symbolic=x \
      --sy=x --inter=1 --help=x --version=x --d=x --force= \
      --no-target-directory=x --no-t=x -bx -W '-W x' '--a b' '--a\b' \
      --verb=1; do
    first_lines_agree a b c "$word"
    holds . a
  done
}

# Run the line $1 with GNU ln in the directory gnu and with the program in
# fhln, each as `ln`; status and message go to files beside, without notes.
both () {
  local who
  rm -rf gnu fhln
  for who in gnu fhln; do
    mkdir "$who"
    (
      cd "$who" || exit
      mkdir d e x y
      files a b x/f y/f
      ln a l
      PATH=$BATS_TEST_TMPDIR/$who:$PATH LC_ALL=C
      eval "$1" >../"$who.out" 2>../"$who.err" </dev/null && echo 0 || echo $?
    ) >"$who.status"
    sed -i '/^ln: note: /d' "$who.err"
  done
}

# After both: the statuses are $1 and $2, GNU's messages begin with $3 and the
# program's with $4.
differ () {
  [ "$(cat gnu.status) $(cat fhln.status)" = "$1 $2" ]
  if [[ $(cat gnu.err) != "$3"* ]] || [[ $(cat fhln.err) != "$4"* ]]; then
    head gnu.err fhln.err >&2
    return 1
  fi
}

@test "where GNU ln differs, it does so as the manual says" {
  need_gnu_ln
  twin_programs
  export -f files

  both 'ln -i a a <<<y'
  differ 0 1 "ln: replace 'a'? " "ln: 'a' and 'a' are the same file"
  same gnu/a gnu/l
  same fhln/a fhln/l
  both 'ln -si a a <<<y'
  differ 0 1 "ln: replace 'a'? " "ln: 'a' and 'a' are the same file"
  points gnu/a a
  same fhln/a fhln/l

  for option in '-i' '-ib --suffix=.old'; do
    both "printf 'y\ny\n' | ln $option x/f y/f d"
    differ 0 1 "ln: replace 'd/f'? " \
      "ln: will not overwrite just-created 'd/f' with 'y/f'"
    same gnu/d/f gnu/y/f
    same fhln/d/f fhln/x/f
    holds fhln/d f
  done

  both 'ln -i a b <<<n'
  differ 0 1 "ln: replace 'b'? " "ln: replace 'b'? "
  both 'ln -ib a b <<<n'
  differ 0 1 "ln: replace 'b'? " "ln: replace 'b'? "

  both 'ln --backup=bad a b nosuch'
  differ 1 1 "ln: target 'nosuch': No such" "ln: invalid argument 'bad' for"
  both 'ln --backup=bad -t nosuch a'
  differ 1 1 "ln: failed to access 'nosuch'" "ln: invalid argument 'bad' for"

  both 'ln -t nosuch -x'
  differ 1 1 "ln: failed to access 'nosuch'" "ln: invalid option -- 'x'"
  both 'ln -t nosuch'
  differ 1 1 "ln: failed to access 'nosuch'" 'ln: missing file operand'
  both 'ln -t nosuch -T a'
  differ 1 1 "ln: failed to access 'nosuch'" \
    'ln: cannot combine --target-directory and --no-target-directory'
  both 'ln -rT a b d'
  differ 1 1 'ln: cannot do --relative without --symbolic' \
    "ln: extra operand 'd'"

  both 'ln --v'
  differ 1 1 "ln: option '--v' is ambiguous; possibilities: '--verbose' \
'--version'" "ln: option '--v' is ambiguous; possibilities: '--verbose' \
'--verify' '--version' '--via-handle'"

  both 'ln -S x/ a b'
  differ 1 0 "ln: cannot backup 'b'" ''
  same fhln/a fhln/b
  reads fhln/b~ b
}

@test "an option with what a terminal would act on is quoted" {
  files a
  while IFS='|' read -r word text; do
    printf -v word %b "$word"
    try "$word" a b
    holds . a
    failed "$text"
    run ! grep -q '[[:cntrl:]]' <<<"$stderr"
  done <<'END'
--x\033[31m|unrecognized option '--x'$'\033''[31m'
--s\033|unrecognized option '--s'$'\033'
--s=\033|option '--s='$'\033' is ambiguous; possibilities: '--shard' '--simulate' '--skeleton' '--source-dirfd' '--suffix' '--symbolic' '--sync'
--symbolic=\033|option '--symbolic' doesn't allow an argument
--x\n|unrecognized option '--x'$'\n'
--\0303|unrecognized option '--'$'\303'
-\033|invalid option -- ''$'\033'
-b=\033|invalid option -- '='
-\0303\0244|invalid option -- ''$'\303'
--backup=\033|invalid argument '\033' for 'backup type'
--if-exists=\033|invalid argument '\033' for '--if-exists'
--simulate=\r|invalid argument '\r' for '--simulate'
--source-dirfd=\033|invalid descriptor ''$'\033': Invalid argument
END
  try a b $'\e'
  says "target ''\$'\\033': No such file or directory"
  try -T a b $'\e'
  refused "extra operand ''\$'\\033'"
  VERSION_CONTROL=$'\e' try -b a b
  says "invalid argument '\\033' for '\$VERSION_CONTROL'"
}

@test "a program name that a terminal would act on is not told" {
  long=$(printf 'x%.0s' {1..256})
  for name in $'\e[31m' $'x\ny' $'x\177' '' $'\x9b31m' $'\xc2\x9b31m' \
    $'x\xff' "$long"; do
    run --separate-stderr bash -c 'exec -a "$0" "$@"' "$name" "$FHLN" --x
    [ "${stderr_lines[0]}" = "fhln: unrecognized option '--x'" ]
    ended 1
  done
}

@test "a usage error quotes by the locale" {
  try_in C.UTF-8 -T a b $'\303\244'
  refused "extra operand '"$'\303\244'"'"
  try_in C -T a b $'\303\244'
  refused "extra operand ''\$'\\303\\244'"
}

# A note says that $1 was taken for an operand, and to write $2.
taken () {
  if ! grep -qxF "$NAME: note: '$1' was taken for an operand: write $2" \
      <<<"$stderr"; then
    answer >&2
    fail "expected that '$1' was taken for an operand"
  fi
}

@test "a word behind --backup or --simulate that needs = is told" {
  files a b
  mkdir d
  while read -r word meant arguments; do
    read -ra arguments <<<"$arguments"
    try "${arguments[@]}"
    ended 1
    taken "$word" "$meant"
    rm -f d/a
    untouched a b
    holds . a b d
  done <<'END'
numbered --backup=numbered --backup numbered a b
numbered --backup=numbered --b numbered a b
simple --backup=simple -b simple a b
t --backup=t -vb t b
none --backup=none -b none n
numbered --backup=numbered -b numbered a d
numbered --backup=numbered a b -b numbered
numbered --backup=numbered -t d a --backup numbered
numbered --backup=numbered -s --backup numbered a b
numbered --backup=numbered -T --backup numbered a b
=numbered --backup=numbered --backup =numbered a b
=x --backup=x --backup =x b
= --backup=nil --backup = nil b
auto --simulate=auto --simulate auto a b
never --simulate=never --simulate never n
=auto --simulate=auto --simulate =auto n
END
  try --json --backup numbered a b
  [[ $output = *'"note":"'\''numbered'\'' was taken for an operand: '* ]]
  try --no-notes --backup numbered a b
  failed "target 'b': Not a directory"
  [ "${#stderr_lines[@]}" -eq 1 ]
}

@test "a word behind --backup or --simulate is else an operand like any other" {
  files a b numbered
  try --backup numbered a b
  failed "target 'b': Not a directory"
  run ! grep -q 'taken for' <<<"$stderr"
  try --backup numbered b
  passed
  linked numbered b
  holds . a b b~ numbered
  rm b~
  for arguments in '-b b nosuch' '-f simple b' '-b -- simple b' \
      '-b -v simple b' '--backup= simple b' '--backup=numbered simple b' \
      '-b a simple n'; do
    # shellcheck disable=SC2086 # words
    try $arguments
    run ! grep -q 'taken for' <<<"$stderr"
  done
}

@test "nothing is looked at for such a word where the link is made" {
  need_strace
  files numbered b
  mkdir d
  traced -b numbered n
  passed
  [ "$(calls_with_names | wc -l)" -eq 1 ]
}

@test "a long option with one dash is named with both" {
  files a
  try -symbolic a b
  advised "$NAME: invalid option -- 'y'" "$NAME: did you mean '--symbolic'?"
  try -v a b -force
  advised "$NAME: invalid option -- 'o'" "$NAME: did you mean '--force'?"
  try -Z -force a b
  advised "$NAME: invalid option -- 'Z'"
  try -k
  advised "$NAME: invalid option -- 'k'"
  holds . a
}

@test "every usage error of fhln's own says what to type instead" {
  need_platform "links descriptors"
  files a
  each_excluded <<'END'
--source-dirfd=x a b|give the number of a descriptor that is open, or cwd
--dest-dirfd=-1 a b|give the number of a descriptor that is open, or cwd
--fd x b|give the number of a descriptor that is open
--handle x b|give a handle as --print-handle prints it
--handle --fd 0 b|: give the one that says what SOURCE is
--handle -s 0 b|: leave out --handle and give SOURCE by name
--fd --simulate 0 b|: leave out --fd and give SOURCE by name
--fd -t . 0|; give DEST as a whole
--fd --source-dirfd=0 0 b|: leave out --source-dirfd,
--print-handle -f a|: leave out --force,
--print-handle -w a|: leave out -w,
--print-handle -h a|: leave out --no-dereference,
-b --if-exists=same a b|: use --if-exists=replace or --if-exists=ask
-b --backup=perhaps a b|Valid arguments are:
--simulate=perhaps a b|Valid arguments are:
--if-exists=perhaps a b|Valid arguments are:
--files0-from=a --pairs0-from=a|: give each a run of its own
--pairs0-from=a -t .|: write each DEST with its directory, or use --files0-from
--pairs0-from=a b|: with --pairs0-from all names come from its file
--files0-from=a -t . b|: with --files0-from all names come from its file
--files0-from=a|needs --target-directory=DIRECTORY
--pairs0-from=- -i|: give the names in a file
-s --source-dirfd=0 a b|: leave out --source-dirfd,
-sr --dest-dirfd=0 a b|: leave out --relative and write SOURCE as it is to be
-s --simulate a b|: leave out --simulate
--simulate --beneath a b|: leave out --simulate,
--simulate --no-symlinks a b|: leave out --simulate,
END
}
