/* How is a command run, and what does it say?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "run.h"

#include <fcntl.h>
#include <sys/personality.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tool.h"

/* What may be open here beside the standard streams.  */
enum { DESCRIPTORS = 32 };

int
open_output (void)
{
  int fd = open ("output", O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0600);

  if (fd < 0)
    die ("output");
  return fd;
}

pid_t
start (struct command const *command, int output, void (*begin) (void))
{
  pid_t pid = fork ();

  if (pid < 0)
    die ("fork");
  if (pid > 0)
    return pid;
  int input = open (command->input ? command->input : "/dev/null", O_RDONLY);
  if (input < 0 || dup2 (input, 0) < 0 || dup2 (output, 1) < 0
      || dup2 (output, 2) < 0 || chdir (command->place) != 0)
    die ("cannot prepare");
  for (int other = 3; other < DESCRIPTORS; other++)
    close (other);
  /* With each library always at one place, a sanitizer that reads the map of
     its memory makes the same calls in every run.  */
  personality (ADDR_NO_RANDOMIZE);
  if (begin)
    begin ();
  execvp (command->argv[0], command->argv);
  die (command->argv[0]);
}

void
read_output (struct end *end, int output)
{
  ssize_t length = pread (output, end->out, sizeof end->out - 1, 0);

  end->out[length > 0 ? length : 0] = '\0';
  close (output);
}

int
exit_status (struct end const *end)
{
  return WIFEXITED (end->status) ? WEXITSTATUS (end->status) : -1;
}

int
end_signal (struct end const *end)
{
  return WIFSIGNALED (end->status) ? WTERMSIG (end->status) : 0;
}
