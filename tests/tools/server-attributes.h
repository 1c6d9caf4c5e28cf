/* What does a server say of a name's attributes?
   SPDX-License-Identifier: GPL-3.0-or-later

   A PATH is a name as FUSE has it.  */

#ifndef FHLN_SERVER_ATTRIBUTES_H
#define FHLN_SERVER_ATTRIBUTES_H

#include <stdbool.h>
#include <sys/stat.h>

enum { CACHE_MAX = 256 };

/* What a name's attributes were when they were first seen, and its own
   number.  */
struct seen
{
  char *path;                   /* NULL: free */
  struct stat st;
  ino_t number;
};

struct attributes
{
  int cache;                    /* link count and ctime stay as first seen */
  int own_inodes;               /* each name has a number of its own */
  struct seen seen[CACHE_MAX];
  ino_t last_number;

  /* A name that was said to be made: so it looks when libfuse asks for it,
     straight after, once.  */
  char *pretended;
  struct stat pretended_as;
};

/* Nothing has been seen.  */
void forget_all (struct attributes *a);

/* PATH is another file now.  */
void forget (struct attributes *a, char const *path);

/* The name FROM is TO now, and TO is FROM if they were EXCHANGED.  */
void move_seen (struct attributes *a, char const *from, char const *to,
                bool exchanged);

/* Let ST, of PATH, be what is told of that name.  */
void recall (struct attributes *a, char const *path, struct stat *st);

/* Say once that PATH is there, and has the type and number of ST.  */
void pretend (struct attributes *a, char const *path, struct stat const *st);

/* Is PATH the name to say that of?  Then store it in ST.  */
bool is_pretended (struct attributes *a, char const *path, struct stat *st);

#endif
