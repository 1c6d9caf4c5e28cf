/* Is what a note says of a file true: what kind of file it is, whether it is
   there, what stops the caller, what is left?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "random-parts.h"
#include "random-words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

/* What a note says of the name before it.  */
static struct
{
  char const *text;
  mode_t type; /* 0: what follows */
  enum
  {
    ABSENT = 1,
    NO_DIRECTORY,
    SET_UID,
    SET_GID
  } what;
} const phrases[] = {
  { "' is a directory", S_IFDIR, 0 },
  { "' is a symbolic link", S_IFLNK, 0 },
  { "' is a fifo", S_IFIFO, 0 },
  { "' is a socket", S_IFSOCK, 0 },
  { "' is a regular file", S_IFREG, 0 },
  { "' does not exist", 0, ABSENT },
  { "' is not a directory", 0, NO_DIRECTORY },
  { "and it is set-user-id", 0, SET_UID },
  { "and it is set-group-id and executable", 0, SET_GID },
};

static bool
wrong (struct judgement *j, char const *text, char const *name)
{
  snprintf (j->why, sizeof j->why, "it is not true that %s: '%.100s'", text,
            name);
  j->verdict = WRONG_DETAIL;
  return true;
}

/* Is phrase number I true of ST, or, if it was not found, of ERR?  */
static bool
is_true (size_t i, int err, struct stat const *st)
{
  mode_t both = S_ISGID | S_IXGRP;

  if (phrases[i].what == ABSENT)
    return err == ENOENT;
  if (err != 0)
    return false;
  switch (phrases[i].what)
    {
    case NO_DIRECTORY:
      return !S_ISDIR (st->st_mode);
    case SET_UID:
      return (st->st_mode & S_ISUID) != 0;
    case SET_GID:
      return (st->st_mode & both) == both;
    default:
      return (st->st_mode & S_IFMT) == phrases[i].type;
    }
}

static bool
is_file_wrong (struct names const *names, struct judgement *j)
{
  char const *note = j->answer.note;
  char name[PATH_MAX];
  struct stat st;
  int dir = open (names->place, O_PATH | O_DIRECTORY | O_CLOEXEC);
  bool bad = false;

  for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
    {
      /* "'x' in 'd/x' is" names a component first.  */
      if (!strstr (note, phrases[i].text) || strstr (note, "' in '")
          || !quoted_after (note, "", name)
          || strncmp (name, "/proc", 5) == 0)
        continue;
      /* A slash at the end does not make another entry of it.  */
      size_t length = strlen (name);
      while (length > 1 && phrases[i].type == S_IFLNK
             && name[length - 1] == '/')
        name[--length] = '\0';
      /* What is no directory, or has a bit set, may be led to.  */
      bool follow
          = (phrases[i].what >= SET_UID || phrases[i].what == NO_DIRECTORY);
      int err = fstatat (dir, name, &st, follow ? 0 : AT_SYMLINK_NOFOLLOW) == 0
                    ? 0
                    : errno;
      if (err != 0 && err != ENOENT)
        continue;
      if (!is_true (i, err, &st))
        {
          bad = wrong (j, phrases[i].text + 1, name);
          break;
        }
    }
  close (dir);
  return bad;
}

/* What the note says of the file system.  */
static bool
is_room_wrong (struct situation const *s, struct judgement *j)
{
  char const *note = j->answer.note;
  char const *inodes = strstr (note, "has used all ");
  char const *limit = strstr (note, "max_dir_size_kb=");
  struct where const *where = where_of (s);
  struct statvfs fs;

  if (statvfs (where->dst, &fs) != 0)
    return false;
  if (inodes && strtoul (inodes + 13, NULL, 10) != fs.f_files)
    return wrong (j, "so many inodes are used", where->dst);
  if (limit && strtoul (limit + 16, NULL, 10) != 1)
    return wrong (j, limit, where->dst);
  if (strstr (note, "hardlinks=1") && s->value[HARDLINKS] == 0)
    return wrong (j, "fs.protected_hardlinks=1", "it is 0");
  if (strstr (note, "symlinks=1") && s->value[SYMLINKS] == 0)
    return wrong (j, "fs.protected_symlinks=1", "it is 0");
  return false;
}

/* "You cannot both read and write it".  */
static bool
is_use_wrong (struct situation const *s, struct names const *names,
              struct judgement *j)
{
  char name[PATH_MAX];

  return (strstr (j->answer.note, "cannot both read and write")
          && quoted_after (j->answer.note, "", name)
          && (may_use (s, names, name) & MAY_READ_WRITE) != 0
          && wrong (j, "the caller cannot both read and write", name));
}

bool
is_kind_wrong (struct situation const *s, struct names const *names,
               struct judgement *j)
{
  /* There the names start elsewhere.  */
  if (s->value[DIRFD] != FROM_CWD || s->value[CWD] != 0
      || where_of (s)->how == JAILED)
    return false;
  return (is_file_wrong (names, j) || is_room_wrong (s, j)
          || is_use_wrong (s, names, j));
}
