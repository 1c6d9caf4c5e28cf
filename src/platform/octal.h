/* How does procfs write a name with spaces?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_OCTAL_H
#define FHLN_OCTAL_H

/* Replace the octal escapes of a table in procfs in TEXT.  Return TEXT.  */
char *unescape_octal (char *text);

#endif
