#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2016
# Is the cause named on FUSE, and does fhln never wait for a server that does
# not answer?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/causes

setup () {
  common_setup
  need_tool fuse-errno
  if ! [ -c /dev/fuse ]; then
    skip 'needs /dev/fuse'
  fi
  mkdir back back/d
  files back/a back/d/x
}

@test "the server makes links" {
  inside_as_root 'mounts FUSE' 'unlisted=yes; fuse; link m/a m/b'
  passed
  linked back/a back/b
}

@test "fuse-no-links: the server has no such operation" {
  inside_as_root 'mounts FUSE' 'fuse --no-link; link m/a m/b'
  told 10 'Operation not permitted' "fuse.fuse-errno on '$here/m' is served by \
FUSE and offers no hard links, or refused"
}

@test "fuse-no-links: the server refuses" {
  inside_as_root 'mounts FUSE' 'fuse --link=1; link m/a m/b'
  told 10 'Operation not permitted' "fuse.fuse-errno on '$here/m' is served by \
FUSE and offers no hard links, or refused"
}

@test "not-linked: the server makes a copy, and --verify looks" {
  inside_as_root 'mounts FUSE' 'unlisted=yes; touch -d @1000000000 back/a
    fuse --copies; link --verify m/a m/b'
  ended 1
  [ "${stderr_lines[0]}" = "$NAME: 'm/b' was not linked to 'm/a', although the \
system reported success" ]
  [ "${stderr_lines[1]}" = "$NAME: note: what was made instead is a regular \
file of its own, as a copy is; it was left there" ]
  [ -f back/b ]
  links back/a 1
}

@test "io-error: the server reports one" {
  inside_as_root 'mounts FUSE' 'fuse --link=5; link m/a m/b'
  told 1 'Input/output error' "I/O error, as reported by the FUSE server of \
fuse.fuse-errno on '$here/m'"
}

@test "server-refused: what the server answers is told as its answer" {
  local errno class reason
  while IFS='|' read -r errno class reason; do
    export link_errno=$errno
    inside_as_root 'mounts FUSE' 'fuse --link=$link_errno; link m/a m/b'
    ended "$class"
    [ "${stderr_lines[1]}" = "$NAME: note: the FUSE server of '$here/m' \
(fuse.fuse-errno) refused: $reason" ]
    rm -r m
  done <<'END'
13|5|its own rules decide, and what it may do itself
18|4|there the two names may lie on different branches, or file systems
28|8|the file system there is full
30|9|the file system there is read-only
31|7|the file system there takes no more links to this file
36|1|the name is too long for it
22|1|it may not take such a name
122|8|a quota there is used up
END
}

@test "other answers of the server have no invented cause" {
  for link_errno in 12 75; do
    export link_errno
    inside_as_root 'mounts FUSE' 'fuse --link=$link_errno; link m/a m/b'
    ended 1
    [ "${#stderr_lines[@]}" -eq 1 ]
    rm -r m
  done
}

@test "a walk that could wait for the server is not taken" {
  need_strace
  inside_as_root 'mounts FUSE' '
    fuse
    as="strace -qq -o /dev/null -e inject=openat2:error=ENOSYS"
    $as true 2>/dev/null || exit 77
    link m/no/such b'
  told 6 'No such file or directory'
}

@test "stale-handle: on FUSE it is not opened once more to find a cause" {
  inside_as_root 'opens a file by handle' '
    fuse
    link --handle 0000000000000000:1:0011223344556677 m/b'
  told 6 'Stale file handle' "the handle names no file on fuse.fuse-errno at \
'$here/m': deleted, or from another file system"
}

@test "missing-component: below a FUSE mount" {
  inside_as_root 'mounts FUSE' 'fuse; link m/nosuch b'
  told 6 'No such file or directory' "'m/nosuch' was looked for in '$here/m'"
}

@test "other-file-system: from FUSE" {
  inside_as_root 'mounts FUSE' 'fuse; link m/a b'
  ended 4
  [[ ${stderr_lines[1]} == "$NAME: note: 'm/a' is on fuse.fuse-errno at \
'$here/m', '.' on "* ]]
}

@test "fuse-other-user: a mount without allow_other" {
  need_reach
  files a
  chown 65534 a
  inside_as_root 'mounts FUSE' 'fuse; unlisted=yes; as=$nobody
    link a m/d/b'
  told 5 'Permission denied' "only uid 0 may use the FUSE mount '$here/m'"
  rmdir m
  inside 'fuse; unlisted=yes; as=$nobody; link a m/b'
  told 5 'Permission denied' "only uid 0 may use the FUSE mount '$here/m'"
  rmdir m
  inside 'fuse; unlisted=yes; as=$nobody; link m/a b'
  told 5 'Permission denied' "only uid 0 may use the FUSE mount '$here/m'"
}

@test "fuse-dead: the server is gone" {
  inside_as_root 'mounts FUSE' 'fuse; unlisted=yes
    kill -9 "${servers[0]}"
    wait "${servers[0]}" || :
    link m/a m/b'
  ended 1
  [ "${stderr_lines[1]}" = "$NAME: note: the server of fuse.fuse-errno on \
'$here/m' is gone" ] \
    || [ "${stderr_lines[1]}" = "$NAME: note: the server of fuse on '$here/m' \
is gone" ]
}

@test "a stopped server is not waited for: beside SOURCE and DEST" {
  files a b
  inside_as_root 'mounts FUSE' 'fuse; unlisted=yes
    kill -STOP "${servers[0]}"
    as="timeout 5"
    link a b'
  told 3 'File exists' "'b' is a regular file"
  rmdir m
  inside 'fuse; unlisted=yes
    kill -STOP "${servers[0]}"
    as="timeout 5"
    link nosuch m/b'
  told 6 'No such file or directory' "'nosuch' was looked for in '$here'"
}

# (Its first descriptor was closed before: closing waits for an answer once.)
@test "a stopped server is not waited for: it holds SOURCE, by descriptor" {
  inside_as_root 'mounts FUSE' 'fuse; unlisted=yes
    cat m/a >&2
    exec 5<m/a
    kill -STOP "${servers[0]}"
    as="timeout 5"
    link --fd 5 c'
  ended 4
  [[ ${stderr_lines[1]} == "$NAME: note: the file of descriptor 5 is on \
fuse.fuse-errno at '$here/m', '.' on "* ]]
}

@test "a stopped server is not waited for: no table shows its mount" {
  inside_as_root 'mounts FUSE' 'fuse; unlisted=yes
    cat m/a >&2
    exec 5<m/a 6<m/d
    umount -l m
    kill -STOP "${servers[0]}"
    as="timeout 5"
    link --fd 5 c'
  told 4 'Invalid cross-device link'
}

@test "a server that stops after it has refused is not waited for" {
  need_strace
  inside_as_root 'mounts FUSE' 'fuse -o attr_timeout=60 -o entry_timeout=60 \
      --link=1
    unlisted=yes
    stat m/a m/d m/d/x >&2
    kill -STOP "${servers[0]}"
    as="timeout 5 strace -qq -o /dev/null -e inject=linkat:error=EPERM"
    link m/a m/d/b'
  told 10 'Operation not permitted' "fuse.fuse-errno on '$here/m' is served by \
FUSE and offers no hard links, or refused"
  rmdir m
  inside 'fuse -o entry_timeout=0 -o attr_timeout=0
    unlisted=yes
    kill -STOP "${servers[0]}"
    as="timeout 5 strace -qq -o /dev/null \
      -e inject=linkat:error=EPERM -e inject=statx:error=EIO:when=1"
    link m/a m/d/b'
  ended 1
}

@test "a stopped server is not waited for: it has a file over one of procfs" {
  need_strace
  files b
  inside_as_root 'mounts FUSE' 'fuse; unlisted=yes
    mount --bind m/a /proc/swaps
    kill -STOP "${servers[0]}"
    as="timeout 5 strace -qq -o /dev/null -e inject=linkat:error=EPERM"
    link b c'
  ended 5
}

@test "a stopped server is not waited for: another mount of SOURCE lies there" {
  inside_as_root 'mounts FUSE' 'fuse; unlisted=yes
    mkdir t one m/sub
    mount -t tmpfs none t
    mkdir t/d
    touch t/d/a
    mount --bind t m/sub
    mount --bind t/d one
    umount t
    cd m/sub/d
    kill -STOP "${servers[0]}"
    as="timeout 5"
    PROGRAM=$(realpath "$PROGRAM")
    link ../../../one/a b'
  ended 4
}
