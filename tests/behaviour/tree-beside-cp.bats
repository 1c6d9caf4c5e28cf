#!/usr/bin/env bats
# shellcheck disable=SC2154
# Is a tree what `cp -al` makes of the same SOURCE, on any file system?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Environment: TREE_SEEDS, the seeds of the random trees ("1 2 3").

load ../lib/helper

seeds=${TREE_SEEDS-1 2 3}

setup () {
  common_setup
  need_command python3
  if ! cp --version 2>/dev/null | grep -qF '(GNU coreutils)'; then
    skip "needs GNU cp to compare with"
  fi
  need_platform "its directories do not get all that cp's do"
}

# Make a random tree $1 from the seed $2: all kinds of files, odd names, modes,
# times; attributes and lists where they can be; owners if we are root.
random_tree () {
  python3 - "$1" "$2" <<'END'
import os, random, stat, struct, sys

top, seed = sys.argv[1], int(sys.argv[2])
choose = random.Random(seed)
root = os.geteuid() == 0
files = []
directories = []

def name():
    kind = choose.randrange(8)
    if kind == 0:
        return bytes(choose.choice([9, 10, 32, 39, 92, 200, 255, 65])
                     for _ in range(choose.randint(1, 6)))
    if kind == 1:
        return b"." + b"x" * choose.choice([1, 2, 3, 200])
    return b"n%d" % choose.randrange(10000)

def acl():
    # As acl(5) has it: version 2; tag, permissions, id.
    entries = [(1, 7, -1), (2, choose.randrange(8), choose.randint(1, 9)),
               (4, choose.randrange(8), -1), (16, 7, -1),
               (32, choose.randrange(8), -1)]
    return struct.pack("<I", 2) + b"".join(
        struct.pack("<HHi", *entry) for entry in entries)

def adorn(path):
    try:
        if choose.random() < .3:
            os.setxattr(path, "user.n%d" % choose.randrange(5),
                        bytes(choose.randrange(256)
                              for _ in range(choose.randrange(50))))
        if root and choose.random() < .1:
            os.setxattr(path, "trusted.t", b"value")
        if choose.random() < .2:
            os.setxattr(path, "system.posix_acl_access", acl())
        if choose.random() < .2:
            os.setxattr(path, "system.posix_acl_default", acl())
    except OSError:
        pass
    if root and choose.random() < .3:
        os.chown(path, choose.randrange(4), choose.randrange(4))
    os.chmod(path, choose.choice([0o700, 0o755, 0o711, 0o2755, 0o1777, 0o6750,
                                  0o750] + [0o555, 0o500, 0o300] * root))
    os.utime(path, ns=tuple(choose.randrange(0, 2 * 10**9) * 10**9
                            + choose.randrange(10**9) for _ in range(2)))

def fill(path, depth):
    for _ in range(choose.choice([0, 1, 3, 8, 30])):
        new = os.path.join(path, name())
        if os.path.lexists(new) or len(files) + len(directories) > 250:
            continue
        kind = choose.randrange(10)
        if kind < 3 and depth < 6:
            os.mkdir(new)
            fill(new, depth + 1)
        elif kind == 3:
            os.symlink(choose.choice(["/", "nowhere", "..", "x" * 200]), new)
        elif kind == 4:
            os.mkfifo(new)
        elif kind == 5 and files:
            os.link(choose.choice(files), new, follow_symlinks=False)
            continue
        elif kind == 6 and root and choose.random() < .5:
            os.mknod(new, stat.S_IFCHR | 0o600, os.makedev(1, 3))
        else:
            with open(new, "wb") as f:
                f.write(new)
            os.chmod(new, choose.choice([0o644, 0o600, 0o444]))
        if not os.path.isdir(new) or os.path.islink(new):
            files.append(new)
    directories.append(path)

top = os.fsencode(top)
os.mkdir(top)
fill(top, 0)
for _ in range(20):
    if len(directories) > 10:
        break
    fill(top, 0)
for path in sorted(set(directories), key=len, reverse=True):
    adorn(path)
END
}

# List what tree $1 consists of.
told () {
  python3 - "$1" <<'END'
import os, stat, sys

def show(path, shown):
    s = os.lstat(path)
    if not stat.S_ISDIR(s.st_mode):
        print(shown, oct(s.st_mode), s.st_ino)
        return
    lists = {n: os.getxattr(path, n).hex() for n in os.listxattr(path)
             if not n.startswith("trusted.overlay.")}
    print(shown, oct(s.st_mode), s.st_uid, s.st_gid, s.st_mtime_ns,
          sorted(lists.items()))
    for entry in sorted(os.listdir(path)):
        show(os.path.join(path, entry), shown + b"/" + entry)

show(os.fsencode(sys.argv[1]), b"")
END
}

# Tree s in the directory here becomes fhln and cp alike, by one worker and by
# several; nothing changes in a second run.
as_cp_does () {
  local jobs
  cp -al s/. cp
  told cp >"$BATS_TEST_TMPDIR/cp"
  [ "$(wc -l <"$BATS_TEST_TMPDIR/cp")" -ge 10 ]
  for jobs in 1 3; do
    try -R --jobs=$jobs s/ fhln
    passed
    told fhln | diff "$BATS_TEST_TMPDIR/cp" -
    try -R -v --jobs=$jobs s/ fhln
    passed
    told fhln | diff "$BATS_TEST_TMPDIR/cp" -
    # What cp has made is completed, too.
    find cp -mindepth 1 -depth -path '*3*' -delete
    try -R --jobs=$jobs s/ cp
    passed
    told cp | diff "$BATS_TEST_TMPDIR/cp" -
    rm -r fhln
  done
  told s/ | diff "$BATS_TEST_TMPDIR/cp" -
}

# As as_cp_does, for each seed.
random_trees () {
  local seed
  for seed in $seeds; do
    echo "seed $seed"
    random_tree s "$seed"
    as_cp_does
    rm -r s cp
  done
}

random_trees_there () {
  cd m || return
  random_trees
}

@test "a tree is as cp makes it, in the test directory" {
  random_trees
}

@test "a tree is as cp makes it, on tmpfs" {
  in_memory
  random_trees
}

@test "a tree is as cp makes it, on ext4" {
  on_fs ext4 random_trees_there
}

@test "a tree is as cp makes it, on xfs" {
  on_fs xfs random_trees_there
}

@test "a tree is as cp makes it, on btrfs" {
  on_fs btrfs random_trees_there
}

@test "a tree is as cp makes it, on overlay" {
  on_fs overlay random_trees_there
}

lower_trees () {
  local seed
  for seed in $seeds; do
    umount m
    random_tree "m.overlay/lower/s$seed" "$seed"
    mount -t overlay -o lowerdir=m.overlay/lower \
      -o upperdir=m.overlay/upper,workdir=m.overlay/work overlay m \
      || skip "an overlay cannot be mounted again"
    (
      cd "m/s$seed/.." || exit
      ln -s "s$seed" s
      as_cp_does
      rm -rf s cp
    )
  done
}

@test "a tree is as cp makes it, on overlay with files in its lower layer" {
  on_fs overlay lower_trees
}

# --- What is meant to be otherwise -----------------------------------------

@test "unlike cp: a second run does not nest, and the bits are SOURCE's" {
  mkdir s s/e p
  files s/a
  chmod 2777 p
  try -R s p/d
  passed
  try -R s p/d
  passed
  holds p/d a e
  [ "$(stat -c %a p/d p/d/e | tr '\n' ' ')" = "755 755 " ]
  cp -al s p/cp
  cp -al s p/cp
  [ -d p/cp/s ]
}
