#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2034,SC2154
# Is a security module blamed, and none that is not there, when one refuses that
# the program knows nothing of?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# TOMOYO answers EPERM, and shows no domain in /proc.

load ../lib/helper
load ../lib/causes
load ../lib/guest

# The policy counts from when a program /trigger is run.
setup_file () {
  guest_modules=()
  guest_programs=()
  guest_append='security=tomoyo TOMOYO_loader=/busybox TOMOYO_trigger=/trigger'
  guest_prepare='
    cd /sys/kernel/security/tomoyo
    cat >profile <<E
PROFILE_VERSION=20150505
0-CONFIG={ mode=disabled }
1-CONFIG={ mode=disabled }
1-PREFERENCE={ max_audit_log=0 max_learning_entry=0 }
1-CONFIG::file::link={ mode=enforcing }
1-CONFIG::file::symlink={ mode=enforcing }
E
    echo "initialize_domain /usr/bin/fhln from any" >exception_policy
    printf "<kernel> /usr/bin/fhln\nuse_profile 1\n" >domain_policy
    cp /busybox /trigger
    (exec -a true /trigger)'
  guest_start
}

teardown_file () {
  guest_stop
}

# Exit status 5, EPERM, and a note that blames what it may.
blames () {
  ended 5
  says_json 0 errno EPERM
  if [[ ${lines[0]} != *'"note":"'*@(security module|TOMOYO)*'"'* ]] \
      || [[ ${lines[0]} = *@(Landlock|AppArmor|SELinux|seccomp)* ]]; then
    answer >&2
    fail 'expected a note about a security module'
  fi
}

@test "a security module that is not known by name: a hard link" {
  guest '
    touch a
    link --json a b'
  blames
}

@test "a security module that is not known by name: a symbolic link" {
  guest '
    link --json -s a b'
  blames
}

@test "success: by a program that the policy leaves alone" {
  guest '
    cp /bin/fhln /free
    PROGRAM=/free
    touch a
    link --json a b'
  ended 0
  says_json 0 outcome linked
}
