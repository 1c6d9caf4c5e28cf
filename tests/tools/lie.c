/* Is anything lost when a file system's server does not answer the truth?

   SPDX-License-Identifier: GPL-3.0-or-later

   lie [OPTION]... MOUNT BACK COMMAND [ARGUMENT]...

   MOUNT is the directory BACK as tests/fuse-errno.c shows it.  COMMAND is run
   again and again in MOUNT, which is made anew in BACK before each run: s/a,
   s/b and s/c are the SOURCEs, d/a, d/b and d/c the DESTs.  In each run one
   call that changes names (the first, the second, ...; that and all later)
   is not made, or is made and answered by an errno, or is not made and
   answered by success.  After each run, in BACK, where the truth is: SOURCEs
   are whole, each DEST is the old file or the new, the last file that was at
   DEST has a name where it must, no name is there that was not told, the exit
   status tells the truth, and few names were made, in less than ten seconds.

   --old        each DEST exists, as a file of its own
   --dangling   that is a symbolic link that leads nowhere
   --backup     an old file must keep a name
   --backups=SUFFIX  and that is DEST's with SUFFIX, if COMMAND succeeds, or
                where it begins with a dot with another number
   --older=SUFFIX  a file with that name is there, too, and is kept unless the
                old file takes its name
   --same       each DEST exists, as a link to its SOURCE
   --symbolic   DEST is to be a symbolic link to SOURCE
   --pairs=N    how many DESTs are to be made (1)
   --input=FILE COMMAND's standard input
   --rules=RULES hold in each run, after the one that is tried
   --gap        DEST may be missing while the old file's name is told
   --fails      an undisturbed COMMAND need not succeed
   --honest     answer only errors, of calls that were not made
   --twice      after the one call, each OP fails too, in each way

   Prints how many runs there were and each thing that was found wrong.  Exit
   status: 0, or 1 if something was wrong, 2 if the test could not be made.

   A test program: it stands alone and is compiled without <config.h>.  */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

enum
{
  CANNOT = 2, OUTPUT_MAX = 65536, FILES = 3, SHOWN = 8, SECONDS = 10,
  NAMES_MAX = 64, TRIES_MAX = 1024, CALLS_MAX = 70
};

struct settings
{
  bool old, dangling, backup, same, symbolic, gap, fails, honest, twice;
  int pairs;
  const char *suffix, *older;
  const char *input;
  const char *rules;
  const char *mount;
  int back;                     /* a descriptor of BACK */
  char **command;
};

/* The files at the beginning of a run.  */
struct world
{
  ino_t src[FILES], old[FILES], older[FILES];
};

/* What one run was like.  */
struct outcome
{
  int status;                   /* as waitpid tells it */
  int followed, made, calls;    /* as the server tells it */
  char out[OUTPUT_MAX];         /* standard output and error */
};

struct verdict
{
  const struct settings *s;
  const struct world *world;
  struct outcome *outcome;
  const char *rules;            /* in this run */
  bool noop;                    /* one of them is that */
  bool decidable;               /* a look after the error tells all */
  int runs;
  int wrong;
};

static const char *const letters[FILES] = { "a", "b", "c" };

static void
die (const char *what)
{
  perror (what);
  exit (CANNOT);
}

/* The world.  */

static char *
name_of (char buffer[64], const char *directory, const char *base,
         const char *suffix)
{
  snprintf (buffer, 64, "%.8s/%.40s%.8s", directory, base, suffix);
  return buffer;
}

/* Make the file NAME with its text in BACK.  Return its inode's number.  */
static ino_t
make_file (int back, const char *name, const char *text)
{
  struct stat st;
  int fd = openat (back, name, O_WRONLY | O_CREAT | O_EXCL, 0600);

  if (fd < 0 || write (fd, text, strlen (text)) < 0 || fstat (fd, &st) != 0)
    die (name);
  close (fd);
  return st.st_ino;
}

/* Make the symbolic link NAME in BACK.  Return its inode's number.  */
static ino_t
make_dangling (int back, const char *name)
{
  struct stat st;

  if (symlinkat ("nowhere", back, name) != 0
      || fstatat (back, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
    die (name);
  return st.st_ino;
}

static DIR *
open_directory (int back, const char *name)
{
  int fd = openat (back, name, O_RDONLY | O_DIRECTORY);
  DIR *dir = fd < 0 ? NULL : fdopendir (fd);

  if (!dir)
    die (name);
  return dir;
}

static void
make_directory (int back, const char *name)
{
  struct dirent *entry;

  mkdirat (back, name, 0700);
  DIR *dir = open_directory (back, name);
  while ((entry = readdir (dir)) != NULL)
    unlinkat (dirfd (dir), entry->d_name, 0);
  closedir (dir);
}

static void
make_world (const struct settings *s, struct world *world)
{
  char src[64];
  char dest[64];
  char older[64];

  make_directory (s->back, "s");
  make_directory (s->back, "d");
  for (int i = 0; i < FILES; i++)
    {
      name_of (src, "s", letters[i], "");
      name_of (dest, "d", letters[i], "");
      world->src[i] = make_file (s->back, src, letters[i]);
      if (i >= s->pairs)
        continue;
      if (s->old)
        world->old[i] = (s->dangling ? make_dangling (s->back, dest)
                         : make_file (s->back, dest, "old"));
      if (s->same && linkat (s->back, src, s->back, dest, 0) != 0)
        die (dest);
      if (s->older)
        world->older[i] = make_file (s->back, name_of (older, "d", letters[i],
                                                       s->older), "older");
    }
}

/* Is NAME the file with the number INO?  */
static bool
is_file (const struct settings *s, const char *name, ino_t ino)
{
  struct stat st;

  return (fstatat (s->back, name, &st, AT_SYMLINK_NOFOLLOW) == 0
          && st.st_ino == ino);
}

static bool
is_absent (const struct settings *s, const char *name)
{
  struct stat st;

  return fstatat (s->back, name, &st, AT_SYMLINK_NOFOLLOW) != 0;
}

static bool
holds (const struct settings *s, const char *name, const char *text)
{
  char buffer[16];
  int fd = openat (s->back, name, O_RDONLY);
  ssize_t length = fd < 0 ? -1 : read (fd, buffer, sizeof buffer);

  if (fd >= 0)
    close (fd);
  return length == (ssize_t) strlen (text)
         && memcmp (buffer, text, length) == 0;
}

/* Is NAME the link to SRC that S asks for?  */
static bool
is_new (const struct settings *s, const char *name, ino_t src)
{
  struct stat st;

  return (s->symbolic
          ? (fstatat (s->back, name, &st, AT_SYMLINK_NOFOLLOW) == 0
             && S_ISLNK (st.st_mode) && fstatat (s->back, name, &st, 0) == 0
             && st.st_ino == src)
          : is_file (s, name, src));
}

/* Running.  */

static pid_t
start (const struct settings *s, int output)
{
  pid_t pid = fork ();

  if (pid != 0)
    return pid;
  int input = open (s->input ? s->input : "/dev/null", O_RDONLY);
  if (input < 0 || dup2 (input, 0) < 0 || dup2 (output, 1) < 0
      || dup2 (output, 2) < 0 || chdir (s->mount) != 0)
    die ("cannot prepare");
  for (int other = 3; other < 32; other++)
    close (other);
  execvp (s->command[0], s->command);
  die (s->command[0]);
  return -1;
}

/* Wait for PID, which is killed when its time is over.  Return its status.  */
static int
wait_for (pid_t pid)
{
  int status;
  int fd = syscall (SYS_pidfd_open, pid, 0);
  struct pollfd end = { .fd = fd, .events = POLLIN };

  if (fd < 0 || poll (&end, 1, SECONDS * 1000) != 1)
    kill (pid, SIGKILL);
  if (fd >= 0)
    close (fd);
  if (waitpid (pid, &status, 0) != pid)
    die ("waitpid");
  return status;
}

/* Run the command of S while the server follows RULES.  */
static void
run (const struct settings *s, const char *rules, struct outcome *o)
{
  char text[64];
  int fd = open ("output", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0600);

  if (fd < 0
      || setxattr (s->mount, "user.rules", rules, strlen (rules), 0) != 0)
    die (rules);
  pid_t pid = start (s, fd);
  if (pid < 0)
    die ("fork");
  o->status = wait_for (pid);
  ssize_t length = getxattr (s->mount, "user.rules", text, sizeof text - 1);
  text[length > 0 ? length : 0] = '\0';
  if (sscanf (text, "%d %d %d", &o->followed, &o->made, &o->calls) != 3)
    die ("the server");
  length = pread (fd, o->out, sizeof o->out - 1, 0);
  o->out[length > 0 ? length : 0] = '\0';
  close (fd);
}

/* Judging.  */

/* Say that the run of V shows WHAT, about NAME.  */
static void
wrong (struct verdict *v, const char *what, const char *name)
{
  int status = v->outcome->status;

  if (v->wrong++ < SHOWN)
    printf ("wrong: %s %s; %s; status %d, signal %d: %s\n", what, name,
            v->rules, WIFEXITED (status) ? WEXITSTATUS (status) : -1,
            WIFSIGNALED (status) ? WTERMSIG (status) : 0, v->outcome->out);
}

static bool
succeeded (const struct verdict *v)
{
  return WIFEXITED (v->outcome->status)
         && WEXITSTATUS (v->outcome->status) == 0;
}

/* Store in FOUND a name of the file with number INO in d, one that is told if
   there is such.  Return whether there is one.  */
static bool
find_file (const struct verdict *v, ino_t ino, char found[64])
{
  DIR *dir = open_directory (v->s->back, "d");
  struct dirent *entry;
  bool is_there = false;

  while ((entry = readdir (dir)) != NULL)
    if (entry->d_ino == ino
        && (!is_there || strstr (v->outcome->out, entry->d_name)))
      {
        snprintf (found, 64, "%.63s", entry->d_name);
        is_there = true;
      }
  closedir (dir);
  return is_there;
}

/* Is NAME, in d, one that may be there without being told?  */
static bool
is_expected (const struct verdict *v, const char *name)
{
  const struct settings *s = v->s;
  const char *letter = strchr ("abc", name[0]);
  char path[64];

  if (!letter || letter - "abc" >= s->pairs)
    return false;
  int i = letter - "abc";
  if (name[1] == '\0')
    return true;
  if (!s->backup || !strchr ("~.", name[1]))
    return false;
  name_of (path, "d", name, "");
  if (s->older && is_file (s, path, v->world->older[i]))
    return true;

  /* A backup: of what this run had made, where that was said to exist.  */
  return (is_file (s, path, s->old ? v->world->old[i] : v->world->src[i])
          && is_new (s, name_of (path, "d", letters[i], ""),
                     v->world->src[i]));
}

/* Look for a name in DIRECTORY that was not told.  */
static void
judge_names (struct verdict *v, const char *directory)
{
  DIR *dir = open_directory (v->s->back, directory);
  struct dirent *entry;
  bool found = false;

  while (!found && (entry = readdir (dir)) != NULL)
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0
        && (*directory == 's' ? !strchr ("abc", entry->d_name[0])
            : !is_expected (v, entry->d_name))
        && !strstr (v->outcome->out, entry->d_name))
      {
        found = true;
        wrong (v, "a name that is not told:", entry->d_name);
      }
  closedir (dir);
}

/* Judge what has become of the old files of DEST number I.  */
static void
judge_old (struct verdict *v, int i)
{
  const struct settings *s = v->s;
  const struct world *world = v->world;
  char name[64];
  char backup[64];
  bool absent = is_absent (s, name_of (name, "d", letters[i], ""));
  bool replaced = !absent && is_new (s, name, world->src[i]);

  if (s->old && (s->backup || absent)
      && !find_file (v, world->old[i], backup))
    wrong (v, "the old file is lost:", name);
  else if (s->old && absent && ! (s->gap && strstr (v->outcome->out, backup)))
    wrong (v, "missing:", name);
  if (s->suffix)
    name_of (backup, "d", letters[i], s->suffix);
  if (s->suffix && s->old && replaced && succeeded (v) && !v->noop
      && !is_file (s, backup, world->old[i])
      && ! (s->suffix[0] == '.' && find_file (v, world->old[i], name)
            && strncmp (name + 1, ".~", 2) == 0))
    wrong (v, "success without", backup);
  if (s->older && !find_file (v, world->older[i], name)
      && ! (s->suffix && replaced && is_file (s, backup, world->old[i])))
    wrong (v, "the older backup is lost:", letters[i]);
}

/* Judge DEST number I.  Return whether it is what was asked for.  */
static bool
judge_dest (struct verdict *v, int i)
{
  const struct settings *s = v->s;
  char dest[64];

  name_of (dest, "d", letters[i], "");
  bool new = is_new (s, dest, v->world->src[i]);
  bool old = (s->old && is_file (s, dest, v->world->old[i])
              && (s->dangling || holds (s, dest, "old")));
  bool same = s->same && is_file (s, dest, v->world->src[i]);

  if (! (new || old || same || is_absent (s, dest)))
    wrong (v, "neither old nor new:", dest);
  if (s->same && is_absent (s, dest))
    wrong (v, "missing:", dest);
  judge_old (v, i);
  return new;
}

static void
judge (struct verdict *v)
{
  const struct settings *s = v->s;
  int status = v->outcome->status;
  bool all = true;
  char name[64];

  for (int i = 0; i < FILES; i++)
    {
      name_of (name, "s", letters[i], "");
      if (!is_file (s, name, v->world->src[i]) || !holds (s, name, letters[i]))
        wrong (v, "damaged:", name);
      if (i < s->pairs && !judge_dest (v, i))
        all = false;
    }
  if (!v->noop)
    {
      judge_names (v, "d");
      judge_names (v, "s");
      if (succeeded (v) && !all)
        wrong (v, "success without", "the link");
    }
  if (v->decidable && all && !succeeded (v))
    wrong (v, "failure in spite of", "the link");
  if (!succeeded (v) && v->outcome->out[0] == '\0')
    wrong (v, "failure without", "a message");
  if (WIFSIGNALED (status))
    wrong (v, "no end", "in ten seconds");
  else if (WEXITSTATUS (status) > 1)
    wrong (v, "status", "above 1");
  if (v->outcome->made > NAMES_MAX * s->pairs)
    wrong (v, "too many", "names were made");
  if (v->outcome->calls > TRIES_MAX * s->pairs)
    wrong (v, "too many", "calls were made");
}

/* The runs.  */

/* Run and judge with RULE (or "") and then SECOND, a NOOP among them or not.
   Return whether RULE was followed.  */
static bool
try_rule (struct verdict *v, const char *rule, const char *second, bool noop)
{
  static struct outcome outcome;
  struct world world;
  char rules[256];

  snprintf (rules, sizeof rules, "%s%s%s%s%s", rule, *second ? " " : "",
            second, v->s->rules ? " " : "", v->s->rules ? v->s->rules : "");
  make_world (v->s, &world);
  v->world = &world;
  v->outcome = &outcome;
  v->rules = rules;
  v->noop = noop;
  v->decidable = (*second == '\0' && !strchr (rule, '-')
                  && (strncmp (rule, "lie:rename", 10) == 0
                      || strncmp (rule, "lie:noreplace", 13) == 0
                      || strncmp (rule, "lie:exchange", 12) == 0));
  run (v->s, rules, &outcome);
  v->runs++;
  judge (v);
  return *rule != '\0' && outcome.followed > 0;
}

static const char *const ops[] = {
  "link", "symlink", "rename", "noreplace", "exchange", "unlink"
};

enum { OPS = sizeof ops / sizeof ops[0] };

static const char *const hows[] = { "deny", "lie", "noop" };

static const char *const errors[] = {
  "EIO", "EEXIST", "ENOENT", "EINTR", "ESTALE", "EPERM", "EINVAL"
};

enum { ERRORS = sizeof errors / sizeof errors[0] };

/* With the call NUMBER of OP answered as HOW and ERROR, let each OP fail in
   each way.  */
static void
try_second (struct verdict *v, const char *rule, bool noop)
{
  char second[64];

  for (int how = 0; how < 3; how++)
    for (int op = 0; op < OPS; op++)
      {
        snprintf (second, sizeof second, "%s:%s:EIO", hows[how], ops[op]);
        try_rule (v, rule, second, noop || how == 2);
      }
}

/* Let each call of OP be answered as HOW and ERROR, alone and with all later.
   Return whether there was one.  */
static bool
try_calls (struct verdict *v, const char *how, const char *op,
           const char *error)
{
  bool noop = strcmp (how, "noop") == 0;
  char rule[64];
  int number = 0;
  bool followed = true;

  while (followed && number < CALLS_MAX)
    {
      snprintf (rule, sizeof rule, "%s:%s:%s:%d", how, op, error, ++number);
      followed = try_rule (v, rule, "", noop);
      if (followed && v->s->twice)
        try_second (v, rule, noop);
      if (followed && number <= 3)
        {
          strcat (rule, "-");
          try_rule (v, rule, "", noop);
        }
    }
  return number > 1;
}

static void
try_all (struct verdict *v)
{
  const struct settings *s = v->s;

  try_rule (v, "", "", false);
  if (!s->fails && !succeeded (v))
    wrong (v, "no success", "undisturbed");
  for (int op = 0; op < OPS; op++)
    for (int how = 0; how < (s->honest ? 1 : 3); how++)
      for (int error = 0; error < (how == 2 || s->twice ? 1 : ERRORS); error++)
        if (!try_calls (v, hows[how], ops[op], errors[error]))
          error = ERRORS;
}

static void
read_options (struct settings *s, int argc, char **argv)
{
  static const struct option options[] = {
    { "old", no_argument, NULL, 'o' }, { "backup", no_argument, NULL, 'b' },
    { "backups", required_argument, NULL, 'B' },
    { "older", required_argument, NULL, 'O' },
    { "same", no_argument, NULL, 'm' }, { "symbolic", no_argument, NULL, 's' },
    { "pairs", required_argument, NULL, 'p' },
    { "input", required_argument, NULL, 'i' },
    { "rules", required_argument, NULL, 'r' },
    { "gap", no_argument, NULL, 'g' }, { "dangling", no_argument, NULL, 'd' },
    { "fails", no_argument, NULL, 'f' }, { "honest", no_argument, NULL, 'h' },
    { "twice", no_argument, NULL, 't' }, { NULL, 0, NULL, 0 }
  };
  int c;

  while ((c = getopt_long (argc, argv, "+", options, NULL)) != -1)
    switch (c)
      {
      case 'o': s->old = true; break;
      case 'd': s->dangling = s->old = true; break;
      case 'B': s->suffix = optarg; s->backup = true; break;
      case 'b': s->backup = true; break;
      case 'O': s->older = optarg; break;
      case 'm': s->same = true; break;
      case 's': s->symbolic = true; break;
      case 'p': s->pairs = atoi (optarg); break;
      case 'i': s->input = optarg; break;
      case 'r': s->rules = optarg; break;
      case 'g': s->gap = true; break;
      case 'f': s->fails = true; break;
      case 'h': s->honest = true; break;
      case 't': s->twice = true; break;
      default: exit (CANNOT);
      }
  if (argc - optind < 3 || s->pairs < 0 || s->pairs > FILES)
    exit (CANNOT);
}

int
main (int argc, char **argv)
{
  struct settings s = { .pairs = 1 };
  struct verdict v = { .s = &s };

  read_options (&s, argc, argv);
  s.mount = argv[optind];
  s.back = open (argv[optind + 1], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  s.command = argv + optind + 2;
  if (s.back < 0)
    die (argv[optind + 1]);
  setvbuf (stdout, NULL, _IOFBF, BUFSIZ);
  try_all (&v);
  printf ("runs %d wrong %d\n", v.runs, v.wrong);
  return v.wrong != 0 ? 1 : 0;
}
