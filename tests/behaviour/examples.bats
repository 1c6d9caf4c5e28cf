#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2153,SC2154
# Do the examples of the manual, the cookbook and README.md do what they show?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/examples
load ../lib/schedulers

setup () {
  common_setup
  srcdir=${top_srcdir-$BATS_TEST_DIRNAME/../..}
  manual=$srcdir/man/fhln.1
  cookbook=$srcdir/man/fhln.cookbook.7
  readme=$srcdir/README.md
}

# Print the manual's section $2 of the page $1, as it is written.
source_of () {
  awk -v section=".Sh $2" '
    /^\.Sh / { inside = $0 == section }
    inside
  ' "$1"
}

# Run each example of the kind $1 below the manual's heading $2 in a directory
# of its own; at least one must be there.
examples_below () {
  local number found=0 count=0
  for number in $(numbers "$1" "$2"); do
    count=$((count + 1))
    sessions "$number" || found=1
  done
  if [ "$count" -eq 0 ]; then
    fail "the manual has no example below '$2'"
  fi
  return "$found"
}

# Run all examples below the cookbook's heading $1 as one session.
recipe () {
  local blocks
  mapfile -t blocks < <(numbers '[!n]*' "$1")
  if [ "${#blocks[@]}" -eq 0 ]; then
    fail "the cookbook has no recipe '$1'"
  fi
  sessions "${blocks[@]}"
}

# Print all that is run of a page.
runnable () {
  local number
  for number in $(numbers '[!n]*' '*'); do
    awk -F '\t' -v number="$number" '$1 == number { print $2, $3 }' \
      "$examples/list"
    cat "$examples/$number"
  done
}

# --- The manual ------------------------------------------------------------

@test "the manual has at least fifteen examples, and no test leaves one out" {
  take_page "$manual"
  headings=$(sed -n 's/^\.Ss //p' < <(source_of "$manual" EXAMPLES))
  count=0
  while IFS= read -r heading; do
    # A test says the heading.
    grep -qF "examples_below user '$heading'" "$BATS_TEST_FILENAME" \
      || fail "no test for '$heading'"
    for number in $(numbers 'user' "$heading") $(numbers 'root' "$heading"); do
      [ -s "$examples/$number" ]
      count=$((count + 1))
    done
  done <<<"$headings"
  [ "$count" -ge 15 ]
  [ "$count" -eq "$(source_of "$manual" EXAMPLES | grep -c '^\.Bd ')" ]
}

@test "the manual's examples with names for files do what they show" {
  take_page "$manual"
  examples_below user 'Names for files'
}

@test "the manual's examples that replace files do what they show" {
  take_page "$manual"
  examples_below user 'Replacing files'
}

@test "the manual's examples with many files do what they show" {
  take_page "$manual"
  need_other_file_system
  examples_below user 'Many files'
}

@test "the manual's examples with trees do what they show" {
  take_page "$manual"
  examples_below user 'Trees'
}

@test "the manual's examples with open files do what they show" {
  take_page "$manual"
  examples_below user 'Open files and directories'
}

@test "the manual's example where the file system has no links shows it" {
  take_page "$manual"
  examples_below user 'Where ordinary links end'
}

root_examples () {
  cd m || return
  examples_below root 'Where ordinary links end'
}

@test "the manual's examples for the superuser do what they show" {
  take_page "$manual"
  on_fs ext4 root_examples
}

need_python () {
  if ! python3 -c '' 2>/dev/null; then
    skip "needs python3"
  fi
}

need_tmpfile () {
  local open='import os; os.open(".", os.O_TMPFILE | os.O_WRONLY)'
  if ! python3 -c "$open" 2>/dev/null; then
    skip "this file system has no O_TMPFILE"
  fi
}

# Print the number of the example that has the text $1.
with_text () {
  grep -lF -e "$1" "$examples"/[0-9]* | sed 's,.*/,,'
}

@test "what DESCRIPTORS shows works" {
  take_page "$manual"
  make_fhln
  PATH=$BATS_TEST_TMPDIR/bin:$PATH
  mkdir incoming public archive
  files incoming/page report
  sh -e "$examples/$(with_text 'exec 3<incoming')"
  linked incoming/page public/index
  sh -e "$examples/$(with_text 'exec 5<report')"
  linked report archive/report-2026
}

@test "what DESCRIPTORS shows in Python works" {
  take_page "$manual"
  need_python
  need_tmpfile
  make_fhln
  files page
  PATH=$BATS_TEST_TMPDIR/bin:$PATH \
    python3 "$examples/$(with_text 'import os, subprocess')"
  reads page whole
  links page 1
}

found_by_handle () {
  local number
  cd m || return
  files log
  number=$(with_text 'tail -f log')
  # What it starts does not outlive it, also when it fails.
  sed -i "1i trap 'kill \$! 2>/dev/null || :' EXIT" "$examples/$number"
  PATH=$BATS_TEST_TMPDIR/bin:$PATH sh -e "$examples/$number" 3>&-
  linked log.1 found
}

@test "what STREAMS shows works" {
  take_page "$manual"
  make_fhln
  mkdir dir
  files a 'b c'
  printf '%s\n' a 'b c' >list
  PATH=$BATS_TEST_TMPDIR/bin:$PATH sh -e "$examples/$(with_text 'fhln -t dir')"
  linked a dir/a
  linked 'b c' 'dir/b c'
  [ "$(ls dir | wc -l)" -eq 2 ]
}

@test "what HANDLES shows works" {
  take_page "$manual"
  make_fhln
  on_fs ext4 found_by_handle
}

# --- The cookbook ----------------------------------------------------------

@test "no recipe of the cookbook is left out" {
  take_page "$cookbook"
  [ -z "$(numbers none '*')" ] || fail "not run: $(grep -F none "$examples/list")"
  [ "$(wc -l <"$examples/list")" -eq "$(grep -c '^\.Bd ' "$cookbook")" ]
  sed -n 's/^\.Ss //p' "$cookbook" | sort >headings
  [ "$(wc -l <headings)" -ge 9 ]
  cut -f 3 "$examples/list" | sort -u >with-examples
  diff -u headings with-examples
  while IFS= read -r heading; do
    # A test says the heading.
    grep -qF "'$heading'" "$BATS_TEST_FILENAME" || fail "not run: $heading"
  done <headings
}

@test "recipe: publish a file from a script" {
  take_page "$cookbook"
  recipe 'Publish a file from a script'
}

@test "recipe: publish a file that has no name before it is complete" {
  take_page "$cookbook"
  need_python
  need_tmpfile
  recipe 'Publish a file that has no name before it is complete'
}

@test "recipe: install a new version, and go back" {
  take_page "$cookbook"
  recipe 'Install a new version, and go back'
}

below_m () {
  cd m || return
  recipe "$1"
}

@test "recipe: follow a file through renames" {
  take_page "$cookbook"
  on_fs ext4 below_m 'Follow a file through renames'
}

@test "recipe: keep every file that was written in a directory" {
  take_page "$cookbook"
  need_command cc
  need_kernel 5 1 'tells handles by fanotify'
  on_fs ext4 below_m 'Keep every file that was written in a directory'
}

@test "recipe: link between two bind mounts" {
  take_page "$cookbook"
  on_fs ext4 below_m 'Link between two bind mounts'
}

@test "recipe: rescue a file that was deleted while it is open" {
  take_page "$cookbook"
  recipe 'Rescue a file that was deleted while it is open'
}

on_tmpfs () {
  mkdir m
  mount_or_skip -t tmpfs -o nr_inodes=0 tmpfs m
  shells="sh" below_m "$1"
}

@test "recipe: make a million links" {
  need_no_sanitizer "it needs much more memory"
  take_page "$cookbook"
  in_mounts on_tmpfs 'Make a million links'
}

@test "recipe: take snapshots that share what has not changed" {
  take_page "$cookbook"
  recipe 'Take snapshots that share what has not changed'
}

@test "recipe: make one file of equal files" {
  take_page "$cookbook"
  recipe 'Make one file of equal files'
}

@test "recipe: let a program make its links through one process" {
  take_page "$cookbook"
  need_python
  recipe 'Let a program make its links through one process'
}

@test "recipe: keep hourly and daily snapshots" {
  take_page "$cookbook"
  recipe 'Keep hourly and daily snapshots'
}

@test "recipe: build in a sandbox" {
  take_page "$cookbook"
  recipe 'Build in a sandbox'
}

@test "recipe: go on after an interruption" {
  take_page "$cookbook"
  recipe 'Go on after an interruption'
}

@test "recipe: leave out what changes" {
  take_page "$cookbook"
  recipe 'Leave out what changes'
}

@test "recipe: make a farm of symbolic links" {
  take_page "$cookbook"
  recipe 'Make a farm of symbolic links'
}

@test "recipe: replace cp -al in a script" {
  take_page "$cookbook"
  recipe 'Replace cp -al in a script'
}

@test "recipe: install into a tree" {
  take_page "$cookbook"
  recipe 'Install into a tree'
}

# Run the recipe $2 with the scheduler that the function $1 asks for.
divided () {
  take_page "$cookbook"
  need_command jq
  "$1"
  recipe "$2"
}

@test "recipe: divide the work by GNU parallel" {
  divided need_parallel 'Divide the work by GNU parallel'
}

@test "recipe: divide the work by MPI" {
  divided need_mpirun 'Divide the work by MPI'
}

@test "recipe: divide the work by a Slurm array" {
  divided make_sbatch 'Divide the work by a Slurm array'
}

@test "recipe: unpack an archive that nobody vouches for" {
  take_page "$cookbook"
  recipe 'Unpack an archive that nobody vouches for'
}

@test "recipe: hold a lock" {
  take_page "$cookbook"
  recipe 'Hold a lock'
}

# Run the recipe $2, which mounts a file system of type $1 by itself, if that
# is possible here.
mounting () {
  new_fs "$1" probe
  umount probe
  recipe "$2"
}

@test "recipe: make room, and try again" {
  take_page "$cookbook"
  in_mounts mounting tmpfs 'Make room, and try again'
}

@test "recipe: ask whether files can be linked there" {
  take_page "$cookbook"
  need_command jq
  need_command btrfs
  in_private mounting btrfs 'Ask whether files can be linked there'
}

@test "recipe: link, reflink, or copy" {
  take_page "$cookbook"
  in_mounts mounting tmpfs 'Link, reflink, or copy'
}

@test "recipe: retry what failed" {
  take_page "$cookbook"
  need_command jq
  recipe 'Retry what failed'
}

@test "recipe: fall back to a reflink" {
  take_page "$cookbook"
  need_command jq
  need_command btrfs
  in_private mounting btrfs 'Fall back to a reflink'
}

# --- README.md -------------------------------------------------------------

@test "README.md's examples do what they show, and none is left out" {
  take_readme "$readme"
  count=0
  for number in $(numbers '*' Use); do
    sessions "$number"
    count=$((count + 1))
  done
  [ "$count" -ge 5 ]
  # The two others are run below.
  [ "$(grep -c '^```[a-z]' "$readme")" -eq $((count + 2)) ]
}

@test "README.md shows what protected_hardlinks makes of a link" {
  take_readme "$readme"
  need_gnu_ln
  need_nobody
  if ! protects_hardlinks; then
    skip "needs fs.protected_hardlinks=1"
  fi
  files secret
  mkdir bin
  mv fhln bin
  chmod 777 .
  as=("${nobody[@]:0:${#nobody[@]}-1}")
  fhln_path=bin
  session bash "$(with_text 'ln secret mine')"
}

# Run the example $1 in a system whose / is a directory here, in /srv, where
# view is a bind mount of data.
in_srv () {
  local dir found=0
  mkdir root
  mount_or_skip -t tmpfs tmpfs root
  for dir in bin lib lib64 proc usr; do
    if [ -e "/$dir" ]; then
      mkdir "root/$dir"
      mount --rbind "/$dir" "root/$dir"
    fi
  done
  mkdir -p root/bin.fhln root/srv/data root/srv/view
  cp "$FHLN" root/bin.fhln/fhln
  files root/srv/data/file
  mount --bind root/srv/data root/srv/view
  as=(chroot root env -C /srv)
  fhln_path=/bin.fhln
  session bash "$1" || found=$?
  umount -R root
  return "$found"
}

@test "README.md shows how two mounts are linked" {
  take_readme "$readme"
  need_gnu_ln
  need_command chroot
  in_private in_srv "$(with_text 'ln data/file view/link')"
}

# --- All of them -----------------------------------------------------------

@test "examples look the same by mandoc and by groff" {
  for page in "$manual" "$cookbook"; do
    take_page "$page"
    runnable >by-mandoc
    take_page "$page" groff
    runnable >by-groff
    grep -q fhln by-mandoc
    diff -u by-mandoc by-groff
  done
}

@test "the cookbook gives to each cause the status that it has" {
  need_command mandoc
  need_tool explain
  "$tool" --statuses | sort -u >statuses
  rendered mandoc "$cookbook" | grep -v '^           ' | tr -s ' \n' ' ' >text
  grep -oE '[a-z]+(-[a-z]+)* \([0-9]+\)|\([a-z-]+, [0-9]+\)' text \
    | tr -d '(),' | sort -u >claims
  # In parentheses there are also the sections of other manuals.
  grep -vE '^(cmp|cp|find|flock|fhln|install|jq|open|parallel|sed|ssh|tar|fanotify|btrfs) [0-9]$' claims >pairs
  [ "$(wc -l <pairs)" -ge 15 ]
  comm -23 pairs statuses >wrong
  [ ! -s wrong ] || fail "not so: $(cat wrong)"
  # All causes that it names are causes.
  sed -nE 's/^\.(Pq )?Sy ([a-z].*)/\2/p' "$cookbook" | tr ' ' '\n' \
    | grep -E '^[a-z]' | sort -u >named
  cut -d ' ' -f 1 statuses | sort -u >causes
  comm -23 named causes >unknown
  [ ! -s unknown ] || fail "no causes: $(cat unknown)"
}

@test "no renderer changes a character of what is displayed as it is" {
  # Each of these is a sign for reading, not for typing, unless it is escaped.
  awk -v signs="[-~^\`']" '
    /^\.Bd -literal/ { inside = 1; next }
    /^\.Ed/ { inside = 0 }
    !inside { next }
    { count++; text = $0; gsub(/\\-/, "", text) }
    text ~ signs { print FILENAME ":" FNR ": " $0; bad = 1 }
    END { exit bad || count < 100 }
  ' "$manual" "$cookbook"
}

@test "what is to be typed, or is in a file, has at most 80 columns" {
  for page in "$manual" "$cookbook"; do
    take_page "$page"
    for number in $(numbers '[!n]*' '*'); do
      pattern='^[$#>] '
      if [[ $(kind_of "$number") = file=* ]]; then
        pattern=''
      fi
      long=$(grep "$pattern" "$examples/$number" | grep -E '^.{70}' || true)
      [ -z "$long" ] || fail "too long: $long"
    done
  done
}
