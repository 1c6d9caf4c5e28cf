/* How does SOURCE get a temporary name beside DEST, and how does that go again?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "temporary.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/privilege.h"

/* Where a dot is refused; of the same length.  */
#define DOTLESS_TEMPLATE "fhln--XXXXXXXX"

/* May the caller take a name of LOOK's file out of a sticky directory of
   somebody else's?  */
static bool
may_take (struct look const *look)
{
  return look->uid == geteuid () || overrides_sticky (look->uid, look->gid);
}

bool
keeps_names (struct replacement const *r, struct look const *parent,
             struct look const *dst, struct look const *backup)
{
  bool is_symlink = r->job->kind != LINK_HARD;

  if (parent->append_only || (!is_symlink && r->src->undeletable))
    return true;
  for (int i = 0; i < 2; i++)
    {
      struct look const *look = i == 0 ? dst : backup;
      if (look && (look->append_only || look->immutable || look->undeletable))
        return true;
    }
  if ((parent->mode & S_ISVTX) == 0 || parent->uid == geteuid ())
    return false;
  return ! ((is_symlink || may_take (r->src)) && (!dst || may_take (dst))
            && (!backup || may_take (backup)));
}

void
name_temporary (struct replacement *r)
{
  strcpy (r->temporary, TEMPORARY_TEMPLATE);
  strcpy (r->spare, TEMPORARY_TEMPLATE);
}

/* A maker's function: link SOURCE to NAME.  */
static int
link_source (void const *arg, int dirfd, char const *name)
{
  struct replacement const *r = arg;
  struct dest dst = { .dirfd = dirfd, .name = name };

  return linker_of (r->job->kind)->make (&r->job->src, &dst);
}

/* A maker's function: is NAME a link to SOURCE?  Where each name of a file has
   a number of its own, the rest decides.  */
static bool
is_source_linked (void const *arg, int dirfd, char const *name)
{
  struct replacement const *r = arg;
  struct dest dst = { .dirfd = dirfd, .name = name };
  struct look look;

  return (linker_of (r->job->kind)->is_made (&r->job->src, &dst)
          || (r->job->kind == LINK_HARD
              && entry_look (dirfd, name, &look) == 0
              && is_alike (&look, r->src)));
}

void
leave_behind (struct replacement *r, char const *name, bool old)
{
  struct left_name *left = r->job->result.left;

  if (left->name)
    left++;
  if (left->name)
    return;
  left->name = strdup (name);   /* no end of the run now */
  left->is_old_file = old;
}

bool
make_temporary (struct replacement *r)
{
  struct maker maker = { link_source, is_source_linked, r };
  bool stays;
  int err = entry_make (r->entry.dirfd, r->temporary, &maker, &stays);

  /* There are file systems that refuse a name with a dot.  */
  if (!stays && refuses_names (err))
    {
      strcpy (r->temporary, DOTLESS_TEMPLATE);
      strcpy (r->spare, DOTLESS_TEMPLATE);
      int again = entry_make (r->entry.dirfd, r->temporary, &maker, &stays);
      if (again == 0 || stays)
        err = again;
    }
  if (err == 0)
    return true;
  job_fail (r->job, STEP_LINK, err);
  r->job->result.temporary = true;
  if (stays)
    leave_behind (r, r->temporary, false);
  return false;
}

bool
look_at_temporary (struct replacement *r)
{
  int err = entry_look (r->entry.dirfd, r->temporary, &r->made);

  if (err != 0)
    {
      give_up (r, STEP_LINK, err == ENOENT ? EIO : err);
      return false;
    }
  r->looked = true;
  r->strict = (r->job->kind != LINK_HARD ? NUMBER_MAY_BE_A_NAMES
               : is_same_file (&r->made, r->src) ? NUMBER_SUFFICES
               : NUMBER_IS_A_NAMES);
  return true;
}

void
remove_temporary (struct replacement *r)
{
  if (entry_remove (r->entry.dirfd, r->temporary,
                    r->looked ? &r->made : NULL, r->strict) != 0)
    leave_behind (r, r->temporary, false);
}

void
give_up (struct replacement *r, enum step step, int err)
{
  job_fail (r->job, step, err);
  remove_temporary (r);
}

/* The temporary name was still there after it took DEST's place.  That is so
   where DEST already was a link to SOURCE.  Is it?  */
static bool
is_replaced (struct replacement *r)
{
  struct look look;

  return (is_source_linked (r, r->entry.dirfd, r->entry.base)
          || ! (r->dst && entry_look (r->entry.dirfd, r->entry.base, &look) == 0
                && is_same_file (&look, r->dst)));
}

void
clear_temporary (struct replacement *r)
{
  bool stayed;
  int err = entry_clear (r->entry.dirfd, r->temporary, &stayed);

  if (err != 0)
    leave_behind (r, r->temporary, false);
  if (stayed && !is_replaced (r))
    job_fail (r->job, STEP_RENAME, EIO);
  else if (err != 0)
    job_fail (r->job, STEP_UNLINK, err);
}
