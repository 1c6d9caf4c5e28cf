/* What does the program say in a situation?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "random-parts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tool.h"

enum
{
  ARGUMENTS = 18
};

static struct
{
  char const *name;
  int number;
} const errors[] = {
#define ERROR(name)                                                           \
  {                                                                           \
#name, name                                                               \
  }
  ERROR (EACCES),    ERROR (EAGAIN), ERROR (EBADF),
  ERROR (EBUSY),     ERROR (EDQUOT), ERROR (EEXIST),
  ERROR (EINVAL),    ERROR (EIO),    ERROR (EISDIR),
  ERROR (ELOOP),     ERROR (EMLINK), ERROR (ENAMETOOLONG),
  ERROR (ENODEV),    ERROR (ENOENT), ERROR (ENOMEM),
  ERROR (ENOSPC),    ERROR (ENOSYS), ERROR (ENOTDIR),
  ERROR (ENOTEMPTY), ERROR (ENOTTY), ERROR (EOPNOTSUPP),
  ERROR (EOVERFLOW), ERROR (EPERM),  ERROR (EROFS),
  ERROR (ESTALE),    ERROR (EXDEV),  ERROR (ENXIO)
#undef ERROR
};

int
error_number (char const *name)
{
  for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
    if (strcmp (errors[i].name, name) == 0)
      return errors[i].number;
  return -1;
}

/* Fill ARGV with the command line.  */
static void
make_command (struct tool const *tool, struct situation const *s,
              struct names const *names, char const **argv)
{
  static char const *const options[OPTIONS]
      = { NULL,   "-f",           "-b",       "-s",  "-L",
          "--fd", "--via-handle", "--handle", "-sf", "-Lf" };
  enum manner option = (enum manner)s->value[OPTION];
  int i = 0;

  argv[i++] = where_of (s)->how == JAILED ? "/fhln" : tool->program;
  argv[i++] = "--json";
  argv[i++] = "--detailed-exit-status";
  if ((s->value[CONFINE] & BENEATH) != 0)
    argv[i++] = "--beneath";
  if ((s->value[CONFINE] & NO_SYMLINKS) != 0)
    argv[i++] = "--no-symlinks";
  if (options[option])
    argv[i++] = options[option];
  if (s->value[DIRFD] == SOURCE_DIRFD)
    argv[i++] = "--source-dirfd=202";
  else if (s->value[DIRFD] != FROM_CWD)
    argv[i++] = "--dest-dirfd=201";
  argv[i++] = "-T";
  argv[i++] = "--";
  argv[i++] = (option == BY_FD       ? "200"
               : option == BY_HANDLE ? names->handle
                                     : names->src);
  argv[i++] = names->dst;
  argv[i] = NULL;
}

static _Noreturn void
execute (struct tool const *tool, struct situation const *s,
         struct names const *names, char const *const *argv, int output)
{
  int null = open ("/dev/null", O_RDWR);

  begin (tool, s, names);
  dup2 (null, 0);
  dup2 (output, 1);
  dup2 (null, 2);
  execv (argv[0], (char *const *)argv);
  _exit (126);
}

/* Store in TEXT, of SIZE bytes, the string of KEY in JSON.  Return whether
   there is one.  */
static bool
find_string (char const *json, char const *key, char *text, size_t size)
{
  char pattern[32];
  size_t length = 0;

  snprintf (pattern, sizeof pattern, "\"%s\":\"", key);
  char const *p = strstr (json, pattern);
  *text = '\0';
  if (!p)
    return false;
  for (p += strlen (pattern); *p != '"' && *p != '\0' && length + 1 < size;
       p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      text[length++] = *p;
    }
  text[length] = '\0';
  return true;
}

void
run_program (struct tool const *tool, struct situation const *s,
             struct names const *names, struct answer *answer)
{
  char const *argv[ARGUMENTS];
  int ends[2], status;
  size_t length = 0;
  ssize_t got;

  make_command (tool, s, names, argv);
  if (pipe2 (ends, O_CLOEXEC) != 0)
    die ("pipe");
  pid_t pid = fork ();
  if (pid < 0)
    die ("fork");
  if (pid == 0)
    execute (tool, s, names, argv, ends[1]);
  close (ends[1]);
  while ((got = read (ends[0], answer->text + length,
                      sizeof answer->text - 1 - length))
         > 0)
    length += got;
  answer->text[length] = '\0';
  close (ends[0]);
  if (waitpid (pid, &status, 0) != pid)
    die ("waitpid");
  answer->failed = status != 0;
  answer->err = 0;
  find_string (answer->text, "cause", answer->cause, sizeof answer->cause);
  find_string (answer->text, "note", answer->note, sizeof answer->note);
  if (find_string (answer->text, "errno", answer->error, sizeof answer->error))
    answer->err = error_number (answer->error);
  else if (answer->failed)
    answer->err = -1;
  if (answer->failed && answer->err == -1 && !WIFEXITED (status))
    snprintf (answer->note, sizeof answer->note, "ended by signal %d",
              WTERMSIG (status));
}
