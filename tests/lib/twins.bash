# shellcheck shell=bash disable=SC2154
# Do two programs end alike?  Each is run as ln, in trees that begin alike.
#
# SPDX-License-Identifier: GPL-3.0-or-later

# Make the files that twin runs begin with.  Sizes differ, so that a listing
# shows which file a name has become.
twin_files () {
  mkdir "$1" "$1/d" "$1/e" "$1/x" "$1/y"
  (
    cd "$1" || exit 1
    echo a >a
    echo bb >b
    echo fff >e/f
    echo aaaa >e/a
    echo fffff >x/f
    echo ffffff >y/f
    ln a l
    ln -s d sd
    ln -s a sa
    ln -s nowhere dang
    ln -s loop loop
  )
}

# Make ten copies of the files, in directory $1: 0 to 9.
twin_ten () {
  local n
  mkdir "$1"
  twin_files "$1/0"
  for n in 1 2 3 4 5 6 7 8 9; do
    cp -a "$1/0" "$1/$n"
  done
}

# Run each line of file $2 in a directory of its own below $3, with the
# program of directory $1 as `ln`; keep outputs and statuses in $3.said.
twin_calls () {
  local call here n=0 bin=$1 root=$3
  mkdir "$root" "$root.said"
  twin_ten "$root.ten"
  exec {calls}<"$2"
  while IFS= read -r call <&"$calls"; do
    here=$root/$((n / 10))/$((n % 10))
    if [ $((n % 10)) -eq 0 ]; then
      cp -a "$root.ten" "$root/$((n / 10))"
    fi
    n=$((n + 1))
    (
      exec {calls}<&-
      PATH=$bin:$PATH
      cd "$here" || exit 99
      eval "$call"
      echo "status $?" >&3
    ) 3>"$root.said/$n.status" >"$root.said/$n.out" 2>"$root.said/$n.err" \
      </dev/null || return 1
  done
  exec {calls}<&-

  # The notes are fhln's own, beside ln's messages.
  sed -i '/^ln: note: /d' "$root.said"/*.err
}

# List what lies below $1: a number for each file, which stands for its
# inode, its link count, type, size, name, and a symbolic link's text.
twin_list () {
  (
    cd "$1" || exit 1
    find . -mindepth 1 -printf '%i %n %y %s %P -> %l\n' \
      | sort -k 5 -k 1 \
      | awk '!($1 in seen) { seen[$1] = ++n } { $1 = seen[$1]; print }'
  )
}

# Run the lines of file $2 with `ln` of directory $1, those of file $4 with
# that of $3, and compare statuses, output, messages and trees.  (Without
# the trap by which bats follows each command this takes half the time.)
twins_agree () {
  (
    trap - DEBUG
    twin_calls "$1" "$2" "$BATS_TEST_TMPDIR/one"
    twin_calls "$3" "$4" "$BATS_TEST_TMPDIR/two"
  )
  # GNU ln has no notes.
  sed -i '/^ln: note: /d' "$BATS_TEST_TMPDIR"/{one,two}.said/*.err
  twins_differences "$2" || fail "not alike"
}

# Say for which lines of file $1 the runs one and two differ; fail if any do.
twins_differences () {
  local call here part n=0
  cd "$BATS_TEST_TMPDIR" || return 1
  if ! [ -s "$1" ]; then
    echo "no call was compared"
    return 1
  fi
  if diff -r one.said two.said >/dev/null \
      && diff <(twin_list one) <(twin_list two) >/dev/null; then
    return 0
  fi
  while IFS= read -r call; do
    here=$((n / 10))/$((n % 10))
    n=$((n + 1))
    for part in status out err; do
      diff -u "one.said/$n.$part" "two.said/$n.$part" || echo "differs: $call"
    done
    diff -u <(twin_list "one/$here") <(twin_list "two/$here") \
      || echo "tree differs: $call"
  done <"$1"
  return 1
}

# Make directories bin/fhln and bin/gnu, in each the program as `ln`.
twin_programs () {
  mkdir -p "$BATS_TEST_TMPDIR/fhln" "$BATS_TEST_TMPDIR/gnu"
  ln -s "$FHLN" "$BATS_TEST_TMPDIR/fhln/ln"
  ln -s "$(command -v ln)" "$BATS_TEST_TMPDIR/gnu/ln"
}

# The calls on standard input, a line each, end alike with GNU ln.
agrees_with_gnu_ln () {
  need_gnu_ln
  twin_programs
  cat >"$BATS_TEST_TMPDIR/calls"
  twins_agree "$BATS_TEST_TMPDIR/gnu" "$BATS_TEST_TMPDIR/calls" \
    "$BATS_TEST_TMPDIR/fhln" "$BATS_TEST_TMPDIR/calls"
}
