#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Does a simulated link keep the contract of link in Open C?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The contract: docs of Open C's link(); see "Simulated links" in the manual.
# Time stamps of directories are the host's, and are not looked at.

load ../lib/helper
load ../lib/simulated

simulate () {
  try --simulate=always "$@"
}

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
