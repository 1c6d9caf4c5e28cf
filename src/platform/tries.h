/* How often is a call made that an interruption keeps from its end?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_TRIES_H
#define FHLN_TRIES_H

/* In all: enough for every signal, and an end for a bad server.  */
enum { EINTR_TRIES = 64 };

#endif
