#!/usr/bin/env bats
# shellcheck disable=SC2154
# What does --parents leave unmade, and what if others work there as well?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/deep

# --- What is in the way ----------------------------------------------------

@test "nothing is made where SOURCE is missing, or a directory" {
  local options
  mkdir s
  files a
  for options in "" -f -b --sync --beneath "--no-symlinks -L" --json; do
    # shellcheck disable=SC2086 # options
    {
      try --parents $options nope d/e/f
      ended 1
      try --parents $options -t d/e nope
      ended 1
      try --parents $options s d/e/f
      ended 1
    }
    holds . a s
  done
  try --parents nope d/e/f
  failed "failed to access 'nope': No such file or directory"
  try --parents s d/e/f
  failed "s: hard link not allowed for directory"
}

@test "a file in the way is named" {
  files a f
  try --parents a f/x/y
  says "failed to create hard link 'f/x/y' => 'a': Not a directory"
  [ "${stderr_lines[1]}" = "$NAME: note: 'f' is not a directory" ]
  holds . a f
  mkdir s d
  files s/b d/s
  try --parents -t d a s/b
  ended 1
  holds d a s
  [ "${stderr_lines[1]}" = "$NAME: note: 'd/s' is not a directory" ]
}

@test "a symbolic link to a directory is followed, one that dangles is named" {
  files a
  mkdir -p r/x
  ln -s r/x l
  ln -s r/nowhere dangling
  try --parents a l/y/z
  passed
  same a r/x/y/z
  try --parents a l/../u/z
  passed
  same a r/u/z
  try --parents a dangling/y/z
  says "failed to create hard link 'dangling/y/z' => 'a': No such file or \
directory"
  [ "${stderr_lines[1]}" = "$NAME: note: 'dangling' is a symbolic link to \
'r/nowhere', which does not exist" ]
  try --parents -t dangling a
  ended 1
  try --parents a dangling/
  ended 1
  [ ! -e r/nowhere ]
}

@test "a directory that cannot be made is told, with the cause" {
  need_user 'mode bits hold'
  files a
  mkdir -m 555 d
  try --parents a d/e/f
  ended 1
  holds d
  says "cannot create directory 'd/e': Permission denied"
  [[ ${stderr_lines[1]} = "$NAME: note: no write permission on directory 'd' \
(mode 0555, owner "* ]]
  try --parents --json --detailed-exit-status -t d/e/x a
  ended 5
  [[ $output = '{"source":"a","source_kind":"path","dest":"d/e/x",'*\
'"step":"directory","errno":"EACCES",'\
'"message":"cannot create directory '\''d/e'\'': Permission denied",'\
'"cause":"no-write",'* ]]
  chmod 755 d
}

@test "a directory that was made stays when the link fails" {
  need_other_file_system
  files a
  try --parents a "$other/d/e/f"
  ended 1
  holds "$other/d" e
  holds "$other/d/e"
}

# --- Confinement -----------------------------------------------------------

@test "--beneath makes directories inside alone" {
  mkdir -p in/d out
  cd in
  files a
  ln -s ../out up
  ln -s d inside
  ln -s d/../d round
  local name
  for name in ../out/n/f "$PWD/../out/n/f" up/n/f d/../../out/n/f up/n/ \
      d/../up/n/f; do
    try --parents --beneath a "$name"
    ended 1
    holds ../out
    try --parents --beneath -t "${name%f}" a
    ended 1
    holds ../out
  done
  holds d
  try --parents --beneath a inside/x/y/f
  passed
  same a d/x/y/f
  try --parents --beneath a round/../d/u/v/
  passed
  same a d/u/v/a
  try --parents --beneath -t d/n/m a
  passed
  same a d/n/m/a
  # What leads out only later is refused when it is come to.
  try --parents --beneath a n/../../out/f
  ended 1
  holds ../out
  says "failed to create hard link 'n/../../out/f' => 'a': Invalid \
cross-device link"
}

@test "--no-symlinks makes no directory beyond a symbolic link" {
  mkdir -p d out
  files a
  ln -s out l
  local name
  for name in l/n/f d/../l/n/f l/n/ "$PWD/l/n/f"; do
    try --parents --no-symlinks a "$name"
    ended 1
    holds out
    try --parents --no-symlinks --beneath a "$name"
    ended 1
    holds out
  done
  try --parents --no-symlinks a "l/n/f"
  [ "${stderr_lines[1]}" = "$NAME: note: 'l' in 'l/n/f' is a symbolic link" ]
  try --parents --no-symlinks a "d/../d/n/m/f"
  passed
  same a d/n/m/f
  try --parents --no-symlinks -L -f -t "d/t" a
  passed
  same a d/t/a
}

# --- Others ----------------------------------------------------------------

@test "many runs at once make the same directories without a failure" {
  local i j pids=() status=0
  files a
  for i in {1..12}; do
    for j in {1..20}; do
      printf '%s\0' a "d/$j/e/$j/f/$i"
    done >"../list$i"
  done
  for i in {1..12}; do
    "$FHLN" --parents --pairs0-from="../list$i" &
    pids+=($!)
  done
  for i in "${pids[@]}"; do
    wait "$i" || status=$?
  done
  [ "$status" -eq 0 ]
  links a 241
}

@test "directories that others remove meanwhile are no failure" {
  local i pid status=0
  files a
  # The remover ends with the file that lets it go on.
  : >../go
  while [ -e ../go ]; do
    rmdir d/e/f d/e d 2>/dev/null || true
  done &
  pid=$!
  for i in {1..200}; do
    "$FHLN" --parents a d/e/f/a || status=$?
    rm d/e/f/a || status=$?
  done
  rm ../go
  wait "$pid"
  [ "$status" -eq 0 ]
}

# --- Long names ------------------------------------------------------------

@test "the directories of a long name are made" {
  local path options
  files a
  path=$(printf "%.0s$component/" {1..30})
  for options in "" --sync --beneath "--no-symlinks -f"; do
    # shellcheck disable=SC2086 # options
    try --parents $options a "${path}x"
    passed
    leads_to "${path}x" a 2
    rm -r "$component"
  done
  try --parents -t "$path" a
  passed
  leads_to "${path}a" a 2
  rm -r "$component"
  try --parents -v a "$path"
  ended 0
  leads_to "${path}a" a 2
  try --parents -t d "${path}a"
  passed
  leads_to "d/${path}a" a 3
}
