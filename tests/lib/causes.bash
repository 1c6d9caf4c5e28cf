# shellcheck shell=bash disable=SC2034,SC2154
# What do the tests of causes share: mounts that vanish, and assertions.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A test prepares in a mount namespace of its own, where nothing outlives it,
# and its last line there is `link`: the program with --detailed-exit-status,
# which checks that a failed link has changed nothing.  `told` then looks at
# the status, the error and the note.

# The shell that prepares.  $1: the commands.
inside_shell=$(cat <<'END'
set -eu
exec 7>&2 2>>"$SETUP_LOG"
servers=()
finish () {
  local status=$?
  kill -9 "${servers[@]}" 2>/dev/null || :
  if [ -z "${ran-}" ]; then
    exit "$((status == 77 ? 77 : 99))"
  fi
}
trap finish EXIT

# An image of $2 bytes with a file system of type $1, mounted on m, or $where.
# What follows goes to mkfs, what is in $options to mount.
disk () {
  local type=$1 size=$2 on=${where-m}
  shift 2
  truncate -s "$size" "$on.img"
  "mkfs.$type" -q "$@" "$on.img" >&2
  mkdir "$on"
  mount -t "$type" -o "loop,${options-defaults}" "$on.img" "$on"
}

# Wait until something is mounted on directory $1, or fail.
await () {
  local tries=0
  until mountpoint -q "$1"; do
    sleep 0.02
    tries=$((tries + 1))
    if [ "$tries" -ge 250 ]; then
      return 1
    fi
  done
}

# Mount the server $tool, which answers from the directory back, on m.
fuse () {
  mkdir m
  "$tool" --back=back "$@" m >&2 2>&1 7>&- &
  servers+=($!)
  await m
}

listing () {
  [ -n "${unlisted-}" ] \
    || find . -path ./proc -prune -o -printf '%p %i %n\n' 2>/dev/null | sort
}

# Run the program as the command prefix in $as; a failure changes nothing.
link () {
  local before after status=0
  before=$(listing)
  ran=yes
  timeout 20 ${as-} "$PROGRAM" --detailed-exit-status "$@" 2>&7 || status=$?
  after=$(listing)
  if [ "$status" -ne 0 ] && [ "$before" != "$after" ]; then
    printf 'a failed link has changed something:\n%s\n' \
      "$(diff <(echo "$before") <(echo "$after"))" >&7
    exit 98
  fi
  exit "$status"
}
END
)

# Run the commands $1 in a mount namespace, as root of a user namespace where
# the user is not root.
inside () {
  local flags=(-m)
  if [ "$(id -u)" -ne 0 ]; then
    flags=(-rm)
  fi
  if ! unshare "${flags[@]}" true 2>/dev/null; then
    skip "needs a mount namespace"
  fi
  export SETUP_LOG=$BATS_TEST_TMPDIR/setup.log PROGRAM=${program-$FHLN} NAME
  export tool=${tool-}
  here=$(pwd -P)
  run --separate-stderr unshare "${flags[@]}" -- \
    bash -c "$inside_shell"$'\n'"$1"
  case $status in
    77) skip "this system cannot do that" ;;
    99) cat "$SETUP_LOG" >&2; fail "could not prepare" ;;
  esac
}

# As inside, as root on the machine itself.
inside_as_root () {
  need_root "$1"
  inside "$2"
}

# Let $program be a copy of the program that other users can reach.
need_reach () {
  need_root "becomes another user"
  need_command setpriv
  chmod 755 .
  cp "$FHLN" "./$NAME"
  program=./$NAME
  export nobody="setpriv --reuid=65534 --regid=65534 --clear-groups"
}

# Print how a note shows the user $1: by the name in /etc/passwd, if any.
shown_user () {
  shown_id uid "$1" /etc/passwd
}

# As shown_user, for the group $1.
shown_group () {
  shown_id gid "$1" /etc/group
}

shown_id () {
  awk -F: -v word="$1" -v id="$2" '
    $3 == id && !name { name = $1 }
    END { print name ? name " (" word " " id ")" : word " " id }' "$3"
}

# As try, with --detailed-exit-status.
link () {
  run --separate-stderr "$FHLN" --detailed-exit-status "$@"
}

# Exit status $1; the first line ends with the error $2; the second is the
# note $3, and there is no third.  Without $3 there is no note.
told () {
  ended "$1"
  if [[ ${stderr_lines[0]-} != "$NAME: "*": $2" ]]; then
    answer >&2
    fail "expected the error: $2"
  fi
  if [ "${stderr_lines[1]-}" != "${3+$NAME: note: $3}" ] \
      || [ "${#stderr_lines[@]}" -gt 2 ] || [ -n "$output" ]; then
    answer >&2
    fail "expected the note: ${3-none}"
  fi
}
