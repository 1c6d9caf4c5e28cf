/* Where does looking a name up end, and why?  One component at a time, as the
   kernel does it, see path_resolution(7).
   SPDX-License-Identifier: GPL-3.0-or-later

   Only O_PATH descriptors are opened.  On a file system whose answers come
   from a server, openat2's RESOLVE_CACHED keeps the walk from waiting.  */

#include <config.h>

#include "walk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "access.h"
#include "areadlink.h"
#include "components.h"
#include "credentials.h"
#include "fstype.h"
#include "linux-abi.h"
#include "open-cached.h"
#include "process.h"
#include "xalloc.h"

/* A walk under way.  */
struct walker
{
  struct walk_start const *start;
  struct walk *walk;
  int fd;                       /* where it is; START's, or owned */
  struct look look;             /* of that */
  struct components rest;
  char *shown;                  /* the name of FD, as a user may write it */
  char *first_link;             /* the outermost symbolic link, or NULL */
  char *first_contents;
  size_t behind_link;           /* how much text follows FIRST_LINK */
  bool nested;                  /* its contents have led to another link */
  int links;
};

/* One component of the name.  */
struct component
{
  char *name;                   /* allocated */
  size_t slashes;               /* that stand before it */
  bool last;                    /* nothing follows, not even a slash */
  bool wants_directory;         /* slashes follow, or more */
  bool in_link;                 /* it comes from a symbolic link's contents */
  int fd;
  struct look look;
};

/* Go on from FD, which is called SHOWN (allocated).  */
static void
step_to (struct walker *w, int fd, char *shown)
{
  walk_close (w->start, w->fd);
  w->fd = fd;
  free (w->shown);
  w->shown = shown;
}

/* Return the name of the component C below where W is, allocated.  */
static char *
name_below (struct walker const *w, struct component const *c)
{
  size_t length = strlen (w->shown);
  size_t slashes = c->slashes;

  /* What comes from a link's contents, or follows it, needs a slash.  */
  if (length != 0 && w->shown[length - 1] != '/' && slashes == 0)
    slashes = 1;
  char *name = xmalloc (length + slashes + strlen (c->name) + 1);
  memcpy (name, w->shown, length);
  memset (name + length, '/', slashes);
  strcpy (name + length + slashes, c->name);
  return name;
}

/* The walk W has ended at CULPRIT (allocated).  */
static void
end_walk (struct walker *w, enum walk_end end, int err, char *culprit)
{
  w->walk->end = end;
  w->walk->err = err;
  w->walk->culprit = culprit;
}

/* As end_walk, where the culprit is what W stands on.  */
static void
end_here (struct walker *w, enum walk_end end, int err)
{
  w->walk->look = w->look;
  w->walk->at_start = w->fd == w->start->dirfd;
  end_walk (w, end, err, xstrdup (*w->shown != '\0' ? w->shown : "."));
}

/* The walk W has ended in the component C.  */
static void
end_below (struct walker *w, enum walk_end end, int err,
           struct component const *c)
{
  if (c->in_link && w->first_link)
    {
      w->walk->link = xstrdup (w->first_link);
      w->walk->contents = xstrdup (w->first_contents);
      w->walk->nested = w->nested;
    }
  w->walk->look = c->look;
  end_walk (w, end, err, name_below (w, c));
}

/* Look at what W stands on, and keep the facts of its mount up to date.  */
static void
look_around (struct walker *w, struct look const *known)
{
  struct mount_facts *mount = &w->walk->mount;

  if (known)
    w->look = *known;
  else if (look_at_descriptor (w->fd, &w->look) != 0)
    w->look = (struct look) { .nlink = 0 };
  if (mount->id != 0 && mount->id == w->look.mount_id)
    return;
  free_mount (mount);
  see_mount (w->fd, mount);
}

/* Open NAME, where W is, with FLAGS; -1 and EAGAIN if that may wait.  */
static int
open_below (struct walker const *w, char const *name, int flags)
{
  return (waits_for_others (&w->walk->mount)
          ? open_cached (w->fd, name, flags)
          : above_standard (openat (w->fd, name,
                                    flags | O_PATH | O_CLOEXEC)));
}

/* Does what this machine knows of the directory where W is, which a server
   shows, let this process search it?  */
static bool
seems_searchable (struct walker const *w)
{
  struct mount_facts const *mount = &w->walk->mount;
  struct acl no_list = { .there = ANSWER_NO };
  struct process_facts process;

  if (w->start->err != EACCES || !mount->known || !keeps_modes (mount))
    return true;
  see_process (&process);
  struct access access = access_to (&process, &w->look, &no_list);
  free_process (&process);
  return access_allows (&access, MAY_EXECUTE) != ANSWER_NO;
}

/* May the directory where W is be searched?  If not, W has ended.  */
static bool
may_search (struct walker *w)
{
  if (w->look.mode != 0 && !S_ISDIR (w->look.mode))
    {
      end_here (w, WALK_NOT_DIRECTORY, ENOTDIR);
      return false;
    }

  bool waits = waits_for_others (&w->walk->mount);
  if (waits ? seems_searchable (w)
      : abi_access (w->fd, X_OK) == 0 || errno != EACCES)
    return true;
  if (!waits)
    see_acl (w->fd, &w->walk->acl);
  end_here (w, WALK_NO_SEARCH, EACCES);
  return false;
}

/* Cut the next component from W's text into C; false if there is none.  */
static bool
next_component (struct walker *w, struct component *c)
{
  c->slashes = strspn (w->rest.next, "/");
  size_t left = strlen (w->rest.next) - c->slashes;

  c->name = components_take (&w->rest);
  if (!c->name)
    return false;
  c->last = *w->rest.next == '\0';
  c->wants_directory = !c->last;
  c->in_link = w->first_link && left > w->behind_link;
  c->fd = -1;
  c->look = (struct look) { .nlink = 0 };
  if (!c->in_link)
    {
      free (w->first_link);
      free (w->first_contents);
      w->first_link = w->first_contents = NULL;
    }
  return true;
}

/* W's text goes on with CONTENTS, of the symbolic link C.  */
static void
enter_link (struct walker *w, struct component const *c,
            char const *contents)
{
  w->nested = w->first_link != NULL;
  if (!w->first_link)
    {
      w->first_link = name_below (w, c);
      w->first_contents = xstrdup (contents);
      w->behind_link = strlen (w->rest.next);
    }
  components_follow (&w->rest, contents);
  if (*contents == '/')
    {
      int root = above_standard (open ("/", O_PATH | O_DIRECTORY
                                       | O_CLOEXEC));
      step_to (w, root, xstrdup (""));
      look_around (w, NULL);
    }
}

/* Would fs.protected_symlinks keep W from following the link C at the end of
   a name?  */
static bool
is_protected (struct walker const *w, struct component const *c)
{
  mode_t open_to_all = S_ISVTX | S_IWOTH;

  return (c->last && (w->look.mode & open_to_all) == open_to_all
          && w->look.uid != c->look.uid && geteuid () != c->look.uid
          && protects_symlinks () == ANSWER_YES);
}

/* Follow the link C in procfs, which may lead anywhere, as the kernel does.
   Return whether W goes on.  */
static bool
follow_magic (struct walker *w, struct component const *c)
{
  int fd = open_below (w, c->name, 0);

  if (fd < 0)
    {
      end_below (w, errno == ENOENT ? WALK_MISSING : WALK_UNKNOWN, errno, c);
      return false;
    }
  step_to (w, fd, name_below (w, c));
  look_around (w, NULL);
  return true;
}

/* Follow the symbolic link C.  Return whether W goes on.  */
static bool
follow_link (struct walker *w, struct component const *c)
{
  bool waits = waits_for_others (&w->walk->mount);

  if (w->walk->mount.nosymfollow)
    end_below (w, WALK_NOSYMFOLLOW, ELOOP, c);
  else if (is_protected (w, c))
    end_below (w, WALK_PROTECTED_LINK, EACCES, c);
  else if (w->links++ == SYMLINKS_MAX)
    {
      end_walk (w, WALK_LOOP, ELOOP, w->first_link ? xstrdup (w->first_link)
                : name_below (w, c));
    }
  else if (fstype_named (w->walk->mount.type)->family == FS_PROC)
    return follow_magic (w, c);
  else
    {
      char *contents = waits ? NULL : areadlinkat (c->fd, "");
      if (contents)
        {
          enter_link (w, c, contents);
          free (contents);
          return true;
        }
      end_below (w, WALK_UNKNOWN, waits ? EAGAIN : errno, c);
    }
  return false;
}

/* Opening the component C has failed with ERR: tell why.  */
static void
explain_step (struct walker *w, struct component const *c, int err)
{
  struct statfs fs;
  bool waits = waits_for_others (&w->walk->mount);

  switch (err)
    {
    case ENOENT:
      end_below (w, WALK_MISSING, err, c);
      break;
    case ENAMETOOLONG:
      w->walk->length = strlen (c->name);
      if (!waits && (w->fd == AT_FDCWD ? statfs (".", &fs)
                     : fstatfs (w->fd, &fs)) == 0)
        w->walk->limit = fs.f_namelen;
      end_below (w, WALK_COMPONENT_TOO_LONG, err, c);
      break;
    default:
      end_below (w, waits && err == EAGAIN && c->last && !c->in_link
                 ? WALK_UNCACHED : WALK_UNKNOWN, err, c);
      break;
    }
}

/* Take the component C.  Return whether W goes on.  */
static bool
take (struct walker *w, struct component *c)
{
  bool follow = !c->last || w->start->follow;

  c->fd = open_below (w, c->name, O_NOFOLLOW);
  if (c->fd < 0)
    {
      explain_step (w, c, errno);
      return false;
    }
  int err = look_at_descriptor (c->fd, &c->look);
  if (err != 0)
    {
      free_mount (&w->walk->mount);
      see_mount (c->fd, &w->walk->mount);
      end_below (w, WALK_UNKNOWN, err, c);
      return false;
    }
  if (S_ISLNK (c->look.mode) && follow)
    return follow_link (w, c);
  if (c->wants_directory && !S_ISDIR (c->look.mode))
    {
      end_below (w, WALK_NOT_DIRECTORY, ENOTDIR, c);
      return false;
    }
  if (c->last)
    {
      w->walk->parent = w->look;
      w->walk->base = xstrdup (c->name);
    }
  step_to (w, c->fd, name_below (w, c));
  c->fd = -1;
  look_around (w, &c->look);
  return true;
}

/* Check what START names before any component is looked at.  Return whether
   there is a way to go on.  */
static bool
check_start (struct walk_start const *start, struct walk *walk)
{
  if (start->length == 0)
    walk->end = WALK_EMPTY_NAME;
  else if (*start->name != '/' && start->dirfd != AT_FDCWD
           && fcntl (start->dirfd, F_GETFD) < 0)
    {
      char number[12];
      sprintf (number, "%d", start->dirfd);
      walk->end = WALK_BAD_DESCRIPTOR;
      walk->culprit = xstrdup (number);
    }
  else
    return true;
  return false;
}

/* Take all components.  Return whether W has arrived.  */
static bool
take_all (struct walker *w)
{
  struct component c;

  while (next_component (w, &c))
    {
      bool goes_on = may_search (w) && take (w, &c);
      if (c.fd >= 0)
        close (c.fd);
      free (c.name);
      if (!goes_on || w->fd == -1)
        return false;
    }
  return true;
}

int
walk_to (struct walk_start const *start, struct walk *walk)
{
  struct walker w = { .start = start, .walk = walk, .fd = start->dirfd };

  *walk = (struct walk) { .end = WALK_UNKNOWN };
  if (!check_start (start, walk))
    return -1;
  components_start (&w.rest, start->name, start->length);
  w.shown = xstrdup ("");
  if (*start->name == '/')
    step_to (&w, above_standard (open ("/", O_PATH | O_DIRECTORY
                                       | O_CLOEXEC)), xstrdup (""));
  if (w.fd != -1)
    {
      look_around (&w, NULL);
      if (take_all (&w))
        {
          walk->end = WALK_ARRIVED;
          walk->culprit = xstrdup (*w.shown != '\0' ? w.shown
                                   : *start->name == '/' ? "/" : ".");
        }
    }
  if (walk->end != WALK_ARRIVED)
    {
      walk_close (start, w.fd);
      w.fd = -1;
    }
  components_end (&w.rest);
  free (w.shown);
  free (w.first_link);
  free (w.first_contents);
  return w.fd;
}
