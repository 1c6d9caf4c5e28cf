/* What do the facts say of who may do what?
   SPDX-License-Identifier: GPL-3.0-or-later

   Pure, as all of evidence-*.c.  The table of causes asks in the order in which
   the kernel checks, so that a question need not repeat those before it.  */

#include <config.h>

#include "evidence-permission.h"

#include <errno.h>
#include <stdlib.h>

#include "evidence-place.h"
#include "platform/access.h"
#include "platform/fstype.h"

/* Permission bits, lists, and what overrides them.  */

enum { TO_MAKE_NAMES = MAY_WRITE | MAY_EXECUTE };

/* Was WANTED, MAY_ bits, refused for the directory of LOOK and ACL on MOUNT, as
   an id of it has no mapping?  Then capabilities do not count and, on an
   id-mapped mount, nothing may be written.  */
static bool
is_unmapped (struct scene const *s, struct mount_facts const *mount,
             struct look const *look, struct acl const *acl, int wanted)
{
  if (!has_unmapped_id (s, mount, look))
    return false;

  struct access access = access_of (s, look, acl);
  return ((wanted & ~access.overriding) == 0
          || (mount->idmapped && (wanted & MAY_WRITE) != 0
              && access_allows (&access, wanted) == ANSWER_YES));
}

static bool
is_walk_unmapped (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return (walk && is_unmapped (s, if_known (&walk->mount), &walk->look,
                               &walk->acl, MAY_EXECUTE));
}

bool
walks_unmapped (struct scene const *s)
{
  return (is_walk_unmapped (s)
          && if_known (&failed_walk (s)->mount)->idmapped);
}

bool
walks_outside (struct scene const *s)
{
  return is_walk_unmapped (s) && s->facts->process.initial == ANSWER_NO;
}

/* Has this process, or its group, no mapping on MOUNT?  Then nothing is made
   there, whatever may be done to the directory, and the error is another.  */
static bool
is_caller_unmapped (struct mount_facts const *mount)
{
  return (mount->idmapped && (mount->uids.has_you == ANSWER_NO
                              || mount->gids.has_you == ANSWER_NO));
}

/* Does the system say that DEST's directory may not be used?  Where it was not
   asked, as a server decides, it would if modes count.  Not if it can be
   searched and is on another mount: that would have been said first.  */
static bool
is_dir_refused (struct scene const *s)
{
  struct file_facts const *dir = &s->facts->dir;

  if (!is_reached (s)
      || (are_mounts_different (s)
          && !(dir->may_use == ANSWER_NO
               && (dir->refused & MAY_EXECUTE) != 0))
      || is_caller_unmapped (mount_of (dir)))
    return false;
  return (dir->may_use == ANSWER_NO
          || (dir->may_use == ANSWER_UNKNOWN
              && s->facts->process.known && S_ISDIR (dir->look.mode)
              && is_computed_by_mode (&dir->mount)));
}

static bool
is_dir_unmapped (struct scene const *s)
{
  struct file_facts const *dir = &s->facts->dir;

  return (is_dir_refused (s) && dir->may_use == ANSWER_NO
          && is_unmapped (s, mount_of (dir), &dir->look, &dir->acl,
                          TO_MAKE_NAMES));
}

bool
dir_unmapped (struct scene const *s)
{
  return is_dir_unmapped (s) && mount_of (&s->facts->dir)->idmapped;
}

bool
dir_outside (struct scene const *s)
{
  return is_dir_unmapped (s) && s->facts->process.initial == ANSWER_NO;
}

/* What this process may do to the directory where the walk of S ended.  */
static struct access
culprit_access (struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return access_of (s, &walk->look, &walk->acl);
}

bool
cannot_search (struct scene const *s)
{
  struct access access;

  if (!s->facts->process.known)
    return true;
  access = culprit_access (s);
  return access_allows (&access, MAY_EXECUTE) == ANSWER_NO;
}

bool
cannot_search_by_list (struct scene const *s)
{
  return cannot_search (s) && culprit_access (s).class == ACCESS_BY_LIST;
}

/* What this process may do to DEST's directory.  */
static struct access
dir_access (struct scene const *s)
{
  return access_of (s, &s->facts->dir.look, &s->facts->dir.acl);
}

/* And does this process lack the permissions for that?  *MISSING becomes those
   that it lacks.  */
static bool
lacks (struct scene const *s, int *missing)
{
  if (!is_dir_refused (s))
    return false;
  if (!s->facts->process.known)
    {
      *missing = s->facts->dir.refused;
      return true;
    }

  struct access access = dir_access (s);
  *missing = TO_MAKE_NAMES & ~access.given;
  return access_allows (&access, TO_MAKE_NAMES) == ANSWER_NO;
}

static bool
is_by_list (struct scene const *s)
{
  return (s->facts->process.known
          && dir_access (s).class == ACCESS_BY_LIST);
}

/* Is the right to search lacking, and with it the right to search alone?  A
   capability may grant that, but not along with writing.  */
static bool
lacks_search_alone (struct scene const *s, int missing)
{
  struct access access = dir_access (s);

  return (missing == MAY_EXECUTE
          && (!s->facts->process.known
              || access_allows (&access, MAY_EXECUTE) == ANSWER_NO));
}

bool
cannot_write (struct scene const *s)
{
  int missing;

  return lacks (s, &missing) && !lacks_search_alone (s, missing);
}

bool
cannot_write_by_list (struct scene const *s)
{
  return cannot_write (s) && is_by_list (s);
}

bool
cannot_enter (struct scene const *s)
{
  int missing;

  return lacks (s, &missing) && lacks_search_alone (s, missing);
}

bool
cannot_enter_by_list (struct scene const *s)
{
  return cannot_enter (s) && is_by_list (s);
}

bool
is_other_users_fuse (struct scene const *s)
{
  struct mount_facts const *mount = failed_mount (s);
  char const *user = option_value (mount->options, "user_id");

  return (is_type (mount, FS_FUSE) && user
          && s->facts->process.known
          && s->facts->process.initial == ANSWER_YES
          && strtoul (user, NULL, 10) != s->facts->process.euid
          && !has_option (mount->options, "allow_other"));
}

/* What not even the owner may do.  */

bool
is_simulated_of_other (struct scene const *s)
{
  struct look const *src = &s->facts->src.look;

  return (is_simulated (s) && s->facts->src.seen && !S_ISREG (src->mode)
          && !S_ISFIFO (src->mode));
}

bool
is_directory_source (struct scene const *s)
{
  return (s->job->result.refusal == REFUSED_SOURCE_DIRECTORY
          || (is_hard (s) && s->facts->src.seen
              && S_ISDIR (s->facts->src.look.mode)));
}

/* Can this process remove the names of the file of FILE, which is not its own,
   from a sticky directory?  */
static bool
overrides_owner (struct scene const *s, struct file_facts const *file)
{
  enum answer counts = capabilities_count (&s->facts->process, &file->look);

  if (!s->facts->process.owns_all || counts != ANSWER_UNKNOWN)
    return s->facts->process.owns_all && counts == ANSWER_YES;
  /* One capability counts as the other does.  */
  return !(s->facts->process.writes_all && file->may_use == ANSWER_NO);
}

/* A sticky directory keeps the names of FILE, if it is not this user's.  */
static bool
is_kept (struct scene const *s, struct file_facts const *file)
{
  struct file_facts const *dir = &s->facts->dir;

  return (is_replacing (s) && is_reached (s) && s->facts->process.known
          && (dir->look.mode & S_ISVTX) != 0 && !is_mine (s, dir)
          && file->seen && !is_mine (s, file) && !overrides_owner (s, file));
}

bool
is_sticky_dest (struct scene const *s)
{
  return is_kept (s, &s->facts->dst);
}

bool
is_sticky_source (struct scene const *s)
{
  return is_hard (s) && is_kept (s, &s->facts->src);
}

bool
is_append_only_dir (struct scene const *s)
{
  return (is_replacing (s) && is_reached (s)
          && s->facts->dir.look.append_only);
}

bool
is_immutable_dest (struct scene const *s)
{
  return (is_replacing (s) && s->facts->dst.seen
          && s->facts->dst.look.immutable);
}

bool
is_append_only_dest (struct scene const *s)
{
  return (is_replacing (s) && s->facts->dst.seen
          && s->facts->dst.look.append_only);
}

bool
lacks_handle_privilege (struct scene const *s)
{
  if (s->job->src.kind == SOURCE_HANDLE)
    return s->facts->handle_err == EPERM;
  return (s->job->src.kind == SOURCE_VIA_HANDLE && s->facts->process.known
          && !s->facts->process.opens_handles);
}

/* May this process do to SOURCE what its owner may?  For that only the owner
   needs a mapping; that it has none shows if the group has one and another
   capability did not count.  */
static bool
acts_as_owner (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;
  struct mount_facts const *mount = mount_of (src);
  enum answer owner = is_mapped (s, mount, &src->look, ID_USER);

  if (!s->facts->process.owns_all || owner != ANSWER_UNKNOWN)
    return s->facts->process.owns_all && owner == ANSWER_YES;
  return !(s->facts->process.writes_all && src->may_use == ANSWER_NO
           && is_mapped (s, mount, &src->look, ID_GROUP) == ANSWER_YES);
}

/* Does fs.protected_hardlinks concern SOURCE, if it is on?  */
static bool
may_be_protected (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;

  return (is_hard (s) && src->seen && s->facts->process.known
          && s->job->result.step == STEP_LINK && !is_mine (s, src)
          && !acts_as_owner (s));
}

static bool
is_protected (struct scene const *s)
{
  return (may_be_protected (s)
          && s->facts->process.protects_hardlinks == ANSWER_YES);
}

static bool
is_special (struct scene const *s)
{
  return !S_ISREG (s->facts->src.look.mode);
}

static bool
is_setuid (struct scene const *s)
{
  return (s->facts->src.look.mode & S_ISUID) != 0;
}

static bool
is_setgid (struct scene const *s)
{
  mode_t both = S_ISGID | S_IXGRP;

  return (s->facts->src.look.mode & both) == both;
}

/* May SOURCE not be both read and written?  Where the system does not say, its
   mode tells.  */
static bool
is_unreadable (struct scene const *s)
{
  struct file_facts const *src = &s->facts->src;
  int both = MAY_READ | MAY_WRITE;

  if (src->may_use != ANSWER_UNKNOWN)
    return src->may_use == ANSWER_NO;
  if (s->job->src.kind == SOURCE_HANDLE || !is_computed_by_mode (&src->mount))
    return false;
  struct access access = access_of (s, &src->look, &src->acl);
  return access_allows (&access, both) == ANSWER_NO;
}

bool
is_protected_special (struct scene const *s)
{
  return is_protected (s) && is_special (s);
}

bool
is_protected_setuid (struct scene const *s)
{
  return is_protected (s) && is_setuid (s);
}

bool
is_protected_setgid (struct scene const *s)
{
  return is_protected (s) && is_setgid (s);
}

bool
is_protected_unreadable (struct scene const *s)
{
  return is_protected (s) && is_unreadable (s);
}

/* The setting cannot be read, but it would explain the refusal.  */
bool
is_protected_maybe (struct scene const *s)
{
  return (may_be_protected (s)
          && s->facts->process.protects_hardlinks == ANSWER_UNKNOWN
          && (is_special (s) || is_setuid (s) || is_setgid (s)
              || is_unreadable (s)));
}

/* Either the setting or a server has refused: it cannot be told which.  (FUSE
   leaves modes to the kernel, or else lets everybody read and write as far as
   this setting asks.)  */
bool
is_protected_or_server (struct scene const *s)
{
  struct mount_facts const *mount = mount_of (&s->facts->src);

  return (may_be_protected (s) && is_client_view (mount)
          && s->facts->process.protects_hardlinks != ANSWER_NO
          && !is_type (mount, FS_FUSE));
}

/* A FUSE server may be kept from linking other users' files itself.  */
bool
is_others_on_fuse (struct scene const *s)
{
  return (may_be_protected (s) && is_reached (s)
          && is_type (mount_of (&s->facts->dir), FS_FUSE));
}

bool
is_swap_dest (struct scene const *s)
{
  return is_replacing (s) && s->facts->dst.seen && s->facts->dst.is_swap;
}

bool
is_swap_source (struct scene const *s)
{
  return is_replacing (s) && is_hard (s) && s->facts->src.seen
         && s->facts->src.is_swap;
}

bool
is_immutable_dir (struct scene const *s)
{
  return is_reached (s) && s->facts->dir.look.immutable;
}

bool
is_immutable_source (struct scene const *s)
{
  return is_hard (s) && s->facts->src.seen && s->facts->src.look.immutable;
}

bool
is_append_only_source (struct scene const *s)
{
  return is_hard (s) && s->facts->src.seen && s->facts->src.look.append_only;
}

/* Id-mapped mounts.  */

/* Which id it is cannot always be told: one of SOURCE's that shows as the
   overflow id has no mapping if this process's have one.  */
bool
is_owner_unmapped (struct scene const *s)
{
  struct mount_facts const *mount = mount_of (&s->facts->src);
  struct look const *look = &s->facts->src.look;
  enum answer user = is_mapped (s, mount, look, ID_USER);
  enum answer group = is_mapped (s, mount, look, ID_GROUP);

  if (!is_hard (s) || !s->facts->src.seen || !mount->idmapped)
    return false;
  return (user == ANSWER_NO || group == ANSWER_NO
          || ((user == ANSWER_UNKNOWN || group == ANSWER_UNKNOWN)
              && mount->uids.has_you != ANSWER_NO
              && mount->gids.has_you != ANSWER_NO));
}

bool
is_user_unmapped (struct scene const *s)
{
  return is_reached (s) && mount_of (&s->facts->dir)->idmapped;
}
