#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031,SC2153,SC2154
# How many system calls do a link and a replacement take?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

@test "a link takes at most 36 system calls, whatever LANG is" {
  need_strace
  need_no_sanitizer "it makes further calls"
  files a
  unset LC_ALL
  traced a b
  linked a b
  passed
  wc -l <../trace
  [ "$(wc -l <../trace)" -le 36 ]
  sed 's/(.*//' ../trace >../plain
  rm b
  export LANG=C.UTF-8
  traced a b
  linked a b
  passed
  sed 's/(.*//' ../trace | diff ../plain -
  run ! grep -E 'locale|gconv|/usr/share|/usr/lib/(charset|gettext)' ../trace
}

@test "a link is one linkat, with no look at SOURCE or DEST" {
  need_strace
  files a
  traced a b
  linked a b
  passed
  [ "$(calls_with_names | wc -l)" -eq 1 ]
  [ "$(grep -cE '"[ab]"' ../trace)" -eq 2 ] # execve and linkat
  run ! grep -E '^write\(' ../trace
}

@test "several SOURCEs into a directory take one system call each" {
  need_strace
  mkdir d
  files a b c e f
  traced a b c d
  calls=$(wc -l <../trace)
  rm d/*
  traced a b c e f d
  holds d a b c e f
  passed
  [ $(($(wc -l <../trace) - calls)) -eq 2 ]
}

@test "a replacement takes at most 11 calls, 7 of them with names" {
  need_strace
  files a b
  traced -f a b
  holds . a b
  linked a b
  passed
  calls_of_the_link
  [ "$(calls_of_the_link | wc -l)" -le 11 ]
  [ "$(calls_with_names | wc -l)" -le 7 ]
}
