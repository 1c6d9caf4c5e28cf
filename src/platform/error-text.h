/* What is an error called?
   SPDX-License-Identifier: GPL-3.0-or-later

   The words are those of GNU's C library on every system, so that a script can
   match them; that library itself translates them if the locale says so.  */

#ifndef FHLN_ERROR_TEXT_H
#define FHLN_ERROR_TEXT_H

/* What error_text may write to, for an error that has no name.  */
struct error_room
{
  char text[32];
};

/* Return the words for the errno ERR; they are constant, or in ROOM.  */
char const *error_text (int err, struct error_room *room);

#endif
