/* What does fhln ask of its own process: descriptors and signals?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_PROCESS_H
#define FHLN_PROCESS_H

#include <signal.h>
#include <stdbool.h>

/* The signals that were blocked before hold_signals.  */
struct held_signals
{
  sigset_t before;
};

/* Block every signal that can be blocked, so that a temporary name is never
   left behind by one; remember the old mask in HELD.  */
void hold_signals (struct held_signals *held);

/* Undo hold_signals: what arrived in between is delivered now.  */
void release_signals (struct held_signals const *held);

/* Move the descriptor FD above 2, close-on-exec, so that it never takes the
   place of a standard stream that the caller had closed.  Return the new
   descriptor, or -1 and errno; FD is closed then.  -1 stays -1.  */
int above_standard (int fd);

/* Hold what is open on FD, a directory, by a descriptor more, above 2 and
   close-on-exec; it may share FD's position.  Return it, or -1 and errno.  */
int duplicate_directory (int fd);

/* Return another descriptor, close-on-exec and above 2, of what FD has open for
   writing; or -1 and errno, EBADF if nothing is, or not for that.  */
int duplicate_to_write (int fd);

/* Is what is open on OTHER the terminal that is open on FD, by another name?
   (As /dev/tty is that of the session.)  */
bool is_same_terminal (int fd, int other);

/* Return how many descriptors this process may have open.  */
int descriptor_limit (void);

/* Return how many columns the terminal open on FD has, 0 if none is.  */
int terminal_width (int fd);

#endif
