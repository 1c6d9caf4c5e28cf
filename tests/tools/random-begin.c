/* Where does a process begin, and with which open files?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "random-parts.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tool.h"

enum
{
  TIMEOUT = 20
};

/* Let FD be the descriptor NUMBER, unless it is -1.  */
static void
move (int fd, int number)
{
  if (fd < 0)
    return;
  dup2 (fd, number);
  close (fd);
}

/* Return a descriptor of a file that was removed, or -1.  */
static int
open_deleted (void)
{
  int fd = open ("deleted", O_RDWR | O_CREAT | O_EXCL, 0666);

  if (fd >= 0)
    unlink ("deleted");
  return fd;
}

static int
open_source (struct situation const *s, struct names const *names)
{
  int ends[2];

  switch ((enum fds)s->value[FDS])
    {
    case NAMED_FILE:
      return open (names->src, O_PATH | O_NOFOLLOW);
    case DELETED_FILE:
      return open_deleted ();
    case TMPFILE:
      return open (".", O_RDWR | O_TMPFILE, 0666);
    case TMPFILE_EXCL:
      return open (".", O_RDWR | O_TMPFILE | O_EXCL, 0666);
    case MEMFD:
      return memfd_create ("memfd", 0);
    case PIPE:
      return pipe (ends) == 0 ? ends[0] : -1;
    case CLOSED:
    case FDSS:
      break;
    }
  return -1;
}

static void
open_directories (struct tool const *tool, struct situation const *s)
{
  char name[PATH_MAX];
  struct where const *where = where_of (s);

  switch ((enum dirfd)s->value[DIRFD])
    {
    case DEST_DIRFD:
      move (open ("dp/dd", O_PATH), DEST_DIR_FD);
      break;
    case FILE_DIRFD:
      move (open ("dp/f", O_PATH), DEST_DIR_FD);
      break;
    case SOURCE_DIRFD:
      snprintf (name, sizeof name, "%.2000s/%s/c/sp/sd", tool->root,
                where->src);
      move (open (name, O_PATH), SOURCE_DIR_FD);
      break;
    case FROM_CWD:
    case CLOSED_DIRFD:
    case DIRFDS:
      break;
    }
}

/* Let the current directory be one that was removed.  */
static void
lose_directory (void)
{
  if (mkdir ("lost", 0777) == 0 && chdir ("lost") == 0)
    rmdir ("../lost");
}

void
begin (struct tool const *tool, struct situation const *s,
       struct names const *names)
{
  alarm (TIMEOUT);
  if (chdir (names->place) != 0)
    _exit (UNMADE);
  if (s->value[OPTION] == BY_FD)
    move (open_source (s, names), SOURCE_FD);
  open_directories (tool, s);
  if (where_of (s)->how == JAILED && (chroot ("..") != 0 || chdir ("/c") != 0))
    _exit (UNMADE);
  if (s->value[CWD] != 0)
    lose_directory ();
  become (s);
}
