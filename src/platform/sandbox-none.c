/* Which sandboxes may refuse something, on a system that does not tell?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "sandbox.h"

void
see_sandbox (struct sandbox_facts *sandbox)
{
  *sandbox = (struct sandbox_facts) { .module = MODULE_UNKNOWN,
                                       .tomoyo = ANSWER_NO,
                                       .filtered = ANSWER_NO,
                                       .landlocked = ANSWER_NO };
}

void
free_sandbox (struct sandbox_facts *sandbox)
{
  (void) sandbox;
}
