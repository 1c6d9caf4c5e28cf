/* What do the facts say of sandboxes and security modules?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_EVIDENCE_SANDBOX_H
#define FHLN_EVIDENCE_SANDBOX_H

#include "fits.h"

fits_function may_be_apparmor, may_be_selinux, may_be_smack, may_be_landlock;
fits_function may_be_tomoyo, may_be_seccomp, may_be_several;
fits_function is_call_filtered, is_unfiltered;

#endif
