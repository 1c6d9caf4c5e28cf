/* How do several workers share one process?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_THREADS_H
#define FHLN_THREADS_H

#include <stdbool.h>

#if HAVE_THREADS
# include <pthread.h>

/* What one thread at a time may do.  */
struct lock
{
  pthread_mutex_t mutex;
};

/* What threads wait for that have a lock.  */
struct bell
{
  pthread_cond_t condition;
};

/* What many may be behind at once, until it is shut.  */
struct gate
{
  pthread_rwlock_t lock;
};
#else
struct lock
{
  bool taken;
};

struct bell
{
  bool rung;
};

struct gate
{
  bool shut;
};
#endif

void lock_start (struct lock *lock);
void lock_take (struct lock *lock);
void lock_release (struct lock *lock);
void lock_end (struct lock *lock);

void bell_start (struct bell *bell);
/* Wait for BELL without having LOCK meanwhile; it may return early.  */
void bell_wait (struct bell *bell, struct lock *lock);
/* Let all go on that wait for BELL.  */
void bell_ring (struct bell *bell);
void bell_end (struct bell *bell);

void gate_start (struct gate *gate);
void gate_enter (struct gate *gate);
void gate_leave (struct gate *gate);
/* Wait until nobody is behind GATE, and let nobody enter any more.  */
void gate_shut (struct gate *gate);
void gate_end (struct gate *gate);

/* Let others have the processor, if one wants it.  */
void give_way (void);

/* What threads are to do.  */
struct crew
{
  int count;                    /* at least one */
  void (*work) (void *arg);     /* is called once in each thread */
  void **args;
  /* There cannot be so many threads: COUNT never work.  */
  void (*lack) (void *arg, int count);
  void *lack_arg;
  /* Ask all to end soon: a signal has arrived.  */
  void (*stop) (void *arg);
  void *stop_arg;
  /* They do not end, as one is waiting for something, perhaps: end the process
     by SIGNAL.  */
  void (*abandon) (void *arg, int signal);
  void *abandon_arg;
};

/* Return how many threads there may well be.  */
int threads_useful (void);

/* Let CREW work, and wait for all.  One alone works in this thread, as if there
   were no others.  Signals that would end the process are held while there are
   several: return the one that arrived, or 0; if all have not ended soon after
   it, or another follows, crew->abandon is called.  */
int crew_work (struct crew const *crew);

/* End the process by SIGNAL, as if that had not been held.  */
void end_by_signal (int signal);

/* Let the signals that this thread holds arrive now; SIGPIPE, if it has written
   where nobody reads.  */
void let_signals_in (void);

#endif
