# shellcheck shell=bash disable=SC2034,SC2154
# How do the tests of handles come by one?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

# Set $handle to the handle of file $1.
handle_of () {
  handle=$("$FHLN" --print-handle "$1")
}

# The file system here must have handles.
need_handles () {
  if ! "$FHLN" --print-handle . >/dev/null 2>&1; then
    skip "the file system of the test directory has no handles"
  fi
}

# Files may be opened by handle.  (Effective capability 2 of the process.)
need_privilege () {
  local caps
  caps=$(sed -n 's/^CapEff:[[:space:]]*//p' /proc/self/status)
  if (((0x$caps >> 2 & 1) == 0)); then
    skip "needs CAP_DAC_READ_SEARCH"
  fi
}

# Print handle $1 with the part $2 (fsid, type, bytes) set to $3.
with_part () {
  local fsid type bytes
  IFS=: read -r fsid type bytes <<<"$1"
  printf -v "$2" %s "$3"
  printf '%s:%s:%s\n' "$fsid" "$type" "$bytes"
}

# As holds, whatever mkfs has made.
holds_names () {
  local dir=$1
  shift
  [ ! -d "$dir/lost+found" ] || rmdir "$dir/lost+found"
  holds "$dir" "$@"
}
