#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2034
# Is AppArmor named when it refuses, with the profile, and only then?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/causes
load ../lib/guest

# Each profile is attached to a copy of the program in /confined.
setup_file () {
  guest_modules=()
  guest_programs=(apparmor_parser:apparmor)
  guest_append='apparmor=1 security=apparmor'
  guest_prepare='
    mkdir /confined
    for name in no-link deny-link odd odder unseen blind complain allow hat; do
      cp /bin/fhln "/confined/$name"
    done
    cat >/profiles <<E
profile no-link /confined/no-link {
  capability,
  /** mrw,
}
profile deny-link /confined/deny-link {
  capability,
  /** mrwl,
  deny /test/** l,
}
profile "odd name (of two)" /confined/odd {
  capability,
  /** mrw,
}
profile "l'"'"'étoile" /confined/odder {
  capability,
  /** mrw,
}
profile unseen /confined/unseen {
  capability,
  /** mrw,
  deny @{PROC}/@{pid}/attr/** rw,
  deny /proc/[0-9]*/attr/** rw,
}
profile blind /confined/blind {
  capability,
  /{confined,lib,lib64,usr}/** mr,
}
profile complain /confined/complain flags=(complain) {
  /{confined,lib,lib64,usr}/** mr,
}
profile allow /confined/allow {
  capability,
  /** mrwl,
}
profile hat /confined/hat {
  capability,
  /** mrwl,
  /test/** mrwl,
  deny /test/w/refused l,
}
E
    sed -i "1i@{PROC}=/proc/\n@{pid}=[0-9]*" /profiles
    apparmor_parser --skip-cache --replace /profiles'
  guest_start
}

teardown_file () {
  guest_stop
}

# Run the commands $2 in the machine, with the program that is confined by what
# is attached to /confined/$1.
under () {
  guest "PROGRAM=/confined/$1"$'\n'"$2"
}

refused_by () {
  printf "permission bits allow it; probably refused by AppArmor \
(profile '%s')" "$1"
}

@test "apparmor: a profile that does not allow links" {
  under no-link '
    touch a
    link --json a b'
  because 5 EACCES apparmor "$(refused_by no-link)"
}

@test "apparmor: a profile that denies them" {
  under deny-link '
    touch a
    link --json a b'
  because 5 EACCES apparmor "$(refused_by deny-link)"
}

@test "apparmor: a profile that denies one new name" {
  under hat '
    touch a
    link --json a refused'
  because 5 EACCES apparmor "$(refused_by hat)"
  under hat '
    touch a
    link --json a allowed'
  ended 0
  says_json 0 outcome linked
}

@test "apparmor: a profile whose name is odd" {
  under odd '
    touch a
    link --json a b'
  because 5 EACCES apparmor "$(refused_by 'odd name (of two)')"
}

@test "apparmor: a profile whose name has a quote and is not ASCII" {
  under odder '
    touch a
    link --json a b'
  because 5 EACCES apparmor "permission bits allow it; probably refused by \
AppArmor (profile *toile*)"
}

@test "apparmor: a profile that hides itself" {
  under unseen '
    touch a
    link --json a b'
  because 5 EACCES apparmor "permission bits allow it; probably refused by \
AppArmor*"
}

@test "apparmor: with -s, and with -f" {
  guest '
    cp /bin/fhln /confined/read-only
    apparmor_parser --skip-cache --replace <<E
profile read-only /confined/read-only {
  capability,
  /** mr,
}
E
    PROGRAM=/confined/read-only
    touch a
    link --json -s a b'
  because 5 EACCES apparmor "$(refused_by read-only)"
  under no-link '
    touch a b
    link --json -f a b'
  because 5 EACCES apparmor "$(refused_by no-link)"
}

@test "a profile that shows no file of /proc and /sys has no invented cause" {
  under blind '
    touch a
    link --json a b'
  because 5 EACCES ""
}

@test "protected-hardlinks: a profile that takes a capability away" {
  guest '
    cp /bin/fhln /confined/weak
    apparmor_parser --skip-cache --replace <<E
profile weak /confined/weak {
  /** mrwl,
}
E
    PROGRAM=/confined/weak
    echo 1 >/proc/sys/fs/protected_hardlinks
    touch a
    chmod 600 a
    chown 1000 a
    link --json a b'
  because 5 EPERM protected-hardlinks "*you are root without CAP_FOWNER*"
  guest '
    PROGRAM=/confined/weak
    mkdir d
    touch d/a
    chown 1000 d
    link --json d/a d/b'
  because 5 EACCES no-write "*you are root (uid 0) without CAP_DAC_OVERRIDE*"
}

@test "success: a profile that allows links, and one that only complains" {
  local name
  for name in allow complain; do
    under "$name" '
      touch a
      (link --json a b)
      ran=yes
      stat -c %h b'
    ended 0
    says_json 0 outcome linked
    [ "${lines[1]}" = 2 ]
  done
}

@test "no-write: the mode is the cause, though a profile is in force" {
  under allow '
    mkdir -m 555 d
    chown 1000 d
    touch d/a
    chown 1000 d/a
    as=$ann
    link --json d/a d/b'
  because 5 EACCES no-write "no write permission on*'d'*"
}

@test "source-immutable: the file is the cause, though a profile is in force" {
  under allow '
    disk ext4 4M
    touch m/a
    chattr +i m/a
    link --json m/a m/b'
  because 5 EPERM source-immutable "'m/a' is immutable*"
}
