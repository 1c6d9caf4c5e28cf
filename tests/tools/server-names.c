/* What does a name mean on a server, and which does it refuse?
   SPDX-License-Identifier: GPL-3.0-or-later

   A part of the test program fuse-errno.  */

#include "server-names.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "server-rules.h"

/* Store in KEY, of SIZE bytes, what all spellings of the LENGTH bytes at NAME
   have in common.  */
static void
fold_name (char *key, size_t size, char const *name, size_t length)
{
  size_t used = 0;

  for (size_t i = 0; i < length && used + 3 < size; i++)
    if (length - i >= 3 && tolower ((unsigned char) name[i]) == 'e'
        && memcmp (name + i + 1, "\xcc\x81", 2) == 0)
      {
        memcpy (key + used, "\xc3\xa9", 2);
        used += 2;
        i += 2;
      }
    else
      key[used++] = tolower ((unsigned char) name[i]);
  key[used] = '\0';
}

/* Find the entry of the directory DIR, a name below the one that is shown, that
   is spelled otherwise than the LENGTH bytes at NAME, and store its name in
   FOUND.  Return whether there is one.  */
static bool
find_spelling (struct naming const *naming, char const *dir, char const *name,
               size_t length, char found[NAME_MAX + 1])
{
  char wanted[NAME_MAX * 2];
  char key[NAME_MAX * 2];
  struct dirent *entry;
  bool is_there = false;
  int fd = openat (naming->dirfd, dir, O_RDONLY | O_DIRECTORY);
  DIR *stream = fd < 0 ? NULL : fdopendir (fd);

  fold_name (wanted, sizeof wanted, name, length);
  while (stream && !is_there && (entry = readdir (stream)) != NULL)
    {
      fold_name (key, sizeof key, entry->d_name, strlen (entry->d_name));
      is_there = strcmp (key, wanted) == 0;
      if (is_there)
        strcpy (found, entry->d_name);
    }
  if (stream)
    closedir (stream);
  return is_there;
}

char const *
below (struct naming const *naming, char const *path, char name[PATH_MAX])
{
  size_t used = 0;

  if (path[1] == '\0')
    return strcpy (name, ".");
  if (!naming->fold)
    return strcpy (name, path + 1);
  while (*path == '/')
    {
      char found[NAME_MAX + 1];
      size_t length = strcspn (++path, "/");
      name[used] = '\0';
      bool other = (length <= NAME_MAX
                    && find_spelling (naming, used == 0 ? "." : name, path,
                                      length, found));
      used += snprintf (name + used, PATH_MAX - used, "%s%.*s",
                        used == 0 ? "" : "/",
                        (int) (other ? strlen (found) : length),
                        other ? found : path);
      path += length;
    }
  return name;
}

/* Is TEXT UTF-8, as far as the number of bytes goes?  */
static bool
is_utf8 (char const *text)
{
  for (unsigned char const *p = (unsigned char const *) text; *p; p++)
    {
      int more = *p < 0x80 ? 0 : *p < 0xc2 ? -1 : *p < 0xe0 ? 1
                 : *p < 0xf0 ? 2 : *p < 0xf5 ? 3 : -1;
      if (more < 0)
        return false;
      for (; more > 0; more--)
        if ((*++p & 0xc0) != 0x80)
          return false;
    }
  return true;
}

int
refusal_of (struct naming const *naming, char const *path)
{
  if (naming->no_dots && strchr (path, '.'))
    return EPERM;
  if (naming->utf8 && !is_utf8 (path))
    return errno_of (naming->utf8);
  return 0;
}
