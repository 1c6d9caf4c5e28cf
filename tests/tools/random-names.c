/* By which names does the program get SOURCE and DEST?  And: is all there as
   it was?
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "random-parts.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "tool.h"

enum
{
  LONG_PATH = 70000,
  LONG_BASE = 255
};

/* How a name is not the usual one: "%" stands for what the usual one has
   before its last component.  */
static struct
{
  char const *text;
  char const *what;
} const odd[] = {
  { "", "usual" },
  { "%no", "its last component is missing" },
  { "%no/a", "a directory is missing" },
  { "%../f/a", "a file is no directory" },
  { "%@/", "it ends in a slash" },
  { "", "it is empty" },
  { "%256", "its last component has 256 bytes" },
  { "", "it has 70000 bytes" },
  { "%.", "." },
  { "%..", ".." },
  { "%255", "its last component has 255 bytes" },
  { "=/proc/", "it is in /proc" },
  { "=/sys/kernel/", "it is in /sys" },
};

enum
{
  ODD = sizeof odd / sizeof *odd,
  EMPTY = 5,
  LONGEST = 7,
  LONG = 10
};

unsigned int
name_values (void)
{
  return ODD;
}

char const *
name_text (unsigned int value)
{
  return odd[value].what;
}

/* Add to NAME, of the size of a name in struct names, COUNT letters C.  */
static void
add_letters (char *name, char c, size_t count)
{
  size_t length = strlen (name);

  memset (name + length, c, count);
  name[length + count] = '\0';
}

/* Let NAME be PARENT and BASE, in the way that VALUE says.  */
static void
make_name (char *name, unsigned int value, char const *parent,
           char const *base)
{
  char const *text = odd[value].text;

  if (value == EMPTY || value == LONGEST)
    {
      size_t length = value == LONGEST ? LONG_PATH : 0;
      for (size_t i = 0; i < length; i++)
        name[i] = i % 2 == 0 ? '.' : '/';
      name[length] = '\0';
      return;
    }
  strcpy (name, text[0] == '=' ? text + 1 : parent);
  if (text[0] == '=')
    strcat (name, base[0] != 'a'       ? base
                  : text[1 + 1] == 'p' ? "version"
                                       : "uevent_seqnum");
  else if (value == 0)
    strcat (name, base);
  else if (strcmp (text, "%255") == 0 || strcmp (text, "%256") == 0)
    add_letters (name, base[0], strtoul (text + 1, NULL, 10));
  else if (text[1] == '@')
    strcat (strcat (name, base), "/");
  else
    strcat (name, text + 1);
}

static void
take_handle (struct tool const *tool, struct names *names)
{
  char command[4 * PATH_MAX];

  snprintf (command, sizeof command,
            "cd '%s' && exec '%s' --print-handle"
            " '%.4000s' 2>/dev/null",
            names->place, tool->program, names->src);
  FILE *output = strlen (names->src) < PATH_MAX ? popen (command, "r") : NULL;
  if (!output || !fgets (names->handle, sizeof names->handle, output))
    strcpy (names->handle, "");
  if (output)
    pclose (output);
  names->handle[strcspn (names->handle, " \n")] = '\0';
}

void
name_all (struct tool const *tool, struct situation const *s,
          struct where const *where, struct names *names)
{
  static char const *const dest_routes[ROUTES]
      = { [DEST_LINK] = "dl",
          [DEST_STICKY_2000] = "st/dl",
          [DEST_STICKY_1000] = "st/dl" };
  static char const *const source_routes[ROUTES]
      = { [SOURCE_LINK] = "sl", [SOURCE_STICKY_2000] = "st/sl" };
  enum route route = (enum route)s->value[ROUTE];
  bool grows = (s->value[ROOM] == FULL || s->value[ROOM] == RESERVED
                || s->value[ROOM] == SHORT_DIRECTORY);
  char parent[PATH_MAX];
  unsigned int value = s->value[D_NAME];

  snprintf (names->place, sizeof names->place, "%.2000s/%s/c", tool->root,
            where->dst);
  snprintf (parent, sizeof parent, "%s/sd/",
            source_routes[route] ? source_routes[route] : "sp");
  if (s->value[DIRFD] == SOURCE_DIRFD)
    *parent = '\0';
  else if (strcmp (where->src, where->dst) != 0 || s->value[CWD] != 0)
    snprintf (parent, sizeof parent, "%.2000s/%s/c/%s/sd/", tool->root,
              where->src, source_routes[route] ? source_routes[route] : "sp");
  make_name (names->src, s->value[S_NAME], parent, "a");
  snprintf (parent, sizeof parent, "%s/dd/",
            dest_routes[route] ? dest_routes[route] : "dp");
  if (value == 1)
    value = 0;
  if (grows && value == 0)
    value = LONG;
  make_name (names->dst, value,
             (s->value[DIRFD] != FROM_CWD && s->value[DIRFD] != SOURCE_DIRFD)
                     || s->value[CWD] != 0
                 ? ""
                 : parent,
             "b");
  *names->handle = '\0';
  if (s->value[OPTION] == BY_HANDLE)
    take_handle (tool, names);
}

/* Fingerprints.  */

static uint64_t
mix (uint64_t sum, uint64_t value)
{
  return (sum ^ value) * 0x9e3779b97f4a7c15 + (sum >> 29);
}

static uint64_t
print_of (int dir, char const *name)
{
  struct stat st;
  uint64_t sum = 0;

  if (fstatat (dir, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
    return 1;
  for (char const *p = name; *p != '\0'; p++)
    sum = mix (sum, (unsigned char)*p);
  sum = mix (sum, st.st_ino);
  sum = mix (sum, st.st_mode);
  sum = mix (sum, st.st_uid);
  sum = mix (sum, (uint64_t)st.st_gid << 32 | st.st_nlink);
  if (!S_ISDIR (st.st_mode))
    return mix (sum, st.st_size);

  DIR *stream = open_directory (dir, name);
  struct dirent *entry;
  uint64_t below = 0;
  while ((entry = readdir (stream)) != NULL)
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      below += print_of (dirfd (stream), entry->d_name);
  closedir (stream);
  return mix (sum, below);
}

uint64_t
fingerprint (struct situation const *s)
{
  struct where const *where = where_of (s);
  char name[64];

  snprintf (name, sizeof name, "%.20s/c", where->real_src);
  uint64_t sum = print_of (AT_FDCWD, name);
  snprintf (name, sizeof name, "%.20s/c", where->real_dst);
  return mix (sum, print_of (AT_FDCWD, name));
}
