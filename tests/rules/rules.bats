#!/usr/bin/env bats
# Does each rule of the house see what breaks it, and let pass what does not?
# A small house is built for it, of files that call each other.
# SPDX-License-Identifier: GPL-3.0-or-later

bats_require_minimum_version 1.5.0

# Write src/$1.[ch]: a function that is called as the file is, and calls those
# of the files $2...
part ()
{
  local file=$1 name=${1##*/} used guard
  shift
  name=${name//-/_}
  guard=FHLN_${name^^}_H
  mkdir -p "$(dirname "src/$file")"
  printf '%s\n' "#ifndef $guard" "#define $guard" \
    "extern int $name (void);" '#endif' >"src/$file.h"
  {
    printf '#include <config.h>\n\n'
    printf '#include "%s.h"\n' "${file##*/}" "$@"
    printf 'int\n%s (void)\n{\n  return 0' "$name"
    for used; do
      used=${used##*/}
      printf '\n    + %s ()' "${used//-/_}"
    done
    printf ';\n}\n'
  } >"src/$file.c"
}

# Compile the files src/$@.c.
compile ()
{
  local file prefix
  for file; do
    prefix=libfhln_a
    test "$file" != main || prefix=fhln
    cc -I. -Isrc -c -o "$(dirname "src/$file")/$prefix-${file##*/}.o" \
      "src/$file.c"
  done
}

# Each room has a file that uses all it may.
setup_file ()
{
  local stage
  command -v cc >/dev/null || skip 'there is no compiler'
  command -v nm >/dev/null || skip 'nm is not installed'
  cd "$BATS_FILE_TMPDIR" || return
  mkdir -p lib src tests/lib tests/unit
  echo '#define SYSTEM "this"' >config.h
  printf '%s\n' 'CC = cc' 'DEFS = -DHAVE_CONFIG_H' \
    'DEFAULT_INCLUDES = -I.' 'WARN_CFLAGS = -Wall -Wextra' >Makefile
  part platform/open
  part job platform/open
  for stage in options input why report; do
    part $stage/$stage job platform/open
  done
  part link/entry job platform/open
  part link/place link/entry job platform/open
  part run options/options input/input link/place why/why report/report job \
    platform/open
  part main run options/options report/report job platform/open
  rm src/main.h
  sed -i '/main\.h/d' src/main.c
  compile main run job platform/open link/entry link/place options/options \
    input/input why/why report/report
}

setup ()
{
  cp -a "$BATS_FILE_TMPDIR/." "$BATS_TEST_TMPDIR"
  cd "$BATS_TEST_TMPDIR" || return
  build=$PWD
  rules=$BATS_TEST_DIRNAME/syntax-check
}

# Apply the rules $@ to the house, from another directory, and set $found to what
# they find.
check ()
{
  run -0 env --chdir=/ top_srcdir="$PWD" top_builddir="$build" "$rules" "$@"
  if [[ $output == *'# SKIP'* || $output != 1..$#$'\n'* ]]; then
    printf '%s\n' "$output"
    return 1
  fi
  found=$(sed -n 's/^# //p' <<<"$output" | LC_ALL=C sort)
}

# Whether the rule $1 finds what begins with each of $2..., and nothing else.
finds ()
{
  local line
  check "$1"
  while read -r line; do
    if [[ ${found%%$'\n'*} != "$line"* || -z $found ]]; then
      printf 'expected: %s\nfound:\n%s\n' "$line" "$found"
      return 1
    fi
    found=$(tail -n +2 <<<"$found")
  done < <(printf '%s\n' "${@:2}" | LC_ALL=C sort)
  diff /dev/null - < <(printf %s "$found")
}

# Whether the rules $@ find nothing.
pass ()
{
  check "$@"
  diff /dev/null - < <(printf %s "$found")
}

@test "a good house breaks no rule" {
  pass rooms includes headers_of_lib calls circles state printing exits names \
    ifdef own_first guards alone public sizes length width
}

# Print "FROM TO" for each file that may not use another.
forbidden ()
{
  local from others other
  while read -r from others; do
    for other in $others; do
      printf '%s %s\n' "$from" "$other"
    done
  done <<'END'
main input/input link/place why/why
options/options run input/input link/place why/why report/report
input/input run options/options link/place why/why report/report
link/place run options/options input/input why/why report/report
why/why run options/options input/input link/place report/report
report/report run options/options input/input link/place why/why
job run options/options input/input link/place why/why report/report
platform/open run options/options input/input link/place why/why report/report job
END
}

# Let each file use all others, and print the names of them all.
use_all ()
{
  local files=(run options/options input/input link/place why/why report/report
    job platform/open) file other
  for file in main "${files[@]}"; do
    set --
    for other in "${files[@]}"; do
      test "$file" = "$other" || set -- "$@" "$other"
    done
    part "$file" "$@"
  done
  compile main "${files[@]}"
}

@test "each room includes what lies below, and nothing else" {
  local -a expected
  use_all
  mapfile -t expected < <(forbidden | while read -r from other; do
    echo "src/$from.c includes $other.h: "
  done)
  test ${#expected[@]} -eq 41
  finds includes "${expected[@]}"
}

@test "each room calls what lies below, and nothing else" {
  local -a expected
  use_all
  mapfile -t expected < <(forbidden | while read -r from other; do
    echo "src/$from.c uses ${other##*/} of $other.c: "
  done)
  test ${#expected[@]} -eq 41
  finds calls "${expected[@]}"
}

@test "what breaks a rule is told with what to do" {
  use_all
  check calls
  diff - <(sed 's/.*: //' <<<"$found" | sort -u) <<'END'
leave it to run.c
let run.c join them, or move what both need down into src/
move the one up into input/, or the other down into src/
move the one up into link/, or the other down into src/
move the one up into options/, or the other down into src/
move the one up into report/, or the other down into src/
move the one up into why/, or the other down into src/
pass platform/ what it needs
return what run.c is to act on
END
}

@test "an include is found however it is written" {
  printf '%s\n' '#include "../why/why.h"' '  #  include <why/why.h> /* */' \
    '#include <stdio.h>' '#include "xalloc.h"' '// #include "why/why.h"' \
    '#include "../../lib/job.h"' '#include "../link/place.h"' \
    >>src/link/entry.c
  mkdir -p src/why
  echo '#include "report/report.h"' >src/why/causes.def
  echo '#include "why/causes.def"' >>src/input/input.h
  finds includes \
    'src/link/entry.c includes why/why.h:' \
    'src/link/entry.c includes why/why.h:' \
    'src/why/causes.def includes report/report.h:' \
    'src/input/input.h includes why/causes.def:'
}

@test "objects are looked at where they were compiled" {
  mkdir b
  find src -name '*.o' | tar -cf - -T - | tar -xf - -C b
  find src -name '*.o' -delete
  mv config.h Makefile b
  build=$PWD/b
  pass rooms includes headers_of_lib calls circles state printing exits names \
    own_first guards alone public
  part link/place why/why
  cc -Ib -Isrc -c -o b/src/link/libfhln_a-place.o src/link/place.c
  finds calls 'src/link/place.c uses why of why/why.c:'
}

@test "an object whose source has moved does not count" {
  part link/old why/why
  compile link/old
  rm src/link/old.[ch]
  pass calls public
}

@test "a folder that is no room is found" {
  part tree/walk
  finds rooms \
    'src/tree/walk.c: src/tree/ is no room:' \
    'src/tree/walk.h: src/tree/ is no room:'
}

@test "a header that has the name of one of gnulib is found" {
  touch lib/job.h lib/entry.h
  finds headers_of_lib \
    'src/job.h: rename it, as lib/ has a header of this name'
}

@test "a circle of headers is found" {
  echo '#include "link/entry.h"' >>src/job.h
  finds circles 'a circle: job -> link/entry -> job'
}

@test "a circle of calls is found that no include shows" {
  part link/old link/place
  part link/entry link/old
  compile link/entry link/old
  sed -i '/#include "link\/old\.h"/d' src/link/entry.c
  finds circles \
    'a circle: link/entry -> (old) link/old -> (place) link/place -> (entry) link/entry'
}

@test "variables are found that outlive a function" {
  cat >>src/link/place.c <<'END'
static int count;
int shared = 1;
static char const *const names[] = { "a", "b" };
static int const three = 3;
int
next (void)
{
  static int calls = 3;
  return ++count + ++calls + three + *names[shared];
}
END
  compile link/place
  check state
  [[ $found == *'src/link/place.c: variable calls.0 in .data:'* ]]
  [[ $found == *'src/link/place.c: variable count in .bss: pass it'* ]]
  [[ $found == *'src/link/place.c: variable shared in .data: pass it'* ]]
  test "$(wc -l <<<"$found")" -eq 3
}

@test "only report/ prints" {
  local file
  for file in link/place run job main report/report; do
    printf '#include <stdio.h>\nint\nshow (void)\n{\n  char b[9];\n%s\n%s\n}\n' \
      '  snprintf (b, 9, "%d", 12);' '  return printf ("%s %d", b, 3);' \
      >>"src/$file.c"
    compile "$file"
  done
  finds printing \
    'src/link/place.c uses printf:' \
    'src/run.c uses printf:' \
    'src/job.c uses printf:' \
    'src/main.c uses printf:'
}

@test "stages do not exit" {
  local file
  for file in link/place job platform/open run main report/report; do
    printf '%s\n' '#include <assert.h>' '#include <stdlib.h>' 'void' \
      'leave (int a)' '{' '  assert (a);' '  exit (a);' '}' \
      >>"src/$file.c"
    compile "$file"
  done
  printf '%s\n' '#include <stdlib.h>' 'extern void xalloc_die (void);' 'void' \
    'die (int a)' '{' '  a ? xalloc_die () : abort ();' '}' >>src/why/why.c
  compile why/why
  finds exits \
    "$(for file in link/place job platform/open; do
      printf "src/$file.c uses %s:\n" \
        __assert_fail exit
    done)" \
    'src/why/why.c uses abort:'
}

@test "only entry.c, and what it calls in platform/, moves and removes names" {
  local file
  part platform/exchange
  for file in link/place link/entry platform/exchange platform/open; do
    printf '%s\n' '#include <unistd.h>' '#include <stdio.h>' 'int' \
      'move (int a)' '{' \
      '  return unlinkat (a, "a", 0) || rename ("a", "b");' '}' \
      >>"src/$file.c"
  done
  printf '%s\n' 'int' 'exchange_names (void)' '{' '  return 0;' '}' \
    >>src/platform/exchange.c
  printf '%s\n' 'int exchange_names (void);' 'int' 'swap (void)' '{' \
    '  return exchange_names ();' '}' | tee -a src/job.c >>src/link/entry.c
  compile link/place link/entry platform/exchange platform/open job
  finds names \
    'src/link/place.c uses unlinkat:' \
    'src/link/place.c uses rename:' \
    'src/platform/open.c uses unlinkat:' \
    'src/platform/open.c uses rename:' \
    'src/job.c uses exchange_names:'
}

@test "an #if is found outside of platform/ and scan.h" {
  local file
  part scan
  for file in job.c job.h scan.h link/place.c platform/open.c why/list.def; do
    printf '#ifdef __linux__\n# define A 1\n#else\n#endif\n' >>"src/$file"
  done
  finds ifdef \
    'src/job.c:11: #ifdef __linux__' 'src/job.c:13: #else' \
    'src/job.h:5: #ifdef __linux__' 'src/job.h:7: #else' \
    'src/link/place.c:15: #ifdef __linux__' 'src/link/place.c:17: #else' \
    'src/why/list.def:1: #ifdef __linux__' 'src/why/list.def:3: #else'
}

@test "a header that its own file does not include first is found" {
  sed -i 's/"place\.h"/"link\/place.h"/' src/link/place.c
  pass own_first
  sed -i '/place\.h/d' src/link/place.c
  echo '#include "link/place.h"' >>src/link/place.c
  mv src/platform/open.c src/platform/open-far-linux.c
  sed -i 's/#include "open\.h"/#include <stdio.h>/' \
    src/platform/open-far-linux.c
  finds own_first \
    'src/link/place.c: includes link/entry.h before link/place.h' \
    'src/platform/open-far-linux.c: includes stdio.h before platform/open.h'
}

@test "a header without its guard is found" {
  sed -i 's/FHLN/LN/' src/link/place.h
  sed -i 's/define FHLN_JOB_H/define FHLN_JOBS_H/' src/job.h
  part report/entry
  part report/place
  sed -i 's/FHLN_PLACE/FHLN_REPORT_PLACE/' src/report/place.h
  echo 'int a;' >src/why/why.h
  finds guards \
    'src/link/place.h: begin it with #ifndef FHLN_PLACE_H' \
    'src/job.h: #define FHLN_JOB_H is to follow its #ifndef' \
    'src/report/entry.h: src/link/entry.h has FHLN_ENTRY_H as well:' \
    'src/why/why.h: begin it with #ifndef FHLN_WHY_H'
}

@test "a header that needs another before it is found" {
  sed -i '3s/int/size_t/' src/link/place.h
  sed -i '3s/^/#include "stdio.h"\n/; s/int/FILE */' src/link/entry.h
  sed -i '3s/^/#include "nowhere.h"\n/' src/job.h
  check alone
  [[ $found == *"src/link/place.h: does not stand alone: unknown type name "*size_t* ]]
  [[ $found == *'src/job.h: does not stand alone: nowhere.h: No such file or '* \
    || $found == *"src/job.h: does not stand alone: 'nowhere.h' file not found"* ]]
  test "$(wc -l <<<"$found")" -eq 2
}

@test "the headers cannot be compiled alone where nothing is configured" {
  rm Makefile
  run -0 env top_srcdir="$PWD" top_builddir="$PWD" "$rules" alone
  [[ $output == *'# SKIP nothing is configured'* ]]
}

@test "what is public stands in the header of its file, once" {
  printf '%s\n' 'int' 'later (void)' '{' '  return 0;' '}' \
    'int const table[2] = { 1, 2 };' >>src/link/entry.c
  echo 'extern int const table[2], other;' >>src/link/entry.h
  # One elsewhere, one twice, one in a source, one nowhere.
  printf '%s\n' 'extern int later (void);' 'extern int' '  why (void);' \
    >>src/job.h
  part report/report job platform/open input/input
  sed -i '/input\.h/d; /^int$/i extern int input (void);' src/report/report.c
  part run options/options link/place why/why report/report link/entry
  printf '%s\n' 'int' 'use (void)' '{' '  return later () + *table;' '}' \
    >>src/run.c
  sed -i 's/run/use/' src/run.h
  compile run link/entry report/report
  finds public \
    'src/job.h: declares later of src/link/entry.c:' \
    'src/job.h: declares why of src/why/why.c:' \
    'src/report/report.c: declares input of src/input/input.c:' \
    'src/run.c: no header declares run:' \
    'src/run.c: nobody else uses use: make it static'
}

@test "what only looks like a declaration is none" {
  cat >>src/link/entry.h <<'END'
/* extern int why (void);
   extern int input (void);  */
// int why (void);
struct why *other (int why, struct why const *input, int (*job) (int));
static inline int
twice (int a)
{
  char const *text = "{ (";
  char c = '{';
  return why (a) ? text[job (c)] : 0;
}
struct input;
typedef int (*report) (char const *);
#define open() \
  why (3)
enum { place = 1 };
END
  pass public
}

@test "a header may declare by macros what a file of data lists" {
  sed -i '/extern/d' src/why/why.h
  finds public \
    'src/why/why.c: no header declares why:'
  echo 'QUESTION (why)' >src/why/causes.def
  sed -i '3i #define QUESTION(name) extern int name (void);\n#include "causes.def"' \
    src/why/why.h
  pass public
}

@test "what nobody else uses is found, unless a unit test or a system does" {
  part report/left
  part report/tested
  part report/fuzzed
  part platform/walk
  part platform/mount
  compile report/left report/tested report/fuzzed platform/walk platform/mount
  mkdir -p tests/unit tests/fuzz tests/tools
  echo 'tested ()' >tests/unit/unit.c
  echo 'fuzzed ()' >tests/fuzz/operand.c
  echo 'left ()' >tests/tools/fault.c
  echo 'mount ()' >src/platform/open-freebsd.c
  finds public \
    'src/platform/walk.c: nobody else uses walk: make it static' \
    'src/report/left.c: nobody else uses left: make it static'
}

@test "several files of platform/ may have one header" {
  part platform/open-near
  rm src/platform/open-near.h
  echo 'extern int open_near (void);' >>src/platform/open.h
  sed -i 's/"open-near\.h"/"open.h"/' src/platform/open-near.c
  compile platform/open-near
  sed -i 's/_near//' src/platform/open-near.c
  echo 'open_near' >src/platform/open-freebsd.c
  pass public own_first guards
  mv src/platform/open.h src/platform/open-near.h
  check public
  [[ $found == *'src/platform/open-near.h: declares open of src/platform/open.c:'* ]]
}

@test "files that are too long are found" {
  seq 501 | sed 's/.*/# a line/' | tee src/why/list.def tests/lib/helper.bash \
    >>tests/unit/long.c
  printf '#!/usr/bin/env bats\n' | cat - tests/unit/long.c >tests/unit/long.bats
  seq 97 | sed 's/.*//' >>src/main.c
  seq 147 | sed 's/.*//' >>src/job.h
  seq 146 | sed 's/.*//' >>src/run.h
  finds sizes \
    'src/job.h: 151 lines, 150 at most:' \
    "src/main.c: $(wc -l <src/main.c) lines, 100 at most:" \
    'src/why/list.def: 501 lines, 500 at most:' \
    'tests/lib/helper.bash: 501 lines, 500 at most:' \
    'tests/unit/long.bats: 502 lines, 500 at most:' \
    'tests/unit/long.c: 501 lines, 500 at most:'
}

@test "functions that are too long are found" {
  {
    printf 'int\nfits (void)\n{\n'
    seq 57 | sed 's/.*//'
    printf '}\n\nint\nlong_one (void)\n{\n'
    seq 58 | sed 's/.*//'
    printf '}\n'
  } | tee -a src/job.c >>src/link/place.h
  finds length 'src/job.c:74: long_one has 61 lines' \
    'src/link/place.h:68: long_one has 61 lines'
}
