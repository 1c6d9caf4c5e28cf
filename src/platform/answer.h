/* What is the answer to a question that may have none?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_ANSWER_H
#define FHLN_ANSWER_H

enum answer
{
  ANSWER_UNKNOWN,
  ANSWER_NO,
  ANSWER_YES
};

#endif
