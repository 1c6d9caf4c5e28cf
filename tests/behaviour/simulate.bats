#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Does a simulated link keep the contract of link in Open C?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The contract: docs of Open C's link(); see "Simulated links" in the manual.
# Time stamps of directories are the host's, and are not looked at.

load ../lib/helper

simulate () {
  try --simulate=always "$@"
}

# DEST $2 is a simulated link to SOURCE $1: a symbolic link to its absolute
# name, through which the same file is reached.
simulated () {
  points "$2" "$PWD/$1"
  [ "$1" -ef "$2" ]
  links "$1" 1
}

# No DEST $2 came about: the message about SOURCE $1 ends with $3, the note
# with $4.
not_simulated () {
  ended 1
  says "failed to create simulated link '$2' => '$1': $3"
  if [[ ${stderr_lines[1]-} != "$NAME: note: "*"$4" ]]; then
    answer >&2
    fail "expected a note that ends: $4"
  fi
}

too_many="Too many levels of symbolic links"

# --- What can be linked ----------------------------------------------------

@test "a regular file and a fifo get a simulated link" {
  files a
  mkfifo p
  simulate a n
  simulated a n
  passed
  simulate p np
  simulated p np
  passed
  [ -p np ]
}

@test "a directory gets none, whatever is asked for" {
  mkdir d
  for how in -T -f -d -L; do
    simulate $how -T d n
    ended 1
    [ ! -L n ]
  done
  simulate -T d n
  failed "d: hard link not allowed for directory"
  simulate -d -T d n
  not_simulated d n "Operation not permitted" \
    "'d' is a directory, and a simulated link is to a regular file or a fifo"
}

@test "a device and a socket get none" {
  simulate /dev/null n
  not_simulated /dev/null n "Operation not permitted" \
    "is a device, and a simulated link is to a regular file or a fifo"
  need_command python3
  python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("s")'
  simulate s n
  not_simulated s n "Operation not permitted" \
    "is a socket, and a simulated link is to a regular file or a fifo"
  [ ! -L n ]
}

@test "a link gets no link, except with -L" {
  files a
  simulate a one
  simulate one two
  not_simulated one two "$too_many" \
    "'one' is itself a link, and a simulated link is never made to one;\
 -L takes the file that it leads to"
  [ ! -L two ]
  simulate -L one two
  simulated a two
  passed
  # Where DEST is no link, it is not said to be one.
  files b
  simulate one b
  not_simulated one b "$too_many" \
    "-L takes the file that it leads to"
  untouched b
}

@test "SOURCE that is missing, or a link whose file is gone, is ENOENT" {
  simulate a n
  says "failed to access 'a': No such file or directory"
  ended 1
  ln -s gone a
  simulate a n
  ended 1
  [[ $stderr = *"No such file or directory"* ]]
  simulate -L a n
  ended 1
  [[ $stderr = *"No such file or directory"* ]]
  [ ! -L n ]
}

@test "a SOURCE that runs in a circle is no file" {
  ln -s loop loop
  for how in -P -L; do
    simulate $how loop n
    ended 1
    [[ $stderr = *"$too_many"* ]]
  done
  [ ! -L n ]
}

# --- DEST ------------------------------------------------------------------

@test "DEST that exists as a file is EEXIST" {
  files a b
  simulate a b
  ended 1
  says "failed to create simulated link 'b' => 'a': File exists"
  untouched a b
  holds . a b
}

@test "there is no link on top of a link whose file exists" {
  files a b
  simulate a n
  simulate b n
  not_simulated b n "$too_many" \
    "'n' is a link, and a simulated link is never made on top of one"
  simulated a n
  ln -s ../"${PWD##*/}"/a foreign
  simulate b foreign
  not_simulated b foreign "$too_many" \
    "a simulated link is never made on top of one"
}

@test "-f replaces a link, and a file" {
  files a b c
  simulate a n
  simulate -f b n
  simulated b n
  links a 1
  passed
  simulate -f a c
  simulated a c
  passed
  holds . a b c n
}

@test "-f never replaces SOURCE by a link to itself" {
  files a
  simulate -f a a
  ended 1
  untouched a
  simulate -f a ./a
  ended 1
  untouched a
  holds . a
  simulate a n
  simulate -f -L n a
  ended 1
  untouched a
}

@test "-f where DEST already leads to SOURCE writes nothing" {
  files a
  simulate a n
  before=$(stat -c %i n)
  simulate -f -v a n
  passed "'n' => 'a' (simulated)"
  [ "$(stat -c %i n)" = "$before" ]
}

@test "-b keeps the old file and the old link" {
  files a b c
  simulate a n
  simulate -b b n
  simulated b n
  points n~ "$PWD/a"
  passed
  simulate -b a c
  simulated a c
  reads c~ c
  passed
  holds . a b c c~ n n~
}

@test "a link whose file is gone counts as absent" {
  files a b
  for how in '' -f --if-exists=fail --if-exists=same --if-exists=skip \
      --if-exists=ask; do
    simulate a n
    mv a gone
    simulate ${how:+"$how"} b n
    simulated b n
    passed
    rm n
    mv gone a
  done
}

@test "--if-exists decides where DEST is there" {
  files a b
  simulate a n
  simulate --if-exists=same a n
  passed
  simulate --if-exists=same b n
  ended 1
  simulated a n
  simulate --if-exists=skip b n
  passed
  simulated a n
  run --separate-stderr "$FHLN" --simulate=always -i b n <<<n
  ended 1
  simulated a n
  run --separate-stderr "$FHLN" --simulate=always -i b n <<<y
  ended 0
  simulated b n
  simulate --if-exists=replace a n
  simulated a n
  passed
}

@test "DEST in a directory that does not exist is ENOENT" {
  files a
  simulate a d/n
  ended 1
  says "failed to create simulated link 'd/n' => 'a': No such file or directory"
}

@test "names over 255 characters are refused, as given" {
  files a
  n=$(printf '%0255d' 0)
  simulate a "$n"
  points "$n" "$PWD/a"
  passed
  rm "$n"
  simulate a "${n}0"
  ended 1
  [[ ${stderr_lines[0]} = *": File name too long" ]]
  # Whole names count too, where each component would do.
  mkdir -p "${n:0:120}/${n:0:120}"
  files "${n:0:120}/${n:0:120}/a"
  long=${n:0:120}/${n:0:120}/
  simulate "$long././././././a" n
  points n "$PWD/${long}a"
  passed
  rm n
  simulate "$long./././././././a" n
  ended 1
  [[ ${stderr_lines[0]} = *": File name too long" ]]
  simulate a "$long./././././././n"
  ended 1
  simulate -t "$long././././././././/" a
  ended 1
  [[ ${stderr_lines[0]} = *": File name too long" ]]
  [ ! -L n ]
  holds "$long" a
}

# --- What a simulated link is ----------------------------------------------

@test "either name gives the same access to the contents" {
  files a
  simulate a n
  echo more >>n
  [ "$(tail -n 1 a)" = more ]
  echo less >a
  [ "$(cat n)" = less ]
  chmod 400 n
  [ "$(stat -c %a a)" = 400 ]
}

@test "a link is gone with its file, and a file stays without its link" {
  files a
  simulate a n
  rm a
  [ ! -e n ]
  run cat n
  [ "$status" -ne 0 ]
  rm n
  files a
  simulate a n
  rm n
  untouched a
}

@test "relative names are stored as absolute ones" {
  mkdir -p d/e
  files d/a
  ln -s d sd
  simulate d/a d/e/n1
  simulated d/a d/e/n1
  cd d/e || return
  try --simulate=always ../a n2
  points n2 "${PWD%/e}/a"
  try --simulate=always ./../../sd/a n3
  points n3 "${PWD%/e}/a"
  cd ../.. || return
  simulate d/a
  simulated d/a a
  simulate "$PWD/d/a" d/e
  simulated d/a d/e/a
}

@test "names start at the directory descriptors" {
  need_platform "names directories by descriptor"
  mkdir d e
  files d/a
  exec {d}<d {e}<e
  simulate --source-dirfd="$d" --dest-dirfd="$e" a n
  simulated d/a e/n
  passed
  simulate --source-dirfd="$d" -t e a
  simulated d/a e/a
  passed
}

@test "a stream is simulated name by name" {
  files a b
  ln -s a l
  printf '%s\0' a n1 l n2 b n3 >pairs
  simulate --pairs0-from=pairs
  ended 1
  simulated a n1
  simulated b n3
  [ ! -L n2 ]
  [ "${#stderr_lines[@]}" -eq 2 ]
}

@test "every report says that it is simulated" {
  need_command python3
  files a
  simulate -v a n
  passed "'n' => 'a' (simulated)"
  simulate --json a n2
  says_json 0 kind simulated
  says_json 0 outcome linked
  simulate --json a n2
  ended 1
  says_json 0 kind simulated
  says_json 0 errno ELOOP
  says_json 0 cause simulated-on-link
  simulate --json n n3
  says_json 0 cause simulated-of-link
  simulate --json --detailed-exit-status /dev/null n3
  says_json 0 cause simulated-of-other
  ended 5
}

@test "without a word --simulate=never makes hard links" {
  files a
  try --simulate=never a n
  linked a n
  passed
  try --simulate=auto a n2
  same a n2
  passed
}

@test "--simulate excludes what it cannot go with" {
  files a
  for how in -s --fd --handle --via-handle --beneath --no-symlinks; do
    for when in auto always; do
      try --simulate=$when $how a n
      excluded
      holds . a
    done
  done
  try --simulate=often a n
  excluded
}

# --- auto ------------------------------------------------------------------

@test "where there are hard links, auto replaces no link that leads nowhere" {
  files a
  ln -s gone n
  try --simulate=auto a n
  ended 1
  says "failed to create hard link 'n': File exists"
  points n gone
  try --simulate=auto --if-exists=skip a n
  passed
  points n gone
  links a 1
  holds . a n
  try --simulate=auto -f a n
  linked a n
  passed
}

# Mount the server that shows the directory back on m, with the options $@.
serve () {
  local tries=0
  "$tool" --back=back "$@" m >server.log 2>&1 &
  server=$!
  until mountpoint -q m; do
    sleep 0.02
    tries=$((tries + 1))
    if [ "$tries" -ge 200 ]; then
      skip "cannot mount FUSE: $(cat server.log)"
    fi
  done
}

unserve () {
  umount m
  wait "$server" || true
}

need_fuse () {
  in_private true
  [ -c /dev/fuse ] || skip "needs /dev/fuse"
  need_tool fuse-errno
  mkdir m back
  files back/a
}

without_links () {
  serve --no-link
  try a m/n
  [ "$status" -ne 0 ]
  try --simulate=auto m/a m/n
  points m/n "$PWD/m/a"
  [ m/a -ef m/n ]
  passed
  try --simulate=auto -v m/a m/n2
  passed "'m/n2' => 'm/a' (simulated)"
  try --simulate=auto m/n m/n3
  ended 1
  says "failed to create simulated link 'm/n3' => 'm/n': $too_many"
  # Replacing and backing up.
  echo old >back/old
  try --simulate=auto -f m/a m/old
  points m/old "$PWD/m/a"
  passed
  echo old >back/kept
  try --simulate=auto -b m/a m/kept
  points m/kept "$PWD/m/a"
  reads m/kept~ old
  # A question is asked once.
  echo old >back/asked
  run --separate-stderr "$FHLN" --simulate=auto -i m/a m/asked <<<y
  ended 0
  points m/asked "$PWD/m/a"
  printf '%s\0' m/a m/p1 m/a m/p2 >pairs
  try --simulate=auto --pairs0-from=pairs
  points m/p1 "$PWD/m/a"
  points m/p2 "$PWD/m/a"
  passed
  # What is at DEST is judged as with --simulate=always.
  try --simulate=auto --if-exists=same -v m/a m/n
  passed "'m/n' => 'm/a' (simulated)"
  files back/b
  try --simulate=auto m/b m/n
  not_simulated m/b m/n "$too_many" "never made on top of one"
  for how in '' --if-exists=same --if-exists=skip; do
    ln -s "$PWD/m/gone" back/dangling
    try --simulate=auto ${how:+"$how"} m/b m/dangling
    passed
    points m/dangling "$PWD/m/b"
    rm back/dangling
  done
  try --simulate=auto m/b m/a
  ended 1
  says "failed to create hard link 'm/a': File exists"
  # What is refused for another reason stays refused.
  mkdir back/d
  try --simulate=auto -T m/d m/nd
  ended 1
  try --simulate=auto m/nothing m/nn
  ended 1
  says "failed to access 'm/nothing': No such file or directory"
  try --simulate=never m/a m/never
  [ "$status" -ne 0 ]
  [ ! -L m/never ]
  unserve
}

@test "auto tells of the name that its look for hard links leaves behind" {
  need_strace
  expect_stray
  files a
  ln -s gone n
  try_with unlinkat:error=EIO --simulate=auto a n
  ended 1
  says "failed to create hard link 'n' => 'a': Input/output error"
  [[ ${stderr_lines[1]} = *"the temporary name '.fhln-"*"' could not be"* ]]
  points n gone
}

@test "auto does not look for hard links where it cannot see, or clean up" {
  need_platform "sees attributes"
  need_strace
  files a
  ln -s gone n
  # Of the looks, those from the third on are at DEST, SOURCE and directory.
  for when in 3 4 5; do
    try_with "statx:error=EIO:when=$when" --simulate=auto -T a n
    ended 1
    says "failed to create hard link 'n': File exists"
    points n gone
    run -1 grep -q '"\.fhln-' ../trace
  done
  mkdir d
  ln -s gone d/n
  need_attribute a d
  traced --simulate=auto -T a d/n
  ended 1
  says "failed to create hard link 'd/n': File exists"
  run -1 grep -q '"\.fhln-' ../trace
}

@test "auto turns to a simulated link where there are no hard links" {
  need_platform "sees file systems"
  need_fuse
  in_private without_links
}

without_symlinks () {
  local how
  serve --no-link --no-symlink
  for how in auto always; do
    try --simulate=$how --detailed-exit-status m/a m/n
    says "failed to create simulated link 'm/n' => 'm/a':\
 Function not implemented"
    ended 10
    holds back a
  done
  unserve
}

@test "where there are no symbolic links either, that is told" {
  need_platform "sees file systems"
  need_fuse
  in_private without_symlinks
}

refusing () {
  local error
  # EACCES, EROFS, EDQUOT, ENOSPC, EIO, EXDEV, EMLINK
  for error in 13 30 122 28 5 18 31; do
    serve --link=$error
    try --simulate=auto m/a m/n
    ended 1
    [[ $stderr != *simulated* ]]
    holds back a
    unserve
  done
}

@test "auto does not turn to it for any other refusal" {
  need_fuse
  in_private refusing
}

vfat () {
  truncate -s 4M fat.img
  mkfs.vfat fat.img >/dev/null
  mkdir fat
  mount_or_skip -t vfat -o loop fat.img fat
  echo a >fat/a
  try --simulate=auto --detailed-exit-status fat/a fat/n
  ended 10
  says "failed to create simulated link 'fat/n' => 'fat/a':\
 Operation not permitted"
  [[ ${stderr_lines[1]} = *"has no symbolic links" ]]
  holds fat a
  try --simulate=auto fat/a n
  ended 1
  [[ $stderr = *"Invalid cross-device link"* ]]
  [ ! -L n ]
}

@test "vfat has neither kind of links, and says so" {
  need_command mkfs.vfat
  in_private vfat
}

@test "auto does not turn to it for another file system" {
  need_other_file_system
  files a
  try --simulate=auto a "$other/n"
  ended 1
  [ ! -L "$other/n" ]
  [[ $stderr = *"Invalid cross-device link"* ]]
}

@test "auto does not turn to it where permission is missing" {
  need_nobody
  files a
  mkdir closed d
  chmod 777 d .
  cd d || return
  run --separate-stderr "${nobody[@]}" --simulate=auto ../a ../closed/n
  ended 1
  holds ../closed
  # fs.protected_hardlinks, where it is set.
  chmod 600 ../a
  if [ "$(cat /proc/sys/fs/protected_hardlinks)" = 1 ]; then
    run --separate-stderr "${nobody[@]}" --simulate=auto ../a n
    ended 1
    holds .
  fi
}

@test "auto does not turn to it on an immutable file" {
  files a
  need_attribute i a
  try --simulate=auto a n
  ended 1
  [ ! -L n ]
  chattr -i a
}

@test "no simulated link takes the place of the file that it leads to" {
  echo text >a
  ln a a2
  ln -s a b
  try --simulate -L -b b a
  holds . a a2 b
  reads a text
  failed "'b' and 'a' are the same file"
}
