#!/usr/bin/env bats
# shellcheck disable=SC2034,SC2153,SC2154
# What does --dry-run say of one link, and is that what then happens?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/foreseen

# --- What would be done ----------------------------------------------------

@test "a link that would be made has a line, and is not made" {
  files a
  foresee a b
  holds . a
  passed "would link 'b' => 'a'"
  foresee -s a b
  holds . a
  passed "would link 'b' -> 'a'"
  foresee --simulate a b
  holds . a
  passed "would link 'b' => 'a' (simulated)"
}

@test "all forms of operands are foreseen" {
  files a b
  mkdir d
  foresee -T a c
  passed "would link 'c' => 'a'"
  foresee a b d
  passed "would link 'd/a' => 'a'
would link 'd/b' => 'b'"
  foresee -t d a
  passed "would link 'd/a' => 'a'"
  (cd d && exits 0 --dry-run ../a >../said)
  [ "$(cat said)" = "would link './a' => '../a'" ]
  printf 'a\0x\0b\0y\0' >pairs
  foresee --pairs0-from=pairs
  passed "would link 'x' => 'a'
would link 'y' => 'b'"
  printf 'a\0b\0' >names
  foresee -t d --files0-from=names
  passed "would link 'd/a' => 'a'
would link 'd/b' => 'b'"
  exec 8<d
  foresee --dest-dirfd=8 a c
  passed "would link 'c' => 'a'"
  foresee --source-dirfd=8 a c
  ended 1
  says "failed to access 'a': No such file or directory"
  foresee --beneath --no-symlinks a d/c
  passed "would link 'd/c' => 'a'"
  foresee --sync a d/c
  passed "would link 'd/c' => 'a'"
  holds d
  untouched a b
}

@test "an open file and a handle are foreseen" {
  need_platform "links open files and handles"
  files a
  exec 8<a
  foresee --fd 8 b
  passed "would link 'b' => '8'"
  rm a
  foresee --fd 8 b
  ended 1
  says "failed to create hard link 'b' => '8': No such file or directory"
  foresee --fd 9 b
  ended 1
  says "failed to access '9': Bad file descriptor"
  files c
  try --print-handle c
  if [ "$status" -ne 0 ]; then
    skip "there are no handles here"
  fi
  need_root "opens files by handle"
  handle=$output
  foresee --handle "$handle" b
  passed "would link 'b' => '$handle'"
  foresee --via-handle c b
  passed "would link 'b' => 'c'"
  holds . c
}

@test "what --if-exists makes of DEST is told" {
  files a b
  ln a l
  foresee a b
  failed "failed to create hard link 'b': File exists"
  foresee -f a b
  passed "would replace 'b' => 'a'"
  foresee --if-exists=skip a b
  passed
  foresee --if-exists=same a b
  failed "failed to create hard link 'b': File exists"
  foresee --if-exists=same -v a l
  passed
  foresee -f a l
  passed
  foresee -fv a l
  passed "'l' => 'a'"
  foresee -sf a l
  passed "would replace 'l' -> 'a'"
  foresee -f a ./a
  failed "'a' and './a' are the same file"
  reads b
  linked a l
}

@test "no question is asked, and none counts as declined" {
  files a b
  foresee -i a b </dev/null
  passed "would ask before replacing 'b' => 'a'"
  foresee -i a c </dev/null
  passed "would link 'c' => 'a'"
  foresee -i --json a b </dev/null
  says_json 0 outcome would-ask
  untouched a b
}

@test "the name of the backup is told" {
  files a b
  foresee -b a b
  passed "would replace 'b~' ~ 'b' => 'a'"
  foresee --backup=numbered a b
  passed "would replace 'b.~1~' ~ 'b' => 'a'"
  files b.~7~
  foresee -b a b
  passed "would replace 'b.~8~' ~ 'b' => 'a'"
  foresee -b --json a b
  says_json 0 outcome would-replace
  says_json 0 backup b.~8~
  foresee -S.old --backup=simple a b
  passed "would replace 'b.old' ~ 'b' => 'a'"
  mkdir b.old
  foresee -S.old --backup=simple a b
  failed "cannot backup 'b': Is a directory"
  foresee --backup=simple -S.c b.c b
  ended 1
  files b.c
  foresee --backup=simple -S.c b.c b
  failed "backing up 'b' would destroy 'b.c'"
  untouched a b b.c
}

@test "each link is foreseen as if it were the only one" {
  mkdir x y d
  files x/a y/a
  foresee -f x/a y/a d
  passed "would link 'd/a' => 'x/a'
would link 'd/a' => 'y/a'"
  foresee x/a y/a d
  passed "would link 'd/a' => 'x/a'
would link 'd/a' => 'y/a'"
  holds d
}

@test "-z, --json, -w and --progress tell of what would be done, too" {
  files a b
  "$FHLN" --dry-run -z a b c d >said 2>/dev/null || true
  mkdir d
  "$FHLN" --dry-run -z a b d >said
  printf "would link 'd/a' => 'a'\0would link 'd/b' => 'b'\0" | cmp - said
  foresee --json a c
  [ "$output" = '{"source":"a","source_kind":"path","dest":"c",'\
'"kind":"hard","outcome":"would-link"}' ]
  foresee -sw nosuch d/l
  ended 0
  says "warning: nosuch: No such file or directory"
  [ "$output" = "would link 'd/l' -> 'nosuch'" ]
  foresee -sw ../a d/l
  passed "would link 'd/l' -> '../a'"
  foresee --progress a c
  ended 0
  [ "$output" = "would link 'c' => 'a'" ]
  [[ $stderr = *"1 done, 0 failed"* ]]
}

# --- What would fail -------------------------------------------------------

# The program says of a dry run with the arguments what it says of a real one,
# and that is a failure.
fails_alike () {
  local said=() told
  foresee --detailed-exit-status "$@"
  said=("$status" "$output" "$stderr")
  try --detailed-exit-status "$@"
  told=("$status" "$output" "$stderr")
  printf '%s\n' "$*:" "${said[@]}"
  if [ "$status" -eq 0 ] || [ "${said[*]@Q}" != "${told[*]@Q}" ]; then
    printf 'told: %s\n' "${told[@]}"
    fail "a dry run with '$*' tells of another failure"
  fi
}

@test "what would fail is told as the failure that it would be" {
  files a b
  mkdir d
  ln -s nowhere dang
  ln -s loop loop
  ln -s d ld
  long=$(printf '%0300d' 0)
  for how in "nosuch c" "a nosuch/c" "a b/c" "a c/" "a b/" "d c" "d d" \
      "-d d nosuch/c" "a loop/c" "-L loop c" "-L dang c" "a $long" \
      "$long c" "a/ c" "dang/ c" "a dang" "a dang/" "-T a d" "-fT a d" \
      "-f a a" "-f a ./a" "-b a a" "-f a nosuch/c" "-f nosuch b" "-f d b" \
      "-t nosuch a" "-t a b" "a b nosuch" "-i nosuch b" \
      "--if-exists=skip nosuch b" "--if-exists=same a b" \
      "-s a nosuch/c" "-s a b" "-sf b b" "-sf d/../b b" "-s a $long" \
      "--beneath a ../c" "--beneath ../a c" "--no-symlinks a ld/c" \
      "--no-symlinks dang c" "--simulate d c" "--simulate dang c" \
      "--simulate a b" "--simulate nosuch c" "--simulate $long c" \
      "--sync a nosuch/c" "--sync nosuch c" "--simulate=auto a b" \
      "--source-dirfd=9 a c" "--dest-dirfd=9 a c" "a ." "-T a .." "-T a /"; do
    # shellcheck disable=SC2086 # words
    fails_alike $how
  done
  fails_alike -s '' c
  fails_alike '' c
  fails_alike a ''
  fails_alike -s "$(printf '%05000d' 0)" c
  holds . a b d dang loop ld
}

@test "another file system is seen beforehand" {
  files a b
  need_other_file_system
  fails_alike a "$other/a"
  files "$other/b"
  fails_alike -f a "$other/b"
  foresee -s a "$other/a"
  passed "would link '$other/a' -> 'a'"
  reads "$other/b"
}

read_only () {
  mkdir m
  mount_fs tmpfs none m
  files m/a m/b
  mkdir m/e
  mount -o remount,ro m
  fails_alike m/a m/c
  fails_alike -f m/a m/b
  fails_alike m/a m/b
  fails_alike -s m/a m/c
  fails_alike -s a m/c
  fails_alike -R m/e m/f
  fails_alike --parents m/a m/n/c
  fails_alike --parents -s a m/n/o/c
  fails_alike --parents -t m/n m/a
  fails_alike --parents -R m/e m/n/f
  umount m
}

@test "a read-only file system is seen beforehand" {
  in_private read_only
}

between_mounts () {
  mkdir s m
  files s/a a
  mount --bind s m
  fails_alike s/a m/b
  fails_alike m/a s/b
  fails_alike -f a m/a
  mount -o remount,bind,ro m
  fails_alike m/a m/b
  fails_alike -s a m/b
  mount -o remount,bind,rw m
  foresee --via-handle s/a m/b
  passed "would link 'm/b' => 's/a'"
  mkdir s/t s/u
  files s/t/a
  fails_alike -R s/t m/u
  foresee -R --via-handle s/t m/u
  passed "would link 'm/u/a' => 's/t/a'"
  foresee -R --via-handle s/t m/v
  passed "would link 'm/v/a' => 's/t/a'
would make directory 'm/v'"
  umount m
}

@test "another mount of one file system is seen beforehand" {
  need_platform "knows mounts"
  in_private between_mounts
}

vfat () {
  truncate -s 2M fat.img
  mkfs.vfat fat.img >/dev/null
  mkdir m
  mount -t vfat -o loop fat.img m 2>/dev/null || skip "cannot mount vfat"
  files m/a m/b
  fails_alike m/a m/c
  fails_alike -f m/a m/b
  fails_alike -s m/a m/c
  fails_alike --simulate=auto m/a m/c
  umount m
}

@test "a file system that has no links is known beforehand" {
  need_platform "knows types"
  need_command mkfs.vfat
  in_private vfat
}

@test "procfs, where no name can be made, is known beforehand" {
  need_platform "knows types"
  files a
  fails_alike a /proc/b
  fails_alike -s a /proc/b
  fails_alike -s --parents a /proc/b
  fails_alike -s --parents a /proc/b/c
  says "cannot create directory '/proc/b': No such file or directory"
  fails_alike -s --parents -t /proc/b/c a
}

@test "directories that --parents could not make are known beforehand" {
  local long
  long=$(printf 'x%.0s' {1..256})
  files a
  ln -s nowhere lost
  fails_alike --parents a "$long/b"
  fails_alike --parents a "n/$long"
  fails_alike --parents -f a "n/$long"
  fails_alike --parents -b a lost/b
  fails_alike --parents -t lost/n a
  fails_alike --parents -s a ''
  fails_alike --parents -t '' a
  fails_alike --parents -T a n/o/.
  fails_alike --parents -T a p/..
  fails_alike --parents -s -t q .
  foresee --parents a r/.
  passed "would link 'r/./a' => 'a'"
  try --parents -v a r/.
  passed "'r/./a' => 'a'"
}

@test "what a symbolic link has in a directory to be made is foreseen" {
  files a
  ln -s a l
  foresee --parents -s -r l n/
  passed "would link 'n/l' -> '../a'"
  foresee --parents -s -r -w a n/m/b
  passed "would link 'n/m/b' -> '../../a'"
  foresee --parents -s -w "$PWD/nosuch" n/b
  ended 0
  [ "$stderr" = "$NAME: warning: $PWD/nosuch: No such file or directory" ]
  try --parents -s -r -w -v l n/
  passed "'n/l' -> '../a'"
}

# --- What does not go with it ----------------------------------------------

@test "--print-handle changes nothing anyway, and is refused with it" {
  need_platform "knows handles"
  files a
  try --dry-run --print-handle a
  excluded
  says "cannot combine --print-handle and --dry-run: leave out --dry-run,\
 nothing is linked"
}

@test "--simulate=auto is foreseen where hard links can be made, too" {
  files a b
  foresee --simulate=auto a c
  passed "would link 'c' => 'a'"
  ln -s nowhere l
  foresee --simulate=auto --if-exists=skip a l
  passed
  holds . a b l
}

@test "a name of more bytes than the system takes is foreseen" {
  files a
  deep=$(printf 'd%.0s' {1..200})
  path=$(for _ in {1..25}; do printf '%s/' "$deep"; done)
  (for _ in {1..25}; do mkdir "$deep" && cd "$deep"; done)
  try --dry-run a "${path}b"
  passed "would link '${path}b' => 'a'"
  try --dry-run "${path}b" c
  ended 1
  try a "${path}b"
  passed
  try --dry-run -f a "${path}b"
  passed
  try --dry-run a "${path}b"
  ended 1
  rm -r "$deep"
}
