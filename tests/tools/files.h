/* Which file does a name hold?  And: files that a run begins with.
   SPDX-License-Identifier: GPL-3.0-or-later

   Names are relative to DIR, a descriptor; what cannot be made or listed ends
   the test program.  */

#ifndef FHLN_FILES_H
#define FHLN_FILES_H

#include <dirent.h>
#include <stdbool.h>
#include <sys/types.h>

/* The names of these programs fit.  */
enum { NAME_SIZE = 64 };

/* A file, whatever its names are.  */
struct file
{
  dev_t dev;
  ino_t ino;
};

/* Make the directory NAME here, if it is not there.  Return a descriptor of
   it.  */
int make_place (char const *name);

/* Make the file NAME, which holds TEXT.  */
struct file make_file (int dir, char const *name, char const *text);

/* Make the symbolic link NAME, which leads nowhere.  */
struct file make_dangling (int dir, char const *name);

/* Make the directory NAME, or remove what is in it: files, and directories that
   are empty.  */
void make_directory (int dir, char const *name);

/* Open the directory NAME, to be read.  */
DIR *open_directory (int dir, char const *name);

/* Is A the same file as B?  */
bool is_same (struct file a, struct file b);

/* Store in FILE what NAME holds.  Return false if there is no such name.  */
bool find_file (int dir, char const *name, struct file *file);

/* Is NAME the FILE?  */
bool is_file (int dir, char const *name, struct file file);

/* Is NAME a symbolic link that leads to the FILE, or, if MOUNTED, to what a
   server shows of it, which has another device?  */
bool is_link_to (int dir, char const *name, struct file file, bool mounted);

/* Does the file NAME hold TEXT, and no more?  */
bool holds (int dir, char const *name, char const *text);

/* Does the directory NAME have a name of the FILE?  */
bool has_file (int dir, char const *name, struct file file);

#endif
