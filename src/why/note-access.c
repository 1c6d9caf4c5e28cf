/* What does a note say of permissions?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "note-access.h"

#include <stdlib.h>

#include "note-text.h"
#include "xalloc.h"
#include "xvasprintf.h"

/* A directory that may not be used.  */
struct place
{
  struct mount_facts const *mount;
  struct look const *look;
  struct acl const *acl;
  char const *group;            /* its group's name, or NULL */
};

static struct place
dir_of (struct scene const *s)
{
  return (struct place) { .mount = mount_of (&s->facts->dir),
                          .look = &s->facts->dir.look,
                          .acl = &s->facts->dir.acl,
                          .group = s->facts->names.dir_group };
}

static struct place
src_of (struct scene const *s)
{
  return (struct place) { .mount = mount_of (&s->facts->src),
                          .look = &s->facts->src.look,
                          .acl = &s->facts->src.acl };
}

/* Where the walk of S ended, which has failed.  */
static struct place
culprit_of (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return (struct place) { .mount = if_known (&walk->mount),
                          .look = &walk->look, .acl = &walk->acl,
                          .group = s->facts->names.culprit_group };
}

/* Return what ACCESS gives, as ls shows it.  */
static char *
given_text (struct access access)
{
  return xasprintf ("%c%c%c", (access.given & MAY_READ) != 0 ? 'r' : '-',
                    (access.given & MAY_WRITE) != 0 ? 'w' : '-',
                    (access.given & MAY_EXECUTE) != 0 ? 'x' : '-');
}

/* Return who this process is, and what in that lets it use PLACE no more than
   it may: the group, whose bits count and not the others'; a capability that
   root lacks.  */
static char *
you_text (struct scene const *s, struct place place)
{
  struct process_facts const *process = &s->facts->process;
  struct access access = access_of (s, place.look, place.acl);
  char *you = id_text (ID_USER, s->facts->names.you, process->euid);
  char *more;

  if (process->known && process->euid == 0 && !process->writes_all)
    more = xstrdup (" without CAP_DAC_OVERRIDE");
  else if (process->known && access.class == ACCESS_GROUP)
    {
      char *group = id_text (ID_GROUP, place.group, place.look->gid);
      more = xasprintf (", in its group %s", group);
      free (group);
    }
  else
    more = xstrdup ("");

  char *text = xasprintf ("%s%s", you, more);
  free (more);
  free (you);
  return text;
}

/* Return whose id has no mapping at PLACE, so that capabilities do not count;
   NULL if that is not so.  Where each may be the one, both are named.  */
static char *
unmapped_text (struct scene const *s, struct place place)
{
  enum answer user = is_mapped (s, place.mount, place.look, ID_USER);
  enum answer group = is_mapped (s, place.mount, place.look, ID_GROUP);
  bool unsure = user != ANSWER_NO && group != ANSWER_NO;

  if (!s->facts->process.known || (user == ANSWER_YES && group == ANSWER_YES))
    return NULL;
  if (unsure && user == ANSWER_UNKNOWN && group == ANSWER_UNKNOWN)
    return xstrdup ("owner or the group");
  return xstrdup (user == ANSWER_NO || (unsure && user == ANSWER_UNKNOWN)
                  ? "owner" : "group");
}

char *
put_culprit_given (struct scene const *s)
{
  struct place place = culprit_of (s);

  return given_text (access_of (s, place.look, place.acl));
}

char *
put_culprit_you (struct scene const *s)
{
  return failed_walk (s) ? you_text (s, culprit_of (s)) : NULL;
}

char *
put_culprit_unmapped (struct scene const *s)
{
  return failed_walk (s) ? unmapped_text (s, culprit_of (s)) : NULL;
}

/* What permission is lacking: as is computed, or else as the system says.  */
char *
put_dir_lacks (struct scene const *s)
{
  struct place place = dir_of (s);
  int both = MAY_WRITE | MAY_EXECUTE;
  int lacks = (s->facts->process.known
               ? both & ~access_of (s, place.look, place.acl).given
               : s->facts->dir.refused & both);

  struct access access = access_of (s, place.look, place.acl);
  if (s->facts->process.known
      && (lacks == 0 || (lacks == MAY_EXECUTE
                         && access_allows (&access, lacks) != ANSWER_NO)))
    return xstrdup ("combined write and search");
  return xstrdup (lacks == both ? "write or search"
                  : lacks == MAY_EXECUTE ? "search" : "write");
}

char *
put_dir_given (struct scene const *s)
{
  struct place place = dir_of (s);

  return given_text (access_of (s, place.look, place.acl));
}

char *
put_dir_you (struct scene const *s)
{
  return you_text (s, dir_of (s));
}

char *
put_src_you (struct scene const *s)
{
  return you_text (s, src_of (s));
}

char *
put_src_given (struct scene const *s)
{
  struct place place = src_of (s);

  return given_text (access_of (s, place.look, place.acl));
}

char *
put_dir_unmapped (struct scene const *s)
{
  return unmapped_text (s, dir_of (s));
}

char *
put_src_unmapped (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;

  return unmapped_text (s, (struct place) { .mount = mount_of (src),
                                            .look = &src->look });
}

/* Which id of this process has no mapping on the mount of DEST's directory;
   both may be meant where its map is not told.  */
char *
put_your_unmapped (struct scene const *s)
{
  struct mount_facts const *mount = mount_of (&s->facts->dir);
  struct process_facts const *process = &s->facts->process;
  bool user = mount->uids.has_you != ANSWER_YES;
  bool group = mount->gids.has_you != ANSWER_YES;

  if (mount->uids.has_you == ANSWER_NO)
    group = false;
  else if (mount->gids.has_you == ANSWER_NO)
    user = false;
  if (!group)
    return xasprintf ("uid %lu", (unsigned long) process->euid);
  if (!user)
    return xasprintf ("gid %lu", (unsigned long) process->egid);
  return xasprintf ("uid %lu or gid %lu", (unsigned long) process->euid,
                    (unsigned long) process->egid);
}

/* What root lacks that would have let it.  */
char *
put_without (struct scene const *s)
{
  struct process_facts const *process = &s->facts->process;

  return xstrdup (process->known && process->euid == 0 && !process->writes_all
                  ? ", as you are root without CAP_DAC_OVERRIDE" : "");
}
