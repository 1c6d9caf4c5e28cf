/* Why did it fail, as the facts show it?  Pure: (step, errno, facts) to a
   cause, a note, an exit class; no system call.
   SPDX-License-Identifier: GPL-3.0-or-later

   The table is causes.def; the first of its rows that fits is the cause.  */

#include <config.h>

#include "causes.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "eliminate.h"
#include "evidence-limits.h"
#include "evidence-names.h"
#include "evidence-permission.h"
#include "evidence-place.h"
#include "evidence-sandbox.h"
#include "evidence-server.h"
#include "evidence-tree.h"
#include "note.h"
#include "platform/errnos.h"

/* How a cause is known, see causes.def.  */
enum known
{
  KNOWN_SEEN,
  KNOWN_COMPUTED,
  KNOWN_TOLD,
  KNOWN_ELIMINATED
};

struct row
{
  int err;
  enum known known;
  int class;                    /* 0: the errno's */
  enum walk_end walk;           /* how a walk ended, or WALK_NOT_TRIED */
  char word[24];
  fits_function *fits;
  char const *note;             /* or NULL */
};

#define ANY_WALK WALK_NOT_TRIED
#define CAUSE(err, word, known, class, walk, fits, note, manual) \
  { err, KNOWN_##known, class, walk, word, fits, note },

static struct row const rows[] =
{
#include "causes.def"
};

enum exit_class
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

/* DEST is there, which the kernel would have said before all that it says of
   files and directories: was another error the answer?  Then something answered
   that looks at calls, or a server did.  */
static bool
is_answered_early (struct scene const *s)
{
  int err = s->job->result.err;

  return (s->job->result.step == STEP_LINK && !s->job->result.temporary
          && s->job->kind != LINK_DIRECTORY
          && s->facts->dst.seen
          && s->job->result.refusal == REFUSED_NOTHING
          && !failed_walk (s) && !is_by_handle (s)
          && (err == EACCES || err == EPERM || err == EROFS || err == EXDEV));
}

/* Does ROW fit S?  What is inferred by elimination does only where nothing is
   left that was not looked at.  */
static bool
row_fits (struct row const *row, struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return (row->err == s->job->result.err
          && (row->walk == ANY_WALK || (walk && walk->end == row->walk))
          && (row->known == KNOWN_TOLD || row->known == KNOWN_ELIMINATED
              || !is_answered_early (s))
          && row->fits (s)
          && (row->known != KNOWN_ELIMINATED || is_all_known (s)));
}

void
explain (struct job const *job, struct facts const *facts,
         struct cause *cause)
{
  struct scene scene = { .job = job, .facts = facts };

  *cause = (struct cause) { .class = errno_class (job->result.err) };
  if (job->result.refusal == REFUSED_MALFORMED)
    return;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (row_fits (&rows[i], &scene))
      {
        cause->word = rows[i].word;
        if (rows[i].class != 0)
          cause->class = rows[i].class;
        if (rows[i].note)
          cause->note = expand_note (rows[i].note, &scene);
        return;
      }
}
