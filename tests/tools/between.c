/* Is a file lost that others put in place between any two calls of a run?

   SPDX-License-Identifier: GPL-3.0-or-later

   between [OPTION]... COMMAND [ARGUMENT]...

   Runs COMMAND again and again in the directory w, which is made anew before
   each run: s/a is SOURCE, d/a is DEST, and v/x, v/y and v/z are files that
   somebody else has.  Before one system call, or before each of two, that
   somebody moves a file to DEST, to the backup's or to the temporary name,
   exchanges it with DEST, removes DEST, or makes the backup's name a
   directory.  After each run every file must have a name that nobody has
   removed or replaced; but for a file that was put there after COMMAND's last
   look at that name, with no other call but looks until the one that took it
   away: no system has less.

   --backups=SUFFIX  the backup's name; a file of that name may be replaced
   --replaces   the file at DEST may be replaced
   --older      the backup's name is there
   --no-exchange  names can never be exchanged (EINVAL)

   Prints how many runs there were and each thing that was found wrong.  Exit
   status: 0, or 1 if something was wrong, 2 if the test could not be made, 77
   if this machine's registers are not known.

   A test program: it stands alone and is compiled without <config.h>.  */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

enum
{
  CANNOT = 2, SKIPPED = 77, CALLS_MAX = 1000, OUTPUT_MAX = 8192, SHOWN = 5,
  NAME_SIZE = 64
};

/* The files that must not be lost.  */
enum file { SOURCE, OLD, OLDER, FILE_X, FILE_Y, FILE_Z, FILES };

static const char *const file_names[FILES] = {
  "SOURCE", "the old file", "the older backup", "x", "y", "z"
};

enum action
{
  NOTHING, MOVE_TO_DEST, EXCHANGE_DEST, REMOVE_DEST, MOVE_NEW_TO_DEST,
  MOVE_TO_BACKUP, MAKE_DIRECTORY, MOVE_TO_TEMPORARY, ACTIONS
};

static const char *const action_names[ACTIONS] = {
  "nothing", "mv x n", "exchange x n", "rm n", "mv -n x n", "mv x backup",
  "mkdir backup", "mv x temporary"
};

struct settings
{
  bool replaces, older, no_exchange;
  const char *suffix;           /* or NULL */
  char **command;
};

/* Before call number AT (from 0) of the run's changes, ACTION is done.  */
struct step
{
  int at;
  enum action action;
};

struct plan
{
  struct step first, second;
};

/* A look of COMMAND at a name, or a change.  */
struct call
{
  bool looks, changes;
  unsigned long flags;          /* of a change: how to rename */
  char names[2][NAME_SIZE];     /* base names, "" for none */
};

struct run
{
  const struct settings *s;
  const struct plan *plan;
  ino_t files[FILES];
  bool excused[FILES];
  struct call calls[CALLS_MAX];
  int count;                    /* of these, from the first change on */
  char backup[NAME_SIZE];
  /* Where x and y were put: one that the next change there takes away is
     excused if nothing but looks came since COMMAND looked at that name.  */
  char put[2][NAME_SIZE];
  int status;
  char out[OUTPUT_MAX];
};

static void
die (const char *what)
{
  perror (what);
  exit (CANNOT);
}

#if defined __x86_64__
static void
cancel_call (pid_t pid)
{
  ptrace (PTRACE_POKEUSER, pid, offsetof (struct user, regs.orig_rax), -1L);
}

static void
return_value (pid_t pid, long value)
{
  ptrace (PTRACE_POKEUSER, pid, offsetof (struct user, regs.rax), value);
}

enum { KNOWN = 1 };
#else
static void
cancel_call (pid_t pid)
{
  (void) pid;
}

static void
return_value (pid_t pid, long value)
{
  (void) pid;
  (void) value;
}

enum { KNOWN = 0 };
#endif

/* Files.  */

static ino_t
make_file (const char *name)
{
  struct stat st;
  int fd = open (name, O_WRONLY | O_CREAT | O_EXCL, 0600);

  if (fd < 0 || write (fd, name, strlen (name)) < 0 || fstat (fd, &st) != 0)
    die (name);
  close (fd);
  return st.st_ino;
}

static void
make_directory (const char *name)
{
  struct dirent *entry;

  mkdir (name, 0700);
  DIR *dir = opendir (name);
  if (!dir)
    die (name);
  while ((entry = readdir (dir)) != NULL)
    if (unlinkat (dirfd (dir), entry->d_name, 0) != 0)
      unlinkat (dirfd (dir), entry->d_name, AT_REMOVEDIR);
  closedir (dir);
}

static char *
in_directory (char *buffer, const char *base)
{
  snprintf (buffer, NAME_SIZE + 8, "w/d/%.60s", base);
  return buffer;
}

/* Return which of R's files NAME in d is, or FILES.  */
static enum file
file_at (const struct run *r, const char *base)
{
  char name[NAME_SIZE + 8];
  struct stat st;
  int file = 0;

  if (*base == '\0'
      || lstat (in_directory (name, base), &st) != 0)
    return FILES;
  while (file < FILES && r->files[file] != st.st_ino)
    file++;
  return file;
}

/* Does the file with the number INO have a name in DIRECTORY?  */
static bool
is_in (const char *directory, ino_t ino)
{
  DIR *dir = opendir (directory);
  struct dirent *entry;
  bool found = false;

  while (dir && !found && (entry = readdir (dir)) != NULL)
    found = entry->d_ino == ino;
  if (dir)
    closedir (dir);
  return found;
}

static void
make_world (struct run *r)
{
  char name[NAME_SIZE + 8];

  mkdir ("w", 0700);
  make_directory ("w/s");
  make_directory ("w/d");
  make_directory ("w/v");
  r->files[SOURCE] = make_file ("w/s/a");
  r->files[OLD] = make_file ("w/d/a");
  r->files[FILE_X] = make_file ("w/v/x");
  r->files[FILE_Y] = make_file ("w/v/y");
  r->files[FILE_Z] = make_file ("w/v/z");
  snprintf (r->backup, sizeof r->backup, "a%s",
            r->s->suffix ? r->s->suffix : "~");
  r->files[OLDER] = (r->s->older ? make_file (in_directory (name, r->backup))
                     : 0);
  memset (r->excused, 0, sizeof r->excused);
  r->excused[OLDER] = !r->s->older;
  r->count = 0;
  r->put[0][0] = r->put[1][0] = '\0';
}

/* The somebody.  */

/* Find the temporary name in d.  Return whether there is one.  */
static bool
find_temporary (char *base)
{
  DIR *dir = opendir ("w/d");
  struct dirent *entry;
  bool found = false;

  while (dir && !found && (entry = readdir (dir)) != NULL)
    if (strncmp (entry->d_name, ".fhln", 5) == 0)
      {
        snprintf (base, NAME_SIZE, "%.60s", entry->d_name);
        found = true;
      }
  if (dir)
    closedir (dir);
  return found;
}

/* Has R exchanged names?  Until then nobody else knows the temporary name, and
   it needs no look.  */
static bool
has_exchanged (const struct run *r)
{
  for (int i = 0; i < r->count - 1; i++)
    if (r->calls[i].flags == RENAME_EXCHANGE && !r->s->no_exchange)
      return true;
  return false;
}

/* Move the file FROM, which is number FILE, to BASE in d by renameat2's
   FLAGS; what is replaced there is excused.  */
static void
put (struct run *r, const char *from, enum file file, const char *base,
     unsigned int flags)
{
  char name[NAME_SIZE + 8];
  enum file there = file_at (r, base);

  if (renameat2 (AT_FDCWD, from, AT_FDCWD, in_directory (name, base), flags)
      != 0)
    return;
  if (there != FILES && flags == 0)
    r->excused[there] = true;
  strcpy (r->put[file - FILE_X], base);
}

/* Do ACTION with the file FROM, which is number FILE.  */
static void
act (struct run *r, enum action action, const char *from, enum file file)
{
  char name[NAME_SIZE + 8];
  char temporary[NAME_SIZE];
  enum file there = file_at (r, "a");

  switch (action)
    {
    case MOVE_TO_DEST:
      put (r, from, file, "a", 0);
      break;
    case EXCHANGE_DEST:
      put (r, from, file, "a", RENAME_EXCHANGE);
      break;
    case MOVE_NEW_TO_DEST:
      put (r, from, file, "a", RENAME_NOREPLACE);
      break;
    case REMOVE_DEST:
      if (unlink ("w/d/a") == 0 && there != FILES)
        r->excused[there] = true;
      break;
    case MOVE_TO_BACKUP:
      put (r, from, file, r->backup, 0);
      break;
    case MAKE_DIRECTORY:
      mkdir (in_directory (name, r->backup), 0700);
      break;
    case MOVE_TO_TEMPORARY:
      if (has_exchanged (r) && find_temporary (temporary))
        put (r, from, file, temporary, 0);
      break;
    default:
      break;
    }
}

/* The calls.  */

/* Store in NAME the base name of the text at ADDRESS in PID.  */
static void
read_name (pid_t pid, uint64_t address, char name[NAME_SIZE])
{
  char text[4096] = "";
  /* Not beyond the end of its page, which may be the last.  */
  size_t room = 4096 - address % 4096;
  struct iovec local = { text, room < sizeof text ? room : sizeof text - 1 };
  struct iovec remote = { (void *) (uintptr_t) address, local.iov_len };
  ssize_t length = process_vm_readv (pid, &local, 1, &remote, 1, 0);

  text[length < 0 ? 0 : length < 4095 ? length : 4095] = '\0';
  const char *slash = strrchr (text, '/');
  snprintf (name, NAME_SIZE, "%.60s", slash ? slash + 1 : text);
}

/* Store in CALL what PID is about to do, INFO.  */
static void
read_call (pid_t pid, const struct __ptrace_syscall_info *info,
           struct call *call)
{
  *call = (struct call) { .looks = false };
  switch (info->entry.nr)
    {
    case SYS_statx:
#ifdef SYS_newfstatat
    case SYS_newfstatat:
#endif
    case SYS_readlinkat:
      call->looks = true;
      read_name (pid, info->entry.args[1], call->names[0]);
      break;
    case SYS_renameat2:
      call->flags = info->entry.args[4];
      __attribute__ ((fallthrough));
    case SYS_renameat:
    case SYS_linkat:
      call->changes = true;
      read_name (pid, info->entry.args[1], call->names[0]);
      read_name (pid, info->entry.args[3], call->names[1]);
      break;
    case SYS_symlinkat:
      call->changes = true;
      read_name (pid, info->entry.args[2], call->names[1]);
      break;
    case SYS_unlinkat:
      call->changes = true;
      read_name (pid, info->entry.args[1], call->names[0]);
      break;
    default:
      break;
    }
}

static bool
is_about (const struct call *call, const char *name)
{
  return (strcmp (call->names[0], name) == 0
          || strcmp (call->names[1], name) == 0);
}

/* Has COMMAND looked at NAME, and only looked since, before R's last call?  */
static bool
has_just_looked (const struct run *r, const char *name)
{
  int at = r->count - 2;

  while (at >= 0 && r->calls[at].looks && !is_about (&r->calls[at], name))
    at--;
  return at >= 0 && r->calls[at].looks;
}

/* R's last call is a change: what may it take away that is then lost by no
   fault of COMMAND?  RENAMES if it is a rename over its second name.  */
static void
excuse (struct run *r, bool renames)
{
  const struct call *call = &r->calls[r->count - 1];

  /* What was asked for.  */
  if (renames && call->flags == 0)
    {
      enum file there = file_at (r, call->names[1]);
      bool may = (strcmp (call->names[1], "a") == 0 ? r->s->replaces
                  : r->s->suffix && strcmp (call->names[1], r->backup) == 0);
      if (may && there != FILES)
        r->excused[there] = true;
    }

  for (int i = 0; i < 2; i++)
    if (r->put[i][0] != '\0' && is_about (call, r->put[i]))
      {
        if (has_just_looked (r, r->put[i]))
          r->excused[FILE_X + i] = true;
        r->put[i][0] = '\0';
      }
}

/* PID is about to make the call INFO: act as R's plan says.  Return whether
   the call is to be refused.  */
static bool
before_call (struct run *r, pid_t pid,
             const struct __ptrace_syscall_info *info)
{
  struct call call;

  read_call (pid, info, &call);
  if ((r->count == 0 && !call.changes) || (!call.looks && !call.changes)
      || r->count == CALLS_MAX)
    return false;
  int number = r->count++;
  r->calls[number] = call;

  /* A look that comes after what was put in place has seen it.  */
  for (int i = 0; i < 2; i++)
    if (call.looks && strcmp (call.names[0], r->put[i]) == 0)
      r->put[i][0] = '\0';
  if (number == r->plan->first.at)
    act (r, r->plan->first.action, "w/v/x", FILE_X);
  if (number == r->plan->second.at)
    act (r, r->plan->second.action, "w/v/y", FILE_Y);
  if (call.changes)
    excuse (r, info->entry.nr == SYS_renameat
            || info->entry.nr == SYS_renameat2);
  return (r->s->no_exchange && info->entry.nr == SYS_renameat2
          && (info->entry.args[4] & RENAME_EXCHANGE) != 0);
}

/* Follow PID to its end.  */
static void
follow (struct run *r, pid_t pid)
{
  bool begun = false;
  bool refused = false;
  int sent = 0;

  for (;;)
    {
      int status;
      struct __ptrace_syscall_info info;
      if (ptrace (PTRACE_SYSCALL, pid, NULL, (long) sent) != 0
          || waitpid (pid, &status, 0) < 0)
        die ("ptrace");
      sent = 0;
      if (!WIFSTOPPED (status))
        {
          r->status = status;
          return;
        }
      if (WSTOPSIG (status) == SIGTRAP)
        begun = true;
      else if (WSTOPSIG (status) != (SIGTRAP | 0x80))
        sent = WSTOPSIG (status);
      if (WSTOPSIG (status) != (SIGTRAP | 0x80) || !begun)
        continue;
      ptrace (PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info);
      if (info.op == PTRACE_SYSCALL_INFO_ENTRY)
        {
          refused = before_call (r, pid, &info);
          if (refused)
            cancel_call (pid);
        }
      else if (refused)
        {
          return_value (pid, -EINVAL);
          refused = false;
        }
    }
}

/* Make one run with R's plan.  */
static void
run (struct run *r)
{
  int output = open ("output", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0600);
  int status;

  make_world (r);
  pid_t pid = fork ();
  if (pid == 0)
    {
      if (dup2 (output, 1) < 0 || dup2 (output, 2) < 0 || chdir ("w") != 0)
        die ("cannot prepare");
      ptrace (PTRACE_TRACEME, 0, NULL, NULL);
      raise (SIGSTOP);
      execvp (r->s->command[0], r->s->command);
      die (r->s->command[0]);
    }
  if (pid < 0 || waitpid (pid, &status, 0) != pid || !WIFSTOPPED (status))
    die ("cannot run");
  ptrace (PTRACE_SETOPTIONS, pid, NULL,
          (long) (PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL));
  follow (r, pid);
  ssize_t length = pread (output, r->out, sizeof r->out - 1, 0);
  r->out[length > 0 ? length : 0] = '\0';
  close (output);
}

/* Judging.  */

static void
show (const struct call *call)
{
  printf (" %s%s%s%s%s",
          call->looks ? "look " : call->changes ? "change " : "-",
          call->names[0], *call->names[1] ? ">" : "", call->names[1],
          call->flags == RENAME_EXCHANGE ? "(x)"
          : call->flags == RENAME_NOREPLACE ? "(n)" : "");
}

static void
wrong (const struct run *r, int *count, const char *what, const char *name)
{
  if ((*count)++ >= SHOWN)
    return;
  printf ("wrong: %s %s; '%s' before call %d, '%s' before call %d; status %d:"
          " %s ", what, name, action_names[r->plan->first.action],
          r->plan->first.at, action_names[r->plan->second.action],
          r->plan->second.at,
          WIFEXITED (r->status) ? WEXITSTATUS (r->status) : -1, r->out);
  for (int i = 0; i < r->count && i < 40; i++)
    show (&r->calls[i]);
  putchar ('\n');
}

/* Look for names in d that were not told and hold a file of COMMAND's.  */
static void
judge_names (const struct run *r, int *count)
{
  DIR *dir = opendir ("w/d");
  struct dirent *entry;

  while (dir && (entry = readdir (dir)) != NULL)
    if (strncmp (entry->d_name, ".fhln", 5) == 0
        && !strstr (r->out, entry->d_name)
        && (entry->d_ino == r->files[SOURCE] || entry->d_ino == r->files[OLD]
            || r->plan->first.action != MOVE_TO_TEMPORARY))
      wrong (r, count, "a name that is not told:", entry->d_name);
  if (dir)
    closedir (dir);
}

static void
judge (const struct run *r, int *count)
{
  for (int file = 0; file < FILES; file++)
    if (!r->excused[file] && !is_in ("w/s", r->files[file])
        && !is_in ("w/d", r->files[file]) && !is_in ("w/v", r->files[file]))
      wrong (r, count, "lost:", file_names[file]);
  judge_names (r, count);
  if (!WIFEXITED (r->status) || WEXITSTATUS (r->status) > 1)
    wrong (r, count, "died", "or had another status");
}

/* Run R with its plan, and judge.  Return how many calls there were up to one
   after the last change: what is looked at then is only told.  */
static int
try_plan (struct run *r, int *runs, int *bad)
{
  run (r);
  judge (r, bad);
  ++*runs;
  int last = r->count;
  while (last > 0 && !r->calls[last - 1].changes)
    last--;
  return last + 1;
}

/* Let SECOND be done before each of R's calls, FIRST before that.  */
static void
try_actions (struct run *r, struct plan *plan, int calls, int *runs, int *bad)
{
  /* What is done before a temporary name is there is all the same.  */
  int start = 1;
  while (start < calls && !r->calls[start].changes)
    start++;
  enum action first = plan->first.action;

  for (int i = start; i < (first == NOTHING ? start + 1 : calls); i++)
    {
      int last = calls;
      for (int j = first == NOTHING ? 0 : i; j < last; j++)
        {
          plan->first.at = i;
          plan->second.at = j;
          last = try_plan (r, runs, bad);
        }
    }
}

/* Make all runs that S asks for.  Return the exit status.  */
static int
try_all (const struct settings *s)
{
  static const enum action firsts[] = {
    NOTHING, MOVE_TO_DEST, REMOVE_DEST, MAKE_DIRECTORY
  };
  static struct run r;
  struct plan plan = { { -1, NOTHING }, { -1, NOTHING } };
  int last = s->replaces ? MAKE_DIRECTORY : MOVE_TO_TEMPORARY;
  int runs = 0;
  int bad = 0;

  r.s = s;
  r.plan = &plan;
  int calls = try_plan (&r, &runs, &bad);
  for (size_t i = 0; i < sizeof firsts / sizeof firsts[0]; i++)
    for (int second = NOTHING + 1; second <= last; second++)
      {
        plan = (struct plan) { { -1, NOTHING }, { -1, NOTHING } };
        run (&r);
        plan.first.action = firsts[i];
        plan.second.action = second;
        try_actions (&r, &plan, calls, &runs, &bad);
      }
  printf ("calls %d runs %d wrong %d\n", calls, runs, bad);
  return bad != 0 || runs < 100 ? 1 : 0;
}

int
main (int argc, char **argv)
{
  static const struct option options[] = {
    { "backups", required_argument, NULL, 'B' },
    { "replaces", no_argument, NULL, 'r' }, { "older", no_argument, NULL, 'o' },
    { "no-exchange", no_argument, NULL, 'x' }, { NULL, 0, NULL, 0 }
  };
  struct settings s = { .suffix = NULL };
  int c;

  while ((c = getopt_long (argc, argv, "+", options, NULL)) != -1)
    switch (c)
      {
      case 'B': s.suffix = optarg; break;
      case 'r': s.replaces = true; break;
      case 'o': s.older = true; break;
      case 'x': s.no_exchange = true; break;
      default: return CANNOT;
      }
  s.command = argv + optind;
  if (optind == argc)
    return CANNOT;
  setvbuf (stdout, NULL, _IOFBF, BUFSIZ);
  return KNOWN ? try_all (&s) : SKIPPED;
}
