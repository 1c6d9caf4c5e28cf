#!/usr/bin/env bats
# shellcheck disable=SC1003,SC2016,SC2153,SC2154
# Is a tree of links made where the operands say, with all that is in SOURCE?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/tree

# --- SOURCE and DEST -------------------------------------------------------

@test "-R makes SOURCE's directories anew and links everything else" {
  tree s
  try -R s d
  tree_linked s d
  passed
  holds . s d
}

@test "--recursive is -R, and -T changes nothing" {
  tree s
  try --recursive s d
  tree_linked s d
  passed
  try -R -T s c
  tree_of s c
  all_links c 3
  passed
}

@test "DEST is exact: a directory there is merged into, never nested in" {
  tree s
  mkdir d
  files d/other
  try -R s d
  passed
  reads d/other
  rm d/other
  tree_linked s d
}

@test "a second run makes nothing, and all is already there" {
  tree s
  try -R s d
  passed
  try -R -v s d
  passed
  tree_linked s d
  try -R --json s d
  ended 0
  [ "$(grep -c '"outcome":"already"' <<<"$output")" -eq 14 ]
  [ "${#lines[@]}" -eq 14 ]
  tree_linked s d
}

@test "a second run does what the first has left" {
  tree s
  try -R s d
  rm d/a d/e/g/d
  rm -r d/e/g/h d/empty
  try -R -v s d
  ended 0
  lines_are "'d/a' => 's/a'" "'d/e/g/d' => 's/e/g/d'" \
    "'d/e/g/h/x' => 's/e/g/h/x'"
  tree_linked s d
}

@test "one operand: the tree gets SOURCE's base name, here" {
  tree s
  mkdir w
  cd w
  try -R ../s
  holds . s
  tree_linked ../s s
  passed
  rm -r s
  try -R ../s/e/
  holds . e
  tree_linked ../s/e e
  passed
}

@test "-t DIRECTORY: each SOURCE gets its base name in DIRECTORY" {
  tree s
  tree r
  mkdir d
  files f
  try -R -t d s r/ f
  holds d s r f
  tree_linked s d/s
  tree_linked r d/r
  linked f d/f
  passed
  try -R -t d s r f
  holds d s r f
  tree_linked s d/s
  passed
}

@test "with three operands the last one is a directory" {
  tree s
  tree r
  mkdir d
  try -R s r d
  holds d s r
  tree_linked s d/s
  tree_linked r d/r
  passed
  try -R s r nosuch
  failed "target 'nosuch': No such file or directory"
  try -R s r s/a
  failed "target 's/a': Not a directory"
  holds . s r d
  all_links s 2
}

@test "a SOURCE that ends in . or .. is merged into DIRECTORY" {
  tree s
  mkdir d
  try -R -t d s/.
  tree_linked s d
  passed
  try -R -t d s/e/..
  tree_linked s d
  passed
  rm -r d/e
  (cd s/e && exits 0 -R -t ../../d/ ..)
  tree_linked s d
  mkdir f
  (cd s && exits 0 -R -t ../f .)
  tree_of s f
  all_links f 3
}

@test "a SOURCE that is no directory is linked" {
  files f
  mkdir d
  ln -s nowhere l
  try -R f g
  linked f g
  passed
  try -R f g
  linked f g
  passed
  try -R -t d l f
  holds d l f
  linked l d/l
  passed
  try -R f d
  failed "failed to create hard link 'd': File exists"
  holds d l f
}

@test "a symbolic link named by SOURCE is linked as such" {
  tree s
  ln -s s l
  try -R l d
  linked l d
  points d s
  passed
  try -R -P l c
  same l c
  passed
}

@test "with -L, or a slash, a symbolic link named by SOURCE is walked" {
  local how=0
  tree s
  ln -s s l
  for args in '-L l' 'l/' '-L l/' 'l/.'; do
    how=$((how + 1))
    # shellcheck disable=SC2086 # an option and an operand
    try -R $args d$how
    tree_of s "d$how"
    passed
  done
  all_links d4 5
  mkdir d
  try -R -L -t d l
  holds d l
  tree_of s d/l
  passed
}

@test "no symbolic link inside of SOURCE is followed, -L or not" {
  tree s
  mkdir out
  files out/secret
  ln -s ../out s/dir
  ln -s ../out/secret s/file
  try -R s d
  tree_linked s d
  points d/dir ../out
  passed
  try -R -L s c
  tree_of s c
  points c/dir ../out
  links out/secret 1
}

@test "DEST that is a symbolic link to a directory is refused without a slash" {
  tree s
  mkdir d
  ln -s d l
  for option in -T -n -L; do
    try -R $option s l
    failed "cannot overwrite non-directory 'l' with directory 's'"
    [ "${stderr_lines[1]}" = "$NAME: note: 'l' is a symbolic link; with a slash \
after it, links are made in the directory that it leads to" ]
    points l d
    holds d
  done
  try -R s l/
  points l d
  tree_linked s d
  passed
}

@test "-t and the last of three operands may be symbolic links" {
  tree s
  tree r
  mkdir d
  ln -s d l
  try -R -t l s
  tree_linked s d/s
  passed
  try -R s r l
  holds d s r
  tree_linked r d/r
  passed
}

@test "a SOURCE that is missing is told, and others are done" {
  tree s
  mkdir d
  try -R nosuch d/x
  failed "failed to access 'nosuch': No such file or directory"
  try -R nosuch s s/nosuch/ d
  errors "failed to access 'nosuch': No such file or directory" \
    "failed to access 's/nosuch/': No such file or directory"
  ended 1
  holds d s
  tree_linked s d/s
}

@test "a directory missing on DEST's way is told, and nothing is made" {
  tree s
  try -R s no/d
  failed "cannot create directory 'no/d': No such file or directory"
  [ "${stderr_lines[1]}" = "$NAME: note: 'no' does not exist" ]
  holds . s
  all_links s 1
}

@test "a file in DEST's place is one failure" {
  tree s
  files f
  for option in -T -f -b --if-exists=skip; do
    try -R $option s f
    failed "cannot overwrite non-directory 'f' with directory 's'"
    [ "${#stderr_lines[@]}" -eq 2 ]
    holds . s f
    untouched f
    all_links s 1
  done
}

@test "DEST inside of SOURCE is refused, and nothing is made" {
  tree s
  ln -s s/e l
  for dest in s/d s/e/d s/e s/e/g/h/new s/../s/d l/d l/ s/a; do
    try -R s $dest
    ended 1
    [ "${stderr_lines[0]}" = \
      "$NAME: cannot link directory 's' into itself, '$dest'" ]
  done
  try -R -t s s
  ended 1
  try -R -t s/e s s/.
  ended 1
  [ "${#stderr_lines[@]}" -eq 2 ]
  (cd s/e && try -R .. d && failed "cannot link directory '..' into itself, 'd'")
  tree r
  diff <(tree_list r | tr '\0' '\n' | sed 's/ = .*//') \
    <(tree_list s | tr '\0' '\n' | sed 's/ = .*//')
  all_links s 1
}

@test "SOURCE inside of DEST is no trouble" {
  mkdir d
  tree d/s
  try -R d/s d
  passed
  holds d s a b .dot e empty
  linked d/s/a d/a
  linked d/s/e/g/h/x d/e/g/h/x
}

@test "a tree is not linked into the directory that it is" {
  tree s
  ln -s s l
  for dest in s ./s s/. s/e/.. l/ "$PWD/s"; do
    try -R s "$dest"
    ended 1
    [[ ${stderr_lines[0]} = "$NAME: 's' and "*" are the same directory" ]]
  done
  try -R s
  failed "'s' and './s' are the same directory"
  try -R -t . s
  failed "'s' and './s' are the same directory"
  all_links s 1
}

# --- What is in a tree -----------------------------------------------------

@test "every kind of file is linked: fifos, sockets, symbolic links" {
  need_command python3
  mkdir -p s/e
  ln -s nowhere s/dang
  ln -s e s/dir
  ln -s loop s/loop
  mkfifo s/e/fifo
  (cd s/e && python3 -c '
import socket
socket.socket(socket.AF_UNIX).bind("socket")')
  files s/empty s/file
  : >s/empty
  try -R s d
  [ -p d/e/fifo ]
  [ -S d/e/socket ]
  points d/loop loop
  points d/dang nowhere
  tree_linked s d
  passed
}

@test "devices are linked" {
  need_root "makes devices"
  mkdir s
  mknod s/null c 1 3 2>/dev/null || skip "no devices can be made here"
  mknod s/block b 7 99
  try -R s d
  [ -c d/null ]
  [ -b d/block ]
  tree_linked s d
  passed
}

@test "files with several names in a tree are one file in the new one" {
  tree s
  ln s/a s/e/g/a2
  ln s/a s/empty/a3
  try -R s d
  tree_of s d
  same d/a d/e/g/a2
  links d/a 6
  passed
}

@test "dot files are in a tree, and empty directories" {
  mkdir -p s/.d/.e/..x s/... s/e/e/e
  files s/.a s/.d/.b s/..c
  try -R s d
  tree_linked s d
  passed
  mkdir none
  try -R none d2
  holds d2
  passed
}

@test "names of any bytes but NUL and slash are linked" {
  local name names=($'new\nline' 'a b' ' ' $'\t' '-R' '--' '*' '?' '[a]' '\' '"'
    "'" '$x' $'\x01' $'\x7f' $'caf\xc3\xa9' $'\xff\xfe' $'\xe9' '~' '#x#')
  mkdir -p s/files s/directories
  for name in "${names[@]}" "$(printf '%0255d' 0)"; do
    mkdir s/directories/"$name"
    files s/directories/"$name"/"$name" s/files/"$name"
  done
  try -R s d
  tree_linked s d
  passed
  try -R s d
  tree_linked s d
  passed
}

@test "all names of a directory with some thousand are linked" {
  mkdir s s/{1,2,3}
  (cd s && seq -f 'a_rather_long_name_of_a_file,_number_%.0f' 3000 | xargs touch)
  (cd s/2 && seq 2500 | xargs touch)
  (cd s/3 && seq 1500 | xargs mkdir)
  for jobs in 1 2; do
    try -R --jobs=$jobs s d$jobs
    tree_of s d$jobs
    passed
  done
  all_links d2 3
}

# --- Where names start -----------------------------------------------------

@test "--source-dirfd and --dest-dirfd say where the operands start" {
  mkdir -p from to/t
  tree from/s
  try -R --source-dirfd=3 --dest-dirfd=4 s d 3<from 4<to
  tree_linked from/s to/d
  passed
  try -R --source-dirfd=3 --dest-dirfd=4 s 3<from 4<to
  tree_of from/s to/s
  passed
  try -R --source-dirfd=3 --dest-dirfd=4 -t t s 3<from 4<to
  tree_of from/s to/t/s
  passed
  try -R --dest-dirfd=4 from/s d2 4<to
  tree_of from/s to/d2
  all_links from 5
  try -R --source-dirfd=3 . cwd 3<from/s
  tree_of from/s cwd
  passed
  holds to t d s d2
}

@test "a --source-dirfd or --dest-dirfd that is closed makes nothing" {
  tree s
  try -R --source-dirfd=9 s d
  failed "failed to access 's': Bad file descriptor"
  try -R --dest-dirfd=9 s d
  ended 1
  [[ ${stderr_lines[0]} = *"'d'"*": Bad file descriptor" ]]
  holds . s
  all_links s 1
}

@test "--beneath keeps both operands in; links inside are not followed anyhow" {
  mkdir in out
  tree in/s
  tree out/s
  ln -s ../out in/up
  cd in
  try --beneath s/a probe
  if [[ $stderr = *"cannot promise"* ]]; then
    skip "this system has no openat2"
  fi
  rm probe
  ln -s ../../out/s s/way
  try -R --beneath s d
  tree_linked s d
  passed
  for operands in '../out/s d2' 'up/s d2' 's ../out/d' 's up/d' \
      '-t ../out s' '-t up s' "$PWD/s d2"; do
    # shellcheck disable=SC2086 # two operands
    try -R --beneath $operands
    ended 1
  done
  try -R -L --beneath up d2
  ended 1
  try -R --beneath s up/
  ended 1
  holds . s d up
  holds ../out s
  all_links ../out 1
  all_links s 2
}

@test "--no-symlinks refuses a symbolic link on either operand's way" {
  tree s
  mkdir to
  ln -s s l
  ln -s . here
  ln -s to there
  try --no-symlinks s/a probe
  if [[ $stderr = *"cannot promise"* ]]; then
    skip "this system has no openat2"
  fi
  rm probe
  try -R --no-symlinks s d
  tree_linked s d
  passed
  for operands in 'l d2' 'l/ d2' '-L l d2' 'here/s d2' 's here/d2' 's there/' \
      '-t there s' 's there/x'; do
    # shellcheck disable=SC2086 # options and operands
    try -R --no-symlinks $operands
    ended 1
  done
  holds to
  holds . s d to l here there
}
