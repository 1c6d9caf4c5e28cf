/* What does a note say of a server that refused?  Pure.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "note-server.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "note-text.h"
#include "platform/fstype.h"
#include "xalloc.h"
#include "xvasprintf.h"

/* "the NFS server of '/m' (host:/export)": of FUSE the type tells more than the
   source does.  */
char *
put_server (struct scene const *s)
{
  struct mount_facts const *mount = failed_mount (s);
  char const *kind = type_of (mount)->server;

  if (*kind == '\0')
    return NULL;

  char const *more = (is_type (mount, FS_FUSE) || !mount->source
                      ? mount->type : mount->source);
  char *point = mount_text (mount);
  char *shown = plain (more);
  char *server = xasprintf ("the %s of %s (%s)", kind, point, shown);
  free (shown);
  free (point);
  return server;
}

/* Why a server may not let a name be made.  */
static char const *
permission_reasons (struct scene const *s, enum fs_family family,
                    char const *type)
{
  bool root = s->facts->process.euid == 0;

  if (family == FS_NFS && s->job->result.err == EPERM)
    return (root ? "the file or directory may be immutable there, or root be "
                   "treated as nobody (root_squash)"
            : "the file or directory may be immutable there, or another "
              "user's");
  if (family == FS_NFS)
    return (root ? "it may treat root as nobody (root_squash), or not let this "
                   "client write"
            : "its own permissions decide, and its export may not let this "
              "client write");
  if (family == FS_SMB)
    return "its own permissions and those of the share decide";
  if (family == FS_FUSE)
    return "its own rules decide, and what it may do itself";
  if (strcmp (type, "afs") == 0)
    return "the access list of the directory there decides";
  return "what it may do itself decides";
}

/* Why a server may not link two files.  */
static char const *
distance_reasons (enum fs_family family, char const *type)
{
  if (family == FS_FUSE)
    return "there the two names may lie on different branches, or file "
           "systems";
  if (strcmp (type, "afs") == 0)
    return "it links a file only within one directory";
  return "there the two names may lie on different file systems";
}

/* Return what the server on MOUNT may have had against it in S, or NULL.  */
static char const *
reasons (struct scene const *s, struct mount_facts const *mount)
{
  enum fs_family family = type_of (mount)->family;

  switch (s->job->result.err)
    {
    case EACCES:
    case EPERM:
      return permission_reasons (s, family, mount->type);
    case EXDEV:
      return distance_reasons (family, mount->type);
    case EROFS:
      return (family == FS_NFS ? "its export, or the file system there, is "
                                 "read-only"
              : family == FS_SMB ? "the share, or the file system there, is "
                                   "read-only"
              : "the file system there is read-only");
    case ENOSPC:
      return "the file system there is full";
    case EDQUOT:
      return "a quota there is used up";
    case EMLINK:
      return "the file system there takes no more links to this file";
    case ENAMETOOLONG:
      return "the name is too long for it";
    case EINVAL:
    case EILSEQ:
      return "it may not take such a name";
    default:
      return NULL;
    }
}

char *
put_server_reasons (struct scene const *s)
{
  struct mount_facts const *mount = failed_mount (s);
  char const *text = mount->type ? reasons (s, mount) : NULL;

  return text ? xasprintf (": %s", text) : xstrdup ("");
}

/* Return what is to be said where only a client's view of MOUNT is known.  */
static char *
view_text (struct mount_facts const *mount)
{
  return xstrdup (is_client_view (mount) ? ", as this client sees it" : "");
}

char *
put_dir_view (struct scene const *s)
{
  return view_text (mount_of (&s->facts->dir));
}

char *
put_src_view (struct scene const *s)
{
  return view_text (mount_of (&s->facts->src));
}

char *
put_culprit_view (struct scene const *s)
{
  return view_text (failed_mount (s));
}

/* What was made where a link should be.  */
char *
put_made (struct scene const *s)
{
  struct look look = { .mode = s->job->result.instead };
  char *kind = kind_text (&look);
  char *text = xasprintf ("%s%s", kind, (S_ISREG (look.mode)
                                         ? " of its own, as a copy is" : ""));

  free (kind);
  return text;
}

char *
put_made_stays (struct scene const *s)
{
  return xstrdup (s->job->result.temporary ? "" : "; it was left there");
}
