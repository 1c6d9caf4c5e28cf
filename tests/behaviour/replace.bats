#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# What happens where DEST exists, and can a file ever be lost?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

# --- The same file ---------------------------------------------------------

@test "-f on the same directory entry is an error and touches nothing" {
  files a
  before=$(inode a)
  try -f a a
  holds . a
  untouched a
  [ "$(inode a)" = "$before" ]
  failed "'a' and 'a' are the same file"
  try -f a ./a
  holds . a
  untouched a
  [ "$(inode a)" = "$before" ]
  failed "'a' and './a' are the same file"
  try -f a .
  holds . a
  untouched a
  [ "$(inode a)" = "$before" ]
  failed "'a' and './a' are the same file"
  try -f "$PWD/a" a
  untouched a
  failed "'$PWD/a' and 'a' are the same file"
}

@test "-f on the same entry is an error when the file has more links" {
  files a
  ln a other
  before=$(inode a)
  for dest in a ./a .; do
    try -f a "$dest"
    holds . a other
    linked a other
    [ "$(inode a)" = "$before" ]
    ended 1
    [[ $stderr = *"are the same file"* ]]
  done
}

@test "-f on the same entry by way of a symbolic link to its directory" {
  mkdir d
  files d/a
  ln d/a other
  ln -s d sd
  try -f d/a sd/a
  holds . d other sd
  holds d a
  linked d/a other
  failed "'d/a' and 'sd/a' are the same file"
}

@test "-sf on the file itself is an error and does not destroy it" {
  files a
  try -sf a a
  holds . a
  untouched a
  failed "'a' and 'a' are the same file"
  try -sf ./a a
  holds . a
  untouched a
  failed "'./a' and 'a' are the same file"
}

@test "-sf of a symbolic link over the only file it leads to is an error" {
  files a
  ln -s a sa
  try -sf sa a
  holds . a sa
  untouched a
  points sa a
  failed "'sa' and 'a' are the same file"
}

@test "-f where DEST already is the file is success, and -v says so" {
  files a
  ln a b
  before=$(stat -c '%i %h %y %z' a .)
  try -f a b
  holds . a b
  linked a b
  [ "$(stat -c '%i %h %y %z' a .)" = "$before" ]
  passed
  try -vf a b
  linked a b
  [ "$(stat -c '%i %h %y %z' a .)" = "$before" ]
  passed "'b' => 'a'"
}

@test "-f where DEST already is the file makes one call and two looks" {
  need_strace
  files a
  ln a b
  traced -f a b
  holds . a b
  linked a b
  passed
  calls_with_names
  [ "$(calls_with_names | wc -l)" -eq 3 ]
  [ "$(calls_with_names | sed -n '1s/(.*//p')" = linkat ]
  run -0 calls_of_the_link
  [[ $output != *unlinkat* && $output != *rename* && $output != *sync* ]]
  [[ $output != *O_CREAT* && $output != *mkdir* && $output != *write* ]]
}

@test "-L -f where DEST already is what the symbolic link leads to" {
  files a
  ln a b
  ln -s a sa
  try -L -f sa b
  holds . a b sa
  linked a b
  passed
}

@test "-f with a symbolic link as SOURCE replaces the file it leads to" {
  files a
  ln a b
  ln -s a sa
  try -f sa b
  holds . a b sa
  linked sa b
  untouched a
  passed
}

@test "-sf where DEST is another link of the file replaces that link" {
  files a
  ln a b
  try -sf a b
  holds . a b
  points b a
  untouched a
  passed
}

# --- Replacing -------------------------------------------------------------

@test "-f replaces another file" {
  files a b
  try -f a b
  holds . a b
  linked a b
  reads b a
  passed
  files c
  try --force c b
  holds . a b c
  linked b c
  untouched a
  passed
}

@test "-f makes the link where nothing is to be replaced" {
  files a
  try -f a b
  holds . a b
  linked a b
  passed
}

@test "-f takes DEST's name away from a file with other links only" {
  files a b
  ln b c
  try -f a b
  holds . a b c
  linked a b
  reads c b
  links c 1
  passed
}

@test "-f inside a directory and with -t replaces there" {
  files a b
  mkdir d
  echo old >d/a
  echo old >d/b
  try -f a d
  holds d a b
  linked a d/a
  passed
  try -ft d b
  holds d a b
  linked b d/b
  passed
}

@test "-f replaces a symbolic link itself, not what it leads to" {
  files a b
  ln -s b sb
  ln -s nowhere dang
  try -f a sb
  holds . a b dang sb
  linked a sb
  untouched b
  passed
  try -f a dang
  holds . a b dang sb
  same a dang
  links a 3
  passed
}

@test "-f replaces a fifo and a fifo replaces a file" {
  files a b
  mkfifo p
  run --separate-stderr timeout 10 "$FHLN" -f a p
  holds . a b p
  linked a p
  passed
  mkfifo q
  run --separate-stderr timeout 10 "$FHLN" -f q b
  holds . a b p q
  linked q b
  [ -p b ]
  passed
}

@test "-f never replaces a directory" {
  files a
  mkdir d
  try -fT a d
  holds . a d
  holds d
  untouched a
  [ -d d ]
  failed "d: cannot overwrite directory"
  try -sfT a d
  holds . a d
  failed "d: cannot overwrite directory"
  mkdir d/a
  try -f a d
  holds d a
  untouched a
  [ -d d/a ]
  failed "d/a: cannot overwrite directory"
}

@test "-f links inside a directory that a symbolic link leads to" {
  files a
  mkdir d
  ln -s d sd
  try -f a sd
  holds . a d sd
  holds d a
  linked a d/a
  points sd d
  passed
}

@test "-fn and -fT replace a symbolic link to a directory" {
  files a b
  mkdir d
  ln -s d sd
  try -fn a sd
  holds . a b d sd
  holds d
  linked a sd
  passed
  ln -sfn d sd2
  try -fT b sd2
  holds d
  linked b sd2
  passed
}

@test "DEST survives when SOURCE is missing or empty" {
  files b
  before=$(inode b)
  try -f nosuch b
  holds . b
  untouched b
  [ "$(inode b)" = "$before" ]
  failed "failed to access 'nosuch': No such file or directory"
  try -f '' b
  holds . b
  untouched b
  failed "failed to access '': No such file or directory"
}

@test "DEST survives when SOURCE is a directory" {
  files b
  mkdir d
  before=$(inode b)
  try -f d b
  holds . b d
  untouched b
  [ "$(inode b)" = "$before" ]
  failed "d: hard link not allowed for directory"
  try -F -f d b
  holds . b d
  untouched b
  [ "$(inode b)" = "$before" ]
  ended 1
}

@test "-f from another file system fails and DEST survives" {
  files a b
  need_other_file_system
  before=$(inode b)
  echo there >"$other/a"
  try -f "$other/a" b
  holds . a b
  holds "$other" a
  untouched b
  [ "$(inode b)" = "$before" ]
  failed "failed to create hard link 'b' => '$other/a':\
 Invalid cross-device link"
  try -f b "$other/a"
  holds "$other" a
  reads "$other/a" there
  untouched b
  failed "failed to create hard link '$other/a' => 'b':\
 Invalid cross-device link"
}

@test "-f where DEST is no directory entry at all names DEST" {
  files a b
  try -f a b/
  holds . a b
  untouched a b
  failed "failed to access 'b/': Not a directory"
  try -f a nosuch/b
  holds . a b
  failed \
    "failed to create hard link 'nosuch/b' => 'a': No such file or directory"
}

@test "-sf replaces files and symbolic links" {
  files a b
  ln -s nowhere dang
  try -sf a b
  holds . a b dang
  points b a
  untouched a
  passed
  try -sf other dang
  points dang other
  passed
  try -sf nosuch b
  points b nosuch
  holds . a b dang
  passed
}

# --- Just created ----------------------------------------------------------

@test "-f does not overwrite what the same call just created" {
  mkdir d x y
  files x/f
  echo other >y/f
  try -f x/f y/f d
  holds d f
  linked x/f d/f
  reads y/f other
  links y/f 1
  failed "will not overwrite just-created 'd/f' with 'y/f'"
}

@test "-f does not overwrite what it just replaced, by any spelling" {
  mkdir d x y
  files x/f
  echo other >y/f
  echo old >d/f
  try -f x/f y/f -t d/../d
  holds d f
  linked x/f d/f
  links y/f 1
  ended 1
  [[ $stderr = *"will not overwrite just-created "*" with 'y/f'"* ]]
}

@test "the just-created guard knows the others and goes on" {
  mkdir d x y z
  for n in 1 2 3 4 5 6 7 8 9; do
    echo "$n" >"x/f$n"
    echo old >"d/f$n"
  done
  echo y >y/f5
  echo z >z/g
  try -f x/f1 x/f2 x/f3 x/f4 x/f5 x/f6 y/f5 x/f7 x/f8 x/f9 z/g d
  holds d f1 f2 f3 f4 f5 f6 f7 f8 f9 g
  for n in 1 2 3 4 5 6 7 8 9; do
    linked "x/f$n" "d/f$n"
  done
  linked z/g d/g
  links y/f5 1
  failed "will not overwrite just-created 'd/f5' with 'y/f5'"
}

@test "-f does not overwrite what the same call found to be made" {
  mkdir d x y
  files x/f
  echo other >y/f
  ln x/f d/f
  try -f x/f y/f d
  holds d f
  linked x/f d/f
  links y/f 1
  failed "will not overwrite just-created 'd/f' with 'y/f'"
}

@test "a yes to a file does not replace one in a directory that comes after" {
  mkfifo answer
  files a b
  (
    exec >answer
    # The question has been asked when a reader is there; then it waits.
    sleep 0.3
    rm b
    mkdir b
    echo precious >b/a
    echo y
  ) 3>&- &
  try -i a b <answer
  wait
  reads b/a precious
  links a 1
  ended 1
  [[ $stderr = *"b: cannot overwrite directory"* ]]
}

@test "a file that was made by an earlier call may be replaced" {
  mkdir d x y
  files x/f
  echo other >y/f
  try -f x/f d
  passed
  try -f y/f d
  holds d f
  linked y/f d/f
  links x/f 1
  passed
}

@test "the same SOURCE twice with -f is not made twice" {
  mkdir d
  files a
  try -f a a d
  holds d a
  linked a d/a
  failed "will not overwrite just-created 'd/a' with 'a'"
}

# --- Where a name could not be taken away again ----------------------------

@test "in a sticky directory nothing is made when DEST belongs to another" {
  need_nobody
  mkdir sticky
  chmod 1777 sticky
  cd sticky
  files a b
  chown 65534 a
  for option in -f -b -sf --backup=numbered; do
    run --separate-stderr "${nobody[@]}" "$option" a b
    holds . a b
    untouched a b
    ended 1
    [[ ${stderr_lines[0]} = *": Operation not permitted" ]]
  done
  run --separate-stderr "${nobody[@]}" -f a b
  failed "failed to create hard link 'b' => 'a': Operation not permitted"
}

@test "in a sticky directory nothing is made when SOURCE belongs to another" {
  need_nobody
  mkdir sticky
  chmod 1777 sticky
  cd sticky
  files a b
  chmod 666 a
  chown 65534 b
  for option in -f -b; do
    run --separate-stderr "${nobody[@]}" "$option" a b
    holds . a b
    untouched a b
    failed "failed to create hard link 'b' => 'a': Operation not permitted"
  done
}

# Run the program as root of a user namespace that maps root alone.
in_user_namespace () {
  need_root "maps root alone"
  need_command unshare
  if ! unshare -Ur true 2>/dev/null; then
    skip "no user namespace can be made here"
  fi
  run --separate-stderr unshare -Ur "$FHLN" "$@"
}

@test "root of a user namespace makes nothing where owners are not mapped" {
  need_platform "knows namespaces"
  mkdir sticky
  files a sticky/b
  chmod 666 a
  chmod 1777 sticky
  in_user_namespace --version
  chown 2000:2000 sticky sticky/b
  chown 1000:1000 a
  before=$(stat -c %z sticky)
  for option in -f -b --backup=numbered; do
    in_user_namespace "$option" a sticky/b
    holds sticky b
    untouched a sticky/b
    failed "failed to create hard link 'sticky/b' => 'a':\
 Operation not permitted"
  done
  [ "$(stat -c %z sticky)" = "$before" ]
  # The group counts, too.
  chown 0:2000 sticky a sticky/b
  chown 2000 sticky a
  in_user_namespace -f a sticky/b
  holds sticky b
  untouched a sticky/b
  chown 0:0 sticky a sticky/b
  in_user_namespace -f a sticky/b
  linked a sticky/b
}

@test "in a sticky directory one's own files are replaced" {
  need_nobody
  mkdir sticky
  chmod 1777 sticky
  cd sticky
  files a b
  chown 65534 a b
  run --separate-stderr "${nobody[@]}" -f a b
  holds . a b
  linked a b
  passed
}

@test "in one's own sticky directory anybody's files are replaced" {
  need_nobody
  mkdir sticky
  chmod 1777 sticky
  chown 65534 sticky
  cd sticky
  files a b
  chmod 666 a
  run --separate-stderr "${nobody[@]}" -f a b
  holds . a b
  linked a b
  passed
}

@test "root replaces in a sticky directory of another" {
  need_root "acts in another user's directory"
  mkdir sticky
  chmod 1777 sticky
  files a
  echo old >sticky/b
  chown 65534 sticky sticky/b
  try -f a sticky/b
  holds sticky b
  linked a sticky/b
  passed
}

@test "in an append-only directory -f makes nothing, even for root" {
  need_platform "sees attributes"
  mkdir d
  files a
  echo old >d/b
  need_attribute a d
  for option in -f -b -sf; do
    try "$option" a d/b
    holds d b
    reads d/b old
    links d/b 1
    untouched a
    ended 1
    [[ ${stderr_lines[0]} = *": Operation not permitted" ]]
  done
  try -f a d/b
  failed "failed to create hard link 'd/b' => 'a': Operation not permitted"
}

@test "in an append-only directory a new name is linked" {
  mkdir d
  files a
  need_attribute a d
  try -f a d/b
  holds d b
  linked a d/b
  passed
}

@test "DEST that is immutable is not replaced and nothing is left" {
  files a b
  need_attribute i b
  try -f a b
  holds . a b
  untouched a b
  ended 1
  [[ ${stderr_lines[0]} = *": Operation not permitted" ]]
}

# Bind-mount file $1 on file $2 in a mount namespace of its own and run the
# program with the other arguments; its exit status is the first line of
# output, the second says that the mount is still there.
try_mounted () {
  # shellcheck disable=SC2016
  run --separate-stderr unshare -m bash -c '
    mount --bind "$1" "$2" || exit 77
    "${@:3}"
    echo "status $?"
    [ "$(stat -c %i "$1")" = "$(stat -c %i "$2")" ] && echo mounted
  ' - "$1" "$2" "$FHLN" "${@:3}"
  if [ "$status" -eq 77 ]; then
    skip "a bind mount was refused"
  fi
}

need_mounts () {
  need_root "mounts"
  need_command unshare
  if ! unshare -m true 2>/dev/null; then
    skip "no mount namespace may be made here"
  fi
}

@test "DEST that is a mount point is busy" {
  need_mounts
  files a m c
  for option in -f -b -fT -sf --if-exists=replace; do
    try_mounted c m "$option" a m
    holds . a c m
    untouched a c m
    [ "$output" = $'status 1\nmounted' ]
    [[ ${stderr_lines[0]} = *": Device or resource busy" ]]
  done
  try_mounted c m -f a m
  says "failed to create hard link 'm' => 'a': Device or resource busy"
}

@test "DEST where SOURCE itself is mounted is busy, never already linked" {
  need_platform "sees mounts"
  need_mounts
  files a m
  for option in -f -b --if-exists=replace; do
    try_mounted a m "$option" a m
    holds . a m
    untouched a m
    [ "$output" = $'status 1\nmounted' ]
    says "failed to create hard link 'm' => 'a': Device or resource busy"
  done
  ln a other
  for option in -f -b --if-exists=replace; do
    try_mounted a m "$option" other m
    holds . a m other
    linked a other
    untouched m
    [ "$output" = $'status 1\nmounted' ]
    says "failed to create hard link 'm' => 'other': Device or resource busy"
  done
}

@test "DEST in a directory without permission to write" {
  need_user "root may write everywhere"
  mkdir d
  files a
  echo old >d/b
  chmod 555 d
  try -f a d/b
  chmod 755 d
  holds d b
  reads d/b old
  untouched a
  failed "failed to create hard link 'd/b' => 'a': Permission denied"
}

# --- --if-exists -----------------------------------------------------------

@test "--if-exists makes the link where nothing exists, whatever it says" {
  files a
  for what in fail same skip replace ask; do
    try --if-exists="$what" a "$what" </dev/null
    same a "$what"
    passed
  done
  links a 6
}

@test "--if-exists=fail is what happens without it" {
  files a b
  try --if-exists=fail a b
  holds . a b
  untouched a b
  failed "failed to create hard link 'b': File exists"
  ln a c
  try --if-exists fail a c
  linked a c
  failed "failed to create hard link 'c': File exists"
}

@test "--if-exists=same succeeds where DEST already is the file, only then" {
  files a b
  ln a c
  try --if-exists=same a c
  holds . a b c
  linked a c
  passed
  try --if-exists=same a b
  holds . a b c
  untouched b
  failed "failed to create hard link 'b': File exists"
  mkdir d
  try --if-exists=same -T a d
  holds d
  failed "failed to create hard link 'd': File exists"
  ln -s a sa
  try --if-exists=same a sa
  points sa a
  failed "failed to create hard link 'sa': File exists"
}

@test "--if-exists=same compares what -L leads to" {
  files a
  ln a b
  ln -s a sa
  try --if-exists=same -L sa b
  holds . a b sa
  linked a b
  passed
  try --if-exists=same -P sa b
  linked a b
  failed "failed to create hard link 'b': File exists"
}

@test "--if-exists=same makes one call and two looks" {
  need_strace
  files a
  ln a b
  traced --if-exists=same a b
  linked a b
  passed
  [ "$(calls_with_names | wc -l)" -le 3 ]
  run -0 calls_of_the_link
  [[ $output != *unlinkat* && $output != *rename* ]]
}

@test "--if-exists=skip leaves whatever exists and succeeds" {
  files a b
  mkdir d
  ln -s nowhere dang
  for dest in b dang; do
    try --if-exists=skip a "$dest"
    passed
  done
  try --if-exists=skip -T a d
  passed
  holds . a b d dang
  holds d
  untouched a b
  points dang nowhere
}

@test "--if-exists=skip makes the others of several links" {
  files a b
  mkdir d
  echo old >d/a
  try --if-exists=skip a b d
  holds d a b
  reads d/a old
  untouched a
  linked b d/b
  passed
}

@test "--if-exists=skip and =same do not hide a missing SOURCE" {
  files b
  for what in skip same; do
    try --if-exists="$what" nosuch b
    holds . b
    untouched b
    failed "failed to access 'nosuch': No such file or directory"
  done
}

@test "--if-exists=replace is -f" {
  files a b
  try --if-exists=replace a b
  holds . a b
  linked a b
  passed
  try --if-exists=replace a a
  linked a b
  failed "'a' and 'a' are the same file"
}

@test "the last of -f, -i and --if-exists wins" {
  files a b
  try -f --if-exists=fail a b
  untouched a b
  failed "failed to create hard link 'b': File exists"
  try -f -i --if-exists=skip a b
  untouched a b
  passed
  try -f -i a b <<<n
  untouched a b
  ended 1
  try --if-exists=skip --if-exists=ask a b <<<n
  untouched a b
  ended 1
  holds . a b
  try --if-exists=fail -i -f a b </dev/null
  holds . a b
  linked a b
  passed
}

@test "a WHAT that --if-exists does not know is a usage error" {
  files a b
  try --if-exists=perhaps a b
  holds . a b
  untouched a b
  ended 1
  [[ ${stderr_lines[0]} = "$NAME: "*"'perhaps'"* ]]
  for what in fail same skip replace ask; do
    [[ $stderr = *"'$what'"* ]]
  done
  [ "${stderr_lines[-1]}" = "Try '$NAME --help' for more information." ]
  [[ $stderr != *$'\342\200\230'* ]]
  try --if-exists
  refused "option '--if-exists' requires an argument"
  try --if-exists= a b
  untouched a b
  ended 1
}

# --- Asking ----------------------------------------------------------------

@test "-i asks on standard error and replaces after a yes" {
  files a b
  "$FHLN" -i a b <<<y >../out 2>../err
  holds . a b
  linked a b
  [ ! -s ../out ]
  printf "%s: replace 'b'? " "$NAME" | cmp - ../err
}

@test "-i replaces after any word that begins with y" {
  for word in y Y yes Yes; do
    files a b
    try -i a b <<<"$word"
    holds . a b
    linked a b
    ended 0
    rm a b
  done
}

@test "-i leaves DEST and exits with 1 after a no, nothing or the end" {
  files a b
  for word in n no '' x; do
    try -i a b <<<"$word"
    holds . a b
    untouched a b
    ended 1
    [ -z "$output" ]
    [[ $stderr = "$NAME: replace 'b'?"* ]]
  done
  try -i a b </dev/null
  holds . a b
  untouched a b
  ended 1
}

@test "-i asks nothing where DEST does not exist" {
  files a
  try -i a b </dev/null
  holds . a b
  linked a b
  passed
}

@test "-i asks for each and takes an answer a line" {
  files a b c d
  mkdir e
  echo old >e/a
  echo old >e/b
  echo old >e/d
  try -vi a b c d e <<<$'n\ny\ny'
  holds e a b c d
  untouched a
  reads e/a old
  linked b e/b
  linked c e/c
  linked d e/d
  ended 1
  [ "$output" = "'e/b' => 'b'
'e/c' => 'c'
'e/d' => 'd'" ]
}

@test "-i never replaces a directory nor the same entry after a yes" {
  files a
  mkdir d
  try -iT a d <<<y
  holds . a d
  holds d
  untouched a
  ended 1
  [[ $stderr = *"d: cannot overwrite directory"* ]]
  try -i a a <<<y
  holds . a d
  untouched a
  ended 1
  [[ $stderr = *"'a' and 'a' are the same file"* ]]
}

@test "-i where DEST already is the file is success after a yes" {
  files a
  ln a b
  try -i a b <<<y
  holds . a b
  linked a b
  ended 0
}

@test "-i keeps DEST when the link cannot be made after a yes" {
  files b
  try -i nosuch b <<<y
  holds . b
  untouched b
  ended 1
  [[ $stderr = *"failed to access 'nosuch': No such file or directory"* ]]
}

@test "the name in the question is quoted" {
  files a $'b\nc'
  try -i a $'b\nc' <<<n
  untouched a
  reads $'b\nc'
  ended 1
  [[ $stderr = "$NAME: replace 'b'\$'\\n''c'?"* ]]
}

# --- Never missing ---------------------------------------------------------

@test "the test's watcher sees a name that goes missing" {
  need_tool watch
  files a
  # shellcheck disable=SC2016
  run ! "$tool" a bash -c \
    'for ((i = 0; i < 20; i++)); do mv a b; sleep 0.01; mv b a; done'
  [[ $output = "looks "*" missing "* ]]
  [[ $output != *" missing 0" ]]
}

@test "DEST is never missing while -f replaces it" {
  need_tool watch
  files a b
  cp a t
  # shellcheck disable=SC2016
  run -0 "$tool" t bash -c '
    for ((i = 0; i < 150; i++)); do
      "$1" -f a t && "$1" -f b t || exit
    done' - "$FHLN"
  holds . a b t
  linked b t
  echo "$output"
  [[ $output = "looks "?????*" missing 0" ]]
}

@test "DEST is never missing while -sf replaces it" {
  need_tool watch
  files t
  # shellcheck disable=SC2016
  run -0 "$tool" t bash -c '
    for ((i = 0; i < 100; i++)); do
      "$1" -sf a t && "$1" -sf b t || exit
    done' - "$FHLN"
  holds . t
  points t b
  [[ $output = "looks "?????*" missing 0" ]]
}

@test "forty calls of -f on one name at once all succeed" {
  sources=()
  for n in {1..40}; do
    sources+=("s$n")
  done
  files "${sources[@]}" t
  for n in {1..40}; do
    "$FHLN" -f "s$n" t &
    pids[n]=$!
  done
  bad=0
  for n in {1..40}; do
    wait "${pids[n]}" || bad=$((bad + 1))
  done
  [ "$bad" -eq 0 ]
  holds . "${sources[@]}" t
  links t 2
  winner=$(cat t)
  linked "$winner" t
}

# --- When a call fails in the middle ---------------------------------------

@test "a rename that fails leaves DEST and no temporary name" {
  need_strace
  files a b
  for error in EIO EACCES EPERM ENOSPC EROFS; do
    try_with "rename,renameat,renameat2:error=$error" -f a b
    holds . a b
    untouched a b
    ended 1
    [ -n "$stderr" ]
  done
}

@test "a temporary name that cannot be removed is named in the message" {
  need_strace
  files a b
  expect_stray
  run --separate-stderr strace -qq -o ../trace \
    -e inject=rename,renameat,renameat2:error=EIO \
    -e inject=unlink,unlinkat:error=EACCES "$FHLN" -f a b
  untouched b
  links a 2
  shopt -s dotglob
  stray=
  for name in *; do
    case $name in
      a | b) ;;
      *) stray+=$name ;;
    esac
  done
  [ "${#stray}" -le 14 ]
  same a "$stray"
  ended 1
  [[ $stderr = *"$stray"* ]]
}

@test "a temporary link that cannot be made leaves DEST as it was" {
  need_strace
  files a b
  for error in EMLINK ENOSPC EDQUOT EPERM EACCES; do
    try_with "linkat:error=$error:when=2+" -f a b
    holds . a b
    untouched a b
    ended 1
    [ -n "$stderr" ]
  done
}

@test "a signal in the middle of a replacement leaves no temporary name" {
  need_strace
  files a b
  for signal in SIGTERM SIGINT SIGHUP SIGQUIT; do
    cp b t
    run strace -qq -o ../trace \
      -e "inject=rename,renameat,renameat2:signal=$signal" "$FHLN" -f a t
    holds . a b t
    linked a t
    rm t
  done
}

@test "a signal right after the temporary link leaves no temporary name" {
  need_strace
  files a b
  for signal in SIGTERM SIGINT; do
    cp b t
    run strace -qq -o ../trace \
      -e "inject=linkat:signal=$signal:when=2" "$FHLN" -f a t
    holds . a b t
    rm t
  done
}

@test "EINTR from linkat is retried" {
  need_strace
  files a b
  try_with linkat:error=EINTR:when=1 a c
  holds . a b c
  linked a c
  passed
  rm c
  try_with linkat:error=EINTR:when=2 -f a b
  holds . a b
  linked a b
  passed
}

@test "EINTR and then the link itself is success" {
  need_strace
  files a b
  # The first linkat answers EINTR late; the link is there when it is retried.
  (
    for ((i = 0; i < 200; i++)); do
      if [ -s ../trace ] && grep -q linkat ../trace; then
        break
      fi
      sleep 0.01
    done
    ln a c
  ) &
  try_with linkat:error=EINTR:delay_enter=500000:when=1 a c
  wait
  holds . a b c
  linked a c
  passed
}

@test "EINTR and then another file is an error" {
  need_strace
  files a c
  try_with linkat:error=EINTR:when=1 a c
  holds . a c
  untouched a c
  failed "failed to create hard link 'c': File exists"
}

@test "EINTR from symlinkat is retried, and then the link itself is success" {
  need_strace
  try_with symlinkat:error=EINTR:when=1 -s a l
  points l a
  passed
  try_with symlinkat:error=EINTR:when=1 -s a l
  points l a
  passed
  try_with symlinkat:error=EINTR:when=1 -s b l
  points l a
  failed "failed to create symbolic link 'l': File exists"
  files c
  try_with symlinkat:error=EINTR:when=1 -s a c
  untouched c
  failed "failed to create symbolic link 'c': File exists"
}

@test "DEST that is gone when it is looked at is made" {
  need_strace
  files a
  mkdir d
  chmod 1777 d
  if [ "$(id -u)" -eq 0 ]; then
    chown 65534 d
  fi
  for option in -f --if-exists=replace; do
    files d/b
    try_with statx:error=ENOENT:when=1 "$option" a d/b
    holds d b
    linked a d/b
    passed
    rm d/b
  done
}

@test "EINTR without end is a failure, unless all is done" {
  need_strace
  files a b
  try_with linkat:error=EINTR a c
  failed "failed to create hard link 'c' => 'a': Interrupted system call"
  try_with symlinkat:error=EINTR -s a c
  failed "failed to create symbolic link 'c': Interrupted system call"
  holds . a b
  # The temporary name has gone all the same: it was renamed.
  try_with unlinkat:error=EINTR -f a b
  holds . a b
  linked a b
  passed
}

@test "ENOENT is retried while SOURCE exists, three times at most" {
  need_strace
  files a
  try_with linkat:error=ENOENT:when=1..2 a b
  holds . a b
  linked a b
  passed
  rm b
  try_with linkat:error=ENOENT:when=1+ a b
  holds . a
  ended 1
  [ "$(grep -c '^linkat(' ../trace)" -le 4 ]
}

@test "a temporary name that is taken gives way to another" {
  need_strace
  files a b
  try_with linkat:error=EEXIST:when=2..3 -f a b
  holds . a b
  linked a b
  passed
  files c
  try_with linkat:error=EEXIST:when=2..3 -b c b
  holds . a b 'b~' c
  linked b c
  linked a 'b~'
  passed
}

# --- When others act in the middle -----------------------------------------

# Run the program with the other arguments under strace, every rename waiting
# a moment before it is done; in that moment run the shell command $1.
try_while () {
  local meanwhile=$1 n
  shift
  rm -f "$BATS_TEST_TMPDIR/trace"
  (
    for ((n = 0; n < 500; n++)); do
      if grep -qs 'linkat(.*= 0$' "$BATS_TEST_TMPDIR/trace"; then
        break
      fi
      sleep 0.01
    done
    eval "$meanwhile"
  ) 3>&- &
  try_with rename,renameat,renameat2:delay_enter=300000 "$@"
  wait
}

@test "a parent that is swapped in the middle gets no name" {
  need_strace
  for option in -f -b; do
    mkdir d
    files a d/b
    try_while 'mv d moved; mkdir d; echo new >d/b' "$option" a d/b
    holds d b
    reads d/b new
    links d/b 1
    if [ "$option" = -f ]; then
      holds moved b
    else
      holds moved b 'b~'
      reads 'moved/b~' b
    fi
    linked a moved/b
    passed
    rm -r d moved
  done
}

@test "a directory that takes DEST's place in the middle stays there" {
  need_strace
  for option in -f -b -sf --backup=numbered; do
    files a b
    ln b keep
    try_while 'rm b; mkdir b; echo inside >b/file' "$option" a b
    holds . a b keep
    holds b file
    reads b/file inside
    untouched a
    ended 1
    [[ ${stderr_lines[0]} = *": Is a directory" \
      || ${stderr_lines[0]} = *"b: cannot overwrite directory" ]]
    rm -r b keep
  done
}

@test "DEST that goes away in the middle is made" {
  need_platform "exchanges names"
  need_strace
  for option in -f -b --backup=numbered; do
    files a b
    try_while 'rm b' "$option" a b
    holds . a b
    linked a b
    passed
    rm b
  done
}

@test "DEST that becomes the file in the middle leaves no temporary name" {
  need_strace
  for option in -f -b; do
    files a b
    try_while 'ln -f a b' "$option" a b
    holds . a b || holds . a b 'b~'
    same a b
    passed
    rm ./*
  done
}

@test "a file that takes DEST's place in the middle is the one backed up" {
  need_platform "exchanges names"
  need_strace
  files a b
  try_while 'echo newer >n; mv n b' -b a b
  holds . a b 'b~'
  linked a b
  reads 'b~' newer
  passed
}

@test "a backup number that others take in the middle is left to them" {
  need_platform "exchanges names"
  need_strace
  files a b
  try_while 'echo theirs >b.~1~' --backup=numbered a b
  holds . a b 'b.~1~' 'b.~2~'
  linked a b
  reads 'b.~1~' theirs
  reads 'b.~2~' b
  passed
}

# --- What it costs ---------------------------------------------------------

@test "a link takes at most 36 system calls, whatever LANG is" {
  need_strace
  need_no_sanitizer "it makes further calls"
  files a
  unset LC_ALL
  traced a b
  linked a b
  passed
  wc -l <../trace
  [ "$(wc -l <../trace)" -le 36 ]
  sed 's/(.*//' ../trace >../plain
  rm b
  export LANG=C.UTF-8
  traced a b
  linked a b
  passed
  sed 's/(.*//' ../trace | diff ../plain -
  run ! grep -E 'locale|gconv|/usr/share|/usr/lib/(charset|gettext)' ../trace
}

@test "a link is one linkat, with no look at SOURCE or DEST" {
  need_strace
  files a
  traced a b
  linked a b
  passed
  [ "$(calls_with_names | wc -l)" -eq 1 ]
  [ "$(grep -cE '"[ab]"' ../trace)" -eq 2 ] # execve and linkat
  run ! grep -E '^write\(' ../trace
}

@test "several SOURCEs into a directory take one system call each" {
  need_strace
  mkdir d
  files a b c e f
  traced a b c d
  calls=$(wc -l <../trace)
  rm d/*
  traced a b c e f d
  holds d a b c e f
  passed
  [ $(($(wc -l <../trace) - calls)) -eq 2 ]
}

@test "a replacement takes at most 11 calls, 7 of them with names" {
  need_strace
  files a b
  traced -f a b
  holds . a b
  linked a b
  passed
  calls_of_the_link
  [ "$(calls_of_the_link | wc -l)" -le 11 ]
  [ "$(calls_with_names | wc -l)" -le 7 ]
}
