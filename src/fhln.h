/* What flows through fhln: a job, from input to place to report.
   SPDX-License-Identifier: GPL-3.0-or-later

   One structure flows one way.  input.c writes the request, place.c (or
   input.c, where no request can be made) writes the result, report.c and
   explain.c only read both.  */

#ifndef FHLN_H
#define FHLN_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "backupfile.h"
#include "platform/confine.h"
#include "platform/facts.h"
#include "platform/fh.h"

/* What a link is made of.  */
enum link_kind
{
  LINK_HARD,
  LINK_SYMBOLIC
};

/* How SOURCE is named.  */
enum source_kind
{
  SOURCE_PATH,
  SOURCE_VIA_HANDLE,            /* a path, linked by its file's handle */
  SOURCE_HANDLE,
  SOURCE_FD
};

/* What to do when DEST exists.  */
enum if_exists
{
  IF_EXISTS_FAIL,
  IF_EXISTS_SAME,               /* success if DEST already is this file */
  IF_EXISTS_SKIP,
  IF_EXISTS_REPLACE,
  IF_EXISTS_ASK
};

/* The command line, once parsed; constant from then on.  */
struct options
{
  enum link_kind kind;
  enum source_kind source_kind;
  bool print_handle;            /* print SOURCEs' handles, link nothing */
  enum if_exists if_exists;
  enum backup_type backup;      /* not no_backups: replacing keeps DEST */
  bool backs_up_own;            /* -b without -f: names of this run, too */
  bool follow;                  /* -L: SOURCE's last symbolic link */
  bool exact;                   /* -T: DEST is never entered */
  bool no_dereference;          /* -n: nor where it is a symbolic link */
  bool leave_directories;       /* -d: let the kernel refuse a directory */
  bool relative;                /* -r */
  bool warn_missing;            /* -w */
  bool verbose;                 /* -v */
  bool no_notes;
  bool detailed_status;
  int source_dirfd;             /* AT_FDCWD, or a descriptor of the caller's */
  int dest_dirfd;
  char const *directory;        /* -t, or NULL */
};

/* The existing file, as the request names it.  */
struct source
{
  enum source_kind kind;
  char const *text;             /* as written; a symbolic link's contents */
  int dirfd;                    /* where a relative TEXT starts */
  int fd;                       /* the descriptor of SOURCE_FD */
  fhandle_t const *handle;      /* the handle of SOURCE_HANDLE */
  bool follow;
};

/* The new directory entry, as the request names it.  */
struct dest
{
  char const *dir;              /* DIRECTORY's text, for messages, or NULL */
  char const *name;             /* what the system gets, relative to DIRFD */
  int dirfd;
  bool may_be_directory;        /* if it exists as one, the link goes inside */
};

/* How a job ended.  */
enum outcome
{
  OUTCOME_NONE,                 /* not tried yet */
  OUTCOME_DIRECTORY,            /* DEST seems to be a directory to enter */
  OUTCOME_ASK,                  /* DEST may be replaced if the user says so */
  OUTCOME_LINKED,
  OUTCOME_REPLACED,
  OUTCOME_ALREADY,
  OUTCOME_SKIPPED,
  OUTCOME_DECLINED,
  OUTCOME_PRINTED,              /* SOURCE's handle is in the result */
  OUTCOME_FAILED
};

/* Which step failed.  */
enum step
{
  STEP_NONE,
  STEP_SOURCE,                  /* looking SOURCE up */
  STEP_HANDLE,                  /* getting its handle */
  STEP_DEST,                    /* looking DEST up */
  STEP_DIRECTORY,               /* opening DIRECTORY */
  STEP_LINK,
  STEP_BACKUP,                  /* naming the old DEST */
  STEP_RENAME,                  /* moving the new link over DEST */
  STEP_UNLINK                   /* removing the temporary name */
};

/* What fhln refused by itself, beyond what the errno tells.  */
enum refusal
{
  REFUSED_NOTHING,
  REFUSED_SOURCE_DIRECTORY,     /* SOURCE is a directory */
  REFUSED_DEST_DIRECTORY,       /* DEST is one, and would be replaced */
  REFUSED_NOT_DIRECTORY,        /* DIRECTORY is none */
  REFUSED_SAME_FILE,            /* both names are one directory entry */
  REFUSED_JUST_CREATED,         /* this very run made DEST, or its backup */
  REFUSED_BACKUP_IS_SOURCE,     /* the backup would take SOURCE's name */
  REFUSED_MALFORMED             /* SOURCE is no handle or descriptor */
};

/* What became of a request.  ERR is an errno, 0 unless OUTCOME_FAILED.  */
struct result
{
  enum outcome outcome;
  enum step step;
  enum refusal refusal;
  int err;
  int missing;                  /* -w: why the symbolic link leads nowhere */
  bool gap;                     /* DEST was missing for a moment */
  char *handle;                 /* SOURCE's, as text, allocated */
  char *backup;                 /* base name of the backup, allocated */
  char *left_behind;            /* a name that stayed in DEST's directory */
};

struct job
{
  struct source src;
  struct dest dst;
  struct result result;
  char *owned[2];               /* allocated text of src and dst, or NULL */
};

/* job.c */
void job_fail (struct job *job, enum step step, int err);
void job_refuse (struct job *job, enum refusal refusal, enum step step,
                 int err);
void job_release (struct job *job);

/* options.c */
enum parsed
{
  PARSED_RUN,
  PARSED_HELP,
  PARSED_VERSION,
  PARSED_BAD                    /* a usage error, already reported */
};

struct operands
{
  char **text;
  int count;
};

enum parsed parse_options (int argc, char **argv, struct options *opts,
                           struct operands *operands);

/* --help's text: the operand forms, ended by NULL, and the rest.  */
struct help
{
  char const *const *forms;
  char const *text;
};

struct help help_text (void);

/* input.c */
struct input
{
  struct options const *opts;
  struct operands operands;
  int next;                     /* the operand that the next job starts with */
  fhandle_t handle;             /* the current job's */
  bool started;
  char const *dir;              /* DIRECTORY, where the jobs have one */
  int dir_fd;
};

/* Call next_job until it returns false; each job is the caller's to release.
   enter_directory turns a job whose DEST exists into one inside of it.  */
void input_start (struct input *in, struct options const *opts,
                  struct operands const *operands);
bool next_job (struct input *in, struct job *job);
void enter_directory (struct input *in, struct job *job);

/* operand.c */
char const *base_name_of (char const *name, size_t *length);
size_t parent_length (char const *name);
bool ends_in_slash (char const *name);
int parse_descriptor (char const *text, int *fd);
int parse_dirfd (char const *text, int *fd);
int parse_source (struct source *src, fhandle_t *handle);
char *relative_to (char const *file, char const *directory);
bool is_numbered_backup (char const *backup, char const *base);
char *shortened_backup (char const *base, size_t limit);

/* linker.c */
struct linker
{
  /* Make the directory entry DST.  Return 0 or an errno.  */
  int (*make) (struct source const *src, struct dest const *dst);

  /* Look at the file that MAKE would link, or that the link would lead to.
     Return 0 or an errno.  */
  int (*look) (struct source const *src, struct dest const *dst,
               struct look *look);

  /* Is DST what MAKE would make?  */
  bool (*is_made) (struct source const *src, struct dest const *dst);
};

struct linker const *choose_linker (struct options const *opts);
int source_handle (struct source const *src, fhandle_t *handle);

/* made.c */
struct made;
struct made_key
{
  unsigned char digest[16];
};

struct made *made_new (void);
void made_free (struct made *made);
struct made_key made_key (struct look const *parent, char const *base);
bool made_has (struct made const *made, struct made_key key);
void made_add (struct made *made, struct made_key key);

/* place.c */

/* The directory that was pinned last, kept for the next job.  */
struct pinned
{
  int fd;                       /* -1: none */
  int dirfd;                    /* where TEXT started */
  char text[PATH_MAX];          /* what was opened; longer cannot be */
  size_t length;
  bool looked;                  /* LOOK, of LOOKED_FD, is known */
  int looked_fd;
  struct look look;
};

/* What place keeps between jobs.  */
struct placer
{
  struct options const *opts;
  struct linker const *linker;
  struct made *made;            /* the just-created guard, or NULL */
  struct pinned pinned;
};

void placer_start (struct placer *placer, struct options const *opts,
                   bool several_jobs);
void place (struct placer *placer, struct job *job, enum if_exists policy);
void print_handle (struct job *job);

/* explain.c */

/* Exit status with --detailed-exit-status.  */
enum exit_class
{
  EXIT_CLASS_OTHER = 1,
  EXIT_CLASS_USAGE = 2,
  EXIT_CLASS_EXISTS = 3,
  EXIT_CLASS_OTHER_FILE_SYSTEM = 4,
  EXIT_CLASS_NOT_PERMITTED = 5,
  EXIT_CLASS_MISSING = 6,
  EXIT_CLASS_LINK_LIMIT = 7,
  EXIT_CLASS_NO_ROOM = 8,
  EXIT_CLASS_READ_ONLY = 9,
  EXIT_CLASS_NO_HARD_LINKS = 10
};

/* Why a job has failed.  */
struct cause
{
  char const *word;             /* from the table, or NULL */
  int class;
  char *note;                   /* allocated, or NULL */
};

int exit_class (struct result const *result);
void explain (struct job const *job, enum link_kind kind,
              struct facts const *facts, struct cause *cause);

/* gather.c */
void gather_facts (struct job const *job, enum link_kind kind,
                   struct facts *facts);
void free_facts (struct facts *facts);
bool is_about_directory (struct job const *job);
void find_cause (struct job const *job, enum link_kind kind,
                 struct cause *cause);

/* report.c */
struct report
{
  struct options const *opts;
  bool printing;                /* the locale is set, closing is arranged */
};

void report_start (struct report *report, struct options const *opts);
void report_job (struct report *report, struct job const *job);
void report_note (struct report const *report, struct cause const *cause);
void report_question (struct report *report, struct job const *job);
void report_help (struct help const *help);
void report_version (void);
void report_usage (bool hint, char const *format, ...)
  __attribute__ ((format (printf, 2, 3)));
void report_hint (void);
void report_malformed (enum source_kind kind, char const *text, int err);

#endif
