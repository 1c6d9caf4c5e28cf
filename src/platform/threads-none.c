/* How do several workers share one process where there are no threads?  There
   is one.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "threads.h"

void
lock_start (struct lock *lock)
{
  lock->taken = false;
}

void
lock_take (struct lock *lock)
{
  lock->taken = true;
}

void
lock_release (struct lock *lock)
{
  lock->taken = false;
}

void
lock_end (struct lock *lock)
{
  (void) lock;
}

void
bell_start (struct bell *bell)
{
  bell->rung = false;
}

void
bell_wait (struct bell *bell, struct lock *lock)
{
  (void) bell;
  (void) lock;
}

void
bell_ring (struct bell *bell)
{
  bell->rung = true;
}

void
bell_end (struct bell *bell)
{
  (void) bell;
}

void
gate_start (struct gate *gate)
{
  gate->shut = false;
}

void
gate_enter (struct gate *gate)
{
  (void) gate;
}

void
gate_leave (struct gate *gate)
{
  (void) gate;
}

void
gate_shut (struct gate *gate)
{
  gate->shut = true;
}

void
gate_end (struct gate *gate)
{
  (void) gate;
}

void
give_way (void)
{
}

int
threads_useful (void)
{
  return 1;
}

int
crew_work (struct crew const *crew)
{
  crew->work (crew->args[0]);
  return 0;
}

void
end_by_signal (int signal)
{
  (void) signal;
}

void
let_signals_in (void)
{
}
