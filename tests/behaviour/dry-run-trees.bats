#!/usr/bin/env bats
# shellcheck disable=SC2034,SC2153,SC2154
# What does --dry-run say of a tree, and is that what then happens?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/tree
load ../lib/foreseen

@test "a tree that would be made has its lines, and is not made" {
  tree s
  foresee -R s d
  ended 0
  holds . s
  lines_are "would link 'd/a' => 's/a'" "would link 'd/b' => 's/b'" \
    "would link 'd/.dot' => 's/.dot'" "would link 'd/e/a' => 's/e/a'" \
    "would link 'd/e/c' => 's/e/c'" "would link 'd/e/dang' => 's/e/dang'" \
    "would link 'd/e/g/d' => 's/e/g/d'" \
    "would link 'd/e/g/fifo' => 's/e/g/fifo'" \
    "would link 'd/e/g/h/x' => 's/e/g/h/x'" \
    "would make directory 'd/e/g/h'" "would make directory 'd/e/g'" \
    "would make directory 'd/e'" "would make directory 'd/empty'" \
    "would make directory 'd'"
  all_links s 1
}

# The tree of all cases: s, and in d what may be in its way.
all_cases () {
  if [ -e d ]; then
    chmod u+w d/mode
  fi
  rm -rf s d
  tree s
  mkdir -p d/e/g s/full/one s/none s/mode s/file s/inner/x/y s/link s/taken
  files s/{same,other,exists,dir,dang,sym,bak} s/full/one/f s/none/f \
    s/mode/f s/file/f s/inner/x/y/f s/link/f s/taken/f
  ln s/same d/same
  files d/other d/exists d/sym.txt d/bak d/bak~ d/file d/extra
  mkdir d/dir d/mode d/inner d/full elsewhere-"$1"
  ln -s nowhere d/dang
  ln -s sym.txt d/sym
  ln -s "../elsewhere-$1" d/link
  ln s/e/a d/e/a
  mkfifo d/taken
  chmod 700 s/mode
  chmod 555 d/mode
}

@test "what is said of a tree of all cases is what happens" {
  local n=0
  for how in '' -f -b --backup=numbered --if-exists=fail --if-exists=skip \
      '-f --exclude=full --exclude=*.txt' '--jobs=1 -f' '--no-overwrite-dir' \
      --one-file-system --sync -i '-b --suffix=.o' -L --beneath; do
    n=$((n + 1))
    all_cases "$n"
    # shellcheck disable=SC2086 # words
    comes_true -R $how s d
    # And once more, where all that could be done is done.
    # shellcheck disable=SC2086 # words
    comes_true -R $how s d
  done
  chmod u+w d/mode
}

@test "what is said of a tree of symbolic links is what happens" {
  for how in '' -f -b -r -rf --if-exists=skip --if-exists=fail; do
    all_cases "${how:-0}"
    if [[ $how = *r* ]]; then
      comes_true -R -s "$how" s d
    else
      # shellcheck disable=SC2086 # words
      comes_true -R -s $how "$PWD/s" d
    fi
  done
  chmod u+w d/mode
  rm -rf d
  comes_true -R -s -r s d
}

@test "all forms of a tree's operands come true" {
  tree s
  tree r
  files f
  mkdir d w
  comes_true -R s r f d
  comes_true -R -t d s/ f
  comes_true -R -t d s/.
  comes_true -R s s/e/x
  comes_true -R s s
  comes_true -R s nosuch/d
  comes_true -R nosuch d
  comes_true -R s f
  comes_true -R f g
  ln -s s l
  ln -s w m
  ln -s nowhere n
  comes_true -R l d/l1
  comes_true -R l/ d/l2
  comes_true -R -L l d/l3
  comes_true -R s m
  comes_true -R s n
  comes_true -R s n/
  comes_true -R s m/
  comes_true -R --beneath s ../d
  comes_true -R --no-symlinks l/ d/l4
}

@test "a tree without a name is foreseen as a failure" {
  mkdir s
  files s/a
  foresee -R s ''
  ended 1
  says "cannot create directory '': No such file or directory"
  [ -z "$output" ]
  try -R s ''
  says "cannot create directory '': No such file or directory"
}

@test "several operands that go to one place are each foreseen alone" {
  mkdir -p s/t r/t d
  files s/t/a r/t/a
  foresee -R -t d s/t r/t
  ended 0
  lines_are "would link 'd/t/a' => 's/t/a'" "would make directory 'd/t'" \
    "would link 'd/t/a' => 'r/t/a'" "would make directory 'd/t'"
  holds d
}

# Make the directories 1/2/3 and so on, $2 deep, with a file in each, in $1.
chain () {
  local i name=$1
  for ((i = 1; i <= $2; i++)); do
    name+=/$i
    mkdir -p "$name/k"
    files "$name/f" "$name/k/g"
  done
}

@test "a deep tree is foreseen with few descriptors, wherever DEST ends" {
  chain s 40
  for depth in 0 1 13 14 15 27 40; do
    rm -rf d
    if [ "$depth" -ne 0 ]; then
      chain d "$depth"
      find d -type f -delete
    fi
    for jobs in 1 3; do
      foresee -R --json "--jobs=$jobs" s d
      ended 0
      [ "$(grep -c would-link <<<"$output")" -eq 80 ]
      [ "$(grep -c would-make <<<"$output")" -eq $((depth == 0 ? 81
        : 80 - 2 * depth)) ]
      [ "${#lines[@]}" -eq 161 ]
    done
    (
      ulimit -n 32
      "$FHLN" --dry-run -R s d >said
      [ "$(grep -c 'would link' said)" -eq 80 ]
    )
    rm said
  done
}

@test "a directory of one's own that its mode closes is no failure" {
  tree s
  mkdir -p d/e
  chmod 0 d/e
  chmod 500 d
  foresee_ordinary -R s d
  chmod 700 d d/e
  ended 0
  [ -z "$stderr" ]
  [ "$(grep -c 'would link' <<<"$output")" -eq 9 ]
  grep -x "would make directory 'd/e/g'" <<<"$output"
  run ! grep -x "would make directory 'd/e'" <<<"$output"
}

# As try with --dry-run, as a user whom modes concern.
foresee_ordinary () {
  if [ "$(id -u)" -eq 0 ]; then
    need_nobody
    chown -R 65534:65534 s d
    mkdir x
    run --separate-stderr env -C x "${nobody[@]}" --dry-run "${@/%[sd]/../&}"
    output=${output//..\//}
  else
    try --dry-run "$@"
  fi
}

@test "a directory that cannot be read, or searched, is told as ever" {
  need_user "mode bits hold"
  mkdir -p s/closed s/listed
  files s/closed/a s/listed/a s/b
  chmod 0 s/closed
  chmod 444 s/listed
  run --separate-stderr "$FHLN" --dry-run -R --jobs=1 s d
  said=$stderr
  [ "$output" != "${output/would make directory \'d\/listed\'/}" ]
  try -R --jobs=1 s d
  chmod 755 s/closed s/listed
  ended 1
  [ "$said" = "$stderr" ]
}

mounted_inside () {
  tree s
  mkdir s/m d
  mount_fs tmpfs none s/m
  files s/m/in
  mount --bind s/b s/a
  comes_true -R s d
  rm -r d
  comes_true -R s d
  comes_true -R --one-file-system s e
  comes_true -R s/e f
  mkdir -p g/e
  mount_fs tmpfs none g/e
  comes_true -R s g
  umount g/e s/a s/m
}

@test "mounts inside SOURCE and DEST come true" {
  need_platform "knows mounts"
  in_private mounted_inside
}
