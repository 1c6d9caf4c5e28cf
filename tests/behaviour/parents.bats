#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2154
# Which directories does --parents make, and what becomes of DEST in them?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/handles

# Directory $1 has the mode $2.
has_mode () {
  local mode
  mode=$(stat -c %a -- "$1")
  if [ "$mode" != "$2" ]; then
    fail "'$1' has mode $mode, expected $2"
  fi
}

# --- Forms -----------------------------------------------------------------

@test "the directories of DEST are made, with the mode that the umask leaves" {
  files a
  try --parents a d/e/f
  passed
  linked a d/e/f
  has_mode d 755
  has_mode d/e 755
  umask 027
  try -v --parents a x//y/./../z/f
  passed "'x//y/./../z/f' => 'a'"
  same a x/z/f
  holds x y z
  holds x/y
  has_mode x/z 750
  try --parents -T a "$PWD/n/f"
  passed
  links a 4
}

@test "without --parents no directory is made" {
  files a
  try a d/f
  failed "failed to create hard link 'd/f' => 'a': No such file or directory"
  holds . a
}

# Print the names of the calls of the link, without those for memory.
kinds_of_calls () {
  calls_of_the_link | sed 's/(.*//' | grep -vxE 'brk|mmap|munmap'
}

@test "no call is added where the directories are there" {
  need_strace
  need_no_sanitizer "makes calls of its own"
  local options
  mkdir -p d s
  files s/a s/b
  printf '%s\0' s/a d/a s/b d/b >../list
  for options in "s/a d/a" "-f s/a d/a" "-s x d/l" "s/a s/b d" \
      "--pairs0-from=../list"; do
    # shellcheck disable=SC2086 # options
    {
      rm -f d/*
      traced $options
      ended 0
      kinds_of_calls >../without
      rm -f d/*
      if [[ $options = *"s/b d" ]]; then
        mkdir d/s
      fi
      traced --parents $options
      ended 0
      kinds_of_calls >../with
      rm -rf d/s
    }
    cmp ../without ../with
  done
}

@test "a DEST that ends in a slash is made, and entered" {
  files a
  mkdir s
  files s/b
  try --parents a d/e/
  passed
  same a d/e/a
  try --parents s/b n/
  passed
  same s/b n/b
  try --parents s/b n
  failed "failed to create hard link 'n/b': File exists"
}

@test "an exact DEST that ends in a slash is an error, and nothing is made" {
  files a
  try --parents -T a d/e/
  ended 1
  holds . a
  printf '%s\0' a d/e/ >../list
  try --parents --pairs0-from=../list
  ended 1
  holds . a
}

@test "in DIRECTORY, which is made, a SOURCE keeps its whole name" {
  mkdir -p s/x
  files a s/x/a s/b
  try -v --parents -t d/e a ./././s//x/a "$PWD/s/b"
  passed "'d/e/a' => 'a'
'd/e/s//x/a' => './././s//x/a'
'd/e$PWD/s/b' => '$PWD/s/b'"
  same a d/e/a
  same s/x/a d/e/s/x/a
  same s/b "d/e$PWD/s/b"
  try --parents a s/x/a n
  passed
  same a n/a
  same s/x/a n/s/x/a
  try --parents -t . a
  ended 1
  links a 3
}

@test "a SOURCE with two dots is refused in DIRECTORY, and the others are linked" {
  mkdir s
  files a s/b
  cd s
  try --parents -t d ../a b ./../a ...
  ended 1
  holds d b
  same b d/b
  links ../a 1
  says "cannot create 'd/../a': with --parents, SOURCE may not contain '..'"
  try --parents --json --detailed-exit-status -t n b/../../a
  ended 5
  holds . b d
  [ "$output" = "{\"source\":\"b/../../a\",\"source_kind\":\"path\",\
\"dest\":\"n/b/../../a\",\"kind\":\"hard\",\"outcome\":\"failed\",\
\"step\":\"link\",\"errno\":\"EINVAL\",\
\"message\":\"cannot create 'n/b/../../a': with --parents, SOURCE may not \
contain '..'\",\"cause\":\"source-dot-dot\"}" ]
  # An exact name may have them.
  try --parents ../a x/y/../z
  passed
  same ../a x/z
}

@test "with one operand there is nothing to make" {
  mkdir -p s/x d
  files s/x/a
  cd d
  try --parents ../s/x/a
  passed
  same ../s/x/a a
  try --parents --dest-dirfd=7 ../s/x/a 7<../s
  passed
  same ../s/x/a ../s/a
}

@test "in streams the directories of each pair are made, and held ones are right" {
  local i
  files a b
  {
    for i in {1..5}; do
      printf '%s\0' a "d/x/$i" b "e/$i/b"
    done
    for i in {6..9}; do
      printf '%s\0' a "d/x/$i"
    done
    printf '%s\0' nope "n/x" b "d/y/1" b "d/x/b"
  } >../list
  try --parents --pairs0-from=../list
  failed "failed to access 'nope': No such file or directory"
  holds . a b d e
  holds d/x 1 2 3 4 5 6 7 8 9 b
  links a 10
  links b 8
  rm -r d e
  mkdir s
  files s/a s/b s/c s/d
  printf '%s\0' s/a s/b s/c s/d nope a >../list
  try -v --parents --files0-from=../list -t d/e
  ended 1
  holds d/e s a
  holds d/e/s a b c d
}

# Between two names the directory that is held is removed.
@test "a directory of a stream that was removed is made again" {
  files a
  {
    printf '%s\0' a d/x/1 a d/x/2 a d/x/3 a d/x/4
    until [ -e d/x/4 ]; do
      sleep 0.01
    done
    rm -r d
    printf '%s\0' a d/x/5
  } | "$FHLN" --parents --pairs0-from=-
  holds d/x 5
  rm -r d
  mkdir s
  files s/1 s/2
  {
    printf '%s\0' s/1
    until [ -e d/s/1 ]; do
      sleep 0.01
    done
    rm -r d
    printf '%s\0' s/2
  } | "$FHLN" --parents --files0-from=- -t d
  holds d s
  holds d/s 2
}

# --- Other options ---------------------------------------------------------

@test "directories are made for symbolic links, relative ones too" {
  mkdir s
  files s/a
  try --parents -s nowhere d/e/l
  passed
  points d/e/l nowhere
  try --parents -sr s/a x/y/z
  passed
  points x/y/z ../../s/a
  reads x/y/z a 2>/dev/null || same "$(readlink -f x/y/z)" s/a
  try --parents -sr -t n/m s/a
  passed
  points n/m/s/a ../../../s/a
  try --parents -sr s/a o/p/
  passed
  points o/p/a ../../s/a
  try --parents -s '' q/l
  ended 1
  [ ! -e q ]
}

@test "options for an existing DEST work where its directory is made" {
  local option
  files a b
  for option in -f -b -i --if-exists=same --if-exists=skip -fb \
      --backup=numbered; do
    try --parents "$option" a d/e/a </dev/null
    passed
    same a d/e/a
    holds d/e a
    rm -r d
  done
  try --parents a d/e/a
  try --parents -b b d/e/a
  passed
  same b d/e/a
  same a d/e/a~
}

@test "what one run has made is not replaced in a directory that it has made" {
  mkdir x y
  files x/a y/a
  printf '%s\0' x/a d/e/a y/a d/e/./a >../list
  try --parents -f --pairs0-from=../list
  ended 1
  same x/a d/e/a
  [[ $stderr = *"will not overwrite just-created 'd/e/./a' with 'y/a'" ]]
}

@test "a simulated link gets its directories" {
  files a
  try --parents --simulate=always a d/e/l
  passed
  points d/e/l "$PWD/a"
  try --parents --simulate=auto a n/e/l
  passed
  same a n/e/l
}

@test "a descriptor, a handle and a handle of a path get their directories" {
  need_platform "knows handles"
  files a
  try --parents --fd 7 d/e/a 7<a
  passed
  same a d/e/a
  try --parents --dest-dirfd=7 a n/m 7<d
  passed
  same a d/n/m
  need_handles
  need_root 'opens files by handle'
  try --parents --handle "$("$FHLN" --print-handle a)" h/e/a
  passed
  same a h/e/a
  try --parents --via-handle a v/e/a
  passed
  same a v/e/a
}

@test "--sync writes each directory in which one was made, and then DEST's" {
  need_strace
  need_no_sanitizer "makes calls of its own"
  files a
  traced --parents --sync a d/e/f
  passed
  same a d/e/f
  run grep -cE '^fsync\(' "$BATS_TEST_TMPDIR/trace"
  # SOURCE is written at each try of the link.
  [ "$output" -ge 4 ]
  grep -nE '^(mkdirat|fsync|linkat)\(.* = 0$' "$BATS_TEST_TMPDIR/trace" | sed 's/(.*//' \
    | sed 's/^[0-9]*://' >../calls
  [ "$(grep -A 1 -c mkdirat ../calls)" -eq 2 ]
  [ "$(grep -A 1 mkdirat ../calls | grep -c fsync)" -eq 2 ]
  [ "$(tail -n 2 ../calls | paste -sd ' ')" = "linkat fsync" ]
}

@test "--sync makes no directory in one that cannot be read" {
  need_user 'mode bits hold'
  files a
  mkdir -m 300 d
  try --parents --sync a d/e/f
  chmod 700 d
  ended 1
  holds d
  says "cannot make sure that 'd/e/f' will survive a power cut, so it is not \
made: Permission denied"
}

@test "-R makes the directories that lead to the tree" {
  mkdir -p s/x
  files s/x/a s/b f
  umask 027
  try --parents -R s d/e/t
  passed
  same s/x/a d/e/t/x/a
  has_mode d 750
  has_mode d/e 750
  chmod 755 s/x
  try --parents -R -t n s/x ./s/ f
  passed
  same s/x/a n/s/x/a
  same s/b n/s/b
  same f n/f
  has_mode n 750
  try --parents -R f m/f
  passed
  same f m/f
  try --parents -R nope o/t
  ended 1
  [ ! -e o ]
  # The second tree comes after the first has done without the umask.
  mkdir u
  try --parents -R -t o u s/x
  passed
  has_mode o 750
  has_mode o/s 750
}

@test "-R makes nothing where the tree would lie in SOURCE" {
  mkdir s
  files s/a
  try --parents -R s s/d/e
  failed "cannot link directory 's' into itself, 's/d/e'"
  holds s a
  try --parents --beneath -R s s/d/e
  failed "cannot link directory 's' into itself, 's/d/e'"
  holds s a
}

@test "-R makes no directories on another file system" {
  need_other_file_system
  mkdir s
  files s/a
  try --parents -R s "$other/d/e"
  ended 1
  holds "$other"
}

@test "a link that is told has a line, its directories have none" {
  files a
  try --parents --json a d/e/f
  passed '{"source":"a","source_kind":"path","dest":"d/e/f","kind":"hard",'\
'"outcome":"linked"}'
  try --parents -v -t n/m a
  passed "'n/m/a' => 'a'"
}

@test "--parents excludes --print-handle, and GNU ln's abbreviation stays" {
  need_platform "knows handles"
  files a
  try --print-handle --parents a
  ended 1
  says "cannot combine --print-handle and --parents: leave out --parents, \
nothing is linked"
  ln -s a l
  try --p l p
  passed
  points p a
  try --par a d/e
  passed
  same a d/e
}

# --- With --dry-run --------------------------------------------------------

@test "--dry-run makes no directory, and tells what would be linked" {
  local form
  mkdir s
  files a s/f
  for form in 'a x/y/z' 'a x/' '-t n s/f' '-R s p/q' '-s a x/y' '-T a s/t/u' \
      '--beneath a x/y' '--no-symlinks a x/y' '-f a s/f n/m' '--sync a x/y'; do
    # shellcheck disable=SC2086
    try --dry-run --parents --json $form
    ended 0
    jsons=$(grep -o '"dest":"[^"]*"' <<<"$output" | sort)
    holds . a s
    holds s f
    # shellcheck disable=SC2086
    try --parents --json $form
    ended 0
    [ "$jsons" = "$(grep -o '"dest":"[^"]*"' <<<"$output" | sort)" ]
    rm -rf x n p s/t
  done
  try --dry-run --parents nope x/y
  ended 1
  says "failed to access 'nope': No such file or directory"
}
