# Does each header say what its file offers, by itself and once?
# tests/rules/syntax-check loads this after house.bash.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# shellcheck disable=SC2154 # the lists of files

# For awk: which header declares what a source has for others.  Several files
# of platform/ may share one: mount-linux.c has mount.h, or mount-linux.h if
# there is one.
own_header='
  BEGIN {
    split(headers, header_list, " ")
    for (i in header_list)
      is_header[header_list[i]]
  }
  function own_header(file,  stem)
  {
    sub(/\.[a-z]+$/, "", file)
    for (stem = file; !((stem ".h") in is_header); sub(/-[^-\/]*$/, "", stem))
      if (stem !~ /^src\/platform\/.*-/)
        break
    return stem ".h"
  }
'

rule_guards ()
{
  awk '
    function check(  stem, in_room)
    {
      stem = in_room = toupper(substr(file, 5, length(file) - 6))
      sub(/.*\//, "", stem)
      gsub(/[^A-Z0-9]/, "_", stem)
      gsub(/[^A-Z0-9]/, "_", in_room)
      if (guard != "FHLN_" stem "_H" && guard != "FHLN_" in_room "_H")
        print file ": begin it with #ifndef FHLN_" stem "_H"
      else if (!defined)
        print file ": #define " guard " is to follow its #ifndef"
      else if (guard in seen)
        print file ": " seen[guard] " has " guard " as well: " \
          "take FHLN_" in_room "_H"
      seen[guard] = file
    }
    FNR == 1 {
      if (file)
        check()
      file = FILENAME
      guard = ""
      lines = defined = 0
    }
    /^#/ && ++lines == 1 && $1 == "#ifndef" { guard = $2 }
    /^#/ && lines == 2 { defined = $1 == "#define" && $2 == guard }
    END {
      if (file)
        check()
    }
  ' "${src_headers[@]}" </dev/null
}

rule_own_first ()
{
  awk -v headers="${src_headers[*]}" "$own_header"'
    FNR == 1 { number = 0 }
    !/^[ \t]*#[ \t]*include/ || ++number != 2 { next }
    own_header(FILENAME) in is_header {
      name = $0
      sub(/^[^"<]*["<]/, "", name)
      sub(/[">].*/, "", name)
      folder = FILENAME
      sub(/[^\/]*$/, "", folder)
      own = own_header(FILENAME)
      if (folder name != own && "src/" name != own)
        print FILENAME ": includes " name " before " substr(own, 5)
    }
  ' "${sources[@]}"
}

# Compile, of the headers $@, each alone.
compile_alone ()
{
  local header
  for header; do
    printf '#include <config.h>\n#include "%s"\nextern int const alone;\n' \
      "${header#src/}" | "${compiler[@]}" -fsyntax-only -x c - 2>&1 \
      | awk -v header="$header" '
        /: (fatal error|error|warning): / {
          sub(/.*: (fatal error|error|warning): /, "")
          print header ": does not stand alone: " $0
          exit
        }'
  done
}

rule_alone ()
{
  local top=$PWD half=$((${#src_headers[@]} / 2))
  local -a compiler
  read -ra compiler < <(printf '%s\n' 'include Makefile' 'print-compiler:' \
    $'\t@echo $(CC) $(DEFS) $(DEFAULT_INCLUDES) $(INCLUDES) $(AM_CPPFLAGS) \\' \
    $'\t  $(CPPFLAGS) $(WARN_CFLAGS) $(CFLAGS)' \
    | env -u MAKEFLAGS -u MAKELEVEL make -s -C "$builddir" -f - print-compiler \
      2>/dev/null)
  if test ${#compiler[@]} -eq 0 || ! command -v "${compiler[0]}" >/dev/null
  then
    echo 'nothing is configured, or there is no compiler'
    return 77
  fi
  compiler+=(-I"$top/src" -Werror=implicit-function-declaration)
  cd -- "$builddir" || return
  compile_alone "${src_headers[@]:0:half}" &
  compile_alone "${src_headers[@]:half}"
  wait
}

# Print "FILE NAME" for each function or variable that a header declares, or
# that a source declares as extern: each name outside of braces and brackets
# before a bracket, a comma or a semicolon.  What a header declares by macros
# in a file of data that it includes is printed as "FILE NAME maybe".
declarations ()
{
  local header data
  includes | grep '\.h [^ ]*\.[^h]' | while read -r header data; do
    tr -cs A-Za-z0-9_ '\n' <"src/$data" | sed "s|.*|src/$header & maybe|"
  done
  awk '
    FNR == 1 {
      comment = directive = depth = fixed = 0
      last = before = ""
    }
    directive || (!comment && /^[ \t]*#/) {
      directive = /\\$/
      next
    }
    {
      line = $0
      gsub(/"([^"\\]|\\.)*"/, "0", line)
      gsub(/\047([^\047\\]|\\.)*\047/, "0", line)
      sub(/\/\/.*/, "", line)
      text = ""
      while (mark = index(line, comment ? "*/" : "/*")) {
        if (!comment)
          text = text substr(line, 1, mark - 1) " "
        line = substr(line, mark + 2)
        comment = !comment
      }
      read_text(comment ? text : text line)
    }
    function read_text(text,  token)
    {
      while (match(text, /[A-Za-z_0-9]+|[^A-Za-z_0-9 \t]/)) {
        token = substr(text, RSTART, RLENGTH)
        text = substr(text, RSTART + RLENGTH)
        if (depth == 0 && token ~ /^[(;,=[]$/ && !fixed \
            && last ~ /^[A-Za-z_]/ && before !~ /^(struct|union|enum)?$/ \
            && (FILENAME !~ /\.c$/ || imported))
          print FILENAME, last
        if (token ~ /^[({[]$/)
          depth++
        else if (token ~ /^[]})]$/)
          depth--
        if (depth == 0 && token ~ /^[;}]$/) {
          fixed = imported = 0
          last = before = ""
          continue
        }
        if (depth == 0 && token ~ /^(typedef|static)$/)
          fixed = 1
        if (depth == 0 && token == "extern")
          imported = 1
        if (depth == 0) {
          before = last
          last = token
        }
      }
    }
  ' "${src_headers[@]}" "${sources[@]}"
}

# Whether anything but the object $1 uses the symbol $2 that no other object
# here wants: a unit test, or a file for another platform.
is_used_elsewhere ()
{
  local -a files=(tests/unit/*.[ch] tests/fuzz/*.[ch])
  local file
  for file in src/platform/*.c; do
    test "$file" = "src/${1%o}c" || files+=("$file")
  done
  grep -qsw -e "$2" "${files[@]}"
}

rule_public ()
{
  local file name
  symbols >/dev/null || { symbols; return 77; }
  awk -v headers="${src_headers[*]}" "$own_header"'
    FNR == NR && NF > 2 { maybe[$1, $2]; next }
    FNR == NR { where[$2] = where[$2] " " $1; next }
    $4 !~ /^[A-Z]$/ || $3 == "*UND*" || $2 ~ /^__|\./ || $2 == "main" { next }
    {
      own = own_header("src/" $1)
      source = "src/" $1
      sub(/o$/, "c", source)
      if (!($2 in where) && !((own, $2) in maybe))
        print source ": no header declares " $2 ": declare it in " \
          own ", or make it static"
      count = split(where[$2], list, " ")
      for (i = 1; i <= count; i++)
        if (list[i] != own)
          print list[i] ": declares " $2 " of " source ": leave that to " own
    }
  ' <(declarations | sort -u) <(symbols)
  symbols | awk '
    $3 == "*UND*" { wanted[$2]; next }
    $4 ~ /^[A-Z]$/ && $2 !~ /^__|\./ && $2 != "main" { home[$2] = $1 }
    END {
      for (name in home)
        if (!(name in wanted))
          print home[name], name
    }' | sort | while read -r file name; do
      is_used_elsewhere "$file" "$name" \
        || echo "src/${file%o}c: nobody else uses $name: make it static"
    done
}
