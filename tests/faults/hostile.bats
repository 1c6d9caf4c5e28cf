#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# What if there is little of everything, or nothing is where it should be?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# --- Standard streams ------------------------------------------------------

@test "with all standard streams closed every way of linking works" {
  mkdir d
  printf 'a\0d/7\0' >pairs
  for how in "a d/1" "-f a d/2" "-b a d/3" "-s ../a d/4" "--sync a d/5" \
      "--beneath -L a d/6" "--pairs0-from=pairs" "--sync -f -t d a" \
      "--simulate=always a d/8"; do
    rm -rf d a
    mkdir d
    files a d/2 d/3
    # shellcheck disable=SC2086 # a command line
    exits 0 $how <&- >&- 2>&-
    reads a
    [ -n "$(find -L d -samefile a)" ]
    [ -z "$(find d -name '.fhln*')" ]
  done
}

@test "what would be said goes nowhere else when the streams are closed" {
  files a b c
  for how in "-v -f a b" "--json -f a b" "-v -b a b" "a c" "--json a c" \
      "nothing b" "--sync -v -f a b" "--beneath -v -f a b"; do
    # shellcheck disable=SC2086 # a command line
    "$FHLN" $how <&- >&- 2>&- || true
    reads a
    reads c
    reads b a || reads b b
  done
}

@test "a full standard output is a failure, after the link is made" {
  need_full
  files a old
  for how in -v --json "-v --sync" "--json -f" "-v -b"; do
    rm -f n
    # shellcheck disable=SC2086 # options
    exits 1 $how a n >/dev/full 2>err
    same a n
    [[ $(<err) = *"write error: No space left on device" ]]
  done
  exits 1 --print-handle a >/dev/full 2>err || true
  exits 1 --help >/dev/full 2>err
  [[ $(<err) = *"write error: No space left on device" ]]
}

@test "a full standard error changes no status" {
  need_full
  files a b
  exits 1 a b 2>/dev/full
  untouched a b
  exits 0 a c 2>/dev/full
  same a c
}

@test "a stream whose output is full stops with status 1" {
  need_full
  files a
  for i in $(seq 3000); do printf 'a\0n%s\0' "$i"; done >pairs
  exits 1 --json --pairs0-from=pairs >/dev/full 2>err
  [[ $(<err) = *"write error: No space left on device" ]]
  # What was made before is a link, and nothing else is there.
  [ "$(find . -name 'n*' -samefile a | wc -l)" -eq \
    "$(find . -name 'n*' | wc -l)" ]
}

# --- Descriptors and memory ------------------------------------------------

# Run the program with the limit $1 $2, no descriptor open but the standard
# ones, and its messages in the file err; set $status.
limited () {
  status=0
  (
    for fd in {3..30}; do
      exec {fd}>&-
    done
    ulimit "$1" "$2"
    exec "$FHLN" "${@:3}"
  ) >/dev/null 2>err || status=$?
}

@test "a SOURCE whose directory is let go for want of descriptors stays it" {
  # Both have a file with this name: the wrong one must not be linked.
  mkdir s d
  for limit in 4 5 6 7; do
    for how in -f -b "-f --sync"; do
      files s/a s/b s/c
      rm -rf d
      mkdir d
      echo old >d/a
      rm -f p q
      printf '%s\0' s/c p s/b q s/a d/a s/b d/b >pairs
      # shellcheck disable=SC2086 # options
      limited -n $limit $how --pairs0-from=pairs
      if [ "$status" -eq 0 ]; then
        same s/a d/a
        same s/b d/b
      elif ! [ s/a -ef d/a ]; then
        reads d/a old
      fi
      reads s/a
      rm -r s
      mkdir s
    done
  done
}

@test "eight descriptors are enough for a stream over many directories" {
  files a
  for i in $(seq 100); do
    mkdir s$i d$i
    files s$i/a d$i/old d$i/kept
    printf '%s\0' s$i/a d$i/n a d$i/m s$i/a d$i/old a d$i/kept
  done >pairs
  for how in -f "-f --sync" -b "--beneath -f" "--no-symlinks -f" \
      "--simulate=auto -f" "--json -f"; do
    rm -f d*/n d*/m d*/old d*/kept
    for i in $(seq 100); do echo old >d$i/old; done
    # shellcheck disable=SC2086 # options
    limited -n 8 $how --pairs0-from=pairs
    [ "$status" -eq 0 ]
    [ ! -s err ]
    for i in 1 50 100; do
      same s$i/a d$i/n
      same a d$i/m
      same s$i/a d$i/old
      same a d$i/kept
    done
    links a 201
  done
}

@test "with too few descriptors it fails cleanly or does without" {
  mkdir d
  files a d/old
  for limit in 4 5 6; do
    for how in -f -b --sync "--beneath -f" "--beneath -L -f" "-s -f"; do
      # shellcheck disable=SC2086 # options
      limited -n $limit $how a d/n
      [ "$status" -le 1 ]
      [ "$status" -eq 0 ] || [ ! -e d/n ]
      [ -z "$(find d -name '.fhln*')" ]
      rm -f d/n d/n~
    done
  done
  untouched a
}

@test "with little memory it fails cleanly" {
  need_no_sanitizer "it needs much more memory"
  mkdir d
  files a b
  # What the program needs to start; below that it is not ours to tell.
  least=$(bash -c 'for ((k = 1000; k < 40000; k += 200)); do
    if (ulimit -v $k; exec "$1" --version) >/dev/null 2>&1; then
      echo $k
      exit
    fi
  done' sh "$FHLN")
  [ -n "$least" ] || skip "no limit of memory lets it start"
  for i in $(seq 300); do
    printf 'a\0d/%s\0b\0d/%s\0' "$i" "$i"
  done >pairs
  made=0
  for ((k = least - 600; k < least + 1200; k += 50)); do
    rm -rf d
    mkdir d
    limited -v "$k" -b --json --pairs0-from=pairs
    [ "$status" -le 1 ] || [ "$status" -ge 126 ]
    reads a
    reads b
    [ -z "$(find d -name '.fhln*')" ]
    [ "$(find d -type f ! -samefile a ! -samefile b | wc -l)" -eq 0 ]
    if [ "$status" -eq 0 ]; then
      made=$((made + 1))
      [ "$(find d -samefile b | wc -l)" -eq 300 ]
      [ "$(find d -samefile a | wc -l)" -eq 300 ]
    fi
  done
  [ "$made" -gt 0 ]
}

# --- The system ------------------------------------------------------------

without_proc () {
  mount -t tmpfs tmpfs /proc
  files a b
  mkdir d
  try a d/n1
  passed
  try -f a d/n1
  passed
  try -f b d/n1
  same b d/n1
  passed
  try -b a d/n1
  passed
  reads d/n1~ b
  try --sync --beneath a d/n2
  same a d/n2
  passed
  # A failure is told, if need be without a note.
  try a d/n2
  ended 1
  says "failed to create hard link 'd/n2': File exists"
  try nothing d/n3
  ended 1
  says "failed to access 'nothing': No such file or directory"
  [[ ${stderr_lines[1]-} != *"does not exist" ]]
  try --simulate=auto a d/n4
  same a d/n4
  umount /proc
}

@test "without /proc links are made, and failures told" {
  need_no_sanitizer "it reads /proc"
  in_private without_proc
}

read_only () {
  local here=$PWD
  mkdir w
  mount -t tmpfs tmpfs w
  files w/a a
  mount -o remount,ro,bind / 2>/dev/null || skip "cannot make / read-only"
  cd w || return
  BATS_TEST_TMPDIR=$PWD
  try a n
  linked a n
  passed
  try -f a n2
  try -b n n2
  passed
  try --sync a n3
  same a n3
  passed
  try --detailed-exit-status "$here/a" "$here/n"
  ended 9
  says "failed to create hard link '$here/n': Read-only file system"
  try --detailed-exit-status -f "$here/a" "$here/n"
  ended 9
  [ ! -e "$here/n" ]
}

@test "on a read-only root it links elsewhere, and says EROFS there" {
  in_private read_only
}

# --- Names -----------------------------------------------------------------

@test "a path of 4095 bytes works in every way" {
  path=
  component=$(printf '%0199d' 0)
  while [ ${#path} -lt 4000 ]; do
    path+=$component/
  done
  mkdir -p "$path"
  (cd "$path" && echo a >a)
  name=$path$(printf '%0*d' $((4095 - ${#path})) 0)
  [ ${#name} -eq 4095 ]
  echo b >b
  for how in -P -L -f -b --sync "--sync -f" "--beneath -f" \
      "--no-symlinks -f" "-f -s"; do
    # shellcheck disable=SC2086 # options
    try $how b "$name"
    passed
    if [[ $how = *-s && $how != *-syn* ]]; then
      [ -L "$name" ]
    else
      same b "$name"
    fi
    (cd "$path" && find . -name '0*' -delete)
  done
  # As SOURCE.
  ln b "$name"
  for how in -P -L --sync --beneath --no-symlinks; do
    try $how "$name" n
    same b n
    passed
    rm n
  done
  rm -rf "${component:?}"
}

@test "what lies deeper is reached through descriptors" {
  component=$(printf '%0250d' 0)
  here=$PWD
  for _ in $(seq 40); do
    mkdir "$component"
    cd "$component" || return
  done
  mkdir d
  files a d/old
  exec {deep}<.
  cd "$here" || return
  try --source-dirfd="$deep" --dest-dirfd="$deep" a d/n
  passed
  [ "/proc/self/fd/$deep/a" -ef "/proc/self/fd/$deep/d/n" ]
  try --source-dirfd="$deep" --dest-dirfd="$deep" -b a d/old
  passed
  [ "/proc/self/fd/$deep/a" -ef "/proc/self/fd/$deep/d/old" ]
  try --source-dirfd="$deep" a up
  passed
  [ "/proc/self/fd/$deep/a" -ef up ]
  try --dest-dirfd="$deep" --sync --beneath up d/n2
  passed
  [ up -ef "/proc/self/fd/$deep/d/n2" ]
  try --dest-dirfd="$deep" up nothing/n
  ended 1
  [[ ${stderr_lines[1]} = *"'nothing' does not exist" ]]
  exec {deep}<&-
  rm -rf "${component:?}"
}

@test "names of every byte but NUL and the slash" {
  files a
  for n in $(seq 1 255); do
    if [ "$n" -ne 47 ]; then
      printf 'a\0\\%03o-\0' "$n"
    fi
  done | while IFS= read -r -d '' name; do printf '%b\0' "$name"; done >pairs
  try --pairs0-from=pairs
  passed
  links a 255
  n=$(printf '%0255d' 0)
  try -b a "$n"
  try -b a "$n"
  same a "$n"
  passed
}

# --- Limits ----------------------------------------------------------------

all_links () {
  need_command python3
  cd m || return
  files a
  mkdir d
  python3 -c '
import sys
for i in range(65000):
    sys.stdout.buffer.write(b"a\0d/%d\0" % i)' >../pairs
  run --separate-stderr "$FHLN" --json --pairs0-from=../pairs
  ended 1
  links a 65000
  # All are there but the last.
  [ "$(find d -type f | wc -l)" -eq 64999 ]
  [ "$(grep -c '"outcome":"linked"' <<<"$output")" -eq 64999 ]
  lines=("$(tail -n 1 <<<"$output")")
  says_json 0 dest d/64999
  says_json 0 errno EMLINK
  says_json 0 cause too-many-links
  says_json 0 note "'a' has 65000 links; ext4 allows no more"
  # Then it can be neither linked nor take another's place.
  echo old >old
  for how in '' -f -b; do
    try ${how:+"$how"} --detailed-exit-status a old
    ended $((${#how} == 0 ? 3 : 7))
    reads old
    holds . a d lost+found old
  done
  try -f a d/1
  passed
  [ "$(find d -type f | wc -l)" -eq 64999 ]
}

big_ext4 () {
  need_command mkfs.ext4
  truncate -s 64M m.img
  mkfs.ext4 -q m.img
  mount_fs ext4 m.img m
  all_links
}

@test "a file gets 65000 links on ext4, and the next is told why not" {
  need_platform "tells what ext4 allows"
  in_private big_ext4
}

# --- Set-user-id -----------------------------------------------------------

@test "running set-user-id gains the user nothing" {
  need_nobody
  chmod 755 .
  chmod u+s,g+s fhln
  echo secret >secret
  chmod 600 secret
  mkdir closed open
  chmod 700 closed
  chmod 777 open
  files closed/file
  cd open || return
  # As the owner of the program this would all be possible.
  if protects_hardlinks; then
    run --separate-stderr "${nobody[@]}" ../secret n
    ended 1
  fi
  run --separate-stderr "${nobody[@]}" ../closed/file n
  ended 1
  run --separate-stderr "${nobody[@]}" ../fhln ../closed/n
  ended 1
  run --separate-stderr "${nobody[@]}" -s x ../closed/n
  ended 1
  run --separate-stderr "${nobody[@]}" -sf x ../secret
  ended 1
  handle=$("$FHLN" --print-handle ../closed/file) || handle=
  if [ -n "$handle" ]; then
    run --separate-stderr "${nobody[@]}" --handle "$handle" n
    ended 1
  fi
  holds .
  holds ../closed file
  reads ../secret
  # What is made belongs to the user.
  run --separate-stderr "${nobody[@]}" -s x link
  ended 0
  [ "$(stat -c %u:%g link)" = 65534:65534 ]
}

@test "a privilege that cannot be given up ends the program" {
  need_platform "knows capabilities"
  need_nobody
  need_strace
  chmod 755 .
  chmod u+s,g+s fhln
  chown 65534 fhln
  chmod u+s fhln
  files a
  run --separate-stderr strace -qq -o ../trace \
    -e inject=setresuid:error=EAGAIN ./fhln a b
  [ "${stderr_lines[0]}" = "fhln: cannot give up privileges: Resource\
 temporarily unavailable" ]
  ended 1
  chown 0 fhln
  chmod u+s fhln
  chmod 777 .
  chown 65534 a
  run --separate-stderr strace -qq -o ../trace -u nobody \
    -e inject=capset:error=EPERM ./fhln a b
  [ "${stderr_lines[0]}" = "fhln: cannot give up privileges: Operation not\
 permitted" ]
  ended 1
  [ ! -e b ]
}

@test "capabilities of the program file gain the user nothing" {
  need_platform "knows capabilities"
  need_nobody
  need_command setcap
  setcap cap_dac_override,cap_dac_read_search,cap_fowner+ep fhln \
    2>/dev/null || skip "no capabilities of files here"
  mkdir closed open
  chmod 700 closed
  chmod 777 open
  files closed/file
  cd open || return
  run --separate-stderr "${nobody[@]}" ../closed/file n
  ended 1
  run --separate-stderr "${nobody[@]}" -s x ../closed/n
  ended 1
  holds .
  holds ../closed file
}
