/* What is a file called from where a symbolic link to it lies?  (-r)
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "relative.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "areadlink.h"
#include "canonicalize.h"
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
};

/* Let C's name be NAME, allocated.  */
static void
come_to (struct canonical *c, char *name)
{
  free (c->name);
  c->name = name;
}

/* Let C go on with the component NAME: with what it leads to, if that is a
   symbolic link that leads somewhere.  */
static void
take_component (struct canonical *c, char const *name)
{
  struct look look;
  char *whole = file_name_concat (c->name, name, NULL);
  char *contents = (c->links < SYMLINKS_MAX
                    && look_at (AT_FDCWD, whole, true, &look) != ELOOP
                    ? areadlink (whole) : NULL);

  if (!contents)
    {
      come_to (c, whole);
      return;
    }
  c->links++;
  if (*contents == '/')
    come_to (c, xstrdup ("/"));
  components_follow (&c->rest, contents);
  free (contents);
  free (whole);
}

/* Return the canonical name of FILE, part of which is missing; allocated, or
   NULL if there is none.  gnulib's function for that would go on for ever where
   a symbolic link leads round with a name that grows.  */
static char *
name_missing (char const *file)
{
  struct canonical c = { .links = 0 };
  char *name = NULL;

  components_start (&c.rest, file, strlen (file));
  c.name = (*file == '/' ? xstrdup ("/")
            : canonicalize_filename_mode (".", CAN_EXISTING));
  while (c.name && (name = components_take (&c.rest)))
    {
      if (strcmp (name, "..") == 0)
        come_to (&c, mdir_name (c.name));
      else if (strcmp (name, ".") != 0)
        take_component (&c, name);
      free (name);
    }
  components_end (&c.rest);
  return c.name;
}

/* Return the canonical name of FILE, which may be missing, or null; allocated,
   or NULL if there is none.  */
static char *
canonical_name (char const *file)
{
  struct look look;

  return (!file || *file == '\0' ? NULL
          : look_at (AT_FDCWD, file, true, &look) == 0
          ? canonicalize_filename_mode (file, CAN_EXISTING)
          : name_missing (file));
}

/* Return the canonical name of the directory of JOB's new name, allocated, or
   NULL.  */
static char *
canonical_parent (struct job const *job)
{
  char const *dir = job->dst.dir;

  if (dir && parent_length (job->dst.text) == 0)
    return canonical_name (dir);

  char *parent = parent_of (job->dst.text);
  char *whole = dir ? file_name_concat (dir, parent, NULL) : xstrdup (parent);
  char *canonical = canonical_name (whole);
  free (parent);
  free (whole);
  return canonical;
}

void
make_relative (struct job *job, char const *file)
{
  if (strlen (job->dst.dir ? job->dst.dir : job->dst.text) >= PATH_MAX)
    {
      job_fail (job, STEP_LINK, ENAMETOOLONG);
      return;
    }

  char *canonical = canonical_name (file);
  char *parent = canonical ? canonical_parent (job) : NULL;

  if (parent)
    {
      free (job->owned.src_text);
      job->src.text = job->owned.src_text = relative_to (canonical, parent);
    }
  free (canonical);
  free (parent);
}
