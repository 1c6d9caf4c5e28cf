# shellcheck shell=bash
# Which streams do the tests of faults give to the program?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

# Make the streams pairs and names, of the three SOURCEs of fault.c.
pairs () {
  printf 's/a\0d/a\0s/b\0d/b\0s/c\0d/c\0' >pairs
}

names () {
  printf 's/a\0s/b\0s/c\0' >names
}
