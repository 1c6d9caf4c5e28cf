#!/usr/bin/env bats
# shellcheck disable=SC2016,SC2034
# Is SELinux named when it refuses, with the domain, and only then?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/causes
load ../lib/guest

# A policy of two domains: free, and confined, which may neither give a file a
# further name nor make a symbolic link; lenient is as confined, but permissive.
setup_file () {
  guest_modules=()
  guest_programs=(secilc:secilc)
  guest_append='security=selinux selinux=1'
  guest_prepare='
    cat >/policy.cil <<E
(handleunknown allow)
(mls false)
(sid kernel) (sid security) (sid unlabeled)
(sidorder (kernel security unlabeled))
(class process (transition dyntransition setcurrent))
(class file (link execute_no_trans entrypoint))
(class dir (add_name))
(class lnk_file (create))
(classorder (process file dir lnk_file))
(sensitivity s0) (sensitivityorder (s0)) (level low (s0))
(user user) (userlevel user low) (userrange user (low low))
(role role) (role object_r) (userrole user role) (userrole user object_r)
(type free) (type confined) (type lenient) (type data)
(roletype role free) (roletype role confined) (roletype role lenient)
(roletype object_r data)
(sidcontext kernel (user role free (low low)))
(sidcontext security (user object_r data (low low)))
(sidcontext unlabeled (user object_r data (low low)))
(typeattribute domain) (typeattributeset domain (free confined lenient))
(allow domain domain (process (transition dyntransition setcurrent)))
(allow domain domain (dir (add_name)))
(allow domain data (file (execute_no_trans entrypoint)))
(allow domain data (dir (add_name)))
(allow free data (file (link)))
(allow free data (lnk_file (create)))
(typepermissive lenient)
E
    mkdir -p /sys/fs/selinux
    mount -t selinuxfs none /sys/fs/selinux
    secilc -M false -c "$(cat /sys/fs/selinux/policyvers)" -o /policy \
      -f /dev/null /policy.cil
    cat /policy >/sys/fs/selinux/load
    echo 1 >/sys/fs/selinux/enforce
    cat >/as <<E
#!/bin/bash
printf "user:role:%s" "\$1" >/proc/self/attr/current
shift
exec "\$@"
E
    chmod +x /as'
  guest_start
}

teardown_file () {
  guest_stop
}

# What the note must be.
refused="permission bits allow it; probably refused by SELinux \
(domain '*confined*')"

@test "selinux: a domain that may not link" {
  guest '
    touch a
    as="/as confined"
    link --json a b'
  because 5 EACCES selinux "$refused"
}

@test "selinux: with -s, and with -f" {
  guest '
    as="/as confined"
    link --json -s a b'
  because 5 EACCES selinux "$refused"
  guest '
    touch a b
    as="/as confined"
    link --json -f a b'
  because 5 EACCES selinux "$refused"
}

@test "selinux: as an ordinary user" {
  guest '
    mkdir -m 777 d
    touch d/a
    chown 1000 d/a
    as="/as confined $ann"
    link --json d/a d/b'
  because 5 EACCES selinux "$refused"
}

@test "success: another domain, and a permissive one" {
  local domain
  for domain in free lenient; do
    guest "as='/as $domain'"'
      touch a
      (link --json a b)
      ran=yes
      stat -c %h b'
    ended 0
    says_json 0 outcome linked
    [ "${lines[1]}" = 2 ]
  done
}

@test "no-write: the mode is the cause, though SELinux is enforcing" {
  guest '
    mkdir -m 555 d
    touch d/a
    chown 1000 d d/a
    as="/as free $ann"
    link --json d/a d/b'
  because 5 EACCES no-write "no write permission on*'d'*"
}

@test "source-immutable: the file is the cause, though SELinux is enforcing" {
  guest '
    disk ext4 4M
    touch m/a
    chattr +i m/a
    as="/as free"
    link --json m/a m/b'
  because 5 EPERM source-immutable "'m/a' is immutable*"
}
