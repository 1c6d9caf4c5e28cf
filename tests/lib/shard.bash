# shellcheck shell=bash disable=SC2154
# What do the tests of --shard share: which names each part takes, and which it
# should.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

# Run each of $1 parts of what the other arguments ask for, of which nothing can
# be linked.  ../part.K has the pairs of part K then, each name ended by NUL.
failing_parts () {
  local part
  for ((part = 1; part <= $1; part++)); do
    "$FHLN" --no-notes --failed0-to="../part.$part" --shard="$part/$1" \
      "${@:2}" 2>/dev/null || true
  done
}

# For several numbers of parts of what the arguments $2... ask for, and of which
# nothing can be linked, each part takes what the Python code $1 says; as took.
divided_as () {
  local count
  for count in 1 2 3 7 64; do
    failing_parts "$count" "${@:2}"
    took "$count" "$1"
  done
}

# The function of the manual, and the directory of a name as it counts.
shard_functions () {
  local manual=${top_srcdir:-$BATS_TEST_DIRNAME/../..}/man/fhln.1
  sed -n '/^def part(/,/^\.Ed/{s/\\-/-/g;s/\\(ha/^/g;/^\.Ed/!p}' "$manual"
  cat <<'END'
import re, sys

def directory(name):
    parent = name[:name.rfind(b"/") + 1]
    parts = [p for p in parent.split(b"/") if p not in (b"", b".")]
    return (b"/" if parent[:1] == b"/" else b"") + b"/".join(parts)
END
}

# The names that the $1 parts took are those that the Python code $2 yields: the
# SOURCE of each pair, and its part, in this order.
took () {
  {
    shard_functions
    cat <<END
count = $1
def expected():
$(sed 's/^/    /' <<<"$2")
parts = [[] for _ in range(count)]
for source, number in expected():
    parts[number - 1].append(source)
for number in range(count):
    names = open("../part.%d" % (number + 1), "rb").read().split(b"\0")
    if names[:-1:2] != parts[number]:
        sys.exit("part %d of %d took %r, not %r"
                 % (number + 1, count, names[:-1:2], parts[number]))
END
  } >../took.py
  python3 ../took.py || fail "the parts took other names"
}
