/* Why did it fail?  Pure: (step, errno) to an exit class.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "fhln.h"

#include <errno.h>

/* Return the class of the errno ERR.  */
static enum exit_class
errno_class (int err)
{
  switch (err)
    {
    case EEXIST:
    case EISDIR:
      return EXIT_CLASS_EXISTS;
    case EXDEV:
      return EXIT_CLASS_OTHER_FILE_SYSTEM;
    case EPERM:
    case EACCES:
      return EXIT_CLASS_NOT_PERMITTED;
    case ENOENT:
    case ENOTDIR:
    case ESTALE:
      return EXIT_CLASS_MISSING;
    case EMLINK:
      return EXIT_CLASS_LINK_LIMIT;
    case ENOSPC:
    case EDQUOT:
      return EXIT_CLASS_NO_ROOM;
    case EROFS:
      return EXIT_CLASS_READ_ONLY;
    case ENOSYS:
    case EOPNOTSUPP:
      return EXIT_CLASS_NO_HARD_LINKS;
    default:
      return EXIT_CLASS_OTHER;
    }
}

/* Return the exit class of RESULT, which is no success.  */
int
exit_class (struct result const *result)
{
  if (result->outcome == OUTCOME_DECLINED)
    return EXIT_CLASS_EXISTS;
  if (result->refusal == REFUSED_ESCAPE || result->refusal == REFUSED_SYMLINK)
    return EXIT_CLASS_NOT_PERMITTED;
  return errno_class (result->err);
}
