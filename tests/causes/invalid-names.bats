#!/usr/bin/env bats
# shellcheck disable=SC2154,SC2016
# Is it said that a name is refused for its characters, where it was, and is no
# other name blamed for an answer that looks the same?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Not here: vfat, which few test machines can mount; ntfs-3g with the option
# windows_names refuses the same characters.

load ../lib/helper
load ../lib/causes
load ../lib/explained

setup () {
  common_setup
  need_root 'mounts file systems'
}

# Run the commands $1 where m is NTFS, served by $ntfs with the options $2.
inside_ntfs () {
  need_fuse
  need_command mkfs.ntfs
  need_command "$ntfs"
  rm -rf m
  export ntfs mount_options=no_detach${2:+,$2}
  inside '
    truncate -s 8M img
    mkfs.ntfs -F -q img >&2
    serve m "$ntfs" -o "$mount_options" img m
    touch m/a
    '"$1"
}

# --- NTFS, with the names of Windows ---------------------------------------

@test "invalid-name: characters, endings and names that Windows keeps" {
  local ntfs name
  for ntfs in ntfs-3g lowntfs-3g; do
    for name in b:c 'q?' 'b*' con 'x.' 'x ' $'c\001d'; do
      export name
      inside_ntfs 'link --json m/a "m/$name"' windows_names
      explained 1 EINVAL invalid-name "*'*"
    done
  done
}

@test "invalid-name: for a symbolic link, and to replace" {
  local ntfs what
  for ntfs in ntfs-3g lowntfs-3g; do
    for what in '-s x m/x:y' '-f m/a m/x:y'; do
      export what
      inside_ntfs 'link --json $what' windows_names
      explained 1 EINVAL invalid-name "*'m/x:y'*"
    done
  done
}

@test "the same names are taken without that option" {
  local ntfs
  for ntfs in ntfs-3g lowntfs-3g; do
    inside_ntfs 'link --json m/a m/b:c'
    made
  done
}

@test "invalid-name: bytes that are no UTF-8" {
  local ntfs
  for ntfs in ntfs-3g lowntfs-3g; do
    inside_ntfs 'link --json m/a m/$'\''\xff'\'
    explained 1 EILSEQ invalid-name "*m/*UTF-8*"
    inside_ntfs 'link --json m/a m/é'
    made
  done
}

@test "missing-component: a name of SOURCE that cannot be there" {
  local ntfs
  for ntfs in ntfs-3g lowntfs-3g; do
    inside_ntfs 'link --json m/a:b m/c' windows_names
    explained 6 ENOENT missing-component "*'m/a:b'*"
  done
}

# --- Any FUSE server -------------------------------------------------------

inside_server () {
  need_fuse
  need_tool fuse-errno
  rm -rf m back
  mkdir back
  files back/a
  inside "$1"
}

@test "invalid-name: which of the names, and where it lies" {
  local error
  for error in EINVAL EILSEQ; do
    export error
    inside_server 'fuse --utf8=$error; link --json m/a m/$'\''b\xff'\'
    explained 1 "$error" invalid-name "*m/b*377*"
    inside_server 'fuse --utf8=$error; link --json -s a m/$'\''b\xff'\'
    explained 1 "$error" invalid-name "*m/b*377*"
    inside_server 'fuse --utf8=$error; link --json m/$'\''s\xff'\'' m/b'
    explained 1 "$error" invalid-name "*m/s*377*"
    inside_server 'fuse --utf8=$error; link --json m/a m/$'\''d\xff'\''/b'
    explained 1 "$error" invalid-name "*m/d*377*"
    inside_server 'fuse --utf8=$error; link --json m/a m/é'
    made
  done
}

@test "server-refused: the same answer to a name that has nothing odd" {
  local answer
  for answer in EINVAL:22 EILSEQ:84; do
    export code=${answer#*:}
    inside_server 'fuse --link=$code; link --json m/a m/plain'
    explained 1 "${answer%:*}" server-refused \
      "the FUSE server of '$here/m' (fuse.fuse-errno) refused*"
    not_noted "*'m/plain'*name*"
  done
}

# --- ext4 that folds names -------------------------------------------------

@test "invalid-name: ext4 with casefold, where encoding is strict" {
  local flags
  for flags in strict ''; do
    export flags
    rm -rf m
    inside '
      disk ext4 16M -O casefold \
        -E "encoding=utf8${flags:+,encoding_flags=$flags}" || exit 77
      mkdir m/d
      chattr +F m/d || exit 77
      touch m/d/a
      link --json m/d/a m/d/$'\''\xff'\'
    if [ -n "$flags" ]; then
      explained 1 EINVAL invalid-name "*UTF-8*"
    else
      made
    fi
  done
}

# --- Other file systems ----------------------------------------------------

@test "a name with control characters, or in no encoding, is taken" {
  local name
  in_memory
  files a
  for name in $'c\001d' $'n\nl' $'\xff\xfe' con 'x.' ' '; do
    link --json a "$name"
    made
    linked a "$name"
    rm "$name"
  done
}
