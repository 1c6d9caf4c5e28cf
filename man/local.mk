# The manual and the cookbook, written by hand.
# SPDX-License-Identifier: GPL-3.0-or-later

dist_man_MANS = man/fhln.1 man/fhln.cookbook.7
