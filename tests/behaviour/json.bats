#!/usr/bin/env bats
# shellcheck disable=SC2154
# Can a program read what was done?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/streams

setup () {
  common_setup
  if ! command -v node >/dev/null; then
    skip "needs node, whose parser is not ours"
  fi
}

# As try, with --json: each line of output is parsed, and ../parsed has a line
# NUMBER.KEY=VALUE for each member, VALUE as JSON again.
json () {
  run_json "$FHLN" --json "$@"
}

# As json, for any command; $end ends its lines (newline).
run_json () {
  status=0
  "$@" >"$BATS_TEST_TMPDIR/out" 2>"$BATS_TEST_TMPDIR/err" || status=$?
  stderr=$(cat "$BATS_TEST_TMPDIR/err")
  parse "$BATS_TEST_TMPDIR/out" >"$BATS_TEST_TMPDIR/parsed"
}

# Parse the lines of file $1, each ended by $2 (newline).
parse () {
  node -e '
    const [file, end] = process.argv.slice(1)
    const bytes = require("fs").readFileSync(file)
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    const lines = text.split(end === "nul" ? "\0" : "\n")
    if (lines.pop() !== "")
      throw new Error("the last line is not complete")
    lines.forEach((line, i) => {
      const object = JSON.parse(line)
      const keys = Object.keys(object)
      for (const key of keys) {
        if (line.split(`"${key}":`).length !== 2 && !/_hex$/.test(key)
            && keys.every((k) => object[k].indexOf(`"${key}":`) < 0))
          throw new Error("key twice: " + line)
        if (typeof object[key] !== "string")
          throw new Error("not a string: " + line)
        console.log(`${i + 1}.${key}=${JSON.stringify(object[key])}`)
      }
    })' "$1" "${2-}"
}

# The lines parsed are exactly the arguments.
told () {
  if ! diff -u <(printf '%s\n' "$@") ../parsed >&2; then
    cat ../out ../err >&2
    fail "told something else"
  fi
}

# Among the lines parsed are the arguments.
told_also () {
  local line
  for line; do
    if ! grep -qxF -e "$line" ../parsed; then
      cat ../parsed ../err >&2
      fail "not told: $line"
    fi
  done
}

# Nothing was said on standard error, and the status is $1.
quiet () {
  if [ "$status" -ne "$1" ] || [ -n "$stderr" ]; then
    fail "status $status, standard error: $stderr"
  fi
}

# --- Outcomes --------------------------------------------------------------

@test "a link that was made is told" {
  files a
  json a b
  linked a b
  quiet 0
  told '1.source="a"' '1.source_kind="path"' '1.dest="b"' '1.kind="hard"' \
    '1.outcome="linked"'
}

@test "each of several links is told, with its whole name" {
  mkdir d s
  files a s/b
  json a s/b nosuch d
  linked a d/a
  linked s/b d/b
  quiet 1
  told_also '1.source="a"' '1.dest="d/a"' '1.outcome="linked"' \
    '2.source="s/b"' '2.dest="d/b"' '2.outcome="linked"' \
    '3.source="nosuch"' '3.dest="d/nosuch"' '3.outcome="failed"'
  json -t d s/../a
  told_also '1.dest="d/a"' '1.outcome="failed"'
  cd s
  json ../a
  cd ..
  told_also '1.source="../a"' '1.dest="./a"'
}

@test "a link that was replaced is told, with its backup" {
  mkdir d
  files a b d/a
  json -f a b
  linked a b
  quiet 0
  told '1.source="a"' '1.source_kind="path"' '1.dest="b"' '1.kind="hard"' \
    '1.outcome="replaced"'
  files c
  json --backup=numbered c d/a
  told_also '1.dest="d/a"' '1.outcome="replaced"' '1.backup="d/a.~1~"'
  json -b -t d a
  told_also '1.dest="d/a"' '1.backup="d/a.~2~"'
  reads 'd/a.~1~' a
}

@test "a link that was there already is told" {
  files a
  ln a b
  json -f a b
  told_also '1.outcome="already"'
  json --if-exists=same a b
  told_also '1.outcome="already"'
  quiet 0
}

@test "what was skipped or declined is told" {
  files a b
  json --if-exists=skip a b
  quiet 0
  told '1.source="a"' '1.source_kind="path"' '1.dest="b"' '1.kind="hard"' \
    '1.outcome="skipped"'
  run_json "$FHLN" --json -i a b <<<n
  told '1.source="a"' '1.source_kind="path"' '1.dest="b"' '1.kind="hard"' \
    '1.outcome="declined"'
  [ "$status" -eq 1 ]
  [ "$stderr" = "$NAME: replace 'b'? " ]
  run_json "$FHLN" --json -i a b <<<y
  told_also '1.outcome="replaced"'
  linked a b
}

@test "a failure is told, and nothing is said on standard error" {
  files a b
  json a b
  quiet 1
  told_also '1.source="a"' '1.source_kind="path"' '1.dest="b"' \
    '1.kind="hard"' '1.outcome="failed"' '1.step="link"' '1.errno="EEXIST"' \
    "1.message=\"failed to create hard link 'b': File exists\""
  run ! grep -q -e handle= -e backup= -e left_behind= ../parsed
  json nosuch c
  quiet 1
  told_also '1.step="source"' '1.errno="ENOENT"' \
    "1.message=\"failed to access 'nosuch': No such file or directory\""
  json a a
  told_also '1.step="link"' '1.errno="EEXIST"'
  mkdir d
  json -fT a d
  told_also '1.step="rename"' '1.errno="EISDIR"' \
    '1.message="d: cannot overwrite directory"'
  json d x
  told_also '1.errno="EPERM"' \
    '1.message="d: hard link not allowed for directory"'
}

@test "a cause and a note are told where they are known" {
  files a b
  json nosuch/a x
  told_also '1.outcome="failed"'
  grep -q '^1\.cause="[a-z0-9-]*"$' ../parsed
  grep -q '^1\.note=".*nosuch' ../parsed
  json --no-notes nosuch/a x
  grep -q '^1\.cause="[a-z0-9-]*"$' ../parsed
  run ! grep -q '^1\.note=' ../parsed
}

@test "a backup that was refused is told, too" {
  echo a >'b~'
  files b
  json -b --suffix='~' 'b~' b
  quiet 1
  told_also '1.outcome="failed"' '1.step="backup"' \
    "1.message=\"backing up 'b' would destroy 'b~'\"" '1.backup="b~"'
  mkdir c~
  files a c
  json -b a c
  quiet 1
  told_also '1.outcome="failed"' '1.step="backup"' '1.errno="EISDIR"' \
    '1.backup="c~"'
  untouched a c
}

@test "a name that stays behind is told" {
  need_platform "exchanges names"
  need_strace
  files a
  ln a b
  ln a b~
  stray_expected=yes
  run_json strace -qq -o /dev/null -e inject=unlinkat:error=EPERM \
    "$FHLN" --json -b a b
  same a b
  stray=$(find . -name '.fhln*' -printf '%f')
  [ -n "$stray" ]
  told_also '1.outcome="failed"' '1.step="unlink"' '1.errno="EPERM"' \
    "1.left_behind=\"$stray\""
  quiet 1
}

@test "a directory that cannot be entered is told" {
  files a
  json -t nosuch a
  quiet 1
  told_also '1.dest="nosuch"' '1.outcome="failed"' '1.step="dest"' \
    '1.errno="ENOENT"'
  json -t a a
  told_also '1.dest="a"' '1.step="dest"' '1.errno="ENOTDIR"'
}

@test "symbolic and simulated links are told as such" {
  files a
  json -s a b
  told '1.source="a"' '1.source_kind="path"' '1.dest="b"' \
    '1.kind="symbolic"' '1.outcome="linked"'
  if "$FHLN" --simulate=always a c; then
    json --simulate=always a d
    told_also '1.kind="simulated"' '1.outcome="linked"'
  fi
}

@test "descriptors and handles are told as such" {
  need_platform "knows handles"
  files a
  exec 8<a
  json --fd 8 b
  exec 8<&-
  linked a b
  told '1.source="8"' '1.source_kind="fd"' '1.dest="b"' '1.kind="hard"' \
    '1.outcome="linked"'
  handle=$("$FHLN" --print-handle a) || skip "no handles here"
  json --handle "$handle" c
  told_also "1.source=\"$handle\"" '1.source_kind="handle"' '1.dest="c"'
  json --print-handle a nosuch
  quiet 1
  told_also '1.source="a"' '1.source_kind="path"' '1.outcome="printed"' \
    "1.handle=\"$handle\"" '2.source="nosuch"' '2.outcome="failed"' \
    '2.step="source"' '2.errno="ENOENT"'
  run ! grep -qE '\.(dest|kind)=' ../parsed
}

# --- Streams ---------------------------------------------------------------

@test "failures of the stream itself are told" {
  files a
  names a b a >../list
  json --pairs0-from=../list
  quiet 1
  told_also '1.outcome="linked"' '2.source="a"' '2.outcome="failed"' \
    '2.step="input"' '2.errno="EINVAL"' \
    "2.message=\"'../list' ends after the unpaired name 'a'\""
  run ! grep -q '^2\.dest=' ../parsed
  json --pairs0-from=nosuch
  told_also '1.outcome="failed"' '1.step="input"' '1.errno="ENOENT"'
  run ! grep -q '^1\.source=' ../parsed
}

@test "any name can be had again, byte for byte" {
  local n
  mkdir d
  files a
  {
    for ((n = 1; n < 256; n++)); do
      if [ "$n" -ne 47 ]; then
        # shellcheck disable=SC2059 # the octal number is the format
        printf "a\0d/$n-\\$(printf %o "$n")\0"
      fi
    done
    names a $'d/\xff\xfe' a $'d/\xc3\xa4' a $'d/\xe2\x82' a $'d/\xe2\x82x' \
      a $'d/\xed\xa0\x80' a $'d/\xf4\x90\x80\x80' a $'d/\xc0\xaf' \
      a $'d/\xf0\x9f\x98\x80' a $'d/"\\\b\f\n\r\t/' a $'d/\x7f\u2028' \
      $'nosuch\xff\n"' $'d/q\x01'
  } >../list
  json --pairs0-from=../list
  quiet 1
  node -e '
    const fs = require("fs")
    const out = fs.readFileSync("../out", "utf8").trimEnd().split("\n")
    const list = []
    for (const line of out) {
      const object = JSON.parse(line)
      for (const key of ["source", "dest"]) {
        const hex = object[key + "_hex"]
        if ((hex !== undefined) !== object[key].includes("\ufffd"))
          throw new Error("hex where it should not be: " + line)
        if (hex !== undefined) {
          const text = Buffer.from(hex, "hex").toString("latin1")
          const plain = object[key].replace(/[^\x00-\x7f]/g, "")
          if (plain.length > text.length)
            throw new Error("hex is another text: " + line)
        }
        list.push(hex === undefined ? Buffer.from(object[key], "utf8")
                  : Buffer.from(hex, "hex"), Buffer.from([0]))
      }
    }
    fs.writeFileSync("../again", Buffer.concat(list))'
  cmp ../list ../again
}

@test "in a UTF-8 locale the output is the same" {
  files $'\xc3\xa4' $'\xff'
  json $'\xc3\xa4' x $'\xff' nosuch 2>/dev/null || true
  names $'\xc3\xa4' x $'\xff' y nosuch $'\xc3\xb6' >../list
  LC_ALL=C json --pairs0-from=../list
  cp ../out ../out.c
  rm x y
  LC_ALL=C.UTF-8 json --pairs0-from=../list
  grep -v '"outcome":"failed"' ../out >../one
  grep -v '"outcome":"failed"' ../out.c | cmp - ../one
  told_also '1.source="ä"' '2.source="�"' '2.source_hex="ff"'
}

@test "in a UTF-8 locale the first note shows a name as the others do" {
  names $'\xc3\xa4' x $'\xc3\xb6' y >../list
  LC_ALL=C.UTF-8 json --pairs0-from=../list 2>/dev/null || true
  told_also "1.note=\"'ä' was looked for in '$PWD'\"" \
    "2.note=\"'ö' was looked for in '$PWD'\""
}

@test "-z ends the lines with NUL" {
  files a
  "$FHLN" --json -z a $'b\nc' >../out
  parse ../out nul >../parsed
  told_also '1.dest="b\nc"'
  [ "$(tr -d '\0' <../out | wc -l)" -eq 0 ]
  [ "$(tail -c 1 ../out | od -An -tx1)" = ' 00' ]
  "$FHLN" -v -z a d >../out
  printf "'d' => 'a'\0" | cmp - ../out
  "$FHLN" --print-handle -z a >../out || skip "no handles here"
  [ "$(tail -c 1 ../out | od -An -tx1)" = ' 00' ]
}

@test "--json with -v is --json" {
  files a
  json -v a b
  quiet 0
  told_also '1.outcome="linked"'
  [ "$(wc -l <../out)" -eq 1 ]
}

# --- When lines come -------------------------------------------------------

# Wait until file $1 has $2 lines, ten seconds at most.
wait_for_lines () {
  local n
  for ((n = 0; n < 500; n++)); do
    if [ "$(wc -l <"$1")" -ge "$2" ]; then
      return
    fi
    sleep 0.02
  done
  fail "$1 has not $2 lines"
}

@test "lines are out before the program waits for names" {
  files a
  mkfifo ../fifo
  "$FHLN" --json --pairs0-from=../fifo >../out 3>&- &
  pid=$!
  exec {to}>../fifo
  names a b >&"$to"
  wait_for_lines ../out 1
  names a c a d nosuch x >&"$to"
  wait_for_lines ../out 4
  parse ../out >../parsed
  told_also '1.dest="b"' '4.outcome="failed"'
  exec {to}>&-
  wait "$pid" || true
}

@test "lines are out before a question waits for its answer" {
  files a b c
  names a x b c >../list
  mkfifo ../answers
  "$FHLN" --json -i --pairs0-from=../list <../answers >../out 2>../err 3>&- &
  pid=$!
  exec {to}>../answers
  wait_for_lines ../out 1
  echo y >&"$to"
  exec {to}>&-
  wait "$pid"
  parse ../out >../parsed
  told_also '1.outcome="linked"' '2.outcome="replaced"'
}

@test "lines are out a second after they were due, however slow the links" {
  need_strace
  local n
  files a
  for ((n = 0; n < 12; n++)); do
    names a "b$n"
  done >../list
  strace -qq -o /dev/null -e trace=linkat \
    -e inject=linkat:delay_enter=400000 \
    "$FHLN" --json --pairs0-from=../list >../out 3>&- &
  pid=$!
  wait_for_lines ../out 2
  [ "$(wc -l <../out)" -lt 12 ]
  kill -0 "$pid"
  wait "$pid"
  [ "$(wc -l <../out)" -eq 12 ]
}

@test "what a reader gets are whole lines, however it reads" {
  local n
  mkdir d
  files a
  for ((n = 0; n < 3000; n++)); do
    names a "d/$(printf '%0100d' "$n")"
  done >../list
  "$FHLN" --json --pairs0-from=../list | dd bs=7 2>/dev/null >../out
  parse ../out >../parsed
  [ "$(grep -c '\.outcome="linked"$' ../parsed)" -eq 3000 ]
}

@test "each write to a pipe ends with a line" {
  need_strace
  local n
  mkdir d
  files a
  for ((n = 0; n < 2000; n++)); do
    names a "d/$(printf '%0100d' "$n")"
  done >../list
  strace -qq -s 200000 -xx -e trace=write,writev -o ../trace \
    "$FHLN" --json --pairs0-from=../list >../out
  parse ../out >../parsed
  [ "$(wc -l <../trace)" -ge 2 ]
  run ! grep -vE '\\x0a", ([0-9]|iov_len=[0-9]+}, {iov_base=NULL, )' ../trace
}

@test "output that cannot be written is a failure, told once" {
  need_full
  files a
  "$FHLN" --json a b >/dev/full 2>../err && fail "no failure"
  linked a b
  [ "$(cat ../err)" = "$NAME: write error: No space left on device" ]
}

@test "a warning about a link that is made is in its line" {
  try --json -s -w nowhere l
  [ -L l ]
  [ -z "$stderr" ]
  ended 0
  [[ $output = *'"outcome":"linked"'* ]]
  [[ $output = *'"message":"warning: nowhere: No such file or directory"'* ]]
}
