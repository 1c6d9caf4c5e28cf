#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# What is said, and with which exit status?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# --- As GNU ln -------------------------------------------------------------

@test "plain links end as with GNU ln" {
  agrees_with_gnu_ln <<'END'
ln a n
ln -v a n
ln a b
ln a l
ln a a
ln a ./a
ln nosuch n
ln d n
ln sd n
ln sd/ n
ln dang n
ln sa n
ln loop n
ln -L dang n
ln -L sa n
ln -L loop n
ln -L sd n
ln -P sd/ n
ln -LP sa n
ln -PL sa n
ln a/ n
ln dang/ n
ln a dang
ln a n/
ln a b/
ln a nosuch/n
ln a b/n
ln b/n n
ln a dang/n
ln a loop/n
ln nosuch nosuch/n
ln a d
ln a d/
ln a d//
ln a ./d/.
ln a sd
ln a sd/
ln a e
ln a e/a
ln -v a e/f
ln -v a x y/f d
ln -v a b e/f d
ln x/f y/f d
ln x/f y/f e
ln a nosuch b d
ln a '' b d
ln a a a d
ln a b nosuch
ln a b b
ln a b dang
ln a b loop
ln a b ''
ln a b sd
ln a b e/f
ln -t d a b
ln -td a b
ln -v --target-directory d a b
ln --target-directory=d/ a
ln -t nosuch a
ln -t b a
ln -t '' a
ln -t sd a
ln -t dang a
ln -t loop a
ln -t b/c a
ln -T a n
ln -T a d
ln -T a sd
ln -T a sd/
ln -T a dang
ln -T a b
ln -n a sd
ln -n a sd/
ln -n a d
ln -n a dang
ln -n -t sd a
ln -n -t d a
ln -n a b sd
ln -n a b d
ln -nT a sd
ln x/f
ln -v x/f
ln a
ln ./a
ln e/a
ln x/../a
ln d/
ln -s x/f/
ln -s d/.
ln ''
ln '' n
ln a ''
ln / d
ln / n
ln . n
ln .. n
ln -d d n
ln -F d n
ln --directory d n
ln -dF a n
ln -d nosuch n
ln -- -x n
ln -- a -n
ln a -- -n
ln a n -v
ln -v -- a n
ln a $'new\nline\377'
ln a $'n\377'; ln a $'n\377'
ln a "it's"; ln -v a "it's"
ln a 'n m'; ln -v a 'n m'
ln -v a 'it'"'"'s "n"'
ln -v a '$n' && ln -v a 'n!' && ln -v a '~n' && ln -v a '-'
ln -v a "$(printf '\t\a\e')"
ln nosuch $'\n'
ln a "$(printf '%0255d' 1)"
ln a "$(printf '%0256d' 1)"
ln "$(printf '%0256d' 1)" n
ln -f a "$(printf '%0256d' 1)"
ln a "$(printf '%0990d' 1)"
ln "$(printf '%0990d' 1)" n
ln /proc/version n
ln a /proc/n
ln /nosuch/x n
ln a n >&-
ln a n 2>&-
ln a n <&-
ln -v a n >&-
ln -v a n m o d >&-
ln -v a n >/dev/full
ln a n >/dev/full
ln -v a b >/dev/full
ln -v a x/f d >/dev/full
ln -v a b e/f nosuch d >/dev/full
ln --help >/dev/full
ln --version >/dev/full
ln --help >&-
ln --version >&-
END
}

@test "replacements end as with GNU ln" {
  agrees_with_gnu_ln <<'END'
ln -f a a
ln -f a ./a
ln -f a .
ln -f ./a .
ln -f a d/../a
ln -f a b
ln -vf a b
ln -f a l
ln -vf a l
ln -f l a
ln -f sa l
ln -L -f sa l
ln -L -f sa a
ln -f sa a
ln -f sa sa
ln -f a sa
ln -f a dang
ln -f dang dang
ln -f dang b
ln -f a n
ln -f a loop
ln -f loop a
ln -L -f loop a
ln -f a d
ln -f a e
ln -vf a b x/f e
ln -f a sd
ln -f a sd/
ln -fn a sd
ln -fn a sd/
ln -fnT a sd
ln -fT a sd
ln -fT a d
ln -T -f a d/
ln -fT a b
ln -f a e/f
ln -f d e
ln -f d b
ln -f d d
ln -fT d d
ln -f sd b
ln -fF d b
ln -f nosuch b
ln -f nosuch n
ln -f '' b
ln -f a ''
ln -f a b/
ln -f a n/
ln -f a nosuch/n
ln -f a b/n
ln -f b/n a
ln -f a dang/
ln -f x/f y/f d
ln -f x/f y/f e
ln -vf x/f y/f e/f d
ln -f x/f x/f d
ln -f a a d
ln -f a nosuch b d
ln -f x/f y/f d/../d
ln -ft d a b
ln -ft e a b
ln -f /proc/version b
ln -f /proc/version n
ln -f a /proc/version
ln -f a /proc/n
ln -i a b <<<y
ln -vi a b <<<y
ln -vi a b <<<Yes
ln -vi a l <<<y
ln -i a n
ln -iT a d
ln -i a d
ln -vi a b d
ln -vi a b e <<<y
ln -i nosuch n
ln -i nosuch b <<<y
ln -i a b/ <<<y
ln -fi a b <<<y
ln -if a b
ln -i -f a b
ln --force a b
ln --interactive a b <<<y
ln -f a b >&-
ln -vf a b >&-
ln -f a b 2>&-
ln -f a b <&-
ln -vf a b >/dev/full
END
}

@test "backups end as with GNU ln" {
  agrees_with_gnu_ln <<'END'
ln -b a b
ln -vb a b
ln -vbf a b
ln -b a n
ln -vb a n
ln -vb a l
ln -b a a
ln -b a ./a
ln -bf a a
ln --backup=t a a
ln -b a .
ln -b a d
ln -vb a e
ln -vb a b x/f e
ln -bT a d
ln -bT a sd
ln -bn a sd
ln -b a sa
ln -b a dang
ln -b sa b
ln -b sa a
ln -L -b sa b
ln -b nosuch b
ln -b d b
ln -b '' b
ln -b a ''
ln -b a nosuch/n
ln -b a b/
ln -b a b/n
ln -b a dang/
ln -vb a e/f
ln -vb b~ b
mkdir b~; ln -b a b
mkdir b~; touch b~/full; ln -b a b
mkdir b~; ln -sb a b
mkdir b.~1~; ln --backup=t a b
echo old >b~; ln -vb a b
ln -vb a b; ln -vb x/f b; ln -vb y/f b
ln -v --backup=t a b; ln -v --backup=t x/f b; ln -v --backup=t y/f b
ln -v --backup=t a b; ln -vb x/f b
ln -v --backup=t a b; ln -v --backup=simple x/f b
ln -v --backup=none a b
ln -v --backup=off a b
ln -vf --backup=none a b
ln -v --backup=none -b a b
ln -v -b --backup=none a b
ln -v --backup=simple a b
ln -v --backup=never a b
ln -v --backup=existing a b
ln -v --backup=nil a b
ln -v --backup=numbered a b
ln -v --backup=s a b
ln -v --backup=si a b
ln -v --backup=e a b
ln -v --backup=ni a b
ln -v --backup=nu a b
ln -v --backup=ne a b
ln -v --backup=no a b
ln -v --backup=o a b
ln --backup=n a b
ln --backup=x a b
ln --backup=simplest a b
ln --backup= a b
ln --backup=Simple a b
ln --backup=$'n\n' a b
ln --backup simple a b
ln -b simple a b
export VERSION_CONTROL=numbered; ln -vb a b
export VERSION_CONTROL=t; ln -vb a b
export VERSION_CONTROL=none; ln -vb a b
export VERSION_CONTROL=none; ln -vbf a b
export VERSION_CONTROL=; ln -vb a b
export VERSION_CONTROL=foo; ln -vb a b
export VERSION_CONTROL=foo; ln a b
export VERSION_CONTROL=foo; ln -f a b
export VERSION_CONTROL=foo; ln -S x a b
export VERSION_CONTROL=n; ln -vb a b
export VERSION_CONTROL=numbered; ln -v --backup=simple a b
export VERSION_CONTROL=numbered; ln -v -S .old a b
export VERSION_CONTROL=none; ln -v -S .old a b
export VERSION_CONTROL=foo; ln -v --backup=simple a b
export SIMPLE_BACKUP_SUFFIX=.bak; ln -vb a b
export SIMPLE_BACKUP_SUFFIX=; ln -vb a b
export SIMPLE_BACKUP_SUFFIX=/x; ln -vb a b
export SIMPLE_BACKUP_SUFFIX=.bak; ln -v a b
export SIMPLE_BACKUP_SUFFIX=.bak; ln -v -S .old a b
export SIMPLE_BACKUP_SUFFIX=.bak; ln -v -S '' a b
ln -v -S .old a b
ln -v -S.old a b
ln -v --suffix=.old a b
ln -v --suffix .old a b
ln -v -S '' a b
ln -v --suffix= a b
ln -v -S /x a b
ln -v -S x/y a b
ln -v -S . a b
ln -v -S "$(printf '%0300d' 1)" a b
ln -v -S .old --backup=t a b
ln -v -S .old --backup=none a b
ln -v -b -S .old -S .older a b
n=$(printf '%0255d' 1); echo b >$n; ln -vb a $n
n=$(printf '%0255d' 1); echo b >$n; ln -v --backup=t a $n
n=$(printf '%0254d' 1); echo b >$n; ln -vb a $n
n=$(printf '%0250d' 1); echo b >$n; ln -v --backup=t a $n
ln -f --backup=t x/f y/f e
ln -vf --backup=t x/f y/f d
ln -v --backup=t x/f y/f e
ln -bf x/f y/f e
ln -bf x/f y/f d
ln -b x/f y/f d
ln -sb a b
ln -svb a b
ln -sbf a b
ln -sb a d
ln -sbT a d
ln -sbn a sd
ln -sb nosuch b
ln -ib a b <<<y
ln -vib a b <<<y
ln -bi a n
ln -b a b >&-
ln -vb a b >&-
ln -b a b <&-
ln -vb a b >/dev/full
ln -b /proc/version b
END
}

@test "symbolic links end as with GNU ln" {
  agrees_with_gnu_ln <<'END'
ln -s a n
ln -sv a n
ln -s a b
ln -s a a
ln -s nosuch n
ln -s '' n
ln -s a ''
ln -s '' ''
ln -sf '' b
ln -s a d
ln -sv a b d
ln -s x/f/ d
ln -s x/f/
ln -sv x/f
ln -s a
ln -s /
ln -s . n
ln -s .. d
ln -s ../.. d
ln -s -t d a b
ln -sT a d
ln -sT a n
ln -sn a sd
ln -sn a sd/
ln -s a sd
ln -s a nosuch/n
ln -s a b/n
ln -s a n/
ln -s a b/
ln -sf a b
ln -svf a b
ln -sf a a
ln -sf ./a a
ln -sf l a
ln -sf a l
ln -sf a sa
ln -sf nosuch b
ln -sf a loop
ln -sf a d
ln -sfT a d
ln -sfn a sd
ln -sfT a sd
ln -sfn d sd
ln -sfn a/ sd/
ln -sf a b/
ln -sf x/f y/f d
ln -sf x/f y/f e
ln -sf e/f x/f e
ln -sf ../a e
ln -s "$(printf '%0300d' 1)" n
ln -s "$(printf '%04095d' 1)" n
ln -s a "$(printf '%0256d' 1)"
ln -sf a "$(printf '%0256d' 1)"
ln -s $'new\nline\377' n
ln -sv 'a b' 'n m'
ln -sd d n
ln -sF d n
ln -sL sa n
ln -sP sa n
ln -sL dang n
ln -si a b <<<y
ln -siT a d
ln -svi a b <<<y
ln -sr a n
ln -svr a d/n
ln -sr a d
ln -svr a b d
ln -sr e/f x/n
ln -sr e/f e/n
ln -sr d e/n
ln -sr d d/n
ln -sr . d
ln -sr .. d
ln -sr / d
ln -sr / n
ln -sr '' d/n
ln -sr '' n
ln -sr a ''
ln -sr nosuch d/n
ln -sr nosuch/x d/n
ln -sr nosuch/../a d/n
ln -sr a nosuch/n
ln -sr a nosuch/m/n
ln -sr a b/n
ln -sr a/x d/n
ln -sr sa d/n
ln -sr sd d/n
ln -sr sd/ d/n
ln -sr sd/x n
ln -sr dang d/n
ln -sr loop d/n
ln -sr a sd
ln -sr a sd/n
ln -srn a sd
ln -srT a d
ln -srf a b
ln -srf a a
ln -srb a b
ln -srf a sa
ln -srf sa sa
ln -sr -t d a b
ln -sr e/f
ln -sr e/../a d/../e/n
ln -sr d/../../"${PWD##*/}"/a e/n
ln -sr /proc/version d/n
ln -sr a d/n >&-
ln -sv a n >&-
ln -sv a n >/dev/full
END
}

@test "usage errors end as with GNU ln" {
  agrees_with_gnu_ln <<'END'
ln
ln -v
ln -t d
ln -T
ln -T a
ln -T ''
ln -T a b c
ln -T a n c d
ln a -t d -t e
ln -t d -t d a
ln -t d -T a
ln -T -t d a
ln -r a n
ln -r
ln -rt d a
ln -S
ln -t
ln -bS
ln --suffix
ln --target-directory
ln --bogus
ln --bogus=x a n
ln a n --bogus
ln -Z
ln -aZ
ln -vZ a n
ln -'?'
ln -1 a n
ln --force=x a n
ln --help=x
ln --version=x
ln --symbolic= a n
ln --no-dereference=x a n
ln -ttt a
ln -ft
ln -fv
ln --
ln -- --
ln - n
ln a -
ln -bZ a b
ln --version --bogus >/dev/null
ln --bogus --version
ln --bogus --help
ln -T a b c -v
END
}

@test "what differs from GNU ln on purpose differs like this" {
  files a b
  # A declined question is a failure.
  try -i a b <<<n
  untouched a b
  ended 1
  # -h is -n, and -w exists.
  mkdir d
  ln -s d sd
  try -h a sd
  holds d
  failed "failed to create hard link 'sd': File exists"
  try -sw a l
  points l a
  passed
  # A link that is there already is not made again.
  ln a c
  before=$(stat -c %z .)
  try -f a c
  [ "$(stat -c %z .)" = "$before" ]
  passed
  # -b where DEST is the file to which a symbolic link leads keeps it.
  ln -s a sa
  try -L -b sa a
  same a 'a~'
  passed
  # No symbolic link takes the place of a file that it would lead to, or by.
  files d/f
  ln -s nowhere dang
  for call in '-sf f d' '-sf f d/f' '-sb f d/f' '-sf dang dang' '-sf sa a' \
      '-sf ./d/../d/f d/../d/f'; do
    # shellcheck disable=SC2086 # several words
    try $call
    [[ ${stderr_lines[0]} = *"are the same file" ]]
    ended 1
    untouched d/f
    points dang nowhere
  done
  # Quotes are plain in every locale.
  try_in C.UTF-8 --backup=foo a b
  [ "${stderr_lines[0]}" = \
    "$NAME: invalid argument 'foo' for 'backup type'" ]
}

# --- The first lines -------------------------------------------------------

@test "the program's name in messages is the last part of how it was called" {
  files a b
  mkdir bin
  ln -s "$FHLN" bin/ln
  run --separate-stderr bin/ln a b
  [ "$status" -eq 1 ]
  [ "${stderr_lines[0]}" = "ln: failed to create hard link 'b': File exists" ]
  run --separate-stderr ./bin/..//bin/ln
  [ "$status" -eq 1 ]
  [ "${stderr_lines[0]}" = "ln: missing file operand" ]
  [ "${stderr_lines[1]}" = "Try 'ln --help' for more information." ]
  run --separate-stderr bin/ln -i a b <<<n
  [ "$status" -eq 1 ]
  [[ $stderr = "ln: replace 'b'?"* ]]
  run --separate-stderr bin/ln -Z
  [ "${stderr_lines[0]}" = "ln: invalid option -- 'Z'" ]
  # shellcheck disable=SC2016
  run --separate-stderr bash -c 'exec -a "my name" "$0" a b' "$FHLN"
  [ "${stderr_lines[0]}" = \
    "my name: failed to create hard link 'b': File exists" ]
  # shellcheck disable=SC2016
  run --separate-stderr bash -c 'exec -a "" "$0" a b' "$FHLN"
  [ "${stderr_lines[0]}" = \
    "fhln: failed to create hard link 'b': File exists" ]
}

@test "the first line names the operands that its error concerns" {
  need_strace
  files a
  for error in ENOSPC EDQUOT EROFS; do
    try_with "linkat:error=$error" a b
    holds . a
    ended 1
    [[ ${stderr_lines[0]} = "$NAME: failed to create hard link 'b': "* ]]
  done
  says "failed to create hard link 'b': Read-only file system"
  try_with linkat:error=EMLINK a b
  holds . a
  failed "failed to create hard link to 'a': Too many links"
  try_with linkat:error=EPERM a b
  failed "failed to create hard link 'b' => 'a': Operation not permitted"
  try_with linkat:error=EACCES a b
  failed "failed to create hard link 'b' => 'a': Permission denied"
  try_with linkat:error=EIO a b
  failed "failed to create hard link 'b' => 'a': Input/output error"
  try_with linkat:error=EXDEV a b
  failed "failed to create hard link 'b' => 'a': Invalid cross-device link"
  try_with symlinkat:error=ENOSPC -s a b
  failed "failed to create symbolic link 'b': No space left on device"
  try_with symlinkat:error=EPERM -s a b
  failed "failed to create symbolic link 'b': Operation not permitted"
  holds . a
}

@test "a SOURCE in a directory that may not be searched is not accessible" {
  need_user "root may search everywhere"
  mkdir d
  files d/a
  chmod 000 d
  try d/a b
  chmod 755 d
  holds . d
  failed "failed to access 'd/a': Permission denied"
}

@test "a DEST in a directory that may not be searched or written" {
  need_user "root may write everywhere"
  mkdir d
  files a
  for mode in 000 555; do
    chmod "$mode" d
    try a d/b
    chmod 755 d
    holds d
    failed "failed to create hard link 'd/b' => 'a': Permission denied"
  done
}

@test "names are quoted alike in every locale" {
  files a b $'\303\244' $'\377'
  for locale in C C.UTF-8 en_US.UTF-8 nosuch; do
    try_in "$locale" a b
    says "failed to create hard link 'b': File exists"
    try_in "$locale" a $'\377'
    says "failed to create hard link ''\$'\\377': File exists"
    try_in "$locale" a ''
    says "failed to create hard link '' => 'a': No such file or directory"
    try_in "$locale" "it's" c
    says "failed to access \"it's\": No such file or directory"
    try_in "$locale" -v a d
    passed "'d' => 'a'"
    rm d
  done
  try_in C.UTF-8 a $'\303\244'
  says "failed to create hard link '"$'\303\244'"': File exists"
  try_in C a $'\303\244'
  says "failed to create hard link ''\$'\\303\\244': File exists"
}

@test "-v's lines and messages of one call are each a line of their own" {
  mkdir d
  files a b c d/b
  exits 1 -v a b c d >../out 2>&1
  linked a d/a
  linked c d/c
  diff <(grep -v "^$NAME: note: " ../out | sort) - <<END
'd/a' => 'a'
'd/c' => 'c'
$NAME: failed to create hard link 'd/b': File exists
END
}

# --- What to type instead ---------------------------------------------------

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
  for wrong in --bogus --symlink --x --recursive --update=all --replace \
      --dereference --notes --symlinks --backupbackupbackup; do
    try "$wrong" a b
    holds . a
    advised "$NAME: unrecognized option '$wrong'"
  done
}

@test "an ambiguous option is answered with what it may be, once" {
  try --s a b
  refused "option '--s' is ambiguous; possibilities: '--simulate'\
 '--source-dirfd' '--suffix' '--symbolic' '--sync'"
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
      --ver --verb=1; do
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
'--version' '--via-handle'"

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
--s=\033|option '--s='$'\033' is ambiguous; possibilities: '--simulate' '--source-dirfd' '--suffix' '--symbolic' '--sync'
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
  try -x
  advised "$NAME: invalid option -- 'x'"
  holds . a
}

@test "every usage error of fhln's own says what to type instead" {
  need_platform "links descriptors"
  files a
  while IFS='|' read -r arguments remedy; do
    read -ra arguments <<<"$arguments"
    try "${arguments[@]}"
    holds . a
    excluded
    if [[ $stderr != *"$remedy"* ]]; then
      answer >&2
      fail "expected the remedy: $remedy"
    fi
  done <<'END'
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

# --- --help and --version --------------------------------------------------

@test "--help goes to standard output and names every option" {
  files a
  try --help a b
  holds . a
  ended 0
  [ -z "$stderr" ]
  [[ ${lines[0]} = "Usage: "*"$NAME [OPTION]... "* ]]
  for option in -L --logical -P --physical --source-dirfd --dest-dirfd \
      -t --target-directory -T --no-target-directory -n --no-dereference \
      -h -d -F --directory -f --force -i --interactive --if-exists \
      -b --backup -S --suffix -s --symbolic -r --relative -w -v --verbose \
      --detailed-exit-status --help --version; do
    grep -qE -e "(^|[^[:alnum:]-])${option}([^[:alnum:]-]|$)" <<<"$output" \
      || fail "--help does not mention $option"
  done
}

@test "--help names no option that is unknown" {
  try --help
  ended 0
  mapfile -t options < <(grep -oE -e '--[a-z][a-z0-9-]+' <<<"$output" \
    | sort -u)
  [ "${#options[@]}" -ge 15 ]
  for option in "${options[@]}"; do
    # An unknown one would be the error, not the --help after it.
    run --separate-stderr "$FHLN" "$option" --help
    [[ $stderr != *"unrecognized option"* && $stderr != *ambiguous* ]] \
      || fail "--help mentions $option: $stderr"
  done
}

@test "--help lines fit a terminal" {
  try --help
  run ! grep -E '.{81}' <<<"$output"
}

@test "--version goes to standard output and names program and licence" {
  files a
  try a b --version
  holds . a
  ended 0
  [ -z "$stderr" ]
  [[ ${lines[0]} =~ ^fhln\ .*[0-9] ]]
  [[ $output = *GPL* ]]
}

@test "an unwritable standard output is an error" {
  need_full
  files a
  for arguments in --help --version '-v a b'; do
    # shellcheck disable=SC2086
    exits 1 $arguments >/dev/full 2>../err
    [ "$(cat ../err)" = "$NAME: write error: No space left on device" ]
  done
  holds . a b
  linked a b
}

@test "an unwritable standard output does not hide what else failed" {
  need_full
  mkdir d
  files a b d/b
  exits 1 -v a b d >/dev/full 2>../err
  linked a d/a
  untouched b d/b
  grep -qx "$NAME: failed to create hard link 'd/b': File exists" ../err
  grep -q "^$NAME: write error" ../err
}

# --- --detailed-exit-status ------------------------------------------------

@test "the detailed status of success is 0" {
  files a b
  ln a l
  try --detailed-exit-status a n
  passed
  try --detailed-exit-status -f a l
  passed
  try --detailed-exit-status --if-exists=skip a b
  passed
  try --detailed-exit-status --if-exists=same a l
  passed
  try --detailed-exit-status -f a b
  passed
  holds . a b l n
  links a 4
}

@test "the detailed status of a usage error is 2, wherever the option stands" {
  files a b
  try --detailed-exit-status
  refused "missing file operand" 2
  try --detailed-exit-status --bogus
  refused "unrecognized option '--bogus'" 2
  try --bogus --detailed-exit-status
  refused "unrecognized option '--bogus'" 2
  try -Z a b --detailed-exit-status
  refused "invalid option -- 'Z'" 2
  try -T a b c --detailed-exit-status
  refused "extra operand 'c'" 2
  try --backup=foo a b --detailed-exit-status
  refused "invalid argument 'foo' for 'backup type'" 2
  VERSION_CONTROL=foo try -b a b --detailed-exit-status
  refused "invalid argument 'foo' for '\$VERSION_CONTROL'" 2
  try --dest-dirfd=x a b --detailed
  refused "invalid descriptor 'x': Invalid argument" 2
  try -t . -t . a --detailed-exit-status
  failed "multiple target directories specified" 2
  try -t . -T a --detailed-exit-status
  failed "cannot combine --target-directory and --no-target-directory" 2
  try -r a x --detailed-exit-status
  failed "cannot do --relative without --symbolic" 2
  try -b --if-exists=skip a b --detailed-exit-status
  ended 2
  try -s --source-dirfd=0 a x --detailed-exit-status
  ended 2
  try -sr --dest-dirfd=0 a x --detailed-exit-status
  ended 2
  try --if-exists=perhaps a b --detailed-exit-status
  ended 2
  try --detailed-exit-status a -S
  refused "option requires an argument -- 'S'" 2
  holds . a b
  untouched a b
}

@test "what only looks like --detailed-exit-status does not count" {
  files a
  try --bogus -- --detailed-exit-status
  refused "unrecognized option '--bogus'"
  try --bogus -S --detailed-exit-status
  refused "unrecognized option '--bogus'"
  try -S --detailed-exit-status nosuch b
  holds . a
  failed "failed to access 'nosuch': No such file or directory"
}

@test "the detailed status where DEST exists or is declined is 3" {
  files a b
  try --detailed-exit-status a b
  failed "failed to create hard link 'b': File exists" 3
  try a b --detailed-exit-status -i <<<n
  ended 3
  try -s a b --detailed-exit-status
  failed "failed to create symbolic link 'b': File exists" 3
  holds . a b
  untouched a b
}

@test "the detailed status of another file system is 4" {
  files a
  need_other_file_system
  try --detailed-exit-status a "$other/b"
  holds "$other"
  failed "failed to create hard link '$other/b' => 'a':\
 Invalid cross-device link" 4
  echo old >"$other/b"
  try --detailed-exit-status -f a "$other/b"
  reads "$other/b" old
  ended 4
}

@test "the detailed status of what is not permitted is 5" {
  need_strace
  files a
  try_with linkat:error=EPERM --detailed-exit-status a b
  failed "failed to create hard link 'b' => 'a': Operation not permitted" 5
  try_with linkat:error=EACCES --detailed-exit-status a b
  failed "failed to create hard link 'b' => 'a': Permission denied" 5
  holds . a
}

@test "the detailed status where something is missing is 6" {
  files a
  try --detailed-exit-status nosuch b
  failed "failed to access 'nosuch': No such file or directory" 6
  try --detailed-exit-status a nosuch/b
  failed \
    "failed to create hard link 'nosuch/b' => 'a': No such file or directory" 6
  try --detailed-exit-status -t nosuch a
  failed "failed to access 'nosuch': No such file or directory" 6
  try --detailed-exit-status a a nosuch
  failed "target 'nosuch': No such file or directory" 6
  holds . a
}

@test "the detailed status of the link limit is 7" {
  need_strace
  files a
  try_with linkat:error=EMLINK --detailed-exit-status a b
  holds . a
  failed "failed to create hard link to 'a': Too many links" 7
}

@test "the detailed status of no room and of a quota is 8" {
  need_strace
  files a
  try_with linkat:error=ENOSPC --detailed-exit-status a b
  failed "failed to create hard link 'b': No space left on device" 8
  try_with linkat:error=EDQUOT --detailed-exit-status a b
  failed "failed to create hard link 'b': Disk quota exceeded" 8
  holds . a
}

@test "the detailed status of a read-only file system is 9" {
  need_strace
  files a
  try_with linkat:error=EROFS --detailed-exit-status a b
  holds . a
  failed "failed to create hard link 'b': Read-only file system" 9
}

@test "the detailed status of one kind of failure is that kind's, of more 1" {
  mkdir d
  files a b c d/b d/c
  try --detailed-exit-status a b c d
  holds d a b c
  linked a d/a
  ended 3
  try --detailed-exit-status nosuch b d
  ended 1
  try --detailed-exit-status nosuch neither d
  ended 6
  try --detailed-exit-status b nosuch d
  ended 1
  holds d a b c
  untouched b c d/b d/c
}

@test "the detailed status of any other failure is 1" {
  need_strace
  files a
  try_with linkat:error=EIO --detailed-exit-status a b
  holds . a
  failed "failed to create hard link 'b' => 'a': Input/output error" 1
}

@test "without --detailed-exit-status every failure is 1" {
  need_strace
  files a b
  for error in EXDEV EPERM EMLINK ENOSPC EROFS; do
    try_with "linkat:error=$error" a n
    ended 1
  done
  try a b
  ended 1
  try nosuch n
  ended 1
  try --bogus
  ended 1
  mkdir d
  try 1 2 3 4 5 6 7 8 9 10 11 12 d
  ended 1
  holds d
}
