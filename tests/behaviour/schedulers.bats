#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2154
# Do schedulers that people run divide streams and trees by --shard?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/schedulers
load ../lib/tree

# Make the files s/0 to s/9, and the list of their links in 20 directories, the
# last of which is missing.
stream () {
  local dir file
  mkdir -p s d/{1..19}
  files s/{0..9}
  for dir in {1..20}; do
    for file in {0..9}; do
      printf '%s\0' s/$file d/$dir/$file
    done
  done >list
}

# All links of the list are there in the first $1 directories, and nothing else.
streamed () {
  local dir
  diff <(find d -mindepth 2 -printf '%P %D:%i\n' | sort) <(
    for ((dir = 1; dir <= $1; dir++)); do
      find s -type f -printf "$dir/%P %D:%i\\n"
    done | sort)
  all_links s $(($1 + 1))
}

# Make the tree s, in which all directories were changed long ago, and what a
# tree of its links is to be like.
old_tree () {
  local i
  for i in {1..12}; do
    tree s/$i
  done
  find s -depth -type d -exec touch -d 2001-02-03 {} +
}

# Directory d is a tree of links of s, and all directories are finished.
finished_tree () {
  tree_linked s d
  [ "$(find d -type d -printf '%t\n' | sort -u)" = \
    "$(find s -type d -printf '%t\n' | sort -u)" ]
}

# Put a file in the way of the link d/7/e/a.
block () {
  echo other >d/7/e/a
}

# --- GNU parallel ----------------------------------------------------------

# Print the numbers of the parts that the joblog $1 tells with the status $2.
ended_with () {
  awk -F '\t' -v status="$2" 'NR > 1 && $7 == status {
    match($9, /--shard=[0-9]+/)
    print substr($9, RSTART + 8, RLENGTH - 8)
  }' "$1" | sort -u
}

@test "GNU parallel divides a stream, and repeats the part that failed" {
  need_parallel
  stream
  run --separate-stderr parallel -j2 --joblog log \
    "$FHLN" --no-notes --if-exists=same '--shard={}/8' --pairs0-from=list \
    ::: {1..8} </dev/null
  ended 1
  [ "${#stderr_lines[@]}" -eq 10 ]
  streamed 19
  [ "$(ended_with log 0 | wc -l)" -eq 7 ]
  part=$(ended_with log 1)
  [ "$(wc -l <log)" -eq 9 ]
  mkdir d/20
  run --separate-stderr parallel -j2 --joblog log --retry-failed </dev/null
  passed
  streamed 20
  # This part alone was run again.
  [ "$(wc -l <log)" -eq 10 ]
  [[ $(tail -n 1 log) = *"--shard=$part/8"* ]]
  holds . s d list log
}

@test "GNU parallel divides a tree, and repeats the part that failed" {
  need_parallel
  old_tree
  try -R --skeleton s d
  passed
  block
  run --separate-stderr parallel -j2 --joblog log \
    "$FHLN" -R --no-notes '--shard={}/8' s d ::: {1..8} </dev/null
  ended 1
  [ "${#stderr_lines[@]}" -eq 1 ]
  reads d/7/e/a other
  [ "$(ended_with log 1 | wc -l)" -eq 1 ]
  rm d/7/e/a
  run --separate-stderr parallel -j2 --joblog log --retry-failed </dev/null
  passed
  finished_tree
  [ "$(wc -l <log)" -eq 10 ]
  holds . s d log
}

# A part that is killed at one of its links when it runs for the first time.
killed='if mkdir started."$1" 2>/dev/null; then
  strace -f -qq -o /dev/null -e trace=linkat \
    -e inject=linkat:signal=KILL:when="$1" "$FHLN" -R --jobs=1 --shard="$1/4" s d
else
  "$FHLN" -R --shard="$1/4" s d
fi'

@test "GNU parallel repeats the parts that were killed" {
  need_parallel
  need_strace
  old_tree
  "$FHLN" -R --skeleton s d
  echo "$killed" >part
  parallel -j2 --joblog log sh part '{}' ::: {1..4} </dev/null 2>/dev/null \
    || true
  [ "$(awk -F '\t' 'NR > 1 && ($7 || $8)' log | wc -l)" -eq 4 ]
  [ "$(find d ! -type d | wc -l)" -lt 40 ]
  run --separate-stderr parallel -j2 --joblog log --retry-failed </dev/null
  passed
  finished_tree
}

# --- MPI -------------------------------------------------------------------

# What a process of MPI does: its part, of which only file status.K tells how it
# ended, as mpirun ends all others with the first that fails.
rank='k=$((OMPI_COMM_WORLD_RANK + 1))
status=0
"$FHLN" --no-notes --shard="$k/$OMPI_COMM_WORLD_SIZE" "$@" || status=$?
echo $status >status.$k'

@test "MPI divides a stream among its processes" {
  need_mpirun
  stream
  run --separate-stderr mpi 5 sh -c "$rank" sh --if-exists=same \
    --pairs0-from=list
  ended 0
  streamed 19
  [ "$(sort status.? | tr -d '\n')" = 00001 ]
  mpi_is_gone
  mkdir d/20
  run mpi 5 sh -c "$rank" sh --if-exists=same --pairs0-from=list
  streamed 20
  [ "$(sort status.? | tr -d '\n')" = 00000 ]
  holds . s d list status.{1..5}
}

@test "MPI divides a tree among its processes" {
  need_mpirun
  old_tree
  "$FHLN" -R --skeleton s d
  block
  run mpi 5 sh -c "$rank" sh -R s d
  [ "$(sort status.? | tr -d '\n')" = 00001 ]
  rm d/7/e/a
  # Another number of processes does as well.
  run mpi 3 sh -c "$rank" sh -R s d
  ended 0
  [ "$(cat status.[123] | tr -d '\n')" = 000 ]
  finished_tree
  mpi_is_gone
}

# --- Slurm -----------------------------------------------------------------

# A script of an array.  Their number is given, as SLURM_ARRAY_TASK_COUNT is
# another when some are run again.
array='#!/bin/sh
#SBATCH --output=part.%a
k=$SLURM_ARRAY_TASK_ID
n=$1
shift
rm -f done.$k
"$FHLN" --no-notes --shard="$k/$n" "$@" && : >done.$k'

# Print the numbers up to $1 that have no file done.K.
undone () {
  local k
  for ((k = 1; k <= $1; k++)); do
    [ -e done.$k ] || echo $k
  done | paste -sd ,
}

@test "Slurm's array divides a stream, and the rest is run again" {
  make_sbatch
  stream
  echo "$array" >array
  run "$BATS_TEST_TMPDIR/bin/sbatch" --wait --array=1-8 array 8 \
    --if-exists=same --pairs0-from=list
  ended 1
  streamed 19
  part=$(undone 8)
  [[ $part = [1-8] ]]
  mkdir d/20
  run "$BATS_TEST_TMPDIR/bin/sbatch" --wait --array="$part" array 8 \
    --if-exists=same --pairs0-from=list
  ended 0
  streamed 20
  holds . s d list array done.{1..8} part.{1..8}
}

@test "Slurm's array divides a tree, and the rest is run again" {
  make_sbatch
  old_tree
  echo "$array" >array
  "$FHLN" -R --skeleton s d
  block
  run "$BATS_TEST_TMPDIR/bin/sbatch" --wait --array=1-4,5,6-8 array 8 -R s d
  ended 1
  rm d/7/e/a
  run "$BATS_TEST_TMPDIR/bin/sbatch" --wait --array="$(undone 8)" array 8 \
    -R s d
  ended 0
  finished_tree
  holds . s d array done.{1..8} part.{1..8}
}
