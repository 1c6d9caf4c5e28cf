#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2016
# Is the cause named when what a descriptor holds cannot get a name, or cannot
# be reached?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/causes
load ../lib/explained

setup () {
  common_setup
  need_platform 'it has no links of descriptors'
  if ! [ -e /proc/self/fd ]; then
    skip 'needs /proc'
  fi
}

# Run the program with something of KIND ($1), called NAME ($2), on descriptor
# 9, as try_with_fd of lib/descriptors does, for its line of JSON.
link_with () {
  need_tool with-fd
  run --separate-stderr "$tool" "$1" "$2" 9 "$FHLN" --json \
    --detailed-exit-status "${@:3}"
  if [ "$status" -eq 125 ]; then
    skip "$1 cannot be opened here: $stderr"
  fi
}

# --- What has no name ------------------------------------------------------

@test "source-nameless: a memfd is in no directory's file system" {
  link_with memory x --fd 9 b
  # Without the capability the file counts as deleted before its mount counts.
  if [ "$(id -u)" -eq 0 ]; then
    explained 1 EXDEV source-nameless '*memfd*never*name*'
  else
    explained 1 ENOENT source-nameless '*memfd*never*name*'
  fi
  not_noted '*out of sight*'
  link_with memory x -L /proc/self/fd/9 b
  explained 1 EXDEV source-nameless '*memfd*never*name*'
  holds .
}

@test "other-file-system: a file on a tmpfs is no memfd" {
  need_other_file_system
  files "$other/a"
  link --json --fd 7 b 7<"$other/a"
  explained 4 EXDEV other-file-system "the file of descriptor 7 is on *"
  link --json -L /proc/self/fd/7 b 7<"$other/a"
  explained 4 EXDEV other-file-system "'/proc/self/fd/7' is on *"
}

@test "source-nameless: a pipe or a socket, by --fd and by its link" {
  link --json --fd 7 b 7< <(:)
  explained 1 EXDEV source-nameless '* is a *, which has no name*'
  link --json -L /proc/self/fd/7 b 7< <(:)
  explained 1 EXDEV source-nameless '* is a *, which has no name*'
  link_with socket x --fd 9 b
  explained 1 EXDEV source-nameless '* is a *, which has no name*'
  link_with socket x -L /proc/self/fd/9 b
  explained 1 EXDEV source-nameless '* is a *, which has no name*'
  holds .
}

@test "a fifo that has a name is linked" {
  mkfifo fifo
  link --json --fd 7 b 7<>fifo
  made
  link --json -L /proc/self/fd/7 c 7<>fifo
  made
  links fifo 3
}

@test "tmpfile-excl: by --fd and by its link" {
  mkdir d
  link_with private d --fd 9 b
  explained 6 ENOENT tmpfile-excl '*O_EXCL*'
  link_with private d -L /proc/self/fd/9 b
  explained 6 ENOENT tmpfile-excl '*O_EXCL*'
  not_noted '*has been deleted*'
  link_with tmpfile d -L /proc/self/fd/9 b
  made
}

@test "source-deleted: a file that had a name, by --fd and by its link" {
  files a
  exec 7<a
  rm a
  link --json --fd 7 b
  explained 6 ENOENT source-deleted '*has been deleted*'
  link --json -L /proc/self/fd/7 b
  explained 6 ENOENT source-deleted '*has been deleted*'
  not_noted '*O_EXCL*'
  exec 7<&-
}

# --- The links of procfs themselves ----------------------------------------

@test "procfs-link: the link is in procfs, and -L takes what it leads to" {
  local pid
  files a
  sleep 60 7<a 3>&- &
  pid=$!
  for name in /proc/self/fd/7 /dev/fd/7 "/proc/$pid/fd/7"; do
    link --json "$name" b 7<a
    explained 4 EXDEV procfs-link "'$name' *-L*"
    not_noted '*is on proc*'
  done
  link --json -L "/proc/$pid/fd/7" b
  kill "$pid"
  made
  linked a b
}

@test "procfs-link: of a program, and of a pipe that -L cannot link" {
  link --json /proc/self/exe b
  explained 4 EXDEV procfs-link "'/proc/self/exe' *-L*"
  link --json /proc/self/fd/7 b 7< <(:)
  not_noted '*-L*'
}

@test "other-file-system: a file of procfs, and an ordinary link there" {
  link --json /proc/version b
  explained 4 EXDEV other-file-system "'/proc/version' is on proc at '/proc'*"
  link --json /proc/mounts b
  explained 4 EXDEV other-file-system "'/proc/mounts' is on proc at '/proc'*"
  not_noted '*-L*'
}

# --- Without /proc ---------------------------------------------------------

# Run the commands $1 where nothing is at /proc and $without gives up the
# capability that does without it.
inside_without_proc () {
  need_command setpriv
  export without='setpriv --bounding-set=-dac_read_search
    --inh-caps=-dac_read_search'
  inside_as_root 'hides /proc' "
    \$without true 2>/dev/null || exit 77
    mount -t tmpfs none /proc
    unlisted=yes
    $1"
}

@test "no-procfs: --fd without /proc and without CAP_DAC_READ_SEARCH" {
  need_no_sanitizer 'it reads /proc'
  files a
  inside_without_proc 'as=$without; link --json --fd 7 b 7<a'
  explained 1 ENOENT no-procfs '*CAP_DAC_READ_SEARCH*/proc must be mounted*'
  inside_without_proc 'link --json --fd 7 b 7<a'
  made
  linked a b
}

@test "no-procfs: a file of O_TMPFILE, which could get a name" {
  need_no_sanitizer 'it reads /proc'
  mkdir d
  need_tool with-fd
  inside_without_proc 'as="$without $tool tmpfile d 9"; link --json --fd 9 b'
  [ "$status" -ne 125 ] || skip 'needs O_TMPFILE'
  explained 1 ENOENT no-procfs '*CAP_DAC_READ_SEARCH*/proc must be mounted*'
  inside_without_proc 'as="$tool tmpfile d 9"; link --json --fd 9 b'
  made
}

@test "source-nameless: a memfd without /proc is not told as deleted" {
  need_tool with-fd
  inside_without_proc 'as="$without $tool memory x 9"; link --json --fd 9 b'
  not_explained source-deleted changed
  not_noted '*deleted*'
}
