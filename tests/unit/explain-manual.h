/* What does the manual say of the causes?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef EXPLAIN_MANUAL_H
#define EXPLAIN_MANUAL_H

#include <stdbool.h>
#include <stddef.h>

/* Print the table of causes as the manual has it; its errnos and words; its
   words, each with its exit status.  */
void print_manual (void);
void print_list (void);
void print_statuses (void);

/* Return the word of row I of the table, or NULL if it has no such row.  */
char const *word_of_row (size_t i);

/* Does the first row of WORD have a text for the manual?  */
bool is_described (char const *word);

#endif
