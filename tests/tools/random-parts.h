/* What does each part of the test program random do for the others?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef FHLN_RANDOM_PARTS_H
#define FHLN_RANDOM_PARTS_H

#include "random.h"

#include <stdio.h>
#include <unistd.h>

/* What was found out.  */
enum verdict
{
  FINE, LINKED, WRONG_CAUSE, WRONG_DETAIL, BAD_ADVICE, MISSING, INCOMPLETE,
  NO_CAUSE,
  UNKNOWN_WORD, UNLIKE, CHANGED, BROKEN, VERDICTS
};

struct judgement
{
  enum verdict verdict;
  struct answer answer;
  int raw;                      /* the errno of the raw calls */
  uint64_t depends;             /* the factors that the failure depends on */
  char why[512];
};

/* In a process of its own: WHAT, the last call, has failed, and the process
   ends with what is no errno.  */
enum { UNMADE = 255 };
static inline _Noreturn void
cannot (char const *what)
{
  perror (what);
  _exit (UNMADE);
}

/* random-choose.c: which situation belongs to a seed?  */
uint64_t next_number (uint64_t *state);
void choose (struct situation *s, uint64_t seed);
char const *factor_name (enum factor factor);
char const *describe (struct situation const *s, enum factor factor,
                      char text[static 200]);

/* random-perm.c: modes, owners, access control lists.  */
unsigned int perm_values (bool directory);
void perm_of (unsigned int value, bool directory, uid_t *uid, gid_t *gid,
              mode_t *mode);
unsigned int acl_values (void);
char const *acl_text (unsigned int value);
void set_acl (char const *name, unsigned int value);

/* random-caller.c: who runs the program, in which sandbox?  */
unsigned int caller_values (void);
unsigned int group_values (void);
char const *caller_text (unsigned int value);
char const *group_text (unsigned int value);
void make_namespaces (void);
/* Return a descriptor of a new user namespace with the map TEXT.  */
int make_namespace (char const *text);
/* The caller's user outside of its namespace, and inside.  */
uid_t caller_outside (struct situation const *s);
uid_t caller_inside (struct situation const *s);
/* How the user UID looks to the caller; -1 if it has no mapping.  */
int64_t seen_as (struct situation const *s, uid_t uid);
/* Become it; the process cannot go back.  */
void become (struct situation const *s);

/* random-sandbox.c */
bool is_sandbox_there (enum sandbox sandbox);
void enter_sandbox (enum sandbox sandbox);

/* random-place.c: file systems, mounts.  */
void make_places (struct tool *tool);
unsigned int place_values (void);
struct where const *where_of (struct situation const *s);
bool is_possible (struct tool const *tool, struct situation const *s);

/* random-settings.c */
void set_kernel (struct situation const *s);
void lock_settings (void);
void restore_settings (void);
void guard_settings (void);

/* random-room.c */
void use_up (struct situation const *s, char const *base);
void give_back (struct situation const *s, char const *base);
void make_links (char const *base);

/* random-tree.c: the files of a situation.  */
void build (struct tool const *tool, struct situation const *s,
            struct names *names);
void clear (struct situation const *s);

/* random-names.c */
unsigned int name_values (void);
char const *name_text (unsigned int value);
void name_all (struct tool const *tool, struct situation const *s,
               struct where const *where, struct names *names);
/* Return a number that says what is there.  */
uint64_t fingerprint (struct situation const *s);

/* random-call.c: what do the calls themselves answer?  An errno, with REFUSED
   where a name was not to lead there.  */
enum { REFUSED = 128 };
/* Let a new process be where S starts, with the descriptors that it has, and
   be the caller.  */
void begin (struct tool const *tool, struct situation const *s,
            struct names const *names);
int raw_call (struct tool const *tool, struct situation const *s);
enum { MAY_SEARCH = 1, MAY_WRITE = 2, MAY_READ = 4, MAY_READ_WRITE = 8 };
/* What may the caller do with NAME?  */
int may_use (struct situation const *s, struct names const *names,
             char const *name);

/* random-run.c: what does the program say?  */
void run_program (struct tool const *tool, struct situation const *s,
                  struct names const *names, struct answer *answer);
int error_number (char const *name);

/* random-detail.c, random-kind.c, random-advice.c */
bool is_kind_wrong (struct situation const *s, struct names const *names,
                    struct judgement *j);
bool is_detail_wrong (struct tool const *tool, struct situation const *s,
                      struct names const *names, struct judgement *j);
bool is_advice_bad (struct tool const *tool, struct situation const *s,
                    struct judgement *j);


/* random-show.c */
char const *verdict_text (enum verdict verdict);
void show_case (struct tool const *tool, struct situation const *s,
                struct judgement const *j);
void enter (struct tool const *tool, struct situation const *s);

/* random-judge.c */
void judge (struct tool const *tool, struct situation const *s,
            struct judgement *j);

#endif
