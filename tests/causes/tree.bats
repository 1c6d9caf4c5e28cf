#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2030,SC2031,SC2153,SC2154
# Is the cause named when a tree, or a part of it, cannot be made, and does the
# rest go on?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/causes
load ../lib/tree

# As told, of a first line that ends in no error: it is $2, whole.
explained () {
  ended "$1"
  if [ "${stderr_lines[0]-}" != "$NAME: $2" ] \
      || [ "${stderr_lines[1]-}" != "${3+$NAME: note: $3}" ] \
      || [ "${#stderr_lines[@]}" -gt 2 ] || [ -n "$output" ]; then
    answer >&2
    fail "expected: $2; note: ${3-none}"
  fi
}

# As `inside` after tree s has been made, with more functions: `partly` is
# `link -R`, where something else is made; then the names below d are in listed.
inside_tree () {
  tree s
  export unlisted=yes
  inside '
    partly () {
      local status=0
      ran=yes
      timeout 20 ${as-} "$PROGRAM" --detailed-exit-status -R "$@" 2>&7 \
        || status=$?
      find d -mindepth 1 >listed
      exit "$status"
    }
    '"$1"
}

# Below d is a tree of s but for the names $@.
lacks () {
  diff <(find s -mindepth 1 -printf 'd/%P\n' | sort) <(sort listed) >differ \
    || true
  grep -v '^[0-9]' <differ >../differ || true
  diff <(printf '< %s\n' "$@" | sort) <(sort ../differ)
}

# --- DEST and SOURCE -------------------------------------------------------

@test "dest-inside-source: nothing is made" {
  tree s
  link -R s s/e/d
  explained 3 "cannot link directory 's' into itself, 's/e/d'"
  link -R s ./s
  explained 3 "'s' and './s' are the same directory"
  link -R --json s s/e
  says_json 0 cause dest-inside-source
  says_json 0 errno EINVAL
  [ "${#lines[@]}" -eq 1 ]
  all_links s 1
}

@test "dest-inside-source: a mount leads back in" {
  inside '
    mkdir -p s/e m
    touch s/e/f
    mount --bind s/e m
    link -R s m/d'
  explained 3 "cannot link directory 's' into itself, 'm/d'" \
    || told 4 'Invalid cross-device link' \
      "same file system, but two mounts: '/' and '$here/m'"
}

@test "exists: a symbolic link in a directory's place is not followed" {
  tree s
  mkdir -p d out
  ln -s ../out d/e
  for option in -T -f -b; do
    link -R $option s d
    explained 3 "cannot overwrite non-directory 'd/e' with directory 's/e'" \
      "'d/e' is a symbolic link, and none is followed inside a tree"
    holds out
    points d/e ../out
    same s/a d/a
  done
}

@test "exists: a file in a directory's place is told once" {
  tree s
  mkdir d
  files d/e
  link -R s d
  explained 3 "cannot overwrite non-directory 'd/e' with directory 's/e'" \
    "'d/e' is a regular file"
  untouched d/e
  linked s/a d/a
  links s/e/g/d 1
  [ -d d/empty ]
}

# --- Mounts ----------------------------------------------------------------

@test "other-file-system: told once, and nothing is made" {
  inside '
    mkdir -p s/e m
    touch s/{a,b,c} s/e/{a,b}
    mount -t tmpfs none m
    link -R s m/d'
  [ "${#stderr_lines[@]}" -eq 2 ]
  ended 4
  [[ ${stderr_lines[0]} = *': Invalid cross-device link' ]]
  [[ ${stderr_lines[1]} = *"'m' on tmpfs at '$here/m'" ]]
}

@test "two mounts of a file system: told once, and --via-handle passes" {
  need_root "takes handles"
  inside '
    mkdir -p s/e m
    touch s/{a,b,c} s/e/{a,b}
    mount --bind . m
    link -R s m/d'
  told 4 'Invalid cross-device link' \
    "same file system, but two mounts: '$(stat -c %m .)' and '$here/m'; use \
'$here/m/s' as the existing directory, or --via-handle"
  rm -r s m
  tree s
  export unlisted=yes
  inside '
    mkdir m
    mount --bind . m
    link -R --via-handle s m/d'
  if [[ $stderr = *[Hh]andle* ]]; then
    skip "this file system has no handles"
  fi
  passed
  tree_linked s d
}

@test "inner-mount: a bind mount in SOURCE is made, left empty, and told" {
  inside_tree '
    mkdir b d
    touch b/f
    mount --bind b s/e/g
    partly s d'
  explained 4 "leaving out 's/e/g': it is on another mount or file system" \
    "$(stat -f -c %T . | sed 's/ext2.*/ext4/') at '$here/s/e/g' is mounted on \
's/e/g'; --one-file-system leaves it out without a word"
  lacks d/e/g/d d/e/g/fifo d/e/g/h d/e/g/h/x
  [ -d d/e/g ]
}

@test "inner-mount: a tmpfs in SOURCE, and both told where there are two" {
  inside_tree '
    mkdir d
    mount -t tmpfs none s/e/g
    mount -t tmpfs none s/empty
    touch s/empty/f
    partly s d'
  ended 4
  [ "${#stderr_lines[@]}" -eq 4 ]
  [ "$(grep -c "leaving out 's/e\(/g\|mpty\)': " <<<"$stderr")" -eq 2 ]
  [ "$(grep -c "note: tmpfs at '$here/s/e\(/g\|mpty\)' is mounted on" \
    <<<"$stderr")" -eq 2 ]
  lacks d/e/g/d d/e/g/fifo d/e/g/h d/e/g/h/x
}

@test "--one-file-system leaves inner mounts out without a word" {
  inside_tree '
    mkdir b d
    touch b/f
    mount --bind b s/e/g
    mount -t tmpfs none s/empty
    touch s/empty/f
    partly --one-file-system s d'
  passed
  lacks d/e/g/d d/e/g/fifo d/e/g/h d/e/g/h/x
}

@test "inner-mount: a file that something is mounted on" {
  inside_tree '
    mkdir d
    touch f
    mount --bind f s/e/a
    partly s d'
  ended 4
  [[ ${stderr_lines[0]} = *': Invalid cross-device link' ]]
  [[ ${stderr_lines[1]} = *"is mounted on 's/e/a'; --one-file-system leaves it \
out without a word" ]]
  [ "${#stderr_lines[@]}" -eq 2 ]
  lacks d/e/a
}

@test "--one-file-system leaves out a file that something is mounted on, too" {
  inside_tree '
    mkdir d
    touch f
    mount --bind f s/e/a
    partly --one-file-system s d'
  passed
  lacks d/e/a
}

@test "inner-mount: something is mounted in DEST" {
  inside_tree '
    mkdir -p d/e
    mount -t tmpfs none d/e
    touch d/e/other
    partly s d'
  explained 4 "leaving out 'd/e': it is on another mount or file system" \
    "something is mounted on 'd/e', and no hard link can lead there"
  [ "$(grep -c '^d/e/' listed)" -eq 1 ]
  grep -qxF d/a listed
  grep -qxF d/empty listed
}

@test "inner-mount: a btrfs subvolume in SOURCE, and in DEST" {
  need_command mkfs.btrfs
  need_command btrfs
  export unlisted=yes
  inside_as_root 'mounts disks' '
    disk btrfs 128M
    cd m
    mkdir -p s/e
    btrfs subvolume create s/e/v >&2
    touch s/e/v/f s/a
    link -R s d'
  explained 4 "leaving out 's/e/v': it is on another mount or file system" \
    "'s/e/v' is a btrfs subvolume of its own, and no hard link can lead out of \
it"
  rm -r m m.img
  inside_as_root 'mounts disks' '
    disk btrfs 128M
    cd m
    mkdir -p s/e/v d/e
    btrfs subvolume create d/e/v >&2
    touch s/e/v/f s/a
    link -R s d'
  ended 4
  [[ ${stderr_lines[0]} = *"leaving out 'd/e/v': "* ]]
  [ "${#stderr_lines[@]}" -eq 2 ]
  rm -r m m.img
  inside_as_root 'mounts disks' '
    disk btrfs 128M
    cd m
    mkdir -p s/e
    btrfs subvolume create s/e/v >&2
    touch s/e/v/f s/a
    link -R --one-file-system s d'
  passed
}

@test "with -s, what is mounted inside of SOURCE is walked" {
  inside_tree '
    mkdir d
    mount -t tmpfs none s/empty
    touch s/empty/f
    partly -s "$PWD/s" d'
  passed
  grep -qxF d/empty/f listed
}

# --- Permissions -----------------------------------------------------------

@test "no-read: a directory that cannot be read is made, and left empty" {
  need_other
  chmod 311 s/e
  link_other s d
  told 5 'Permission denied' "no read permission on directory 's/e' (mode 0311, \
owner $(shown_user "$uid"), you are $(shown_user "$uid"))"
  [[ ${stderr_lines[0]} = "$NAME: cannot list directory 's/e': "* ]]
  [ "$(stat -c %a d/e)" = 311 ]
  chmod 755 d/e s/e
  holds d/e
  linked s/a d/a
  linked s/g/b d/g/b
  link_other s d
  passed
  tree_linked s d
}

@test "no-read: SOURCE itself" {
  need_other
  chmod 0 s
  link_other s d
  told 5 'Permission denied' "no read permission on directory 's' (mode 0000, \
owner $(shown_user "$uid"), you are $(shown_user "$uid"))"
  [ ! -e d ]
  chmod 755 s
}

@test "no-read: an access control list takes it away" {
  need_root "gives a directory to another"
  need_command setfacl
  need_other
  chown 0:0 s/e
  setfacl -m u:65534:x s/e 2>/dev/null || skip "no access control lists here"
  link_other s d
  told 5 'Permission denied' \
    "no read permission on directory 's/e': its ACL gives you --x"
  holds d/e
  linked s/g/b d/g/b
}

@test "not-owner: a directory of another that is there" {
  need_root "gives a directory to another"
  need_other
  mkdir -m 777 d
  link_other s d
  told 5 'Operation not permitted' "directory 'd' belongs to $(shown_user 0), \
and only the owner may change its attributes; --no-overwrite-dir leaves them \
as they are"
  tree_linked s d
}

@test "dest-dir-immutable: its attributes cannot be changed" {
  tree s
  mkdir d
  cp -al s/. d
  need_attribute i d/e
  link -R s d
  told 5 'Operation not permitted' "directory 'd/e' is immutable (chattr +i)"
}

# --- Others are at work ----------------------------------------------------

# As link -R s d, where the first link takes two seconds, and others do the
# commands $1 before that.
meanwhile () {
  need_strace
  (
    until [ -d d ]; do
      sleep 0.02
    done
    sleep 0.2
    eval "$1"
  ) &
  run --separate-stderr strace -f -qq -o ../trace \
    -e inject=linkat:delay_enter=2000000:when=1 \
    "$FHLN" --detailed-exit-status -R "${@:2}" s d
  wait
}

@test "what has vanished from SOURCE meanwhile is no failure" {
  mkdir s
  files s/{1,2,3,4}
  meanwhile 'rm s/*' --jobs=1
  holds d
  passed
  rmdir d
  files s/{1,2,3,4}
  meanwhile 'rm s/*' --json
  ended 0
  [ "$(grep -c '"outcome":"vanished"' <<<"$output")" -eq 4 ]
  [[ ${lines[4]} = *'"dest":"d","kind":"directory","outcome":"made"}' ]]
}

@test "what is listed still, and cannot be found, is a failure" {
  need_strace
  mkdir s
  files s/{1,2,3,4}
  try_with linkat:error=ENOENT:when=2+ --jobs=1 -R --json s d
  ended 1
  [ "$(find d -type f | wc -l)" -eq 1 ]
  [ "$(grep -c '"outcome":"failed".*"errno":"ENOENT"' <<<"$output")" -eq 3 ]
  # What comes and goes by renaming is tried again.
  rm -r d
  try_with linkat:error=ENOENT:when=2 --jobs=1 -R s d
  passed
  tree_linked s d
}

@test "DEST's directory that others remove is a failure" {
  mkdir s
  files s/{1,2}
  meanwhile 'rmdir d' --jobs=1
  ended 6
  [ "$(grep -c "note: the directory 'd' has been removed" <<<"$stderr")" -ge 1 ]
  links s/1 1
}

@test "a file that has become a directory is treated as found" {
  mkdir s
  files s/{1,2,3,4,5,6}
  meanwhile 'rm s/*; mkdir s/{1,2,3,4,5,6}; echo 3 >s/3/3' --jobs=1
  ended 0
  tree_linked s d
}

@test "one file of many that has become a directory is treated as found" {
  mkdir s
  files s/{1,2,3,4,5,6}
  meanwhile 'rm s/4; mkdir s/4; echo 4 >s/4/4' --jobs=1
  tree_of s d
  ended 0
}

@test "moved-away: a directory to which nothing leads back is told" {
  local deep=s/1/2/3/4/5/6/7/8/9/10/11/12
  mkdir -p "$deep" away
  files s/1/2/a "$deep/f"
  ulimit -n 24
  meanwhile 'mv s/1/2/3 away/3; mv s/1/2 away/2' --jobs=1
  ended 6
  [[ $stderr = *"'s/1/2' was moved while it was worked in"* ]]
  [[ $stderr = *'note: others have moved it; the same command'* ]]
  mv away/2 s/1/2
  mv away/3 s/1/2/3
  ulimit -n "$(ulimit -Hn)"
  link -R s d
  passed
  tree_linked s d
}

# Nobody answers for this automounter: who lets it mount something waits.
automounted () {
  python3 - "$FHLN" <<'END'
import ctypes, os, subprocess, sys
nobody, kernel = os.pipe()
libc = ctypes.CDLL(None)
options = "fd=%d,pgrp=%d,minproto=5,maxproto=5,direct" % (kernel, os.getpgrp())
if libc.mount(b"autofs", b"s/auto", b"autofs", 0, options.encode()) != 0:
    sys.exit(77)
try:
    run = subprocess.run([sys.argv[1], "-R", "s", "d"], timeout=60,
                         capture_output=True, text=True, start_new_session=True)
finally:
    libc.umount2(b"s/auto", 2)
sys.exit(0 if run.returncode == 1 and "'s/auto' is on" not in run.stderr
         and "leaving out 's/auto'" in run.stderr else 1)
END
}

@test "inner-mount: nothing is mounted automatically" {
  need_root "mounts an automounter"
  need_command python3
  mkdir -p s/auto s/e
  files s/e/f
  in_private automounted || [ $? -eq 77 ]
  if ! [ -d d ]; then
    skip "there is no autofs here"
  fi
  linked s/e/f d/e/f
  [ -d d/auto ]
}
