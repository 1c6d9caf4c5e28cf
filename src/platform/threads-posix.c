/* How do several workers share one process: POSIX threads.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "threads.h"

#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "nproc.h"
#include "signal-set.h"
#include "xalloc.h"

enum
{
  MOST_USEFUL = 8,
  STACK_SIZE = 256 * 1024,
  MOST_SECONDS = 1,             /* of waiting for a link to be made */
  WAKE = SIGURG                 /* which does nothing by default */
};

void
lock_start (struct lock *lock)
{
  pthread_mutex_init (&lock->mutex, NULL);
}

void
lock_take (struct lock *lock)
{
  pthread_mutex_lock (&lock->mutex);
}

void
lock_release (struct lock *lock)
{
  pthread_mutex_unlock (&lock->mutex);
}

void
lock_end (struct lock *lock)
{
  pthread_mutex_destroy (&lock->mutex);
}

void
bell_start (struct bell *bell)
{
  pthread_cond_init (&bell->condition, NULL);
}

void
bell_wait (struct bell *bell, struct lock *lock)
{
  pthread_cond_wait (&bell->condition, &lock->mutex);
}

void
bell_ring (struct bell *bell)
{
  pthread_cond_broadcast (&bell->condition);
}

void
bell_end (struct bell *bell)
{
  pthread_cond_destroy (&bell->condition);
}

void
gate_start (struct gate *gate)
{
  pthread_rwlock_init (&gate->lock, NULL);
}

void
gate_enter (struct gate *gate)
{
  pthread_rwlock_rdlock (&gate->lock);
}

void
gate_leave (struct gate *gate)
{
  pthread_rwlock_unlock (&gate->lock);
}

void
gate_shut (struct gate *gate)
{
  pthread_rwlock_wrlock (&gate->lock);
}

void
gate_end (struct gate *gate)
{
  pthread_rwlock_destroy (&gate->lock);
}

void
give_way (void)
{
  sched_yield ();
}

int
threads_useful (void)
{
  unsigned long count = num_processors (NPROC_CURRENT);

  return count < MOST_USEFUL ? (int) count : MOST_USEFUL;
}

/* A crew at work.  */
struct shift
{
  struct crew const *crew;
  pthread_t waiting;            /* the thread that waits for it */
  sigset_t const *held;         /* the signals that it waits for */
  atomic_int left;              /* so many work */
};

/* One of a shift.  */
struct member
{
  struct shift *shift;
  void *arg;
  pthread_t thread;
};

static void *
work (void *arg)
{
  struct member *member = arg;
  struct shift *shift = member->shift;

  hold_in_thread (shift->held);
  shift->crew->work (member->arg);
  if (atomic_fetch_sub (&shift->left, 1) == 1)
    pthread_kill (shift->waiting, WAKE);
  return NULL;
}

/* Would SIGNAL end this process, unless it is held?  One that stops it, or that
   tells of an error in it, is not to be held; any other is, those that only
   some systems have, too.  */
static bool
is_to_be_held (int signal)
{
  static int const others[] = { SIGKILL, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU,
                                SIGCONT, SIGCHLD, SIGURG, SIGWINCH, SIGILL,
                                SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV,
                                SIGSYS };
  struct sigaction action;

  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (others[i] == signal)
      return false;
  /* Of one that the C library keeps, nothing is told.  */
  return (sigaction (signal, NULL, &action) == 0
          ? action.sa_handler == SIG_DFL
          : signal >= FIRST_KEPT && signal <= LAST_KEPT);
}

/* Let HELD be the signals to be held, and WAKE.  */
static void
choose_signals (sigset_t *held)
{
  sigemptyset (held);
  sigaddset (held, WAKE);
  for (int signal = 1; signal < NSIG; signal++)
    if (is_to_be_held (signal))
      add_signal (held, signal);
}

/* SIGNAL has arrived: wait until SHIFT is over, which is to end soon; HELD are
   the signals that are held.  */
static void
wait_for_end (struct shift *shift, sigset_t const *held, int signal)
{
  struct crew const *crew = shift->crew;
  struct timespec const most = { .tv_sec = MOST_SECONDS };

  crew->stop (crew->stop_arg);
  while (atomic_load (&shift->left) != 0)
    {
      int next = sigtimedwait (held, NULL, &most);
      if (next != WAKE && (next >= 0 || errno == EAGAIN))
        crew->abandon (crew->abandon_arg, signal);
    }
}

/* Wait until SHIFT is over; HELD are the signals that are held.  Return the one
   that came first, or 0.  */
static int
wait_for (struct shift *shift, sigset_t const *held)
{
  while (atomic_load (&shift->left) != 0)
    {
      int signal;
      if (sigwait (held, &signal) == 0 && signal != WAKE)
        {
          wait_for_end (shift, held, signal);
          return signal;
        }
    }
  return 0;
}

/* Start a thread for each of COUNT MEMBERS; where there cannot be so many,
   those that there can be.  Return how many there are.  */
static int
start (struct member *members, int count)
{
  pthread_attr_t attributes;
  int started = 0;

  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, STACK_SIZE);
  while (started < count
         && pthread_create (&members[started].thread, &attributes, work,
                            &members[started]) == 0)
    started++;
  pthread_attr_destroy (&attributes);
  return started;
}

int
crew_work (struct crew const *crew)
{
  sigset_t held, before;
  struct shift shift = { .crew = crew, .waiting = pthread_self (),
                         .held = &held };

  if (crew->count == 1)
    {
      crew->work (crew->args[0]);
      return 0;
    }

  struct member *members = xnmalloc (crew->count, sizeof *members);
  for (int i = 0; i < crew->count; i++)
    members[i] = (struct member) { .shift = &shift, .arg = crew->args[i] };
  /* One more, so that none is the last before all have been started.  */
  atomic_init (&shift.left, crew->count + 1);
  choose_signals (&held);
  change_mask (SIG_BLOCK, &held, &before);
  int started = start (members, crew->count);
  hold_in_thread (&held);
  int at_work = started != 0 ? started : 1;
  if (at_work < crew->count)
    crew->lack (crew->lack_arg, crew->count - at_work);
  atomic_fetch_sub (&shift.left, crew->count - started + 1);
  if (started == 0)
    {
      change_mask (SIG_SETMASK, &before, NULL);
      crew->work (crew->args[0]);
    }
  int signal = wait_for (&shift, &held);
  for (int i = 0; i < started; i++)
    pthread_join (members[i].thread, NULL);
  free (members);
  change_mask (SIG_SETMASK, &before, NULL);
  return signal;
}

void
end_by_signal (int sig)
{
  sigset_t set;

  sigemptyset (&set);
  add_signal (&set, sig);
  signal (sig, SIG_DFL);
  change_mask (SIG_UNBLOCK, &set, NULL);
  raise (sig);
}

void
let_signals_in (void)
{
  sigset_t none;

  sigemptyset (&none);
  change_mask (SIG_SETMASK, &none, NULL);
}
