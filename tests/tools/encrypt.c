/* Encrypt an empty directory with fscrypt, or take its key away.
   usage: encrypt set|lock MOUNTPOINT DIRECTORY
   SPDX-License-Identifier: GPL-3.0-or-later

   The key is the same always; the status is 77 where there is no fscrypt.  */

#include <errno.h>
#include <fcntl.h>
#include <linux/fscrypt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SKIP = 77, KEY_SIZE = 64 };

/* Add the key to the file system of MOUNT_FD, store its name in *KEY.
   Return 0, or -1 and errno.  */
static int
add_key (int mount_fd, struct fscrypt_key_specifier *key)
{
  struct fscrypt_add_key_arg *arg = calloc (1, sizeof *arg + KEY_SIZE);

  if (!arg)
    return -1;
  arg->key_spec.type = FSCRYPT_KEY_SPEC_TYPE_IDENTIFIER;
  arg->raw_size = KEY_SIZE;
  memset (arg->raw, 'k', KEY_SIZE);
  int result = ioctl (mount_fd, FS_IOC_ADD_ENCRYPTION_KEY, arg);
  *key = arg->key_spec;
  free (arg);
  return result;
}

int
main (int argc, char **argv)
{
  struct fscrypt_policy_v2 policy = {
    .version = FSCRYPT_POLICY_V2,
    .contents_encryption_mode = FSCRYPT_MODE_AES_256_XTS,
    .filenames_encryption_mode = FSCRYPT_MODE_AES_256_CTS,
    .flags = FSCRYPT_POLICY_FLAGS_PAD_32,
  };
  struct fscrypt_remove_key_arg removal = { .removal_status_flags = 0 };

  if (argc != 4)
    {
      fputs ("usage: encrypt set|lock MOUNTPOINT DIRECTORY\n", stderr);
      return 2;
    }
  int mount_fd = open (argv[2], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int dir_fd = open (argv[3], O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (mount_fd < 0 || dir_fd < 0)
    return 2;
  if (add_key (mount_fd, &removal.key_spec) != 0)
    return SKIP;
  if (strcmp (argv[1], "lock") == 0)
    {
      close (dir_fd);
      return ioctl (mount_fd, FS_IOC_REMOVE_ENCRYPTION_KEY, &removal) != 0;
    }
  memcpy (policy.master_key_identifier, removal.key_spec.u.identifier,
          sizeof policy.master_key_identifier);
  return ioctl (dir_fd, FS_IOC_SET_ENCRYPTION_POLICY, &policy) != 0 ? SKIP : 0;
}
