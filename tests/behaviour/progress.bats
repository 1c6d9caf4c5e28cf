#!/usr/bin/env bats
# shellcheck disable=SC2154
# Does --progress show how far a stream has come?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper
load ../lib/streams

# A rate, which a line has if a second has passed.
rate='( [0-9.]+/s,)?'

# Make a list of $1 pairs of which each third fails, in ../list.
make_list () {
  local n
  mkdir d
  files a
  for ((n = 0; n < $1; n++)); do
    if ((n % 3)); then
      names a "d/$n"
    else
      names nosuch "d/$n"
    fi
  done >../list
}

# Run the program on a terminal that is $1 columns wide, with links that take
# a while ($2 microseconds each); what the terminal shows goes to ../shown.
on_terminal () {
  need_command script
  need_strace
  cat >../run <<END
stty cols $1 rows 24 2>/dev/null
strace -qq -o ../trace -e trace=linkat -e inject=linkat:delay_enter=$2 \
  '$FHLN' ${*:3}
END
  script -qec 'bash ../run' /dev/null </dev/null >../shown 2>&1 || true
}

@test "without a terminal --progress prints plain lines, one at the end" {
  make_list 6
  try --progress --pairs0-from=../list 2>/dev/null
  ended 1
  [[ ${stderr_lines[-1]} =~ ^$NAME:\ 4\ done,$rate\ 2\ failed$ ]]
  [ "$(grep -c ' done, ' <<<"$stderr")" -eq 1 ]
  run ! grep -q $'[\r\033]' <<<"$stderr"
  holds d 1 2 4 5
}

@test "a stream without names ends with a line, too" {
  try --progress --pairs0-from=/dev/null
  ended 0
  [[ $stderr =~ ^$NAME:\ 0\ done,$rate\ 0\ failed$ ]]
}

@test "--progress says nothing on standard output" {
  make_list 3
  "$FHLN" --progress --pairs0-from=../list >../out 2>../err && false
  [ ! -s ../out ]
  [ -s ../err ]
}

@test "a line comes once a second, no more" {
  need_strace
  make_list 12
  strace -qq -o ../trace -e trace=linkat \
    -e inject=linkat:delay_enter=300000 \
    "$FHLN" --progress --no-notes --pairs0-from=../list 2>../err || true
  count=$(grep -c ' done, ' ../err)
  [ "$count" -ge 3 ]
  # 12 links, and 12 more tries of the 4 that fail, take 0.3 s each.
  [ "$count" -le 10 ]
  # Each tells more than the one before.
  grep ' done, ' ../err \
    | sed 's/^[^:]*: \([0-9]*\) done.*, \([0-9]*\) failed$/\1 \2/' \
    | awk '{ sum = $1 + $2; if (sum < last) exit 1; last = sum }
      END { exit last != 12 }'
}

@test "there is no rate before a second has passed" {
  need_no_sanitizer 'it takes its time'
  make_list 3
  for _ in 1 2 3 4 5; do
    began=${EPOCHREALTIME//[!0-9]/}
    try --progress --if-exists=same --no-notes --pairs0-from=../list
    took=$((${EPOCHREALTIME//[!0-9]/} - began))
    ended 1
    if [ "$took" -lt 1000000 ]; then
      [ "${stderr_lines[-1]}" = "$NAME: 2 done, 1 failed" ]
    fi
  done
}

@test "a rate is that of the last seconds, at the end that of the whole" {
  need_strace
  files a
  mkdir d
  for n in 1 2 3 4 5 6; do
    names a "d/$n"
  done >../list
  strace -qq -o ../trace -e trace=linkat \
    -e inject=linkat:delay_enter=700000 \
    "$FHLN" --progress --pairs0-from=../list 2>../err
  grep ' done, ' ../err >../lines
  # Every line came after a second, so each has a rate, never 0: 6 links took
  # 4.2 seconds or more.
  [ "$(wc -l <../lines)" -ge 2 ]
  run ! grep -vE ' done, (1\.[0-9]|0\.[1-9]|less than 0\.1)/s, 0 failed$' ../lines
  tail -n 1 ../lines | grep -q "^$NAME: 6 done, "
}

@test "on a terminal the line is overwritten, and never wider than it" {
  make_list 9
  on_terminal 20 300000 --progress --no-notes --if-exists=same \
    --pairs0-from=../list
  grep -q $'\r' ../shown
  # What stands between the ends of lines has at most 19 columns.
  grep -a ' done' ../shown | tr '\r' '\n' | sed $'s/\033\\[K//g' \
    | grep -a ' done' >../lines
  [ "$(wc -l <../lines)" -ge 2 ]
  [ "$(awk '{ if (length > m) m = length } END { print m }' ../lines)" -le 19 ]
}

@test "on a wide terminal the line tells count, rate and failures" {
  make_list 3
  on_terminal 80 1000 --progress --no-notes --pairs0-from=../list
  tr '\r' '\n' <../shown | sed $'s/\033\\[K//g' >../lines
  grep -qaE ": 2 done,$rate 1 failed$" ../lines
}

@test "a terminal that does not know its width is taken to be usual" {
  make_list 3
  on_terminal 0 1000 --progress --no-notes --pairs0-from=../list
  tr '\r' '\n' <../shown | sed $'s/\033\\[K//g' >../lines
  grep -qaE ": 2 done,$rate 1 failed$" ../lines
}

@test "a message on a terminal does not stand behind a line of progress" {
  make_list 9
  on_terminal 80 300000 --progress --no-notes --pairs0-from=../list
  # The messages begin a line, or come after it was erased.
  [ "$(grep -ac "failed to access 'nosuch'" ../shown)" -eq 3 ]
  erase=$(printf '\033')
  run ! grep -aE "[0-9] failed[^$erase]*failed to access" ../shown
  tail -n 1 ../shown | grep -qa ' 6 done, '
}

@test "a line of -v or --json on a terminal does not stand behind one, either" {
  make_list 9
  for option in -v --json; do
    on_terminal 80 300000 --progress "$option" --if-exists=replace --no-notes \
      --pairs0-from=../list
    [ "$(grep -ac "'d/[0-9]' => 'a'\|\"dest\":\"d/[0-9]\",.*ed\"}" ../shown)" \
      -eq 6 ]
    erase=$(printf '\033')
    run ! grep -aE "[0-9] failed[^$erase]*(=>|\"source\")" ../shown
    rm -r d
    mkdir d
  done
}

@test "--progress goes with --json and with -v" {
  make_list 3
  "$FHLN" --progress --json --pairs0-from=../list >../out 2>../err || true
  [ "$(wc -l <../out)" -eq 3 ]
  [ "$(grep -c ' 2 done,.* 1 failed$' ../err)" -eq 1 ]
  rm -r d
  mkdir d
  "$FHLN" --progress -v --pairs0-from=../list >../out 2>../err || true
  [ "$(wc -l <../out)" -eq 2 ]
  [ "$(tail -n 1 ../err | grep -c ' 2 done,.* 1 failed$')" -eq 1 ]
}

@test "--progress goes with operands" {
  mkdir d
  files a b
  try --progress a b d
  ended 0
  holds d a b
  [[ $stderr =~ ^$NAME:\ 2\ done,$rate\ 0\ failed$ ]]
}
