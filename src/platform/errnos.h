/* Which errnos do some systems lack?  Their numbers here are never seen.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_ERRNOS_H
#define FHLN_ERRNOS_H

#include <errno.h>

#ifndef EDQUOT
# define EDQUOT (-2)
#endif
#ifndef EINTEGRITY
# define EINTEGRITY (-3)
#endif
#ifndef EBADMSG
# define EBADMSG (-4)
#endif
#ifndef ENOKEY
# define ENOKEY (-5)
#endif
#ifndef ENOTCAPABLE
# define ENOTCAPABLE (-6)
#endif
#ifndef ESTALE
# define ESTALE (-7)
#endif
#ifndef EUCLEAN
# define EUCLEAN (-8)
#endif

#endif
