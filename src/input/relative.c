/* What is a file called from where a symbolic link to it lies?  (-r)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "relative.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "areadlink.h"
#include "canonicalize.h"
#include "deep.h"
#include "dirname.h"
#include "filenamecat.h"
#include "name.h"
#include "platform/components.h"
#include "xalloc.h"

/* Return how many bytes of the absolute names A and B their common leading
   components take, as an offset into both; it is at a slash or an end.  */
static size_t
common_length (char const *a, char const *b)
{
  size_t i = 0;
  size_t common = 0;

  for (; a[i] == b[i] && a[i] != '\0'; i++)
    if (a[i] == '/')
      common = i;
  if ((a[i] == '\0' || a[i] == '/') && (b[i] == '\0' || b[i] == '/'))
    common = i;
  return common;
}

char *
relative_to (char const *file, char const *directory)
{
  size_t common = common_length (file, directory);
  char const *down = file + common;
  char const *up = directory + common;
  size_t levels = 0;

  down += strspn (down, "/");
  up += strspn (up, "/");
  for (char const *p = up; *p != '\0'; p += strspn (p, "/"))
    {
      levels++;
      p += strcspn (p, "/");
    }

  char *result = xmalloc (levels * strlen ("../") + strlen (down)
                          + sizeof ".");
  char *end = result;
  for (; levels != 0; levels--)
    end = stpcpy (end, "../");
  end = stpcpy (end, down);
  if (end == result)
    strcpy (end, ".");
  else if (end[-1] == '/')
    *--end = '\0';
  return result;
}

/* A canonical name that grows.  */
struct canonical
{
  char *name;                   /* so far, allocated */
  struct components rest;
  int links;                    /* symbolic links that were followed */
  int fd;                       /* the directory that is named by the first */
  size_t start;                 /* START bytes of NAME; AT_FDCWD if that is the
                                   current one, or none */
  bool lost;                    /* the name is too long to be looked up */
};

/* Let C be looked up from the directory FD, whose name has START bytes.  */
static void
start_at (struct canonical *c, int fd, size_t start)
{
  if (c->fd != AT_FDCWD)
    close (c->fd);
  c->fd = fd;
  c->start = start;
}

/* Let C's name be NAME, allocated.  */
static void
come_to (struct canonical *c, char *name)
{
  free (c->name);
  c->name = name;
  if (strlen (name) < c->start)
    start_at (c, AT_FDCWD, 0);
}

/* Return what C's name is from the directory where it is looked up.  */
static char const *
name_from_start (struct canonical const *c)
{
  char const *name = c->name + c->start;

  return c->start == 0 ? name : name + strspn (name, "/");
}

/* Look NAME up in the directory of C's name.  Return what it says if it is a
   symbolic link that leads somewhere, allocated; or NULL and errno.  */
static char *
contents_of (struct canonical const *c, char const *name)
{
  struct look look;
  char *whole = file_name_concat (name_from_start (c), name, NULL);
  bool leads = look_at (c->fd, whole, true, &look) != ELOOP;
  char *contents = leads ? areadlinkat (c->fd, whole) : NULL;
  int err = leads ? errno : ELOOP;

  free (whole);
  errno = err;
  return contents;
}

/* As contents_of, of a name that may be too long to be looked up at once.  */
static char *
deep_contents_of (struct canonical *c, char const *name)
{
  char *contents = contents_of (c, name);
  char const *way = name_from_start (c);

  if (contents || errno != ENAMETOOLONG || *way == '\0')
    return contents;
  int fd = open_deep (c->fd, way, 0);
  if (fd < 0)
    {
      c->lost = strlen (way) > LONGEST_NAME;
      return NULL;
    }
  start_at (c, fd, strlen (c->name));
  return contents_of (c, name);
}

/* Let C go on with the component NAME: with what it leads to, if that is a
   symbolic link that leads somewhere.  */
static void
take_component (struct canonical *c, char const *name)
{
  char *contents = (c->links < SYMLINKS_MAX ? deep_contents_of (c, name)
                    : NULL);

  if (!contents)
    {
      come_to (c, file_name_concat (c->name, name, NULL));
      return;
    }
  c->links++;
  if (*contents == '/')
    come_to (c, xstrdup ("/"));
  components_follow (&c->rest, contents);
  free (contents);
}

/* Return the canonical name of FILE, part of which is missing or too long to be
   looked up at once; allocated, or NULL and errno if there is none.  gnulib's
   function for that would go on for ever where a symbolic link leads round with
   a name that grows.  */
static char *
name_in_parts (char const *file)
{
  struct canonical c = { .fd = AT_FDCWD };
  char *name = NULL;

  c.name = (*file == '/' ? xstrdup ("/")
            : canonicalize_filename_mode (".", CAN_EXISTING));
  if (!c.name)
    return NULL;
  c.start = *file == '/' ? 0 : strlen (c.name);
  components_start (&c.rest, file, strlen (file));
  while (!c.lost && (name = components_take (&c.rest)))
    {
      if (strcmp (name, "..") == 0)
        come_to (&c, mdir_name (c.name));
      else if (strcmp (name, ".") != 0)
        take_component (&c, name);
      free (name);
    }
  components_end (&c.rest);
  start_at (&c, AT_FDCWD, 0);
  if (c.lost)
    {
      free (c.name);
      errno = ENAMETOOLONG;
      return NULL;
    }
  return c.name;
}

/* Return the canonical name of FILE, which may be missing, or null; allocated,
   or NULL and errno if there is none.  */
static char *
canonical_name (char const *file)
{
  struct look look;
  char *name = NULL;

  errno = ENOENT;
  if (!file || *file == '\0')
    return NULL;
  if (look_at (AT_FDCWD, file, true, &look) != 0)
    return name_in_parts (file);
  name = canonicalize_filename_mode (file, CAN_EXISTING);
  /* A short name may lead to a long one.  */
  return name || errno != ENAMETOOLONG ? name : name_in_parts (file);
}

/* Return the canonical name of the directory of JOB's new name, allocated, or
   NULL and errno.  */
static char *
canonical_parent (struct job const *job)
{
  char const *dir = job->dst.dir;

  if (dir && parent_length (job->dst.text) == 0)
    return canonical_name (dir);

  char *parent = parent_of (job->dst.text);
  char *whole = dir ? file_name_concat (dir, parent, NULL) : xstrdup (parent);
  char *canonical = canonical_name (whole);
  int err = errno;
  free (parent);
  free (whole);
  errno = err;
  return canonical;
}

void
make_relative (struct job *job, char const *file)
{
  /* It stays too long for a symbolic link.  */
  if (file && strlen (file) > LONGEST_NAME)
    return;

  char *canonical = canonical_name (file);
  char *parent = canonical ? canonical_parent (job) : NULL;

  if (parent)
    {
      free (job->owned.src_text);
      job->src.text = job->owned.src_text = relative_to (canonical, parent);
    }
  else if (errno == ENAMETOOLONG)
    job_fail (job, STEP_LINK, ENAMETOOLONG);
  free (canonical);
  free (parent);
}
