/* Which values do the facts of the fuzz target explain have, and how are they
   called?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef EXPLAIN_WORDS_H
#define EXPLAIN_WORDS_H

#include <errno.h>

#include "explain-fields.h"
#include "fuzz.h"
#include "platform/errnos.h"

enum { NUMBERS = 12 };

/* Words for values, by type; others are numbers.  */
static struct { enum type type; char const *word; uint64_t value; } const
words[] =
{
  { TYPE_ANSWER, "unknown", ANSWER_UNKNOWN }, { TYPE_ANSWER, "no", ANSWER_NO },
  { TYPE_ANSWER, "yes", ANSWER_YES },
  { TYPE_ORIGIN, "memory", ORIGIN_MEMORY },
  { TYPE_ORIGIN, "tmpfile", ORIGIN_TMPFILE },
  { TYPE_ORIGIN, "kernel", ORIGIN_KERNEL },
  { TYPE_MODULE, "apparmor", MODULE_APPARMOR },
  { TYPE_MODULE, "selinux", MODULE_SELINUX },
  { TYPE_MODULE, "smack", MODULE_SMACK },
  { TYPE_MODULE, "no-module", MODULE_NONE },
  { TYPE_WALK, "untried", WALK_NOT_TRIED }, { TYPE_WALK, "arrived",
                                              WALK_ARRIVED },
  { TYPE_WALK, "unknown-end", WALK_UNKNOWN },
  { TYPE_WALK, "empty", WALK_EMPTY_NAME },
  { TYPE_WALK, "path-too-long", WALK_PATH_TOO_LONG },
  { TYPE_WALK, "component-too-long", WALK_COMPONENT_TOO_LONG },
  { TYPE_WALK, "bad-descriptor", WALK_BAD_DESCRIPTOR },
  { TYPE_WALK, "uncached", WALK_UNCACHED },
  { TYPE_WALK, "missing", WALK_MISSING },
  { TYPE_WALK, "not-directory", WALK_NOT_DIRECTORY },
  { TYPE_WALK, "no-search", WALK_NO_SEARCH }, { TYPE_WALK, "loop", WALK_LOOP },
  { TYPE_WALK, "nosymfollow", WALK_NOSYMFOLLOW },
  { TYPE_WALK, "protected-link", WALK_PROTECTED_LINK },
  { TYPE_STEP, "input", STEP_INPUT }, { TYPE_STEP, "source", STEP_SOURCE },
  { TYPE_STEP, "handle", STEP_HANDLE }, { TYPE_STEP, "dest", STEP_DEST },
  { TYPE_STEP, "directory", STEP_DIRECTORY }, { TYPE_STEP, "link", STEP_LINK },
  { TYPE_STEP, "backup", STEP_BACKUP }, { TYPE_STEP, "rename", STEP_RENAME },
  { TYPE_STEP, "unlink", STEP_UNLINK }, { TYPE_STEP, "sync", STEP_SYNC },
  { TYPE_STEP, "make-directory", STEP_MAKE_DIRECTORY },
  { TYPE_STEP, "list", STEP_LIST },
  { TYPE_STEP, "attributes", STEP_ATTRIBUTES },
  { TYPE_REFUSAL, "nothing", REFUSED_NOTHING },
  { TYPE_REFUSAL, "source-directory", REFUSED_SOURCE_DIRECTORY },
  { TYPE_REFUSAL, "dest-directory", REFUSED_DEST_DIRECTORY },
  { TYPE_REFUSAL, "not-directory", REFUSED_NOT_DIRECTORY },
  { TYPE_REFUSAL, "same-file", REFUSED_SAME_FILE },
  { TYPE_REFUSAL, "just-created", REFUSED_JUST_CREATED },
  { TYPE_REFUSAL, "not-linked", REFUSED_NOT_LINKED },
  { TYPE_REFUSAL, "backup-is-source", REFUSED_BACKUP_IS_SOURCE },
  { TYPE_REFUSAL, "malformed", REFUSED_MALFORMED },
  { TYPE_REFUSAL, "upwards", REFUSED_UPWARDS },
  { TYPE_REFUSAL, "escape", REFUSED_ESCAPE },
  { TYPE_REFUSAL, "symlink", REFUSED_SYMLINK },
  { TYPE_REFUSAL, "no-confinement", REFUSED_NO_CONFINEMENT },
  { TYPE_REFUSAL, "no-proc", REFUSED_NO_PROC },
  { TYPE_REFUSAL, "unpaired", REFUSED_UNPAIRED },
  { TYPE_REFUSAL, "lines", REFUSED_LINES },
  { TYPE_REFUSAL, "dest-no-directory", REFUSED_DEST_NO_DIRECTORY },
  { TYPE_REFUSAL, "dest-inside", REFUSED_DEST_INSIDE },
  { TYPE_REFUSAL, "source-is-dest", REFUSED_SOURCE_IS_DEST },
  { TYPE_REFUSAL, "no-skeleton", REFUSED_NO_SKELETON },
  { TYPE_REFUSAL, "inner-mount", REFUSED_INNER_MOUNT },
  { TYPE_REFUSAL, "moved", REFUSED_MOVED },
  { TYPE_KIND, "path", SOURCE_PATH }, { TYPE_KIND, "via-handle",
                                        SOURCE_VIA_HANDLE },
  { TYPE_KIND, "by-handle", SOURCE_HANDLE }, { TYPE_KIND, "by-fd", SOURCE_FD },
  { TYPE_LINK, "hard", LINK_HARD }, { TYPE_LINK, "symbolic", LINK_SYMBOLIC },
  { TYPE_LINK, "simulated", LINK_SIMULATED },
  { TYPE_LINK, "of-directory", LINK_DIRECTORY },
  { TYPE_ERRNO, "none", 0 },
  { TYPE_ERRNO, "ENOENT", ENOENT }, { TYPE_ERRNO, "ENOTDIR", ENOTDIR },
  { TYPE_ERRNO, "ENAMETOOLONG", ENAMETOOLONG }, { TYPE_ERRNO, "ELOOP", ELOOP },
  { TYPE_ERRNO, "EBADF", EBADF }, { TYPE_ERRNO, "EEXIST", EEXIST },
  { TYPE_ERRNO, "EBUSY", EBUSY }, { TYPE_ERRNO, "EISDIR", EISDIR },
  { TYPE_ERRNO, "EACCES", EACCES }, { TYPE_ERRNO, "EPERM", EPERM },
  { TYPE_ERRNO, "EXDEV", EXDEV }, { TYPE_ERRNO, "EOVERFLOW", EOVERFLOW },
  { TYPE_ERRNO, "EMLINK", EMLINK }, { TYPE_ERRNO, "ENOSPC", ENOSPC },
  { TYPE_ERRNO, "EDQUOT", EDQUOT }, { TYPE_ERRNO, "EROFS", EROFS },
  { TYPE_ERRNO, "EIO", EIO }, { TYPE_ERRNO, "EUCLEAN", EUCLEAN },
  { TYPE_ERRNO, "EBADMSG", EBADMSG }, { TYPE_ERRNO, "ENOKEY", ENOKEY },
  { TYPE_ERRNO, "ENOTCONN", ENOTCONN }, { TYPE_ERRNO, "ESTALE", ESTALE },
  { TYPE_ERRNO, "EOPNOTSUPP", EOPNOTSUPP }, { TYPE_ERRNO, "ENOSYS", ENOSYS },
  { TYPE_ERRNO, "EINVAL", EINVAL }, { TYPE_ERRNO, "EINTR", EINTR },
  { TYPE_ERRNO, "EILSEQ", EILSEQ },
  { TYPE_MODE, "file", S_IFREG | 0644 }, { TYPE_MODE, "dir", S_IFDIR | 0755 },
  { TYPE_MODE, "sticky", S_IFDIR | 01777 },
  { TYPE_MODE, "symlink", S_IFLNK | 0777 },
  { TYPE_MODE, "fifo", S_IFIFO | 0600 }, { TYPE_MODE, "device", S_IFBLK },
  { TYPE_MODE, "setuid", S_IFREG | 04755 },
  { TYPE_MODE, "setgid", S_IFREG | 02755 },
};

enum { WORDS = sizeof words / sizeof *words };

/* Numbers that meet each other, or limits.  */
static uint64_t const numbers[NUMBERS] =
  { 0, 1, 2, 7, 8, 255, 1000, 32000, 65000, 65534, 65535, 1 << 20 };

/* Texts that mean something to the table, or to a terminal.  */
static char const *const texts[] =
  { "a", "d/b", "new/", "/", "", "x{src}y", "{", "}", "it's", "\033[2J",
    "\303\244", "\377\376", "n\nl", "/dev/x",
    "/dev/\033x", "/m", "ext4", "btrfs", "tmpfs",
    "xfs", "vfat", "proc", "overlay", "fuse", "fuse.s\033", "fuseblk", "nfs",
    "autofs", "rw,shutdown", "emergency_ro", "user_id=1000",
    "user_id=0,allow_other", "lowerdir=/l", "lowerdir=/l,upperdir=/u",
    "max_dir_size_kb=64", "max_dir_size_kb=\033", "user_id=\033",
    "default_permissions", "rw,prjquota", "usrquota,grpquota", "resuid=1000",
    "cifs", "fuse.x", "b:c" };

enum { TEXTS = sizeof texts / sizeof *texts };

#endif
