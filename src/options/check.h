/* Do the options and operands go together?
   SPDX-License-Identifier: GPL-3.0-or-later

   What does not is refused in the request.  */

#ifndef FHLN_CHECK_H
#define FHLN_CHECK_H

#include "request.h"

/* Check R's options and OPERANDS, but for backups.  */
void check_request (struct request *r, struct operands const *operands);

/* Check the backups that R asks for, once they are settled.  */
void check_backup (struct request *r);

#endif
