# Does each file keep to its room?  The sources say what it includes, the
# objects what it calls.
# tests/rules/syntax-check loads this; it has set here, objectdir and the lists
# of files.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# shellcheck disable=SC2154 # the lists of files

# For awk.  A file is named from src/ on: link/place.c.
house='
  BEGIN {
    uses["main"] = "run options report base platform"
    uses["run"] = "options input link why report base platform"
    uses["options"] = uses["input"] = uses["link"] = uses["why"] \
      = uses["report"] = "base platform"
    uses["base"] = "platform"
    uses["platform"] = ""
  }

  # The files in src/ itself are base, but for main and run, which has several
  # files.
  function room(file)
  {
    if (sub(/\/.*/, "", file))
      return file
    return file ~ /^main\./ ? "main" : file ~ /^run[-.]/ ? "run" : "base"
  }

  function may(from, to)
  {
    return from == to || index(" " uses[from] " ", " " to " ")
  }

  # Return what to do where the room FROM may not use the room TO.
  function instead(from, to)
  {
    if (from == "platform")
      return "pass platform/ what it needs"
    if (to == "main" || to == "run")
      return "return what " to ".c is to act on"
    if (from == "main")
      return "leave it to run.c"
    if (from == "base")
      return "move the one up into " to "/, or the other down into src/"
    return "let run.c join them, or move what both need down into src/"
  }

  # Return the source of an object file.
  function source(file)
  {
    sub(/o$/, "c", file)
    return "src/" file
  }
'

# Print "FILE INCLUDED" for each file of ours that another includes.
includes ()
{
  awk '
    BEGIN {
      for (i = 1; i < ARGC; i++)
        ours[ARGV[i]]
    }
    FNR == 1 {
      folder = FILENAME
      sub(/[^\/]*$/, "", folder)
    }
    /^[ \t]*#[ \t]*include[ \t]*["<]/ {
      name = $0
      sub(/^[^"<]*/, "", name)
      quoted = name ~ /^"/
      name = substr(name, 2)
      sub(/[">].*/, "", name)
      path = folder name
      while (sub(/[^\/]+\/\.\.\//, "", path))
        continue
      if (!quoted || !(path in ours))
        path = "src/" name
      if (path in ours)
        print substr(FILENAME, 5), substr(path, 5)
    }
  ' "${sources[@]}" "${parts[@]}"
}

# Print "FILE NAME SECTION CLASS" for each symbol, variable or function, that
# our object files define or want.  What was compiled of a source that is gone
# or has moved does not count.
read_symbols ()
(
  cd -- "$objectdir/src" || return
  objects=(*.o */*.o)
  if ! command -v nm >/dev/null; then
    echo 'nm is not installed'
    return 77
  elif test ${#objects[@]} -eq 0; then
    return
  fi
  nm -A --format=sysv -- "${objects[@]}" \
    | awk -F '|' -v OFS=' ' -v sources="${sources[*]}" '
      BEGIN {
        split(sources, list, " ")
        for (i in list)
          ours[list[i]]
      }
      NF > 6 {
        for (i = 1; i <= NF; i++)
          gsub(/^ +| +$/, "", $i)
        name = $1
        file = folder = $1
        sub(/.*:/, "", name)
        sub(/:[^:]*$/, "", file)
        sub(/[^\/]*$/, "", folder)
        sub(/.*\//, "", file)
        sub(/^[^-]*-/, "", file)
        source = file
        sub(/o$/, "c", source)
        if ("src/" folder source in ours)
          print folder file, name, $NF, $3
      }'
)

# What it printed, and its status.
found_symbols=$(read_symbols)
symbols_status=$?
if test -z "$found_symbols"; then
  found_symbols='nothing is compiled'
  symbols_status=77
fi

symbols ()
{
  printf '%s\n' "$found_symbols"
  return $symbols_status
}

# Print "FILE CALLED NAME" for each symbol that one of our objects wants from
# another.
calls ()
{
  awk '
    $3 == "*UND*" { wants[++count] = $1; wanted[count] = $2; next }
    $4 ~ /^[A-Z]$/ { home[$2] = $1 }
    END {
      for (i = 1; i <= count; i++)
        if (wanted[i] in home && home[wanted[i]] != wants[i])
          print wants[i], home[wanted[i]], wanted[i]
    }
  ' <<<"$found_symbols"
}

# Read "FROM TO BY" and print each circle, with what leads from one to the next.
# A source and its header are one.
circles ()
{
  sort -u | awk '
    function show(node, depth,  i, text)
    {
      for (i = depth; path[i] != node; i--)
        text = how[path[i - 1], path[i]] " " path[i] text
      print "a circle: " node text how[path[depth], node] " " node
    }
    function visit(node, depth,  list, count, i)
    {
      path[depth] = node
      state[node] = 1
      count = split(next_of[node], list, " ")
      for (i = 1; i <= count; i++)
        if (state[list[i]] == 1)
          show(list[i], depth)
        else if (!state[list[i]])
          visit(list[i], depth + 1)
      state[node] = 2
    }
    {
      sub(/\.[a-z]+$/, "", $1)
      sub(/\.[a-z]+$/, "", $2)
    }
    $1 != $2 && !(($1, $2) in how) {
      how[$1, $2] = NF > 2 ? " -> (" $3 ")" : " ->"
      if (!($1 in next_of))
        order[++total] = $1
      next_of[$1] = next_of[$1] " " $2
    }
    END {
      for (i = 1; i <= total; i++)
        if (!state[order[i]])
          visit(order[i], 1)
    }'
}

rule_rooms ()
{
  printf '%s\n' "${sources[@]}" "${parts[@]}" | awk "$house"'
    {
      where = room(substr($1, 5))
      if (!(where in uses))
        print $1 ": src/" where "/ is no room: " \
          "give it a line in tests/rules/house.bash"
    }'
}

rule_includes ()
{
  includes | awk "$house"'
    {
      from = room($1)
      to = room($2)
      if (!may(from, to))
        print "src/" $1 " includes " $2 ": " instead(from, to)
    }'
}

# The order of the options -I would decide which is meant.
rule_headers_of_lib ()
{
  local header
  for header in src/*.h; do
    if test -e "lib/${header#src/}" || test -e "$builddir/lib/${header#src/}"
    then
      printf '%s: rename it, as lib/ has a header of this name\n' "$header"
    fi
  done
}

rule_calls ()
{
  symbols >/dev/null || { symbols; return 77; }
  calls | awk "$house"'
    {
      from = room($1)
      to = room($2)
      if (!may(from, to))
        print source($1) " uses " $3 " of " substr(source($2), 5) ": " \
          instead(from, to)
    }'
}

rule_circles ()
{
  includes | circles
  calls | circles
}

# Static variables in functions count as well; constants that the linker
# relocates are no variables.
rule_state ()
{
  symbols >/dev/null || { symbols; return 77; }
  symbols | awk "$house"'
    $3 ~ /^\.data\.rel\.ro/ { next }
    $3 ~ /^\.t?(data|bss)/ || $3 == "*COM*" {
      print source($1) ": variable " $2 " in " $3 ": pass it in a structure"
    }'
}

# What the object files want from the C library shows it, macros included.
rule_printing ()
{
  symbols >/dev/null || { symbols; return 77; }
  symbols | awk "$house"'
    room($1) == "report" || $3 != "*UND*" { next }
    $2 ~ /^(__|rpl_)?v?[df]?w?printf(_chk|_unlocked)?$/ \
      || $2 ~ /^f?put(s|c|char|ws|wc|wchar)(_unlocked)?$/ \
      || $2 ~ /^(_IO_putc|v?error|v?error_at_line|perror|v?(warn|err)x?)$/ \
      || $2 ~ /^(write|pwrite|writev|fwrite|fwrite_unlocked)$/ \
      || $2 ~ /^(stdout|stderr|psignal|version_etc.*|__xargmatch_.*)$/ {
      print source($1) " uses " $2 ": return it, for report/ to print"
    }'
}

# gnulib's xalloc_die, which ends the run where there is no memory, is the one
# exception.  main.c, run.c and report/ may end it.
rule_exits ()
{
  symbols >/dev/null || { symbols; return 77; }
  symbols | awk "$house"'
    room($1) ~ /^(main|run|report)$/ || $3 != "*UND*" { next }
    $2 ~ /^(_?exit|_Exit|quick_exit|abort|pthread_exit|thrd_exit)$/ \
      || $2 ~ /^(__assert(_fail|_rtn|2)?|v?errx?|xstrtol_fatal)$/ \
      || $2 ~ /^(error|error_at_line|argmatch_die)$/ {
      print source($1) " uses " $2 ": return an error, for main.c to exit with"
    }'
}

# entry.c looks before it moves or removes; platform/ has what it calls.
rule_names ()
{
  symbols >/dev/null || { symbols; return 77; }
  symbols | awk "$house"'
    FNR == NR {
      if ($3 != "*UND*" && $1 ~ /^platform\// \
          && $2 ~ /^(exchange_names|rename_exclusive)$/)
        moves[$1]
      next
    }
    $1 ~ /^(link\/)?entry\.o$/ || $1 in moves || $3 != "*UND*" { next }
    $2 ~ /^(unlink|rename|remove|rmdir)(at|at2|atu)?$/ \
      || $2 ~ /^(exchange_names|rename_exclusive)$/ {
      print source($1) " uses " $2 ": let link/entry.c do it"
    }
  ' <(symbols) -
}
