#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2016
# Is the cause named when something is not permitted?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Not here: no-symbolic-links on vfat, and no-hard-links on vfat and exfat,
# which few test machines can mount; sysfs stands for all types of the list.
# Only in unit/explain: smack, no-room, security-module, sandbox.

load ../lib/helper
load ../lib/causes

ACCES='Permission denied'
PERM='Operation not permitted'

setup () {
  common_setup
  settings=()
}

teardown () {
  local setting
  for setting in "${settings[@]}"; do
    printf '%s\n' "${setting#*=}" >"${setting%%=*}"
  done
  common_teardown
}

# Let the setting $1 of the kernel be $2 until the test ends.  Who changes one
# locks the file of protected_hardlinks.
need_setting () {
  local file=/proc/sys/fs/$1
  if ! [ -r "$file" ]; then
    skip "needs fs.$1"
  fi
  if [ -z "${locked-}" ]; then
    exec {locked}</proc/sys/fs/protected_hardlinks
    flock "$locked" 2>/dev/null || true
  fi
  if [ "$(cat "$file")" = "$2" ]; then
    return
  fi
  need_root "changes fs.$1"
  if ! [ -w "$file" ]; then
    skip "fs.$1 cannot be changed here"
  fi
  settings+=("$file=$(cat "$file")")
  printf '%s\n' "$2" >"$file"
}

# --- EACCES ----------------------------------------------------------------

@test "no-search: the component, its mode and owner" {
  need_user 'is stopped by mode bits'
  files a
  mkdir p p/q
  files p/q/a
  chmod 0 p
  link p/q/a b
  chmod 755 p
  told 5 "$ACCES" "no search permission on 'p' (mode 0000, owner \
$(shown_user "$(id -u)"), you are $(shown_user "$(id -u)"))"
  chmod 0 p
  link a p/q/b
  chmod 755 p
  told 5 "$ACCES" "no search permission on 'p' (mode 0000, owner \
$(shown_user "$(id -u)"), you are $(shown_user "$(id -u)"))"
}

@test "no-search: root's directory, through a symbolic link too" {
  need_reach
  mkdir -m 700 p
  files p/a
  ln -s p l
  inside 'as=$nobody; link p/a b'
  told 5 "$ACCES" "no search permission on 'p' (mode 0700, owner $(shown_user 0), \
you are $(shown_user 65534))"
  inside 'as=$nobody; link l/a b'
  told 5 "$ACCES" "no search permission on 'p' (mode 0700, owner $(shown_user 0), \
you are $(shown_user 65534))"
}

@test "no-search: a directory that is held open is named as it was given" {
  need_reach
  mkdir -m 700 p
  mkdir -m 777 w
  files w/a
  chown 65534 w/a
  for command in '-t p w/a' 'w/a p' '-s w/a p' 'w/a w/a p' '--beneath w/a p/b'
  do
    inside "as=\$nobody; link $command"
    [ "$status" -eq 5 ]
    [[ $stderr = *"note: no search permission on 'p' (mode 0700"* ]]
  done
  inside 'as=$nobody; link --dest-dirfd=4 w/a b 4<p'
  [[ $stderr = *"note: no search permission on descriptor 4 (mode 0700"* ]]
  inside 'as=$nobody; link --source-dirfd=4 b w/b 4<p'
  [[ $stderr = *"note: no search permission on descriptor 4 (mode 0700"* ]]
}

@test "no-write: DEST's directory, its mode and owner" {
  need_user 'is stopped by mode bits'
  files a
  mkdir -m 555 ro
  link a ro/b
  told 5 "$ACCES" "no write permission on directory 'ro' (mode 0555, owner \
$(shown_user "$(id -u)"), you are $(shown_user "$(id -u)"))"
}

@test "no-write: root's directory" {
  need_reach
  files a
  chown 65534 a
  mkdir -m 555 ro
  inside 'as=$nobody; link a ro/b'
  told 5 "$ACCES" "no write permission on directory 'ro' (mode 0555, owner \
$(shown_user 0), you are $(shown_user 65534))"
}

@test "protected-symlinks: another's link in a sticky directory" {
  need_reach
  need_setting protected_symlinks 1
  files a
  chown 65534 a
  mkdir -m 1777 s
  ln -s ../a s/l
  chown -h 2000 s/l
  inside 'as=$nobody; link -L s/l s/b'
  told 5 "$ACCES" "fs.protected_symlinks=1: the link 's/l' belongs to \
$(shown_user 2000) and lies in a sticky directory"
}

@test "userns: root only inside a user namespace" {
  need_reach
  files a
  chown 65534 a
  mkdir o
  mkdir -m 700 p
  inside 'as="$nobody unshare -r"; $as true || exit 77; link a o/b'
  told 5 "$ACCES" "you are root only inside a user namespace, and the owner \
of 'o' is outside it"
  inside 'as="$nobody unshare -r"; link p/a b'
  told 5 "$ACCES" "you are root only inside a user namespace, and the owner \
of 'p' is outside it"
}

@test "idmap-owner: the directory's owner is not mapped" {
  need_tool idmap
  inside_as_root 'makes an id-mapped mount' '
    disk ext4 16M
    mkdir m/d id
    touch m/a
    "$tool" m id 0 1
    chown 5 m/d
    link id/a id/d/b'
  told 5 "$ACCES" "mount '$here/id' has no mapping for the owner of directory \
'id/d'"
}

@test "landlock: a sandbox that forbids to make files" {
  need_tool landlock
  "$tool" make true || skip 'Landlock is not there'
  files a
  chmod 755 .
  run --separate-stderr "$tool" make "$FHLN" --detailed-exit-status a b
  told 5 "$ACCES" "permission bits allow it; probably refused by a \
Landlock sandbox"
  holds . a
}

@test "landlock: a temporary name that cannot be removed" {
  need_tool landlock
  "$tool" remove true || skip 'Landlock is not there'
  files a b
  run --separate-stderr "$tool" remove "$FHLN" --detailed-exit-status -f a b
  ended 5
  [ "${stderr_lines[2]}" = "$NAME: note: permission bits allow it; probably \
refused by a Landlock sandbox" ]
  rm .fhln*
  untouched b
}

# --- EPERM: what SOURCE is -------------------------------------------------

@test "source-directory" {
  mkdir d
  link d e
  ended 5
  [ "${stderr_lines[1]}" = "$NAME: note: 'd' is a directory, and a directory \
has only one name; -s makes a symbolic link" ]
  link -F d e
  told 5 "$PERM" "'d' is a directory, and a directory has only one name; \
-s makes a symbolic link"
}

@test "protected-hardlinks: not readable and writable" {
  need_reach
  need_setting protected_hardlinks 1
  files a
  mkdir -m 777 d
  inside 'as=$nobody; link a d/b'
  told 5 "$PERM" "'a' belongs to $(shown_user 0), fs.protected_hardlinks=1, \
and you cannot both read and write it"
}

@test "protected-hardlinks: by handle, without the right to write" {
  need_reach
  need_setting protected_hardlinks 1
  inside '
    mkdir m
    mount -t tmpfs none m
    chmod 777 m
    touch m/a
    handle=$("$PROGRAM" --print-handle m/a)
    as="$nobody --inh-caps=-all,+dac_read_search"
    as+=" --ambient-caps=-all,+dac_read_search"
    $as true || exit 77
    link --handle "$handle" m/b'
  told 5 'Operation not permitted' "the file of the handle belongs to \
$(shown_user 0), fs.protected_hardlinks=1, and you cannot both read and write it"
}

@test "protected-hardlinks: not by handle of a file that one may write" {
  need_reach
  inside '
    mkdir m
    mount -t tmpfs none m
    chmod 777 m
    touch m/a
    chmod 666 m/a
    handle=$("$PROGRAM" --print-handle m/a)
    as="$nobody --inh-caps=-all,+dac_read_search"
    as+=" --ambient-caps=-all,+dac_read_search"
    $as true || exit 77
    link --handle "$handle" m/b'
  [ "$status" -eq 0 ]
}

@test "protected-hardlinks: set-user-id, set-group-id, not regular" {
  need_reach
  need_setting protected_hardlinks 1
  files a
  mkdir -m 777 d
  mkfifo -m 666 fifo
  chmod 4666 a
  inside 'as=$nobody; link a d/b'
  told 5 "$PERM" "'a' belongs to $(shown_user 0), fs.protected_hardlinks=1, \
and it is set-user-id"
  chmod 2676 a
  inside 'as=$nobody; link a d/b'
  told 5 "$PERM" "'a' belongs to $(shown_user 0), fs.protected_hardlinks=1, \
and it is set-group-id and executable"
  inside 'as=$nobody; link fifo d/b'
  told 5 "$PERM" "'fifo' belongs to $(shown_user 0), \
fs.protected_hardlinks=1, and it is a fifo, not a regular file"
}

@test "protected-hardlinks: root of a user namespace does not count" {
  need_reach
  need_setting protected_hardlinks 1
  files a
  chown 2000 a
  mkdir -m 777 d
  inside 'as="$nobody unshare -r"; $as true || exit 77; link a d/b'
  told 5 "$PERM" "'a' belongs to a user outside this user namespace, \
fs.protected_hardlinks=1, and you cannot both read and write it (root of a \
user namespace does not count)"
}

@test "protected-hardlinks: as the user of another's file" {
  need_user 'is stopped by fs.protected_hardlinks'
  need_setting protected_hardlinks 1
  if ! [ -f /etc/passwd ] || [ -w /etc/passwd ] \
      || [ "$(stat -c %d /etc)" != "$(stat -c %d .)" ]; then
    skip "needs another's file on this file system"
  fi
  link /etc/passwd b
  told 5 "$PERM" "'/etc/passwd' belongs to $(shown_user 0), \
fs.protected_hardlinks=1, and you cannot both read and write it"
}

@test "source-immutable and source-append-only" {
  files a b
  need_attribute i a
  link a c
  told 5 "$PERM" "'a' is immutable (chattr +i)"
  need_attribute a b
  link b c
  told 5 "$PERM" "'b' is append-only (chattr +a)"
  holds . a b
}

# --- EPERM: what DEST's directory is ---------------------------------------

@test "dest-dir-immutable" {
  files a
  mkdir d
  need_attribute i d
  link a d/b
  told 5 "$PERM" "directory 'd' is immutable (chattr +i)"
}

@test "dest-dir-append-only: names can be added, not replaced" {
  files a
  mkdir d
  files d/b
  need_attribute a d
  link -f a d/b
  told 5 "$PERM" "directory 'd' is append-only (chattr +a): names can be \
added, not replaced"
  try a d/c
  passed
  holds d b c
}

@test "dest-immutable: the file to be replaced" {
  files a b c
  need_attribute i b
  need_attribute a c
  link -f a b
  told 5 "$PERM" "'b' is immutable (chattr +i)"
  link -f a c
  told 5 "$PERM" "'c' is append-only (chattr +a)"
  holds . a b c
}

@test "sticky-directory: DEST's file, or SOURCE's, is another's" {
  need_reach
  files a b
  chmod 666 a
  chown 65534 b
  mkdir -m 1777 s
  files s/root s/nob
  chown 65534 s/nob
  inside 'as=$nobody; link -f b s/root'
  told 5 "$PERM" "'s' is sticky and 's/root' belongs to $(shown_user 0)"
  inside 'as=$nobody; link -f a s/nob'
  told 5 "$PERM" "'s' is sticky and 'a' belongs to $(shown_user 0): its temporary name \
could not be removed"
}

# --- EPERM: where it is ----------------------------------------------------

@test "no-hard-links: sysfs, and the exit status says so" {
  if ! [ -e /sys/kernel/uevent_seqnum ]; then
    skip 'needs sysfs on /sys'
  fi
  need_root 'may write in sysfs'
  link /sys/kernel/uevent_seqnum /sys/kernel/b
  told 10 "$PERM" "sysfs on '/sys' has no hard links"
  link -s x /sys/kernel/b
  told 10 "$PERM" "sysfs on '/sys' has no symbolic links"
}

@test "seccomp: a filter answers EPERM, EACCES or ENOSYS" {
  need_tool seccomp
  "$tool" 1 linkat true || skip 'seccomp is not there'
  files a
  run --separate-stderr "$tool" 1 linkat "$FHLN" --detailed-exit-status a b
  told 5 "$PERM" "no cause is found in the file system; probably refused \
by the active seccomp filter"
  run --separate-stderr "$tool" 13 linkat "$FHLN" --detailed-exit-status a b
  ended 5
  [[ ${stderr_lines[1]} = "$NAME: note: permission bits allow it; probably \
refused by "*"the active seccomp filter" ]]
  run --separate-stderr "$tool" 38 linkat "$FHLN" --detailed-exit-status a b
  told 5 'Function not implemented' "no cause is found in the file system; \
probably refused by the active seccomp filter"
  holds . a
}

@test "not-implemented: ENOSYS without a filter" {
  need_strace
  if grep -q '^Seccomp:.*2' /proc/self/status; then
    skip 'a seccomp filter is active here'
  fi
  files a
  try_with linkat:error=ENOSYS --detailed-exit-status a b
  told 10 'Function not implemented' \
    'this system does not have the system call'
}

@test "what the file system allows and was refused has no note" {
  need_strace
  if grep -q '^Seccomp:.*2' /proc/self/status; then
    skip 'a seccomp filter is active here'
  fi
  files a
  try_with linkat:error=EPERM --detailed-exit-status a b
  told 5 "$PERM"
  try_with linkat:error=ENOMEM --detailed-exit-status a b
  told 1 'Cannot allocate memory'
  try_with linkat:error=EBUSY --detailed-exit-status a b
  told 1 'Device or resource busy'
}
