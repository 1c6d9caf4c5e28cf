# shellcheck shell=bash disable=SC2154
# How does a test get a kernel of its own, and file systems, servers and
# security modules that this one may lack?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A virtual machine is booted once for a bats file: a kernel of the
# distribution, and a file system in memory with the program under test and
# what else its tests need.  It has no network but its loopback, and no disk.
# It is emulated, so that it runs wherever QEMU does.
#
# The file's setup_file calls `guest_start`; each test gives its commands to
# `guest`, which is as `inside` (lib/causes), and then looks at the answer:
# `because` after `link --json`.  guest_start reads:
#   guest_modules   modules of the kernel, or their aliases
#   guest_programs  commands to bring along, as NAME or NAME:PACKAGE
#   guest_files     further files
#   guest_append    the kernel's command line
#   guest_devices   options for QEMU
#   guest_prepare   commands that the machine runs before all tests
# In the machine "$ann" and "$bob" are command prefixes that become ordinary
# users, of the numbers 1000 and 1001.

# How long the machine may take to start, and for one test, in seconds.
GUEST_START=180
GUEST_TEST=90

# What every machine has beside busybox, whose commands are linked statically
# and so are quicker to start there than these.
guest_common=(bash chattr:e2fsprogs diff find:findutils mkfs.ext4:e2fsprogs
  mount perl setfacl:acl setpriv timeout)

# What the kernel starts.
guest_init=$(cat <<'END'
#!/busybox sh
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
/busybox mkdir -p /dev /proc /sys /tmp /run /var /test
/busybox mount -t proc none /proc
/busybox mount -t sysfs none /sys
/busybox mount -t devtmpfs none /dev
/busybox mount -t securityfs none /sys/kernel/security
/busybox ln -s /proc/self/fd /dev/fd
/busybox ln -s fd/0 /dev/stdin
/busybox chmod 1777 /tmp
while read -r module; do
  /busybox insmod "/modules/$module" || echo "$module: not loaded"
done </modules/list
/busybox ip link set lo up
/busybox --install -s /busybox.d
export PATH=$PATH:/busybox.d
for port in /dev/vport*; do
  exec bash /agent "$port"
done
echo 'no port'
END
)

# It reads "NUMBER SCRIPT" from the port, and answers with "NUMBER STATUS
# OUTPUT ERRORS LOG"; the texts are in base64, after an =.
guest_agent=$(cat <<'END'
exec 8<>"$1"
export LC_ALL=C PROGRAM=/bin/fhln NAME=fhln SETUP_LOG=/log tool=
export ann='setpriv --reuid=1000 --regid=1000 --clear-groups'
export bob='setpriv --reuid=1001 --regid=1001 --clear-groups'
umask 022
coded () {
  printf ' =%s' "$(base64 -w 0 "$1")"
}
while read -r number limit text <&8; do
  base64 -d <<<"$text" >/script
  rm -rf /test/w
  mkdir -p /test/w
  cd /test/w
  : >/log
  unshare=(unshare -m)
  if [ "$number" = 0 ]; then
    unshare=()
  fi
  status=0
  timeout -k 2 "$limit" "${unshare[@]}" bash /script >/out 2>/err \
    </dev/null 8>&- || status=$?
  {
    printf '%s %s' "$number" "$status"
    coded /out
    coded /err
    coded /log
    echo
  } >&8
  cd /
done
END
)

# --- Making the machine ----------------------------------------------------

# Set $kernel and $release: the newest kernel that has the modules, of this
# system or, in $kernel_root, what bootstrap has fetched.
guest_find_kernel () {
  local fetched=$BATS_TEST_DIRNAME/../../build-kernel
  for kernel_root in '' "$fetched"; do
    for kernel in $(find "$kernel_root/boot" -maxdepth 1 -name 'vmlinuz-*' \
        2>/dev/null | sort -rV); do
      release=${kernel##*/vmlinuz-}
      if [ -r "$kernel" ] && guest_list_modules >/dev/null; then
        return
      fi
    done
  done
  return 1
}

# Print why there can be no machine, if so.
guest_lacks () {
  local need
  if [ "$(uname -m)" != x86_64 ]; then
    echo 'the virtual machine is made for x86_64 alone'
    return
  fi
  for need in qemu-system-x86_64:qemu-system-x86 cpio:cpio modprobe:kmod \
      busybox:busybox-static "${guest_common[@]}" "${guest_programs[@]}"; do
    if ! command -v "${need%%:*}" >/dev/null; then
      echo "needs ${need%%:*}"
      return
    fi
  done
  if ldd "$(command -v busybox)" >/dev/null 2>&1; then
    echo 'needs a busybox that is linked statically'
  elif ! guest_find_kernel; then
    echo "needs a kernel with the modules: ${guest_modules[*]}"
  fi
}

# Print the files of the modules, each after those that it needs.
guest_list_modules () {
  local module
  for module in virtio_pci virtio_console loop crypto-crc32c ext4 \
      "${guest_modules[@]}"; do
    modprobe -d "$kernel_root/" -S "$release" --show-depends "$module" 2>/dev/null || return
  done | sed -n 's/^insmod \([^ ]*\).*/\1/p' | awk '!seen[$0]++'
  [ "${PIPESTATUS[0]}" -eq 0 ]
}

# Copy the modules into the directory $1, and list them in the order to load.
guest_copy_modules () {
  local file name
  while read -r file; do
    name=${file##*/}
    name=${name%%.ko*}.ko
    case $file in
      *.xz) xz -dc "$file" ;;
      *.zst) zstd -dcq "$file" ;;
      *.gz) gzip -dc "$file" ;;
      *) cat "$file" ;;
    esac >"$1/$name"
    echo "$name"
  done < <(guest_list_modules) >"$1/list"
}

# Copy the programs, with the libraries that they need, under the directory $1.
guest_copy_programs () {
  local need files=() libraries
  for need in "${guest_common[@]}" "${guest_programs[@]}"; do
    files+=("$(command -v "${need%%:*}")")
  done
  mapfile -t libraries < <(ldd "${files[@]}" "$FHLN" 2>/dev/null \
    | sed -n 's/^[^/]*\(\/[^ :]*\) (0x.*/\1/p' | sort -u)
  cp -L --parents "${files[@]}" "${libraries[@]}" "${guest_files[@]}" "$1"
  cp "$FHLN" "$1/bin/fhln"
  cp "$(command -v busybox)" "$1/busybox"
}

guest_accounts () {
  mkdir -p "$1/etc"
  cat >"$1/etc/passwd" <<'END'
root:x:0:0::/:/bin/bash
ann:x:1000:1000::/:/bin/bash
bob:x:1001:1001::/:/bin/bash
_rpc:x:102:65534::/run:/bin/false
nobody:x:65534:65534::/:/bin/false
END
  cat >"$1/etc/group" <<'END'
root:x:0:
ann:x:1000:
bob:x:1001:
nogroup:x:65534:
END
  printf '127.0.0.1 localhost guest\n' >"$1/etc/hosts"
  printf 'passwd: files\ngroup: files\nhosts: files\n' >"$1/etc/nsswitch.conf"
}

# --- Running it ------------------------------------------------------------

# Boot the machine, unless something lacks for it, which is then the reason to
# skip.
guest_start () {
  local root=$BATS_FILE_TMPDIR/root name
  guest_lacks >"$BATS_FILE_TMPDIR/reason"
  if [ -s "$BATS_FILE_TMPDIR/reason" ]; then
    return
  fi
  mkdir -p "$root"/{busybox.d,modules}
  for name in bin lib lib64 sbin; do
    mkdir -p "$root/usr/$name"
    ln -s "usr/$name" "$root/$name"
  done
  guest_find_kernel
  guest_copy_modules "$root/modules"
  guest_copy_programs "$root"
  guest_accounts "$root"
  printf '%s\n' "$guest_init" >"$root/init"
  printf '%s\n' "$guest_agent" >"$root/agent"
  chmod +x "$root/init"
  (cd "$root" && find . | cpio --quiet -o -H newc -R 0:0) \
    >"$BATS_FILE_TMPDIR/initrd"
  rm -rf "$root"
  mkfifo "$BATS_FILE_TMPDIR"/port.{in,out}
  setpriv --pdeathsig KILL qemu-system-x86_64 -accel tcg -cpu max -m 1024 \
    -nodefaults -no-user-config -no-reboot -display none \
    -serial "file:$BATS_FILE_TMPDIR/console" \
    -device virtio-serial-pci -device virtserialport,chardev=port \
    -chardev "pipe,id=port,path=$BATS_FILE_TMPDIR/port" \
    "${guest_devices[@]}" -kernel "$kernel" \
    -initrd "$BATS_FILE_TMPDIR/initrd" \
    -append "console=ttyS0 quiet panic=-1 mitigations=off ${guest_append-}" \
    >"$BATS_FILE_TMPDIR/qemu" 2>&1 </dev/null 3>&- &
  echo $! >"$BATS_FILE_TMPDIR/pid"
  echo 0 >"$BATS_FILE_TMPDIR/number"
  guest_ask "$GUEST_START" "set -eu; exec >&2; ${guest_prepare-}"
  if [ "$guest_status" -ne 0 ]; then
    printf '%s\n' 'could not prepare' "$guest_errors"
    return 1
  fi
}

guest_stop () {
  local pid
  if [ -e "$BATS_FILE_TMPDIR/pid" ]; then
    pid=$(cat "$BATS_FILE_TMPDIR/pid")
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  fi
  rm -f "$BATS_FILE_TMPDIR/initrd"
}

# Let the machine run the commands $2, for at most $1 seconds, and set
# $guest_status, $guest_output, $guest_errors and $guest_log.
guest_ask () {
  local number line part end
  local -a answer
  number=$(cat "$BATS_FILE_TMPDIR/number")
  echo $((number + 1)) >"$BATS_FILE_TMPDIR/number"
  exec 8<>"$BATS_FILE_TMPDIR/port.in" 9<>"$BATS_FILE_TMPDIR/port.out"
  printf '%s %s %s\n' "$number" "$1" "$(base64 -w 0 <<<"$2")" >&8
  end=$((SECONDS + $1 + 10))
  answer=(none)
  while [ "${answer[0]}" != "$number" ]; do
    line=
    until IFS= read -r -t 1 part <&9; do
      line+=$part
      if ! kill -0 "$(cat "$BATS_FILE_TMPDIR/pid")" 2>/dev/null \
          || [ "$SECONDS" -gt "$end" ]; then
        exec 8>&- 9>&-
        cat "$BATS_FILE_TMPDIR"/{qemu,console}
        fail 'the virtual machine does not answer'
        return 1
      fi
    done
    read -ra answer <<<"$line$part"
  done
  exec 8>&- 9>&-
  guest_status=${answer[1]}
  guest_output=$(base64 -d <<<"${answer[2]#=}" | tr -d '\0')
  guest_errors=$(base64 -d <<<"${answer[3]#=}" | tr -d '\0')
  guest_log=$(base64 -d <<<"${answer[4]#=}" | tr -d '\0')
}

# Run the commands $1 in the machine, in a mount namespace and a directory of
# their own; the last one is `link`.
guest () {
  if [ -s "$BATS_FILE_TMPDIR/reason" ]; then
    skip "$(head -n 1 "$BATS_FILE_TMPDIR/reason")"
  fi
  guest_ask "$GUEST_TEST" "$inside_shell"$'\n'"$1"
  case $guest_status in
    77) skip 'the kernel in the machine cannot do that' ;;
    99 | 124 | 137 | 143)
      printf '%s\n' "$guest_log" "$guest_errors" >&2
      fail "could not prepare, or took too long ($guest_status)"
      ;;
  esac
  run --separate-stderr guest_answer
}

guest_answer () {
  printf '%s' "$guest_output"
  printf '%s' "$guest_errors" >&2
  return "$guest_status"
}

# --- Looking at the answer -------------------------------------------------

# After `link --json`: exit status $1, the error $2, the cause $3, and a note
# that the pattern $4 matches; without $4 there is none.
because () {
  local error cause note
  ended "$1"
  {
    IFS= read -r -d '' error
    IFS= read -r -d '' cause
    IFS= read -r -d '' note
  } < <(python3 -c '
import json, sys
line = json.loads(sys.argv[1])
print(*[line.get(k, "") for k in ("errno", "cause", "note")], sep="\0",
      end="\0")' "${lines[0]}")
  # shellcheck disable=SC2053 # it is a pattern
  if [ "$error" != "$2" ] || [ "$cause" != "$3" ] || [[ $note != ${4-} ]] \
      || [ -n "$stderr" ]; then
    answer >&2
    fail "expected $2, the cause $3 and the note: ${4-none}"
  fi
}
