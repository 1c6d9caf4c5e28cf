# shellcheck shell=bash disable=SC2034,SC2154
# How are the examples of a manual page, or of README.md, run as printed?
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.  Examples are taken from what the reader sees, the page
# as it is rendered, so that what runs is what can be copied from a screen.
# `take_page PAGE` and `take_readme FILE` cut them out into the directory
# $examples, a file each, and list them in $examples/list, a line each:
#
#   NUMBER  KIND  HEADING
#
# KIND is `user` for a session whose prompts are all `$`, `root` if one of them
# is `#`, `file=NAME` for a block without prompts, which the text before
# introduces as "the file NAME:", and `none` for any other block.  Between the
# fields are tabs.
#
# A session is commands with the prompts `$ `, `# ` and `> `, and what they
# print.  `session SHELL NUMBER...` runs some, one after the other, in one
# shell in the current directory, and compares the whole with the page.  The
# command prefix ${as[@]} runs the shell as somebody else, and $fhln_path is
# then the directory where fhln is found.

# Print the page $2 as the renderer $1 (mandoc or groff) shows it.
rendered () {
  case $1 in
    mandoc) mandoc -T utf8 "$2" | col -bx ;;
    groff) groff -mdoc -Tutf8 -P-c -rLL=80n "$2" | col -bx ;;
  esac
}

# Cut the blocks out of the page on standard input into the directory $1.  A
# block is what is indented as displays are, deeper than the text.
cut_page () {
  awk -v dir="$1" '
    function finish() {
      if (!number || !open)
        return
      close(file)
      open = 0
      print number "\t" kind "\t" heading >(dir "/list")
    }
    function begin(name) {
      number++
      open = 1
      file = sprintf("%s/%d", dir, number)
      kind = "none"
      if (match(text, /the file [^ ]+:$/)) {
        name = substr(text, RSTART + 9)
        kind = "file=" substr(name, 1, length(name) - 1)
      }
      if (/^ *[$#] /)
        kind = "user"
    }
    # Headings, and text at its own depth.
    /^[^ ]/ { finish(); section = heading = $0; text = ""; next }
    /^   [^ ]/ { finish(); heading = substr($0, 4); text = ""; next }
    /^     [^ ]/ {
      finish()
      text = (ended ? "" : text " ") substr($0, 6)
      ended = 0
      next
    }
    /^$/ { ended = 1; blank++; next }
    /^           / {
      if (!open) {
        begin()
        blank = 0
      }
      # A session behind a file.
      if (blank && kind ~ /^file=/ && /^ *[$#] /) {
        finish()
        begin()
        blank = 0
      }
      for (; blank > 0; blank--)
        print "" >file
      line = substr($0, 12)
      if (kind == "user" && line ~ /^# /)
        kind = "root"
      print line >file
      ended = 1
    }
    END { finish() }
  '
}

# Cut the blocks between fences ```console and ```text out of the Markdown on
# standard input into the directory $1.
cut_markdown () {
  awk -v dir="$1" '
    /^## / { heading = substr($0, 4) }
    /^```$/ && open {
      close(file)
      open = 0
      print number "\t" kind "\t" heading >(dir "/list")
      next
    }
    /^```(console|text)$/ {
      number++
      open = 1
      kind = "user"
      file = sprintf("%s/%d", dir, number)
      next
    }
    open {
      if (/^# /)
        kind = "root"
      print >file
    }
  '
}

# Set $examples to a new directory with the examples of the page $1, as the
# renderer $2 (mandoc by default) shows them.
take_page () {
  local renderer=${2-mandoc}
  need_command "$renderer"
  need_command col
  examples=$BATS_TEST_TMPDIR/${1##*/}.$renderer
  mkdir "$examples"
  rendered "$renderer" "$1" | cut_page "$examples"
}

take_readme () {
  examples=$BATS_TEST_TMPDIR/${1##*/}.examples
  mkdir "$examples"
  cut_markdown "$examples" <"$1"
}

# Print the numbers of the examples of the kind $1 (a pattern) whose heading
# fits the pattern $2.
numbers () {
  local number kind heading
  while IFS=$'\t' read -r number kind heading; do
    # shellcheck disable=SC2053 # patterns
    if [[ $kind = $1 && $heading = $2 ]]; then
      echo "$number"
    fi
  done <"$examples/list"
}

# Print the kind of the example $1.
kind_of () {
  awk -F '\t' -v number="$1" '$1 == number { print $2 }' "$examples/list"
}

# Print the shell script that the session on standard input is: each command
# behind a line that prints it as it was typed.
scripted () {
  awk -v quote="'" '
    function quoted(text) {
      gsub(quote, quote "\\" quote quote, text)
      return quote text quote
    }
    function finish() {
      if (typed != "")
        print "typed " quoted(typed) "\n" command
      typed = ""
    }
    /^[$#] / { finish(); typed = $0; command = substr($0, 3); next }
    # A prompt without a command behind it lost its blank at the end.
    typed != "" && !output && /^>( |$)/ {
      typed = typed "\n" $0
      command = command "\n" substr($0, 3)
      next
    }
    { finish() }
    END { finish() }
  '
}

# Run the examples $2... in the shell $1, with fhln in the search path, and
# compare what is seen with the page.
session () {
  local shell=$1 number kind
  local script=$BATS_TEST_TMPDIR/session.sh
  local page=$BATS_TEST_TMPDIR/session.page
  local seen=$BATS_TEST_TMPDIR/session.seen
  shift
  make_fhln
  # $? is still that of the command before.
  cat >"$script" <<'END'
typed () {
  set -- $? "$1"
  printf '%s\n' "$2"
  return "$1"
}
typed () {
  set -- $? "$1"
  printf '%s\n' "$2"
  return "$1"
}
END
  : >"$page"
  : >"$seen"
  for number; do
    kind=$(kind_of "$number")
    case $kind in
      file=*) printf 'cp %q %q\n' "$examples/$number" "${kind#*=}" ;;
      *)
        cat "$examples/$number" >>"$page"
        scripted <"$examples/$number"
        ;;
    esac
  done >>"$script"
  # The script's text, because not everybody can read its file.
  PATH=${fhln_path-$BATS_TEST_TMPDIR/bin}:$PATH \
    "${as[@]}" "$shell" -c "$(cat "$script")" >>"$seen" 2>&1 </dev/null 3>&- \
    || true
  diff -u --label page --label seen "$page" "$seen"
}

# Make bin/fhln, by which the examples call the program under its own name.
make_fhln () {
  mkdir -p "$BATS_TEST_TMPDIR/bin"
  ln -sf "$FHLN" "$BATS_TEST_TMPDIR/bin/fhln"
}

# Run the examples $1... as a session in each of $shells (by default in bash and
# in sh), in a new directory.
sessions () {
  local shell found=0
  for shell in ${shells-bash sh}; do
    mkdir "$shell.$1"
    (
      cd "$shell.$1" || exit
      session "$shell" "$@"
    ) || found=1
  done
  return "$found"
}

# Run the function $1 with the arguments $2... in a mount namespace of its
# own, where it may mount a tmpfs; an ordinary user gets one in which he has
# root's number.
in_mounts () {
  local script=$BATS_TEST_TMPDIR/private.bash
  local reason=$BATS_TEST_TMPDIR/private.reason
  local found=0
  if [ "$(id -u)" -eq 0 ]; then
    in_private "$@"
    return
  fi
  need_command unshare
  if ! unshare -rm true 2>/dev/null; then
    skip "needs root, or a user namespace to mount in"
  fi
  rm -f "$reason"
  private_script "$reason" "$@" >"$script"
  unshare -rm --propagation private bash "$script" || found=$?
  if [ -e "$reason" ]; then
    skip "$(cat "$reason")"
  fi
  return "$found"
}
