/* What does --help say?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "help.h"

#include <stddef.h>

/* Nothing here is a table of pointers, which each run would relocate.  */

static char const usage_forms[] = "\
[OPTION]... [-T] SOURCE DEST\0\
[OPTION]... SOURCE\0\
[OPTION]... SOURCE... DIRECTORY\0\
[OPTION]... -t DIRECTORY SOURCE...\0\
[OPTION]... -t DIRECTORY --files0-from=FILE\0\
[OPTION]... --pairs0-from=FILE\0\
[OPTION]... --fd DESCRIPTOR DEST\0\
[OPTION]... --handle HANDLE DEST\0\
[OPTION]... --print-handle SOURCE...\0\
[OPTION]... --probe SOURCE... DIRECTORY\0\
[OPTION]... -R SOURCE DEST\0\
[OPTION]... -R -t DIRECTORY SOURCE...\0\
";

/* In two parts: C promises no literal of more than 4095 bytes.  */

static char const about_names[] = "\
Make hard links: give the existing file SOURCE the new name DEST, its own\n\
base name in the current directory, or its base name in DIRECTORY; with -R,\n\
all the files of a tree.\n\
DEST is never missing while it is replaced or backed up.\n\
\n\
What is linked:\n\
  -L, --logical               follow a symbolic link named by SOURCE\n\
  -P, --physical              link a symbolic link itself (the default)\n\
      --source-dirfd=FD       relative SOURCEs start at the open directory FD\n\
      --fd                    SOURCE is the number of an open descriptor\n\
      --handle                SOURCE is a file handle, as printed by\n\
                              --print-handle or in /proc/PID/fdinfo\n\
      --via-handle            link SOURCE by its handle: this works between\n\
                              two mounts of one file system\n\
      --print-handle          print the handle of each SOURCE, link nothing\n\
  -d, -F, --directory         let the system refuse to link a directory\n\
  -s, --symbolic              make symbolic links instead of hard links\n\
  -r, --relative              with -s, make them relative to where they lie\n\
  -w                          with -s, warn if the link leads nowhere\n\
      --simulate[=WHEN]       never (default); auto: where there are no hard\n\
                              links, make a symbolic link that keeps their\n\
                              promises as far as it can; always (also if\n\
                              WHEN is left out)\n\
\n\
Trees:\n\
  -R, --recursive             make SOURCE's directories again, as DEST, and\n\
                              link all files in them; run it again to go on\n\
                              where it was interrupted\n\
      --exclude=GLOB          leave out names that match GLOB, as in tar\n\
      --exclude-from=FILE     the same for each line of FILE\n\
      --one-file-system       say nothing of mounts inside SOURCE, which are\n\
                              always left out\n\
      --no-overwrite-dir      keep the owner, mode and times of directories\n\
                              that exist\n\
      --skeleton              make only the directories, before --shard\n\
      --jobs=N                work in N directories at once (default: one for\n\
                              each processor, at most 8)\n\
\n\
Where names come from:\n\
      --files0-from=FILE      with -t: read SOURCEs, each ended by NUL, from\n\
                              FILE; - is standard input\n\
      --pairs0-from=FILE      read SOURCE, DEST, SOURCE, DEST, ...; each DEST\n\
                              is an exact new name\n\
      --shard=K/N             link only part K, from 1 to N, of a stream or a\n\
                              tree, so that N machines can share the work\n\
\n\
";

static char const about_links[] = "\
Where the new name goes:\n\
  -t, --target-directory=DIRECTORY\n\
                              make all links in DIRECTORY\n\
  -T, --no-target-directory   DEST is the exact new name, never a directory\n\
                              to make the link in\n\
  -n, -h, --no-dereference    do not enter a symbolic link to a directory\n\
      --parents               make missing directories on the way to DEST;\n\
                              with -t or several SOURCEs, make DIRECTORY,\n\
                              and keep their whole names there\n\
      --dest-dirfd=FD         relative DESTs start at the open directory FD\n\
\n\
Where names may lead:\n\
      --beneath               no name may leave the directory where it starts\n\
      --no-symlinks           no name may have a symbolic link in it\n\
                              (with --fd, --handle both concern DEST alone)\n\
\n\
If DEST exists:\n\
      --if-exists=WHAT        fail (default); same: success if it already is\n\
                              the file (default with -R); skip; replace; ask\n\
  -f, --force                 --if-exists=replace\n\
  -i, --interactive           --if-exists=ask\n\
  -b, --backup[=CONTROL]      replace it, and keep it under a backup name;\n\
                              -b takes no CONTROL\n\
  -S, --suffix=SUFFIX         -b, with another suffix than '~'\n\
      --sync                  let DEST survive a power cut\n\
      --verify                look at each new link, and fail if it is a\n\
                              copy or anything else\n\
\n\
Beforehand:\n\
      --probe                 find out whether each SOURCE can be linked in\n\
                              DIRECTORY, and leave nothing behind\n\
      --dry-run               change nothing, and say what would be done, as\n\
                              far as this can be seen\n\
\n\
Output:\n\
  -v, --verbose               print a line for each link made\n\
      --json                  print a line of JSON for each link, made or not\n\
      --failed0-to=FILE       write SOURCE NUL DEST NUL to FILE for each link\n\
                              that could not be made, for another program or\n\
                              for --pairs0-from\n\
  -z, --zero                  end lines of output with NUL, not newline\n\
      --progress              show count, rate and failures once a second\n\
      --no-notes              leave out the line that names the cause\n\
      --notes                 print it (default; when called as ln, only if\n\
                              standard error is a terminal)\n\
      --detailed-exit-status  tell the kind of failure by the exit status\n\
      --help                  print this help and exit\n\
      --version               print the version and exit\n\
\n\
FD is a descriptor's number, or cwd.  The last of -f, -i and --if-exists\n\
counts, and the last of -L and -P; -s ignores both.\n\
CONTROL, or the variable VERSION_CONTROL, is one of:\n\
  none, off        no backups, even with -b\n\
  numbered, t      numbered backups\n\
  existing, nil    numbered where there are numbered ones, else simple\n\
  simple, never    simple backups\n\
SIMPLE_BACKUP_SUFFIX is the suffix where -S gives none.\n\
\n\
Exit status: 0 if all links are made, 1 otherwise; with\n\
--detailed-exit-status 2 usage, 3 DEST exists, 4 another file system,\n\
5 not permitted, 6 missing, 7 too many links, 8 no room, 9 read-only,\n\
10 no hard links here, 1 anything else or several kinds.\n\
";

static char const link_forms[] = "SOURCE DEST\0OPTION\0";

static char const about_link[] = "\
Give the existing file SOURCE the new name DEST, which must not exist.\n\
\n\
      --help                  print this help and exit\n\
      --version               print the version and exit\n\
\n\
This is fhln, called as link; called as ln or fhln, it has many options.\n\
";

char const *
help_forms (bool as_link)
{
  return as_link ? link_forms : usage_forms;
}

void
help_texts (bool as_link, char const *texts[HELP_PARTS])
{
  texts[0] = as_link ? about_link : about_names;
  texts[1] = as_link ? NULL : about_links;
  texts[2] = NULL;
}
