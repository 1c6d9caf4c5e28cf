/* What do the facts say of a server that decides?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_EVIDENCE_SERVER_H
#define FHLN_EVIDENCE_SERVER_H

#include "fits.h"

fits_function is_server_refusal, is_server_without_links;
fits_function is_server_without_symlinks, is_server_stale;
fits_function is_server_denial, is_server_removal, is_server_or_here;
fits_function is_smb_symlink, is_made_nothing, is_made_otherwise;

#endif
