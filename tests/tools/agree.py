"""Do two programs end alike with names that lead here and there?

SPDX-License-Identifier: GPL-3.0-or-later

agree.py ONE OTHER COUNT

Makes COUNT names at random, always the same ones, of components that are
directories, files, symbolic links, dots and nothing, and gives them to both
programs, confined, each in a tree of its own below the current directory.
Compares exit status, first line of the message and the trees afterwards.
Prints what differs, and how many runs of the first have made a link.  Exit
status: 0, or 1 if anything differs.
"""

import os
import random
import shutil
import subprocess
import sys
import time

LINKS = {
    "l_d": "d", "l_dots": "d/..", "l_up": "../out", "l_abs": "@/out",
    "l_f": "f", "l_l": "l_d", "loop": "loop", "l_dot": ".", "l_slash": "d/",
    "l_f_slash": "f/", "dangling": "nothing", "l_far": "d/e/../../f",
    "l_long": "././d/.//e", "l_chain": "d/l_in/l_d/e", "d/l_in": "..",
    "d/l_f": "../f", "d/l_out": "../nothing", "d/e/l_up": "../../../out",
    "d/e/l_top": "../..",
}
FILES = ["in/f", "in/d/g", "in/d/e/h", "out/secret", "out/sub/s"]
NAMES = ["d", "e", "f", "g", "h", "..", ".", "", "sub", "secret", "out", "in",
         "nothing"] + [name.split("/")[-1] for name in LINKS]
MODES = [["--beneath"], ["--no-symlinks"], ["--beneath", "--no-symlinks"]]
OPTIONS = [[], ["-f"], ["--backup=simple"], ["-L"], ["-Lf"], ["-n"], ["-T"],
           ["-fn"], ["-s"], ["--if-exists=same"], ["-t", "d"]]


def make_tree(root):
    shutil.rmtree(root, ignore_errors=True)
    os.makedirs(root + "/in/d/e")
    os.makedirs(root + "/out/sub")
    for name in FILES:
        with open(root + "/" + name, "w") as file:
            file.write(name)
    for name, text in LINKS.items():
        os.symlink(text.replace("@", root), root + "/in/" + name)


def list_tree(root):
    """What each name below root is, with its file's first name."""
    first = {}
    found = []
    for directory, directories, files in os.walk(root):
        for base in directories + files:
            name = os.path.join(directory, base)
            found.append((os.path.relpath(name, root), os.lstat(name)))
    found.sort(key=lambda entry: entry[0])
    return [(name, first.setdefault(st.st_ino, name), st.st_mode, st.st_nlink)
            for name, st in found]


def random_name():
    parts = random.choice([1, 1, 2, 2, 3, 3, 4, 5, 6])
    name = "/".join(random.choice(NAMES) for _ in range(parts))
    if random.random() < 0.05:
        name = "@/in/" + name
    if name.startswith("/"):
        name = "@" + name               # never the root itself
    return name + ("/" if random.random() < 0.1 else "")


def run_once(program, root, arguments):
    make_tree(root)
    line = [program] + [text.replace("@", root) for text in arguments]
    ended = subprocess.run(line, cwd=root + "/in", stdin=subprocess.DEVNULL,
                           capture_output=True, text=True)
    said = ended.stderr.replace(root, "@").split("\n")[0]
    return ended.returncode, said, list_tree(root)


def run(program, root, arguments):
    """openat2 may give up where other tests rename without end."""
    for _ in range(50):
        found = run_once(program, root, arguments)
        if "temporarily unavailable" not in found[1]:
            break
        time.sleep(0.1)
    return found


def main():
    one, other, count = sys.argv[1:]
    random.seed(1)
    links = different = 0
    for _ in range(int(count)):
        names = [random_name(), random.choice(["n", random_name()])]
        if random.random() < 0.5:
            names = ["f", random_name()]
        options = random.choice(OPTIONS)
        if "-t" in options:
            names.pop()
        arguments = random.choice(MODES) + options + names
        found = [run(one, os.getcwd() + "/one", arguments),
                 run(other, os.getcwd() + "/two", arguments)]
        links += found[0][0] == 0
        if found[0] != found[1]:
            different += 1
            print(arguments, *(end[:2] for end in found), sep="\n  ")
    print(links, "links")
    return different != 0


sys.exit(main())
