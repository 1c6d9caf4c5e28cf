# shellcheck shell=bash disable=SC2034,SC2154
# How does a test use file systems of its own and leave none behind?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# helper loads it.  `in_private COMMAND [ARGUMENT]...` runs a function
# of the test file in a mount namespace of its own: whatever is mounted there
# is gone when the last process in it has ended, be it killed, and so are the
# loop devices under it.  The function sees the test's functions and
# variables, and may call run, try, fail and skip; variables that it sets are
# not seen outside.
#
# In the function, `make_fs TYPE IMAGE [UUID]` and `mount_fs TYPE IMAGE DIR`
# make and mount an ext4, xfs or btrfs image, or a tmpfs or an overlay without
# one.

# Some programs are where an ordinary user does not look.
PATH=$PATH:/usr/sbin:/sbin

# Run the function $1 with the arguments $2... in a mount namespace of its
# own.  Needs root.
in_private () {
  need_root "mounts file systems"
  in_namespace "$@"
}

# As in_private; the function may only mount what a server of
# tests/tools/fuse-errno shows, and an ordinary user is root of a user namespace
# there.
served_in_private () {
  local namespaces=(-m)
  need_tool fuse-errno
  if ! [ -w /dev/fuse ]; then
    skip "needs /dev/fuse"
  fi
  server=$tool
  if [ "$(id -u)" -ne 0 ]; then
    namespaces=(-rm)
  fi
  in_namespace "$@"
}

in_namespace () {
  local reason=$BATS_TEST_TMPDIR/private.reason
  local found=0
  need_command unshare
  if ! unshare "${namespaces[@]--m}" true 2>/dev/null; then
    skip "no mount namespace can be made here"
  fi
  run_private "$reason" "$@" || found=$?
  if [ -e "$reason" ]; then
    skip "$(cat "$reason")"
  fi
  return "$found"
}

# As in_private; where the function calls skip, its reason goes to file $1.
run_private () {
  local script=$BATS_TEST_TMPDIR/private.bash
  rm -f "$1"
  private_script "$@" >"$script"
  unshare "${namespaces[@]--m}" --propagation private bash "$script"
}

# Wait until something is mounted on directory $1, or fail.
await_mount () {
  local tries=0
  until mountpoint -q "$1"; do
    sleep 0.02
    tries=$((tries + 1))
    if [ "$tries" -ge 500 ]; then
      return 1
    fi
  done
}

# Let $server show the directory $1 on the directory $2; both are made if they
# are not there.  The options $3... are the server's.  It ends with the script.
serve_back () {
  mkdir -p "$1" "$2"
  "$server" --back="$1" --rules= "${@:3}" "$2" &
  await_mount "$2" || fail "the server does not start"
}

# Let the command $2..., a server in the foreground, mount directory $1, until
# the script ends; or skip the test.
serve_by () {
  mkdir -p "$1"
  "${@:2}" >/dev/null 2>&1 3>&- &
  trap 'kill -9 %1' EXIT
  await_mount "$1" || skip "$2 cannot mount here"
}

# Print a script that runs the function $2... with the functions and variables
# of the test, and writes to file $1 why it was skipped.
private_script () {
  local reason=$1
  shift
  declare -p | grep -vE '^declare -[a-zA-Z-]*r' \
    | grep -vE '^declare [^ ]+ (BASH|FUNCNAME|DIRSTACK|GROUPS|PIPESTATUS)' \
    | sed 's/^declare --/declare -g --/; s/^declare -\([a-zA-Z]\)/declare -g\1/'
  declare -f
  printf 'cd %q\n' "$PWD"
  # shellcheck disable=SC2016 # the script expands it
  printf 'skip () { printf "%%s\\n" "${1-}" >%q; exit 1; }\n' "$reason"
  cat <<'END'
where () {
  local i
  printf 'failed: %s\n' "$BASH_COMMAND" >&2
  for ((i = 1; i < ${#FUNCNAME[@]} - 1; i++)); do
    printf '  in %s\n' "${FUNCNAME[i]}" >&2
  done
}
set -eET
trap where ERR
END
  printf '%q ' "$@"
  printf '\n'
  # Outside, what lies on these mounts is no longer seen.
  cat <<'END'
trap - ERR
stray=$(find "$BATS_TEST_TMPDIR" -name '.fhln*')
if [ -n "$stray" ] && [ -z "${stray_expected-}" ]; then
  fail "left behind: $stray"
fi
END
}

# Skip the test on a kernel older than $1.$2; $3 says why.
need_kernel () {
  local major minor
  IFS=.- read -r major minor _ < <(uname -r)
  if [ "$((major * 1000 + minor))" -lt "$(($1 * 1000 + $2))" ]; then
    skip "needs Linux $1.$2: $3"
  fi
}

# Make an image IMAGE ($2) of file system TYPE ($1) with UUID ($3), by default
# a new one: xfs and btrfs are not mounted twice with the same, not even in
# two mount namespaces.
make_fs () {
  local uuid=${3-$(cat /proc/sys/kernel/random/uuid)}
  need_command "mkfs.$1"
  case $1 in
    ext4)
      truncate -s 16M "$2"
      mkfs.ext4 -q -U "$uuid" "$2"
      ;;
    xfs)
      truncate -s 300M "$2"
      mkfs.xfs -q -m uuid="$uuid" "$2"
      ;;
    btrfs)
      truncate -s 128M "$2"
      mkfs.btrfs -q -U "$uuid" "$2"
      ;;
    *) fail "make_fs: $1" ;;
  esac
}

# Mount the file system TYPE ($1) of IMAGE ($2) on directory DIR ($3), which
# is made, with the options $4.
mount_fs () {
  mkdir -p "$3"
  case $1 in
    ext4 | xfs | btrfs)
      mount_or_skip -t "$1" -o "loop${4+,$4}" "$2" "$3"
      ;;
    tmpfs) mount_or_skip -t tmpfs -o "size=16M${4+,$4}" tmpfs "$3" ;;
    overlay)
      mkdir -p "$3.overlay"
      mount_or_skip -t tmpfs tmpfs "$3.overlay"
      mkdir "$3.overlay/lower" "$3.overlay/upper" "$3.overlay/work"
      mount_or_skip -t overlay -o "lowerdir=$3.overlay/lower" \
        -o "upperdir=$3.overlay/upper,workdir=$3.overlay/work${4+,$4}" \
        overlay "$3"
      ;;
    *) fail "mount_fs: $1" ;;
  esac
}

# Call mount with the arguments; a refusal skips the test.
mount_or_skip () {
  local said
  if ! said=$(mount "$@" 2>&1); then
    skip "cannot mount $2: ${said//$'\n'/ }"
  fi
}

# Make and mount a file system of TYPE ($1) on directory DIR ($2).
new_fs () {
  case $1 in
    ext4 | xfs | btrfs) make_fs "$1" "$2.img" ;;
  esac
  case $1 in
    exported) mount_fs overlay "" "$2" nfs_export=on,index=on ;;
    *) mount_fs "$1" "$2.img" "$2" ;;
  esac
}

# Run the function $2... in a mount namespace of its own, in a new directory
# where directory m is a new file system of TYPE ($1); "exported" is an overlay
# with nfs_export.
on_fs () {
  in_private with_new_fs "$@"
}

# As on_fs, for each of the types $2...; the function $1 gets the type as its
# argument.  The test is skipped if one of them had to be, after the others.
on_each () {
  local body=$1 reason=$BATS_TEST_TMPDIR/private.reason reasons='' type
  in_private true
  for type in "${@:2}"; do
    if ! run_private "$reason" with_new_fs "$type" "$body" "$type"; then
      if ! [ -e "$reason" ]; then
        fail "on $type"
      fi
      reasons+="${reasons:+; }$type: $(cat "$reason")"
    fi
  done
  if [ -n "$reasons" ]; then
    skip "$reasons"
  fi
}

with_new_fs () {
  mkdir "on_$1"
  cd "on_$1" || return
  new_fs "$1" m
  "${@:2}"
}
