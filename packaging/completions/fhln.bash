# Completion of fhln for bash, with the package bash-completion.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash

# Print "OPTION:DESCRIPTION" for each option; one that ends in = takes a value,
# and --simulate, --backup may.
_fhln_options ()
{
  cat <<'END_OF_OPTIONS'
-L:follow a symbolic link named by SOURCE
--logical:follow a symbolic link named by SOURCE
-P:link a symbolic link itself (the default)
--physical:link a symbolic link itself (the default)
--source-dirfd=:directory where relative SOURCEs start
--fd:SOURCE is the number of an open descriptor
--handle:SOURCE is a file handle
--via-handle:link SOURCE by its handle, also between mounts
--print-handle:print the handle of each SOURCE, link nothing
-d:let the system refuse to link a directory
-F:let the system refuse to link a directory
--directory:let the system refuse to link a directory
-s:make symbolic links instead of hard links
--symbolic:make symbolic links instead of hard links
-r:with -s, make them relative to where they lie
--relative:with -s, make them relative to where they lie
-w:with -s, warn if the link leads nowhere
--simulate:make a symbolic link in place of a hard link
-R:link all files of a tree
--recursive:link all files of a tree
--exclude=:with -R, leave out what matches a pattern
--exclude-from=:with -R, leave out what matches a line of a file
--one-file-system:with -R, say nothing of mounts inside SOURCE
--no-overwrite-dir:with -R, keep what existing directories have
--skeleton:with -R, make only the directories
--jobs=:with -R, how many directories to work in at once
--files0-from=:read SOURCEs, each ended by NUL, from a file
--pairs0-from=:read SOURCE, DEST, ended by NUL, from a file
--shard=:link only part K of N, as K/N
-t:make all links in a directory
--target-directory=:make all links in a directory
-T:DEST is the exact new name
--no-target-directory:DEST is the exact new name
-n:do not enter a symbolic link to a directory
-h:do not enter a symbolic link to a directory
--no-dereference:do not enter a symbolic link to a directory
--dest-dirfd=:directory where relative DESTs start
--parents:make missing directories on the way to DEST
--beneath:no name may leave the directory where it starts
--no-symlinks:no name may have a symbolic link in it
--if-exists=:what to do if DEST exists
-f:replace DEST if it exists
--force:replace DEST if it exists
-i:ask before DEST is replaced
--interactive:ask before DEST is replaced
-b:keep what is replaced under a backup name
--backup:keep what is replaced under a backup name
-S:suffix of backup names
--suffix=:suffix of backup names
--sync:let DEST survive a power cut
--probe:see whether SOURCEs can be linked in DIRECTORY
--verify:look at each new link, fail if it is a copy
--dry-run:change nothing, and say what would be done
-v:print a line for each link made
--verbose:print a line for each link made
--json:print a line of JSON for each link, made or not
--failed0-to=:write the pairs that failed to a file
-z:end lines of output with NUL, not newline
--zero:end lines of output with NUL, not newline
--progress:show count, rate and failures once a second
--no-notes:leave out the line that names the cause
--notes:print the cause, even when called as ln
--detailed-exit-status:tell the kind of failure by the exit status
--help:print help and exit
--version:print the version and exit
END_OF_OPTIONS
}

# Set numbers to those descriptors of this shell that fhln would inherit and
# that are directories ($1 is -d) or something else (-f).  Nothing is run for
# it, since that would take descriptors of its own; one that is gone when it is
# looked at was such.
_fhln_descriptors ()
{
  local path key value directory=/proc/$$
  numbers=()
  for path in "$directory"/fd/*; do
    if [[ ! -e $path ]] || { [[ -d $path ]] && [[ $1 != -d ]]; } \
      || { [[ ! -d $path ]] && [[ $1 == -d ]]; }; then
      continue
    fi
    while read -r key value; do
      # O_CLOEXEC, in octal.
      if [[ $key == flags: ]] && ((!(value & 02000000))); then
        numbers+=("${path##*/}")
      fi
    done 2>/dev/null <"$directory/fdinfo/${path##*/}"
  done
}

# Complete $cur to one of the words given.
_fhln_words ()
{
  local IFS=$' \t\n'
  mapfile -t COMPREPLY < <(compgen -W "$*" -- "$cur")
}

# Complete $cur to an option.  Where the possibilities are only shown (a
# second tab), show what they mean.
_fhln_option ()
{
  local option text
  while IFS=: read -r option text; do
    if [[ $option != "$cur"* ]]; then
      continue
    elif [[ ${COMP_TYPE-} == 63 ]]; then
      printf -v option '%-24s  %s' "$option" "$text"
    fi
    COMPREPLY+=("$option")
  done < <(_fhln_options)
  if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
    compopt -o nospace 2>/dev/null
  fi
}

# Count the operands before the word at the cursor in $operands; set $fd if
# they begin with a descriptor.
_fhln_look_back ()
{
  local i word ended=
  for ((i = 1; i < cword; i++)); do
    word=${words[i]}
    if [[ $ended || $word != -?* ]]; then
      operands=$((operands + 1))
    else
      case $word in
        --) ended=yes ;;
        --fd) fd=yes ;;
        --if-exists | --source-dirfd | --dest-dirfd | --target-directory | \
          --files0-from | --pairs0-from | --failed0-to | --suffix | \
          --exclude | --exclude-from | --jobs | --shard)
          i=$((i + 1))
          ;;
        --*) ;;
        -*[tS]) i=$((i + 1)) ;;
      esac
    fi
  done
}

_fhln ()
{
  # shellcheck disable=SC2034 # _init_completion sets them
  local cur prev words cword split numbers operands=0 fd=
  _init_completion -s || return

  case $prev in
    --if-exists)
      _fhln_words fail same skip replace ask
      return
      ;;
    --source-dirfd | --dest-dirfd)
      _fhln_descriptors -d
      _fhln_words cwd "${numbers[@]}"
      return
      ;;
    --files0-from | --pairs0-from | --failed0-to | --exclude-from)
      _filedir
      return
      ;;
    --jobs)
      _fhln_words {1..8}
      return
      ;;
    --target-directory)
      _filedir -d
      return
      ;;
    --backup)
      if $split; then
        _fhln_words none off numbered t existing nil simple never
        return
      fi
      ;;
    --simulate)
      if $split; then
        _fhln_words never auto always
        return
      fi
      ;;
    --suffix | --exclude | --shard) return ;;
    --*) ;;
    -*t)
      _filedir -d
      return
      ;;
    -*S) return ;;
  esac
  if $split; then
    return
  fi

  _fhln_look_back
  if [[ $cur == -* && " ${words[*]:1:cword-1} " != *' -- '* ]]; then
    _fhln_option
  elif [[ $fd && $operands -eq 0 ]]; then
    _fhln_descriptors -f
    _fhln_words "${numbers[@]}"
  else
    _filedir
  fi
}

complete -F _fhln fhln
