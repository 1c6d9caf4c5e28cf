/* Is anything lost when any one system call, or allocation, of a link fails?

   SPDX-License-Identifier: GPL-3.0-or-later

   fault [OPTION]... COMMAND [ARGUMENT]...

   Runs COMMAND again and again in the directory w, which is made anew before
   each run: s/a, s/b and s/c are the SOURCEs, d/a, d/b and d/c the DESTs.  In
   each run one system call is disturbed: it fails with an errno instead of
   being made, or a signal arrives before it.  Every call after start-up is
   disturbed in every way.  After each run SOURCEs must be whole, each DEST the
   old file or the new, no stray name may be there, and the exit status must
   tell the truth.

   --old        each DEST exists, as a file of its own
   --backup     an old file must keep a name
   --backups=SUFFIX  and that is DEST's with SUFFIX, once DEST is replaced
   --keeps      success may also mean that DEST is still the old file
   --same       each DEST exists, as a link to its SOURCE
   --backed-up  and its backup name is there already, as another link to it
   --symbolic   DEST is to be a symbolic link to SOURCE
   --pairs=N    how many DESTs are to be made (1)
   --fails      COMMAND fails undisturbed.  Then it changes nothing, and what
                it says stays true: its first line is the same, or tells of
                the call that failed; with the same first line its note is the
                same, or left out (where no allocation fails)
   --or=NOTE    or begins with NOTE
   --told       what is made stands on a line of JSON, but for the last
   --input=FILE COMMAND's standard input
   --no-exchange  names can never be exchanged (EINVAL); two temporary names
                are needed then, and both may stay
   --twice      disturb with EIO, and then each later call with EIO too
   --memory=LIBRARY  let each allocation fail instead, alone and with all that
                follow it; LIBRARY is tests/memory.c's
   --sanitized  COMMAND has AddressSanitizer, which ends it when one of its
                own calls fails: let those succeed; and send no signal, which
                ends COMMAND before a sanitizer could notice anything

   Prints how many calls (or allocations) there were and how many runs, and
   each thing that was found wrong.  Exit status: 0, or 1 if something was
   wrong, 2 if the test could not be made, 77 if this machine's registers are
   not known.

   A test program: it stands alone and is compiled without <config.h>.  */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
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

#include <elf.h>

enum
{
  CANNOT = 2, SKIPPED = 77, CALLS_MAX = 4096, OUTPUT_MAX = 65536,
  FILES = 3, SHOWN = 25
};

/* Made by LIBRARY once an allocation has failed, beside the directory w.  */
#define MARK "failed"

struct settings
{
  bool old, backup, backed_up, keeps, same, symbolic, no_exchange, twice;
  bool fails, told, sanitized;
  int pairs;
  const char *suffix;
  const char *or;
  const char *input;
  const char *library;          /* NULL: system calls are disturbed */
  char **command;
};

/* What is done to one run: call number AT (from 0), and AGAIN, or -1.  */
struct plan
{
  int at;
  int again;
  int error;                    /* instead of the call, or 0 */
  int signal;                   /* before the call, or 0 */
  bool no_exchange;
  bool goes_on;                 /* allocations: all from AT on fail */
  bool sanitized;
};

/* What one run was like.  */
struct outcome
{
  int status;                   /* as waitpid tells it */
  int count;                    /* of calls */
  long call[CALLS_MAX];
  char out[OUTPUT_MAX];         /* standard output and error */
};

struct file
{
  dev_t dev;
  ino_t ino;
};

/* The files at the beginning of a run.  */
struct world
{
  struct file src[FILES];
  struct file old[FILES];
};

static const char *const letters[FILES] = { "a", "b", "c" };

static void
die (const char *what)
{
  perror (what);
  exit (CANNOT);
}

/* System calls of another process.  */

#if defined __x86_64__
/* Let the call at whose entry PID stands not be made.  */
static void
cancel_call (pid_t pid)
{
  ptrace (PTRACE_POKEUSER, pid, offsetof (struct user, regs.orig_rax), -1L);
}

/* Let the call that PID leaves return VALUE.  */
static void
return_value (pid_t pid, long value)
{
  ptrace (PTRACE_POKEUSER, pid, offsetof (struct user, regs.rax), value);
}

enum { KNOWN = 1 };
#elif defined __aarch64__
static void
cancel_call (pid_t pid)
{
  int number = -1;
  struct iovec io = { &number, sizeof number };

  ptrace (PTRACE_SETREGSET, pid, NT_ARM_SYSTEM_CALL, &io);
}

static void
return_value (pid_t pid, long value)
{
  struct user_regs_struct regs;
  struct iovec io = { &regs, sizeof regs };

  ptrace (PTRACE_GETREGSET, pid, NT_PRSTATUS, &io);
  regs.regs[0] = value;
  ptrace (PTRACE_SETREGSET, pid, NT_PRSTATUS, &io);
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

/* Let the program that is run next have the allocations of PLAN fail.  */
static void
load_library (const struct settings *s, const struct plan *plan)
{
  char number[16];

  snprintf (number, sizeof number, "%d", plan->at);
  setenv ("FAIL_AT", number, 1);
  setenv ("FAIL_MARK", "../" MARK, 1);
  if (plan->goes_on)
    setenv ("FAIL_ON", "1", 1);
  setenv ("LD_PRELOAD", s->library, 1);
}

/* Start the command of S, its output on FD: with the library of S and PLAN,
   or traced.  */
static pid_t
start (const struct settings *s, const struct plan *plan, int fd)
{
  pid_t pid = fork ();

  if (pid != 0)
    return pid;
  int input = open (s->input ? s->input : "/dev/null", O_RDONLY);
  if (input < 0 || dup2 (input, 0) < 0 || dup2 (fd, 1) < 0
      || dup2 (fd, 2) < 0 || chdir ("w") != 0)
    die ("cannot prepare");
  for (int other = 3; other < 32; other++)
    close (other);
  if (s->library)
    load_library (s, plan);
  else
    {
      ptrace (PTRACE_TRACEME, 0, NULL, NULL);
      raise (SIGSTOP);
    }
  execvp (s->command[0], s->command);
  die (s->command[0]);
  return -1;
}

/* Can a system call NUMBER never fail in a way that a program could meet?  */
static bool
never_fails (long number)
{
  return (number == SYS_futex || number == SYS_exit_group
          || number == SYS_geteuid);
}

/* May AddressSanitizer make the call NUMBER?  With it malloc is its own, so
   that the program makes none of these.  */
static bool
is_sanitizers (long number)
{
  return (number == SYS_mmap || number == SYS_munmap || number == SYS_mprotect
          || number == SYS_madvise || number == SYS_sigaltstack
          || number == SYS_prlimit64);
}

/* Is call CALL, the one with NUMBER after start-up, disturbed by PLAN?  */
static bool
is_disturbed (const struct plan *plan, int number, long call)
{
  return (number >= 0 && (number == plan->at || number == plan->again)
          && (plan->error == 0
              || (!never_fails (call)
                  && ! (plan->sanitized && is_sanitizers (call)))));
}

/* PID stands at the entry of a call: disturb it as PLAN says.  Return whether
   it will be gone.  */
static void
disturb (pid_t pid, const struct plan *plan)
{
  if (plan->error != 0)
    cancel_call (pid);
  else if (plan->signal != 0)
    kill (pid, plan->signal);
}

/* Return what the last call of OUTCOME returns when it fails with ERROR.  brk
   has no errno: it returns where the break is.  */
static long
error_value (const struct outcome *outcome, int error)
{
  return outcome->call[outcome->count - 1] == SYS_brk ? 0 : -error;
}

/* Follow PID to its end, disturbed by PLAN, whose numbers count the calls
   after the first SKIP.  */
static void
follow (pid_t pid, const struct plan *plan, int skip,
        struct outcome *outcome)
{
  bool entered = false;
  bool gone = false;
  bool refused = false;         /* an exchange */
  bool begun = false;           /* execve has returned */
  int sent = 0;

  for (;;)
    {
      int status;
      if (ptrace (PTRACE_SYSCALL, pid, NULL, (long) sent) != 0
          || waitpid (pid, &status, 0) < 0)
        {
          waitpid (pid, &outcome->status, 0);
          return;
        }
      sent = 0;
      if (!WIFSTOPPED (status))
        {
          outcome->status = status;
          return;
        }
      if (WSTOPSIG (status) == SIGTRAP)
        begun = true;
      else if (WSTOPSIG (status) != (SIGTRAP | 0x80))
        sent = WSTOPSIG (status);
      if (WSTOPSIG (status) != (SIGTRAP | 0x80) || !begun)
        continue;
      struct __ptrace_syscall_info info;
      ptrace (PTRACE_GET_SYSCALL_INFO, pid, sizeof info, &info);
      entered = info.op == PTRACE_SYSCALL_INFO_ENTRY;
      if (entered && outcome->count < CALLS_MAX)
        {
          outcome->call[outcome->count] = info.entry.nr;
          gone = is_disturbed (plan, outcome->count - skip, info.entry.nr);
          refused = (!gone && plan->no_exchange
                     && info.entry.nr == SYS_renameat2
                     && info.entry.args[4] != 0);
          outcome->count++;
          if (gone)
            disturb (pid, plan);
          else if (refused)
            cancel_call (pid);
        }
      else if (!entered && gone && plan->error != 0)
        return_value (pid, error_value (outcome, plan->error));
      else if (!entered && refused)
        return_value (pid, -EINVAL);
    }
}

/* Run the command of S, disturbed by PLAN after SKIP calls.  */
static void
run (const struct settings *s, const struct plan *plan, int skip,
     struct outcome *outcome)
{
  int fd = open ("output", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0600);
  int status;

  outcome->count = 0;
  if (fd < 0)
    die ("output");
  pid_t pid = start (s, plan, fd);
  if (pid < 0 || waitpid (pid, &status, 0) != pid
      || WIFSTOPPED (status) != !s->library)
    die ("cannot run");
  outcome->status = status;
  if (!s->library)
    {
      ptrace (PTRACE_SETOPTIONS, pid, NULL,
              (long) (PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL));
      follow (pid, plan, skip, outcome);
    }
  ssize_t length = pread (fd, outcome->out, sizeof outcome->out - 1, 0);
  outcome->out[length > 0 ? length : 0] = '\0';
  close (fd);
}

/* The world.  */

static char *
name_of (char *buffer, const char *directory, const char *base,
         const char *suffix)
{
  sprintf (buffer, "w/%s/%s%s", directory, base, suffix);
  return buffer;
}

/* Make the file NAME with its text.  */
static struct file
make_file (const char *name, const char *text)
{
  struct stat st;
  int fd = open (name, O_WRONLY | O_CREAT | O_EXCL, 0600);

  if (fd < 0 || write (fd, text, strlen (text)) < 0 || fstat (fd, &st) != 0)
    die (name);
  close (fd);
  return (struct file) { st.st_dev, st.st_ino };
}

static void
empty_directory (const char *name)
{
  DIR *dir = opendir (name);
  struct dirent *entry;

  while (dir && (entry = readdir (dir)) != NULL)
    unlinkat (dirfd (dir), entry->d_name, 0);
  if (dir)
    closedir (dir);
}

static void
make_world (const struct settings *s, struct world *world)
{
  char name[64];
  char dest[64];

  mkdir ("w", 0700);
  mkdir ("w/s", 0700);
  mkdir ("w/d", 0700);
  empty_directory ("w/s");
  empty_directory ("w/d");
  for (int i = 0; i < FILES; i++)
    {
      world->src[i] = make_file (name_of (name, "s", letters[i], ""),
                                 letters[i]);
      name_of (dest, "d", letters[i], "");
      if (i < s->pairs && s->old)
        world->old[i] = make_file (dest, "old");
      else if (i < s->pairs && s->same && link (name, dest) != 0)
        die (dest);
      if (i < s->pairs && s->backed_up
          && link (dest, name_of (name, "d", letters[i], "~")) != 0)
        die (name);
    }
}

/* Does NAME hold TEXT?  */
static bool
holds (const char *name, const char *text)
{
  char buffer[16];
  int fd = open (name, O_RDONLY);
  ssize_t length = fd < 0 ? -1 : read (fd, buffer, sizeof buffer);

  if (fd >= 0)
    close (fd);
  return length == (ssize_t) strlen (text)
         && memcmp (buffer, text, length) == 0;
}

/* Is NAME, not followed unless FOLLOW, the FILE?  */
static bool
is_file (const char *name, bool follow, struct file file)
{
  struct stat st;

  return (fstatat (AT_FDCWD, name, &st, follow ? 0 : AT_SYMLINK_NOFOLLOW) == 0
          && st.st_dev == file.dev && st.st_ino == file.ino);
}

static bool
is_symbolic (const char *name)
{
  struct stat st;

  return lstat (name, &st) == 0 && S_ISLNK (st.st_mode);
}

/* Is NAME the link to SRC that S asks for?  */
static bool
is_new (const struct settings *s, const char *name, struct file src)
{
  return is_symbolic (name) == s->symbolic
         && is_file (name, s->symbolic, src);
}

/* Judging.  */

struct verdict
{
  const struct settings *s;
  const struct plan *plan;
  const struct world *world;
  const struct outcome *outcome;
  const char *whole;            /* what is said undisturbed */
  int skip;
  int wrong;                    /* so far, in all runs */
};

static const char *
call_name (long number)
{
  static const struct { long number; const char *name; } names[] = {
    { SYS_linkat, "linkat" }, { SYS_symlinkat, "symlinkat" },
    { SYS_renameat, "renameat" }, { SYS_renameat2, "renameat2" },
    { SYS_unlinkat, "unlinkat" }, { SYS_statx, "statx" },
    { SYS_openat, "openat" }, { SYS_openat2, "openat2" },
    { SYS_close, "close" }, { SYS_fsync, "fsync" }, { SYS_read, "read" },
    { SYS_syncfs, "syncfs" }, { SYS_write, "write" }, { SYS_brk, "brk" },
    { SYS_mmap, "mmap" }, { SYS_rt_sigprocmask, "rt_sigprocmask" },
    { SYS_exit_group, "exit_group" }, { SYS_getrandom, "getrandom" },
    { SYS_name_to_handle_at, "name_to_handle_at" },
    { SYS_open_by_handle_at, "open_by_handle_at" },
    { SYS_readlinkat, "readlinkat" }, { SYS_geteuid, "geteuid" },
  };
  static char number_text[32];

  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
    if (names[i].number == number)
      return names[i].name;
  sprintf (number_text, "call %ld", number);
  return number_text;
}

/* Say that the run of V shows WHAT, about NAME.  */
static void
wrong (struct verdict *v, const char *what, const char *name)
{
  const struct outcome *o = v->outcome;
  const struct plan *p = v->plan;

  if (v->wrong++ >= SHOWN)
    return;
  printf ("wrong: %s %s", what, name);
  if (p->at >= 0 && v->s->library)
    printf ("; allocation %d%s", p->at, p->goes_on ? " and all later" : "");
  else if (p->at >= 0)
    {
      int at = v->skip + p->at;
      printf ("; call %d (%s) %s", p->at,
              call_name (at < o->count ? o->call[at] : -1),
              p->error != 0 ? strerrorname_np (p->error)
              : strsignal (p->signal));
    }
  if (p->again >= 0)
    printf (" and call %d (%s)", p->again,
            call_name (v->skip + p->again < o->count
                       ? o->call[v->skip + p->again] : -1));
  printf ("; status %d, signal %d: %s\n",
          WIFEXITED (o->status) ? WEXITSTATUS (o->status) : -1,
          WIFSIGNALED (o->status) ? WTERMSIG (o->status) : 0, o->out);
}

/* Is the name of an entry one that the files of S may bear?  */
static bool
is_expected (const struct settings *s, const char *name)
{
  for (int i = 0; i < FILES; i++)
    if (strncmp (name, letters[i], 1) == 0
        && (name[1] == '\0' || (s->backup && strchr ("~.", name[1]))))
      return true;
  return false;
}

/* Return the call of the run of V that had the number NUMBER after start-up,
   or -1.  */
static long
call_at (const struct verdict *v, int number)
{
  int index = v->skip + number;

  return number >= 0 && index < v->outcome->count ? v->outcome->call[index]
                                                  : -1;
}

/* May the run of V leave a name behind that its message names?  Only if the
   call that would have removed it, or brought it back, was the one that
   failed.  */
static bool
may_leave (const struct verdict *v)
{
  int at[2] = { v->plan->at, v->plan->again };

  if (v->plan->error == 0 || v->s->library)
    return false;
  for (int i = 0; i < 2; i++)
    {
      if (call_at (v, at[i]) == SYS_unlinkat || (v->s->twice && i == 1))
        return true;
    }
  return false;
}

/* Count the stray names in DIRECTORY, find FILE under any name.  */
static bool
look_through (struct verdict *v, const char *directory, struct file file,
              bool judge)
{
  DIR *dir = opendir (directory);
  struct dirent *entry;
  bool found = false;
  int strays = 0;

  while (dir && (entry = readdir (dir)) != NULL)
    {
      char name[512];
      if (strcmp (entry->d_name, ".") == 0
          || strcmp (entry->d_name, "..") == 0)
        continue;
      snprintf (name, sizeof name, "%s/%s", directory, entry->d_name);
      found = found || is_file (name, false, file);
      if (!judge || is_expected (v->s, entry->d_name))
        continue;
      strays++;
      bool killed = v->plan->signal == SIGKILL;
      bool told = (strstr (v->outcome->out, entry->d_name)
                   || (v->s->twice && v->s->no_exchange
                       && strstr (v->outcome->out, ".fhln-")));
      if (! (killed && strays <= 1 + v->s->no_exchange)
          && ! (told && may_leave (v)))
        wrong (v, "a stray name", name);
    }
  if (dir)
    closedir (dir);
  return found;
}

/* Judge DEST number I.  Return whether it is what was asked for.  */
static bool
judge_dest (struct verdict *v, int i)
{
  const struct settings *s = v->s;
  char dest[64];
  char backup[64];
  struct stat st;

  name_of (dest, "d", letters[i], "");
  bool is_absent = lstat (dest, &st) != 0;
  bool new = is_new (s, dest, v->world->src[i]);
  bool old = (s->old && is_file (dest, false, v->world->old[i])
              && holds (dest, "old"));
  bool same = s->same && is_file (dest, false, v->world->src[i]);

  if (! (new || old || same || (is_absent && !s->old && !s->same)))
    wrong (v, "neither old nor new:", dest);
  if (s->old && s->backup
      && !look_through (v, "w/d", v->world->old[i], false))
    wrong (v, "the old file is lost:", dest);
  if (new && s->old && s->suffix && v->plan->signal != SIGKILL
      && !is_file (name_of (backup, "d", letters[i], s->suffix), false,
                   v->world->old[i])
      && !may_leave (v))
    wrong (v, "replaced without", backup);
  return new || (s->keeps && (old || same));
}

/* Does the message OUT name the step at which CALL of S failed?  */
static bool
names_step (const struct settings *s, const char *out, long call)
{
  switch (call)
    {
    case SYS_linkat:
    case SYS_symlinkat:
      return (strstr (out, "failed to create")
              || (s->no_exchange && strstr (out, "backup")));
    case SYS_renameat:
    case SYS_renameat2:
      return strstr (out, "failed to create") || strstr (out, "backup");
    case SYS_unlinkat:
      return strstr (out, "temporary name") != NULL;
    case SYS_fsync:
    case SYS_syncfs:
      return strstr (out, "power cut") != NULL;
    case SYS_name_to_handle_at:
    case SYS_open_by_handle_at:
      return strstr (out, "failed to") != NULL;
    case SYS_openat2:
      return strstr (out, "failed to") != NULL;
    case SYS_read:
      return !s->input || strstr (out, "cannot read names");
    default:
      return true;
    }
}

/* Does what the run of V said after its failure name the error, and where it
   happened?  */
static bool
tells_failure (const struct verdict *v)
{
  const char *out = v->outcome->out;

  if (v->s->library)
    return (strstr (out, "memory exhausted") || strstr (out, strerror (ENOMEM))
            || (v->s->fails && strstr (out, "failed to ")));

  long call = call_at (v, v->plan->at);

  if (call == SYS_write || call_at (v, v->plan->again) == SYS_write)
    return true;

  /* A question without an answer is declined.  */
  if ((call == SYS_read || v->plan->error == EINTR)
      && strstr (out, "replace "))
    return true;
  if (v->s->twice || v->plan->error == 0)
    return out[0] != '\0';
  return (out[0] != '\0' && names_step (v->s, out, call)
          && (v->plan->error == EINTR       /* it was tried again */
              || strstr (out, strerror (v->plan->error))
              || names_step (v->s, "", call)));
}

/* Return how often TEXT has WORD.  */
static int
occurrences (const char *text, const char *word)
{
  int n = 0;

  while ((text = strstr (text, word)) != NULL)
    {
      text += strlen (word);
      n++;
    }
  return n;
}

/* Return how many links the run of V has told of, in JSON.  */
static int
links_told (const struct verdict *v)
{
  const char *out = v->outcome->out;

  return (occurrences (out, "\"outcome\":\"linked\"")
          + occurrences (out, "\"outcome\":\"replaced\""));
}

/* Are the first lines of A and B the same?  */
static bool
is_same_line (const char *a, const char *b)
{
  size_t length = strcspn (a, "\n");

  return length == strcspn (b, "\n") && strncmp (a, b, length) == 0;
}

/* Return what follows the first line of TEXT.  */
static const char *
second_line (const char *text)
{
  const char *end = strchr (text, '\n');

  return end ? end + 1 : "";
}

/* Is the second line of the run of V one that it may have?  */
static bool
is_true_note (const struct verdict *v)
{
  const char *note = second_line (v->outcome->out);

  return (*note == '\0' || is_same_line (note, second_line (v->whole))
          || (v->s->or && strstr (note, v->s->or)));
}

/* Judge the run of V, which must fail and change nothing.  */
static void
judge_failure (struct verdict *v)
{
  int status = v->outcome->status;
  const char *out = v->outcome->out;
  char name[64];

  for (int i = 0; i < FILES; i++)
    {
      if (!is_file (name_of (name, "s", letters[i], ""), false,
                    v->world->src[i]) || !holds (name, letters[i]))
        wrong (v, "damaged:", name);
      if (i < v->s->pairs && judge_dest (v, i))
        wrong (v, "made all the same:", letters[i]);
    }
  look_through (v, "w/d", v->world->src[0], true);
  look_through (v, "w/s", v->world->src[0], true);
  if (!WIFEXITED (status) || WEXITSTATUS (status) != 1)
    wrong (v, "status", "is not 1");
  if (call_at (v, v->plan->at) == SYS_write)
    return;
  if (!is_same_line (out, v->whole))
    {
      if (v->plan->at < 0 || !strstr (out, strerror (v->plan->error)))
        wrong (v, "another message than", v->whole);
    }
  else if (!is_true_note (v))
    wrong (v, "another note than", second_line (v->whole));
}

/* Judge the run of V.  */
static void
judge (struct verdict *v)
{
  if (v->s->fails && !v->s->library)
    {
      judge_failure (v);
      return;
    }

  int status = v->outcome->status;
  bool all = !v->s->fails;
  int made = 0;
  char name[64];

  for (int i = 0; i < FILES; i++)
    {
      name_of (name, "s", letters[i], "");
      if (!is_file (name, false, v->world->src[i])
          || !holds (name, letters[i]))
        wrong (v, "damaged:", name);
      if (i >= v->s->pairs)
        continue;
      if (judge_dest (v, i))
        made++;
      else
        all = false;
    }
  if (v->s->told && links_told (v) < made - 1)
    wrong (v, "made without", "being told");
  look_through (v, "w/d", v->world->src[0], true);
  look_through (v, "w/s", v->world->src[0], true);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 0 && !all)
    wrong (v, "success without", "the link");
  if (WIFEXITED (status) && WEXITSTATUS (status) != 0
      && v->plan->at >= 0 && !tells_failure (v))
    wrong (v, "failure without", "its message");
  if (WIFEXITED (status) && WEXITSTATUS (status) > 1)
    wrong (v, "status", "above 1");
  if (WIFSIGNALED (status) && WTERMSIG (status) != v->plan->signal)
    wrong (v, "died of", "another signal");
}

/* The runs.  */

/* Return how many calls the command of S makes before its own first one: as
   many as with --version, which does something else.  */
static int
start_up (const struct settings *s, const struct outcome *whole)
{
  static struct outcome version;
  const struct plan none = { .at = -1, .again = -1 };
  struct settings other = *s;
  char option[] = "--version";
  char *command[] = { s->command[0], option, NULL };
  int same = 0;

  other.command = command;
  run (&other, &none, 0, &version);
  while (same < whole->count && same < version.count
         && whole->call[same] == version.call[same])
    same++;
  return same;
}

/* Run with PLAN, and judge.  Return how many calls there were.  */
static int
try_plan (struct verdict *v, const struct plan *plan)
{
  static struct outcome outcome;
  struct world world;

  make_world (v->s, &world);
  run (v->s, plan, v->skip, &outcome);
  v->plan = plan;
  v->world = &world;
  v->outcome = &outcome;
  judge (v);
  return outcome.count - v->skip;
}

/* Disturb each of COUNT calls in every way.  Return the number of runs.  */
static int
try_once (struct verdict *v, int count)
{
  static const int errors[] = { EIO, ENOSPC, EACCES, EINTR, ENOMEM };
  static const int signals[] = { SIGKILL, SIGINT, SIGTERM, SIGHUP };
  int runs = 0;

  for (int at = 0; at < count; at++)
    {
      for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++, runs++)
        {
          struct plan plan = { .at = at, .again = -1, .error = errors[i],
                               .no_exchange = v->s->no_exchange,
                               .sanitized = v->s->sanitized };
          try_plan (v, &plan);
        }
      if (v->s->sanitized)
        continue;
      for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++, runs++)
        {
          struct plan plan = { .at = at, .again = -1, .signal = signals[i],
                               .no_exchange = v->s->no_exchange,
                               .sanitized = v->s->sanitized };
          try_plan (v, &plan);
        }
    }
  return runs;
}

/* Let each of COUNT calls fail.  Return the number of runs.  */
static int
try_failing (struct verdict *v, int count)
{
  static const int errors[] = { ENOSYS, EIO, EACCES, ENOMEM };
  int runs = 0;

  for (int at = 0; at < count; at++)
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++, runs++)
      {
        struct plan plan = { .at = at, .again = -1, .error = errors[i],
                             .sanitized = v->s->sanitized };
        try_plan (v, &plan);
      }
  return runs;
}

/* Let each two calls fail.  Return the number of runs.  */
static int
try_twice (struct verdict *v, int count)
{
  int runs = 0;

  for (int at = 0; at < count; at++)
    {
      struct plan plan = { .at = at, .again = -1, .error = EIO,
                           .no_exchange = v->s->no_exchange,
                           .sanitized = v->s->sanitized };
      int more = try_plan (v, &plan);
      runs++;
      for (plan.again = at + 1; plan.again < more; plan.again++, runs++)
        try_plan (v, &plan);
    }
  return runs;
}

/* Let each allocation fail, and then all from each on.  Return the exit
   status.  */
static int
try_memory (const struct settings *s)
{
  struct verdict v = { .s = s };
  struct plan plan = { .again = -1 };
  int count[2] = { 0, 0 };

  for (int i = 0; i < 2; i++)
    for (plan.at = 0, plan.goes_on = i != 0; ; plan.at++)
      {
        unlink (MARK);
        try_plan (&v, &plan);
        if (access (MARK, F_OK) != 0)
          break;
        count[i]++;
      }
  unlink (MARK);
  printf ("calls %d runs %d wrong %d\n", count[0], count[0] + count[1],
          v.wrong);
  return v.wrong != 0 ? 1 : 0;
}

/* Make all runs that S asks for.  Return the exit status.  */
static int
try_all (const struct settings *s)
{
  static struct outcome outcome;
  const struct plan none = { .at = -1, .again = -1,
                             .no_exchange = s->no_exchange };
  struct verdict v = { .s = s };
  struct world world;

  make_world (s, &world);
  run (s, &none, 0, &outcome);
  v.skip = start_up (s, &outcome);
  v.whole = outcome.out;
  int count = try_plan (&v, &none);
  int runs = (s->fails ? try_failing (&v, count)
              : s->twice ? try_twice (&v, count) : try_once (&v, count));
  printf ("calls %d runs %d wrong %d\n", count, runs, v.wrong);
  return v.wrong != 0 || count < 2 ? 1 : 0;
}

int
main (int argc, char **argv)
{
  static const struct option options[] = {
    { "old", no_argument, NULL, 'o' }, { "backup", no_argument, NULL, 'b' },
    { "backups", required_argument, NULL, 'B' },
    { "keeps", no_argument, NULL, 'k' }, { "same", no_argument, NULL, 'm' },
    { "symbolic", no_argument, NULL, 's' },
    { "pairs", required_argument, NULL, 'p' },
    { "input", required_argument, NULL, 'i' },
    { "no-exchange", no_argument, NULL, 'x' },
    { "twice", no_argument, NULL, 't' }, { "fails", no_argument, NULL, 'f' },
    { "backed-up", no_argument, NULL, 'u' },
    { "or", required_argument, NULL, 'O' },
    { "told", no_argument, NULL, 'T' },
    { "memory", required_argument, NULL, 'M' },
    { "sanitized", no_argument, NULL, 'z' }, { NULL, 0, NULL, 0 }
  };
  struct settings s = { .pairs = 1 };
  int c;

  while ((c = getopt_long (argc, argv, "+", options, NULL)) != -1)
    switch (c)
      {
      case 'o': s.old = true; break;
      case 'B': s.suffix = optarg; s.backup = true; break;
      case 'b': s.backup = true; break;
      case 'k': s.keeps = true; break;
      case 'm': s.same = true; break;
      case 's': s.symbolic = true; break;
      case 'p': s.pairs = atoi (optarg); break;
      case 'i': s.input = optarg; break;
      case 'x': s.no_exchange = true; break;
      case 't': s.twice = true; break;
      case 'f': s.fails = true; break;
      case 'u': s.backed_up = true; break;
      case 'O': s.or = optarg; break;
      case 'T': s.told = true; break;
      case 'M': s.library = optarg; break;
      case 'z': s.sanitized = true; break;
      default: return CANNOT;
      }
  s.command = argv + optind;
  if (optind == argc || s.pairs < 0 || s.pairs > FILES)
    return CANNOT;
  setvbuf (stdout, NULL, _IOFBF, BUFSIZ);
  if (s.library)
    return try_memory (&s);
  if (!KNOWN)
    return SKIPPED;
  return try_all (&s);
}
