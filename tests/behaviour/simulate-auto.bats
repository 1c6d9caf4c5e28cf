#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# Is a link simulated only where none can be made, with --simulate=auto?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/simulated

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
  passed
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
  if protects_hardlinks; then
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
