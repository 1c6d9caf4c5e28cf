#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2016
# Is the cause named on an overlay, which has its files from several layers?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/causes
load ../lib/explained

setup () {
  common_setup
  need_root 'mounts overlays'
}

# Run the commands $1 where the directory layers has the lower layer low, with
# the file low and the directory d, and up, for the upper layer: `overlay`
# mounts them on m.
inside_layers () {
  rm -rf m layers disk*
  inside '
    mkdir layers
    mount -t tmpfs none layers
    mkdir layers/low layers/low/d layers/up
    echo low >layers/low/low
    overlay () {
      mkdir -p layers/up/upper layers/up/work m
      mount -t overlay -o lowerdir=layers/low \
        -o upperdir=layers/up/upper,workdir=layers/up/work none m || exit 77
    }
    '"$1"
}

# --- What has been removed -------------------------------------------------

@test "dest-dir-removed: a directory of the lower layer, which keeps links" {
  local what
  for what in 'm/low b' '-s x b'; do
    export what
    inside_layers '
      overlay
      exec 5<m/d
      rmdir m/d
      [ "$(stat -L -c %h /dev/fd/5)" -ne 0 ] || exit 77
      link --json --dest-dirfd=5 $what'
    explained 6 ENOENT dest-dir-removed "the directory * has been removed"
  done
}

@test "dest-dir-removed: a directory of the upper layer" {
  inside_layers '
    overlay
    mkdir m/new
    exec 5<m/new
    rmdir m/new
    link --json --dest-dirfd=5 m/low b'
  explained 6 ENOENT dest-dir-removed "the directory * has been removed"
}

@test "a directory that is still there is not said to be removed" {
  inside_layers '
    overlay
    exec 5<m/d
    link --json --dest-dirfd=5 m/nosuch b'
  explained 6 ENOENT missing-component "*'m/nosuch'*"
  inside_layers '
    overlay
    mkdir m/new
    exec 5<m/new
    mv m/new m/other
    link --json --dest-dirfd=5 m/low b'
  made
}

@test "source-deleted: a file of the lower layer, which keeps its link" {
  inside_layers '
    overlay
    exec 5<m/low
    rm m/low
    [ "$(stat -L -c %h /dev/fd/5)" -ne 0 ] || exit 77
    link --json --fd 5 m/b'
  explained 6 ENOENT source-deleted \
    "the file of descriptor 5 has been deleted*"
}

# --- Room in the upper layer -----------------------------------------------

@test "copy-up: a file that is larger than the room" {
  inside_layers '
    dd if=/dev/zero of=layers/low/large bs=1M count=60 2>/dev/null
    mount -t tmpfs -o size=26m none layers/up
    overlay
    link --json m/large m/b'
  explained 8 ENOSPC copy-up \
    "overlay *copy 'm/large' (* MB)*upper layer*only * MB free*"
}

@test "a file that has more bytes than the room, but holes, is copied" {
  inside_layers '
    truncate -s 60M layers/low/holes
    mount -t tmpfs -o size=26m none layers/up
    overlay
    link --json m/holes m/b'
  made
}

@test "copy-up: a small file, and no room at all" {
  inside_layers '
    mount -t tmpfs -o size=1m none layers/up
    overlay
    fill m
    link --json m/low m/b'
  explained 8 ENOSPC disk-full "overlay *'m/low' first be copied*upper layer"
  inside_layers '
    mount -t tmpfs -o size=1m none layers/up
    overlay
    echo up >>m/low
    fill m
    link --json m/low m/b'
  made
}

@test "copy-up: a user, where the rest is for root" {
  need_reach
  inside_layers '
    dd if=/dev/zero of=layers/low/large bs=1M count=3 2>/dev/null
    chown 65534 layers/low/large
    where=disk disk ext4 4M -b 1024 -m 20
    mount --bind disk layers/up
    overlay
    chmod 777 m
    as=$nobody
    link --json m/large m/b'
  explained 8 ENOSPC copy-up \
    "overlay *copy 'm/large' (* MB)*upper layer*only * free*"
}

@test "disk-full: a symbolic link copies nothing up" {
  inside_layers '
    mount -t tmpfs -o size=1m none layers/up
    overlay
    fill m
    link --json -s "$(printf n%.0s {1..2000})" m/b'
  explained 8 ENOSPC disk-full "overlay on '$here/m' is full*"
}

@test "disk-full: the file is in the upper layer, and its directory must grow" {
  inside_layers '
    where=disk disk ext4 4M -b 1024 -m 0
    mount --bind disk layers/up
    overlay
    touch m/a
    fill m
    n=$(printf n%.0s {1..200})
    for i in {1..9}; do ln m/a "m/$n$i" || break; done
    unlisted=yes
    link --json m/a "m/$n"'
  not_explained copy-up root-reserve
  explained 8 ENOSPC disk-full "overlay on '$here/m' *'m' must grow*"
}

@test "no-inodes: the upper layer has used them" {
  local source
  for source in new low; do
    export source
    inside_layers '
      mount -t tmpfs -o nr_inodes=8 none layers/up
      overlay
      touch m/new
      for i in {1..8}; do touch m/$i || break; done
      link --json "m/$source" m/b'
    explained 8 ENOSPC no-inodes "overlay on '$here/m' has used all *inodes*"
  done
}

# --- Other limits and refusals ---------------------------------------------

@test "too-many-links: as many as the upper layer's file system allows" {
  need_command perl
  inside_layers '
    where=disk disk ext4 16M
    mount --bind disk layers/up
    mkdir layers/up/upper layers/up/more
    touch layers/up/upper/a
    perl -e "for (2 .. 65000) {
      link q(layers/up/upper/a), qq(layers/up/more/\$_) or die }"
    overlay
    unlisted=yes
    link --json m/a m/b'
  explained 7 EMLINK too-many-links \
    "'m/a' has 65000 links; overlay allows no more"
}

@test "overlay-no-upper: the upper layer has become read-only, or is none" {
  inside_layers '
    mount -t tmpfs none layers/up
    overlay
    mount -o remount,ro layers/up
    link --json m/low m/b'
  explained 9 EROFS overlay-no-upper \
    "overlay on '$here/m' *upper layer*read-only*"
  inside_layers '
    mkdir m
    mount -t overlay -o lowerdir=layers/low:layers/up none m
    link --json m/low m/b'
  explained 9 EROFS overlay-no-upper \
    "overlay on '$here/m' has no writable layer"
}

@test "read-only-mount: the overlay itself could be written" {
  inside_layers '
    overlay
    mount -o remount,ro,bind m
    link --json m/low m/b'
  explained 9 EROFS read-only-mount "mount '$here/m' is read-only*"
}
