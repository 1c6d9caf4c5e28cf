# shellcheck shell=bash disable=SC2154
# What do the tests of --dry-run share: that it only looks, and that what it
# says is what then happens.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

# System calls that change something, whatever their arguments are.
changing='link|linkat|symlink|symlinkat|rename|renameat|renameat2|unlink'
changing+='|unlinkat|rmdir|mkdir|mkdirat|mknod|mknodat|creat|chmod|fchmod'
changing+='|fchmodat|fchmodat2|chown|fchown|lchown|fchownat|utime|utimes'
changing+='|futimesat|utimensat|[lf]?setxattr|[lf]?removexattr|setxattrat'
changing+='|removexattrat|truncate|ftruncate|fallocate|fsync|fdatasync|sync'
changing+='|syncfs|sync_file_range|copy_file_range|sendfile|splice|mount'

# Let the file trace, as strace writes it, have none of them; nothing is opened
# but for reading, or written but to standard output and error.
no_changing_call () {
  local trace=$BATS_TEST_TMPDIR/trace found=0
  # The counters of `make coverage` are the program's own.
  sed -e 's/^[0-9]* *//' -e '/coverage/d' "$trace" >"$trace.calls"
  grep -E -e "^($changing)\(" \
    -e '^open[^(]*\(.*(O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_TMPFILE|O_APPEND)' \
    -e '^(write|pwrite64|writev|pwritev2?)\((0|[3-9]|[1-9][0-9])' \
    "$trace.calls" || found=$?
  if [ "$found" -ne 1 ] || ! [ -s "$trace.calls" ]; then
    fail "a dry run does more than look"
  fi
}

# Print all that can be seen of the files below the directories $@, but for the
# times at which they were read.
snapshot () {
  find "$@" -printf '%p %i %n %m %u %g %s %t %c %l\n' | LC_ALL=C sort
}

# Run the program with --dry-run and the arguments, under strace where there is
# one.  It must change nothing here.  $status, $output and $stderr are as after
# try.
foresee () {
  local before under=()
  if command -v strace >/dev/null && ! sanitized; then
    under=(strace -f -qq -o "$BATS_TEST_TMPDIR/trace")
  fi
  before=$(snapshot .)
  run --separate-stderr "${under[@]}" "$FHLN" --dry-run "$@"
  if [ "$before" != "$(snapshot .)" ]; then
    diff <(echo "$before") <(snapshot .) >&2
    fail "a dry run has changed something"
  fi
  if [ "${#under[@]}" -ne 0 ]; then
    no_changing_call
  fi
}

# Foresee what the program will do with the arguments, let it do that, and
# compare: what would be linked is linked, and so on, and what fails does so with
# the same messages and the same status.  What fails for lack of permission was
# not to be seen.
comes_true () {
  local dry_status in=/dev/null
  if [ -n "${input-}" ]; then
    in=$input
  fi
  foresee --json "$@" <"$in"
  dry_status=$status
  printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/foreseen"
  printf '%s\n' "$stderr" >"$BATS_TEST_TMPDIR/foreseen.err"
  run --separate-stderr "$FHLN" --json "$@" <"$in"
  printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/done"
  printf '%s\n' "$stderr" | sed 's/^replace .*? //' \
    >"$BATS_TEST_TMPDIR/done.err"
  cat "$BATS_TEST_TMPDIR"/foreseen "$BATS_TEST_TMPDIR"/done
  python3 -c "$compare_ends" "$BATS_TEST_TMPDIR"/foreseen \
    "$BATS_TEST_TMPDIR"/done "$dry_status" "$status" \
    || fail "what was said of '$*' has not happened"
}

compare_ends='
import json, sys

ends = {"would-link": ["linked"], "would-replace": ["replaced"],
        "would-make": ["made"],
        "would-ask": ["replaced", "already", "declined"]}

def jobs(name):
    found = {}
    for line in filter(str.strip, open(name)):
        job = json.loads(line)
        key = job.get("source"), job.get("dest"), job.get("step") == "list"
        if key in found:
            sys.exit("told twice: %s" % (key,))
        found[key] = job
    return found

said, done = jobs(sys.argv[1]), jobs(sys.argv[2])
if said.keys() != done.keys():
    sys.exit("other jobs: %s" % (said.keys() ^ done.keys()))
excused = False
agree = True
for key, then in done.items():
    now = said[key]
    was_seen = now["outcome"] not in ends
    if now["outcome"] == "would-ask":
        # What follows depends on the answer.
        excused |= then["outcome"] == "declined"
        then.pop("backup", None)
    elif then.get("errno") in ("EPERM", "EACCES") and not was_seen:
        excused = True
        continue
    if then["outcome"] in ends.get(now["outcome"], [now["outcome"]]):
        now["outcome"] = then["outcome"]
    if now != then:
        print("said:", now, "done:", then)
        agree = False
sys.exit(not agree or (sys.argv[3] != sys.argv[4] and not excused))
'
