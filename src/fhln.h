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

/* What fhln takes of a name, in bytes.  Linux takes 4095 at once: deep.c walks
   to what is longer.  */
enum { LONGEST_NAME = 64 * 1024 - 1 };

/* What a link is made of.  */
enum link_kind
{
  LINK_HARD,
  LINK_SYMBOLIC,
  LINK_SIMULATED                /* a symbolic link that stands for a hard one */
};

/* When a link is simulated.  */
enum simulate
{
  SIMULATE_NEVER,
  SIMULATE_AUTO,                /* where the file system has no hard links */
  SIMULATE_ALWAYS
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

/* An operand that was probably meant to be the argument of the option before
   it, which takes none but behind '='.  */
struct stray
{
  char const *name;             /* the long name of that option */
  char const *operand;          /* NULL: none */
  char const *word;             /* the argument */
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
  enum simulate simulate;
  bool sync;
  int confinement;              /* of enum look_up, or 0 */
  bool exact;                   /* -T: DEST is never entered */
  bool no_dereference;          /* -n: nor where it is a symbolic link */
  bool leave_directories;       /* -d: let the kernel refuse a directory */
  bool relative;                /* -r */
  bool warn_missing;            /* -w */
  bool verbose;                 /* -v */
  bool json;
  bool progress;
  char line_end;                /* of a line of output: newline or NUL */
  bool no_notes;
  bool detailed_status;
  int source_dirfd;             /* AT_FDCWD, or a descriptor of the caller's */
  int dest_dirfd;
  char const *directory;        /* -t, or NULL */
  char const *files_from;       /* --files0-from, or NULL */
  char const *pairs_from;       /* --pairs0-from, or NULL */
  struct stray stray;
};

/* The existing file, as the request names it.  */
struct source
{
  enum source_kind kind;
  char const *text;             /* as written; a symbolic link's contents */
  char const *name;             /* what the system gets, relative to DIRFD */
  size_t parent;                /* bytes up to NAME's last slash; 0: none, or
                                   not counted */
  int dirfd;
  int start;                    /* the directory where TEXT starts */
  int fd;                       /* the descriptor of SOURCE_FD */
  int pinned;                   /* the file of a path, if confined, or 0 */
  fhandle_t const *handle;      /* the handle of SOURCE_HANDLE */
  bool follow;
  bool followed;                /* FOLLOW was true: NAME is where it led */
};

/* The new directory entry, as the request names it.  */
struct dest
{
  char const *dir;              /* DIRECTORY's text, for messages, or NULL */
  char const *text;             /* as written, or the base name in DIR */
  char const *name;             /* what the system gets, relative to DIRFD */
  size_t parent;                /* as in struct source */
  int dirfd;
  bool may_be_directory;        /* if it exists as one, the link goes inside */
};

/* How a job ended.  */
enum outcome
{
  OUTCOME_NONE,                 /* it has not */
  OUTCOME_LINKED,
  OUTCOME_REPLACED,
  OUTCOME_ALREADY,
  OUTCOME_SKIPPED,
  OUTCOME_PRINTED,              /* SOURCE's handle is in the result */
  OUTCOME_DECLINED,
  OUTCOME_FAILED
};

/* Is a job that has ended by OUTCOME no failure?  */
static inline bool
is_success (enum outcome outcome)
{
  return outcome != OUTCOME_FAILED && outcome != OUTCOME_DECLINED;
}

/* Which step failed.  */
enum step
{
  STEP_NONE,
  STEP_INPUT,                   /* reading the stream of names */
  STEP_SOURCE,                  /* looking SOURCE up */
  STEP_HANDLE,                  /* getting its handle */
  STEP_DEST,                    /* looking DEST up */
  STEP_DIRECTORY,               /* opening DIRECTORY */
  STEP_LINK,
  STEP_BACKUP,                  /* naming the old DEST */
  STEP_RENAME,                  /* moving the new link over DEST */
  STEP_UNLINK,                  /* removing the temporary name */
  STEP_SYNC_BEFORE,             /* --sync, before anything is made */
  STEP_SYNC                     /* --sync, after DEST is made */
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
  REFUSED_MALFORMED,            /* SOURCE is no handle or descriptor */
  REFUSED_ESCAPE,               /* a name leaves where it must stay */
  REFUSED_SYMLINK,              /* a name has a symbolic link */
  REFUSED_NO_CONFINEMENT,       /* the system cannot promise it */
  REFUSED_NO_PROC,              /* SOURCE is held, and cannot be linked so */
  REFUSED_UNPAIRED,             /* the stream ends after a SOURCE */
  REFUSED_LINES                 /* its names end in newlines */
};

/* A temporary name that could not be removed.  */
struct left_name
{
  char *name;                   /* a base name, allocated, or NULL */
  bool is_old_file;             /* it is the old file's, maybe the only one */
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
  char *culprit;                /* the component refused, allocated */
  char *handle;                 /* SOURCE's, as text, allocated */
  char *backup;                 /* base name of the backup, allocated */
  struct left_name left[2];     /* names that stayed in DEST's directory */
};

struct job
{
  struct source src;
  struct dest dst;
  enum link_kind kind;
  struct result result;
  char *owned[2];               /* allocated text of src and dst, or NULL */
  int held[3];                  /* descriptors to be closed, or 0; the last
                                   only where the first is one */
};

/* job.c */
void job_fail (struct job *job, enum step step, int err);
void job_refuse (struct job *job, enum refusal refusal, enum step step,
                 int err);
void job_free (struct job *job);

/* Does JOB link a file that a path names?  A symbolic link stores what is
   written, whatever that leads to.  */
static inline bool
job_has_path (struct job const *job)
{
  return (job->kind != LINK_SYMBOLIC
          && (job->src.kind == SOURCE_PATH
              || job->src.kind == SOURCE_VIA_HANDLE));
}

/* JOB is told: free what it owns.  The result of a link that was simply made
   owns nothing.  */
static inline void
job_release (struct job *job)
{
  if (job->result.outcome != OUTCOME_LINKED || job->owned[0] || job->owned[1]
      || job->held[0] != 0 || job->held[1] != 0)
    job_free (job);
}

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

/* records.c; records.h has what takes names from them */

/* A stream of names that end in NUL.  */
struct records
{
  int fd;
  bool eof;
  bool skipping;                /* the rest of a name that is too long */
  bool has_nul;                 /* one was read */
  bool has_lines;               /* none was, but newlines: as much as there is
                                   of the first name is there to be taken */
  size_t begin;                 /* what is read but not taken */
  size_t end;
  char *buffer;
};

int records_open (struct records *records, char const *file);
bool records_take_answers (char const *file);
int records_read (struct records *records);

/* input.c */
enum input_status
{
  INPUT_JOB,                    /* here it is; it may have failed already */
  INPUT_WAIT,                   /* call input_wait first */
  INPUT_ANSWERS,                /* its names would answer -i's questions */
  INPUT_END
};

/* Where the next job comes from.  */
enum input_from
{
  FROM_START,                   /* nothing is opened yet */
  FROM_OPERANDS,
  FROM_FILES,                   /* --files0-from */
  FROM_PAIRS,                   /* --pairs0-from */
  FROM_ERROR,                   /* the stream could not be read */
  FROM_LINES,                   /* its names do not end in NUL */
  FROM_NOTHING
};

struct input
{
  struct options const *opts;
  enum input_from from;
  bool plain_pairs;             /* pairs of paths, each taken as it is */
  struct job blank;             /* what each job is at first */
  struct operands operands;
  int next;                     /* the operand that the next job starts with */
  fhandle_t handle;             /* the current job's */
  char const *dir;              /* DIRECTORY, where the jobs have one */
  int dir_fd;
  char const *stream;           /* the stream's file, or NULL */
  struct records records;
  int read_error;               /* of the stream, still to be told */
};

/* Call next_job until it returns INPUT_END; each job is the caller's to
   release.  enter_directory turns a job whose DEST exists into one inside of
   it.  */
void input_start (struct input *in, struct options const *opts,
                  struct operands const *operands);
bool input_has_several (struct input const *in);
enum input_status next_job (struct input *in, struct job *job);
void input_wait (struct input *in);
void enter_directory (struct input *in, struct job *job);

/* operand.c */
char const *base_name_of (char const *name, size_t *length);
size_t parent_length (char const *name);
bool ends_in_slash (char const *name);
int parse_descriptor (char const *text, int *fd);
int parse_dirfd (char const *text, int *fd);
int parse_source (struct source *src, fhandle_t *handle);
char *relative_to (char const *file, char const *directory);

enum { NUMBER_DIGITS_MAX = 255 };       /* of a backup's number */

char const *parse_numbered (char const *name, size_t *length);
bool is_less (char const *a, char const *b);
void increment (char *text);
size_t room_for (char const *base, size_t limit, size_t suffix);
void write_numbered (char *name, char const *base, size_t limit,
                     char const *number);

/* linker.c */
struct linker
{
  /* Make the directory entry DST.  Return 0 or an errno.  */
  int (*make) (struct source const *src, struct dest const *dst);

  /* Look at the file that MAKE would link, or that the link would lead to.
     Return 0 or an errno, -1 if DST is in the way of looking.  */
  int (*look) (struct source const *src, struct dest const *dst,
               struct look *look);

  /* Is DST what MAKE would make?  */
  bool (*is_made) (struct source const *src, struct dest const *dst);
};

extern struct linker const hard_linker;
extern struct linker const symbolic_linker;
extern struct linker const simulated_linker;        /* of simulate.c */

/* Return what makes links of KIND.  */
static inline struct linker const *
linker_of (enum link_kind kind)
{
  return (kind == LINK_HARD ? &hard_linker
          : kind == LINK_SYMBOLIC ? &symbolic_linker : &simulated_linker);
}

int source_handle (struct source const *src, fhandle_t *handle);

/* durable.c */

/* A file system whose directories are to reach the disk at the end.  */
struct waiting
{
  uint64_t dev;
  int fd;
};

struct durable
{
  bool by_file_system;
  bool unreadable;              /* the current SOURCE */
  struct look synced;           /* the file whose contents were written */
  int directory;                /* of the current DEST, or -1 */
  struct waiting *waiting;
  size_t count;
};

void durable_start (struct durable *durable, bool by_file_system);
bool durable_before (struct durable *durable, struct job *job);
void durable_after (struct durable *durable, struct job *job);
int durable_end (struct durable *durable);

/* made.c */
struct made;
struct made_key
{
  unsigned char digest[12];     /* of the directory and the folded name */
  uint32_t spelling;
};

/* What is known of an entry.  */
struct made_found
{
  enum
  {
    MADE_NOT,
    MADE_ALIKE,                 /* a name that a directory may take for it */
    MADE_SO                     /* this name */
  } spelling;
  bool backed_up;               /* an old file was there */
};

struct made *made_new (void);
void made_free (struct made *made);
struct made_key made_key (struct look const *parent, char const *base);
struct made_found made_find (struct made const *made, struct made_key key);
void made_add (struct made *made, struct made_key key, bool backed_up);

/* parents.c */

/* A directory that names lie in.  */
struct held
{
  int fd;                       /* -1: not open */
  int dirfd;                    /* where TEXT starts */
  size_t length;                /* 0: about none */
  int repeats;                  /* names in a row there, but for the first */
  bool looked;                  /* LOOK, of LOOKED_FD, is known */
  int looked_fd;
  struct look look;
  char text[PATH_MAX];          /* longer cannot be opened */
};

struct parents
{
  bool approaches_src;          /* SOURCEs start at what is held open */
  bool approaches_dst;
  struct held src;
  struct held dst;
};

void parents_start (struct parents *parents, struct options const *opts,
                    bool several);
void parents_drop (struct parents *parents);
void parents_approach (struct parents *parents, struct job *job);
int parents_pin (struct parents *parents, struct job *job, int *fd);
int parents_look (struct parents *parents, int fd, struct look const **look);
void parents_forget_look (struct parents *parents);

/* deep.c */

/* What is left of a name to be walked.  */
struct rest
{
  char const *name;
  size_t length;
};

/* As open_directory, and as look_at with a symbolic link followed, of a name
   that may be longer than the system takes.  */
int open_deep (int dirfd, char const *name, int flags);
int look_at_deep (int dirfd, char const *name, struct look *look);

int enter_part (int start, int *fd, struct rest *rest, int flags);
int shorten_source (struct job *job, int flags);
bool shorten_names (struct job *job, struct options const *opts);

/* confine.c */
void confine (struct job *job, struct options const *opts);
void fail_confined (struct job *job, enum step step, int dirfd,
                    char const *name, int flags, int err);

/* placer.c */

struct entry;

/* What place keeps between jobs.  */
struct placer
{
  struct options const *opts;
  struct made *made;            /* the just-created guard, or NULL */
  struct backups *backups;      /* the numbers that are in use, or NULL */
  struct parents *parents;
};

void placer_start (struct placer *placer, struct options const *opts,
                   struct parents *parents, bool several_jobs);

int pin (struct placer *placer, struct job *job, struct entry *entry);
bool just_created (struct placer *placer, struct entry const *entry,
                   char const *base);
void remember (struct placer *placer, struct entry const *entry,
               char const *backup);
void remember_link (struct placer *placer, struct job *job);

/* place.c */

/* What place has come to.  */
enum placed
{
  PLACED,                       /* the job's end, whatever it is */
  PLACE_INSIDE,                 /* DEST seems to be a directory to enter */
  PLACE_IF_ALLOWED              /* DEST may be replaced if the user says so */
};

enum placed place (struct placer *placer, struct job *job,
                   enum if_exists policy);

/* replace.c */
int place_probe (struct placer *placer, struct job *job);

/* print-handle.c */
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
void explain (struct job const *job, struct facts const *facts,
              struct cause *cause);

/* gather.c */
bool is_about_directory (struct job const *job);
void find_cause (struct job const *job, struct cause *cause);

/* json.c */

/* Text that grows.  */
struct text
{
  char *bytes;
  size_t length;
  size_t size;
};

void text_add (struct text *text, char const *bytes, size_t length);
void json_job (struct text *line, struct job const *job, char const *message,
               struct cause const *cause);

/* quote.c */
char *quoted_whole (int slot, char const *name);
char const *quoted_name (int slot, char const *name);
char const *quoted_if_needed (char const *name, bool colon);

/* report.c */
enum { PROGRESS_LINES = 5 };

/* How far the jobs had come.  */
struct progress
{
  long long time;               /* in milliseconds */
  unsigned long long done;
};

struct report
{
  struct options const *opts;
  bool tells_all;               /* links made, too, not failures alone */
  bool printing;                /* the locale is set, closing is arranged */
  char *buffer;                 /* standard output's; never freed, or NULL */
  size_t pending;               /* bytes that standard output holds back */
  long long flushed;            /* when it last held none, in milliseconds */
  struct text line;
  int width;                    /* of the terminal at standard error, or 0 */
  bool mixed;                   /* standard output is a terminal, too */
  bool shown;                   /* a line of progress stands there */
  long long started;            /* in milliseconds, as FLUSHED */
  long long progressed;         /* when the last line of progress was shown */
  unsigned long long done;
  unsigned long long failed;
  struct progress then[PROGRESS_LINES]; /* at the last lines, by turns */
  int lines;                    /* so many lines were shown */
};

void report_start (struct report *report, struct options const *opts);
void report_failure (struct report *report, struct job const *job);
void report_job (struct report *report, struct job const *job,
                 struct cause const *cause);
void report_not_durable (struct report *report, int err);
void report_flush (struct report *report);
void report_end (struct report *report);
void report_question (struct report *report, struct job const *job);
void report_help (struct help const *help);
void report_version (void);
void report_usage (bool hint, char const *format, ...)
  __attribute__ ((format (printf, 2, 3)));
void report_hint (void);
char const *usage_quoted (char const *text);
void report_names_answer (void);
void report_malformed (enum source_kind kind, char const *text, int err);

#endif
