/* How is a signal held that the C library keeps for itself?
   SPDX-License-Identifier: GPL-3.0-or-later

   musl lets nobody block 32 to 34, and its sigfillset leaves them out; but any
   process can send them, and they end this one.  Its sets are Linux's.  */

#ifndef FHLN_SIGNAL_SET_H
#define FHLN_SIGNAL_SET_H

#include <signal.h>
#include <string.h>

#if defined __linux__ && !defined __GLIBC__
# include <sys/syscall.h>
# include <unistd.h>
#endif

enum { FIRST_KEPT = 32, LAST_KEPT = 34 };

/* Add SIGNAL to SET.  */
static inline void
add_signal (sigset_t *set, int signal)
{
#if defined __linux__ && !defined __GLIBC__
  unsigned long words[2];
  int const bits = 8 * (int) sizeof words[0];

  memcpy (words, set, sizeof words);
  words[(signal - 1) / bits] |= 1UL << (signal - 1) % bits;
  memcpy (set, words, sizeof words);
#else
  sigaddset (set, signal);
#endif
}

/* As pthread_sigmask, which in musl does not tell that those were held.  */
static inline void
change_mask (int how, sigset_t const *set, sigset_t *old)
{
#if defined __linux__ && !defined __GLIBC__
  if (old)
    sigemptyset (old);
  syscall (SYS_rt_sigprocmask, how, set, old, NSIG / 8);
#else
  pthread_sigmask (how, set, old);
#endif
}

/* Hold SET, as the thread that began this one does: pthread_create of musl lets
   those in that it keeps, in both.  */
static inline void
hold_in_thread (sigset_t const *set)
{
#if defined __linux__ && !defined __GLIBC__
  change_mask (SIG_BLOCK, set, NULL);
#else
  (void) set;
#endif
}

#endif
