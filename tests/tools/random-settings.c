/* With which settings of the kernel does a case run, and who restores them?
   SPDX-License-Identifier: GPL-3.0-or-later

   They are everybody's: whoever changes them holds a lock on the first one's
   file meanwhile, and a process that nothing but the end of this one wakes
   writes back what there was.  */

#include "random-parts.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tool.h"

static struct setting
{
  enum factor factor;
  char const *name;
  int fd;
} settings[] = {
  { HARDLINKS, "/proc/sys/fs/protected_hardlinks", -1 },
  { SYMLINKS, "/proc/sys/fs/protected_symlinks", -1 },
};

enum
{
  SETTINGS = sizeof settings / sizeof *settings
};

/* What the two processes know of them.  */
static struct shared
{
  bool changed;
  char before[SETTINGS], now[SETTINGS];
} * shared;

static char
read_setting (struct setting const *setting)
{
  char value = '0';

  if (pread (setting->fd, &value, 1, 0) != 1)
    die (setting->name);
  return value;
}

static void
write_setting (int i, char value)
{
  if (shared->now[i] == value)
    return;
  shared->changed = true;
  shared->now[i] = value;
  if (pwrite (settings[i].fd, &value, 1, 0) != 1)
    die (settings[i].name);
}

void
lock_settings (void)
{
  if (flock (settings[0].fd, LOCK_EX) != 0)
    die (settings[0].name);
  for (int i = 0; i < SETTINGS; i++)
    shared->before[i] = shared->now[i] = read_setting (&settings[i]);
}

void
set_kernel (struct situation const *s)
{
  for (int i = 0; i < SETTINGS; i++)
    write_setting (i, s->value[settings[i].factor] != 0 ? '1' : '0');
}

void
restore_settings (void)
{
  for (int i = 0; i < SETTINGS; i++)
    write_setting (i, shared->before[i]);
  shared->changed = false;
  flock (settings[0].fd, LOCK_UN);
}

/* Wait until nobody has the other end of FD open, and restore.  */
static _Noreturn void
wait_and_restore (int fd)
{
  char byte;

  setsid ();
  for (int i = 1; i < NSIG; i++)
    signal (i, SIG_IGN);
  for (int i = 0; i < 3; i++)
    close (i);
  while (read (fd, &byte, 1) > 0)
    continue;
  if (shared->changed)
    restore_settings ();
  _exit (0);
}

void
guard_settings (void)
{
  int ends[2];

  shared = mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED || pipe2 (ends, O_CLOEXEC) != 0)
    die ("guard");
  for (int i = 0; i < SETTINGS; i++)
    {
      settings[i].fd = open (settings[i].name, O_RDWR | O_CLOEXEC);
      if (settings[i].fd < 0)
        exit (SKIPPED);
    }
  pid_t pid = fork ();
  if (pid < 0)
    die ("fork");
  if (pid == 0)
    {
      close (ends[1]);
      wait_and_restore (ends[0]);
    }
  close (ends[0]);
}
