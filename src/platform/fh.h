/* How is a file linked that is named by a handle?
   SPDX-License-Identifier: GPL-3.0-or-later

   getfhat and fhlinkat have FreeBSD's prototypes, see fhlink(2) and getfh(2)
   there; elsewhere they are built here, on what the system has.  */

#ifndef FHLN_FH_H
#define FHLN_FH_H

#include <stdbool.h>
#include <stdint.h>

#include "answer.h"
#include "look.h"

enum { HANDLE_BYTES_MAX = 128 };        /* Linux: MAX_HANDLE_SZ */

/* The parts of a handle's text, FSID:TYPE:BYTES, or of a line that
   /proc/PID/fdinfo/FD has of inotify or fanotify.  */
struct handle_parts
{
  bool has_fsid;                /* a line of fdinfo has none */
  bool has_ino;                 /* it may have these two */
  bool has_sdev;
  uint64_t fsid;
  uint64_t ino;
  uint32_t sdev;                /* the kernel's: 12 bits major, 20 minor */
  uint32_t type;
  size_t count;
  unsigned char bytes[HANDLE_BYTES_MAX];
};

#ifdef __FreeBSD__
# include <sys/param.h>
# include <sys/mount.h>
#else

/* A file handle, and what else is known of its file.  */
typedef struct fhandle
{
  bool has_fsid;
  bool has_dev;                 /* st_dev, as a look tells it */
  bool has_sdev;                /* the kernel's own number */
  bool has_ino;
  uint64_t fsid;
  uint64_t dev;
  uint64_t ino;
  uint32_t sdev;
  int type;
  unsigned int count;
  unsigned char bytes[HANDLE_BYTES_MAX];
} fhandle_t;

/* Get the handle of PATH, relative to FD, or of FD itself where FLAG has
   AT_EMPTY_PATH and PATH is empty; of a symbolic link itself if FLAG has
   AT_SYMLINK_NOFOLLOW.  Return 0, or -1 and errno.  */
int getfhat (int fd, char *path, fhandle_t *fhp, int flag);

/* Give the file that FHP names the new name TO, relative to TOFD.  Return 0,
   or -1 and errno: linkat's, ESTALE for a file that is no more, EXDEV for a
   handle of another file system, EPERM without the privilege.  */
int fhlinkat (fhandle_t *fhp, int tofd, char const *to);
#endif

/* Return NULL if files can be linked here by handle and by descriptor, else
   the words for it, to stand after "is".  */
char const *handles_unavailable (void);

/* Store in *FH the handle that PARTS tells.  Return 0, or EINVAL if this system
   has none of that shape.  */
int fh_from_parts (struct handle_parts const *parts, fhandle_t *fh);

/* Store in *PARTS what the text of FH consists of.  */
void fh_to_parts (fhandle_t const *fh, struct handle_parts *parts);

/* Look at the file that FH names, as a link to NAME in TOFD would see it.
   Return 0 and fill LOOK, or return an errno.  Where the directory of NAME,
   whose mount is needed for that, cannot be opened, nothing is known: LOOK's
   mode is 0.  */
int fh_look (fhandle_t *fh, int tofd, char const *name, struct look *look);

/* May the file that FH names be read and written, by who would link it to NAME
   in TOFD?  */
enum answer fh_may_use (fhandle_t *fh, int tofd, char const *name);

/* Return the contents of the symbolic link that FH names, allocated, as a
   link to NAME in TOFD would see it; NULL and errno on failure, EINVAL if it
   names another kind of file.  */
char *fh_readlink (fhandle_t *fh, int tofd, char const *name);

#endif
