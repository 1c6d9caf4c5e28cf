/* Why did it fail?  Pure: (step, errno, facts) to a cause, a note, an exit
   class; no system call.
   SPDX-License-Identifier: GPL-3.0-or-later

   One table.  Inside an errno the rows stand in the order in which Linux
   checks, so the first one that fits is the cause.  A row's note is left out
   if something that it names is unknown; a word is given only for what the
   facts show, and "probably" where it is inferred by elimination.  */

#include <config.h>

#include "causes.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "evidence.h"
#include "note.h"
#include "platform/errnos.h"

struct row
{
  int err;
  char const *err_name;
  char const *word;
  int class;                    /* 0: the errno's */
  enum walk_end walk;           /* how a walk ended, or WALK_NOT_TRIED */
  fits_function *fits;
  char const *note;             /* or NULL */
  char const *manual;           /* NULL: an earlier row of WORD has it */
};

#define E(name) name, #name
#define ANY_WALK WALK_NOT_TRIED

static struct row const rows[] =
{
  /* A name does not lead there.  */
  { E (ENOENT), "empty-name", 0, ANY_WALK, is_source_name_empty,
    "the name of the existing file is empty",
    "A name is the empty string; often a variable of a script is unset." },
  { E (ENOENT), "empty-name", 0, ANY_WALK, is_contents_empty,
    "a symbolic link cannot be empty", NULL },
  { E (ENOENT), "empty-name", 0, ANY_WALK, is_dest_name_empty,
    "the new name is empty", NULL },
  { E (ENOENT), "dangling-symlink", 0, WALK_MISSING, is_link_dangling,
    "{link} is a symbolic link to {contents}, which does not exist",
    "A symbolic link on the way leads nowhere.  Repair it, or make what it "
    "leads to." },
  { E (ENOENT), "missing-component", 0, WALK_MISSING, is_always,
    "{culprit} does not exist",
    "The note names the first component that is missing.  Make it, or correct "
    "the name." },
  { E (ENOENT), "missing-component", 0, WALK_UNCACHED, is_last_of_source,
    "{culprit} does not exist", NULL },
  { E (ENOENT), "dest-trailing-slash", 0, ANY_WALK, has_trailing_slash,
    "{dst} ends in '/', and a hard link cannot be a directory",
    "The new name ends in a slash.  Leave the slash out, or make the "
    "directory first." },
  { E (ENOENT), "dest-dir-removed", 0, ANY_WALK, is_directory_removed,
    "the directory {dir} has been removed",
    "The directory of the new name has been removed while it was open or was "
    "the current one.  Go to one that exists." },
  { E (ENOENT), "procfs", EXIT_CLASS_NO_HARD_LINKS, ANY_WALK, is_in_procfs,
    "{dir} is in procfs, where names cannot be created",
    "Names cannot be created in procfs." },
  { E (ENOENT), "tmpfile-excl", 0, ANY_WALK, is_lost_tmpfile,
    "{src} was opened with O_TMPFILE and O_EXCL and may never get a name, or "
    "the name that it got has been removed",
    "A file opened with O_TMPFILE gets a name only if O_EXCL was not given, "
    "and only once.  Open it without O_EXCL." },
  { E (ENOENT), "source-deleted", 0, ANY_WALK, is_source_deleted,
    "{src} has been deleted, and no link can bring it back{rescue}",
    "The descriptor or handle is of a file without any link.  Copy its "
    "contents while a process has it open." },
  { E (ENOENT), "changed", 0, ANY_WALK, is_changed_present,
    "nothing is missing now: it may have changed since",
    "What has caused the error is no longer so.  Try again." },
  { E (ENOTDIR), "not-a-directory", 0, ANY_WALK, has_file_as_start,
    "descriptor {start} is not a directory",
    "A name goes on behind something that is not a directory, or a directory "
    "descriptor is of another kind of file." },
  { E (ENOTDIR), "not-a-directory", 0, WALK_NOT_DIRECTORY, is_always,
    "{culprit} is not a directory", NULL },
  { E (ENOTDIR), "not-a-directory", 0, ANY_WALK, has_bad_parent,
    "{dir} is {dir-kind}", NULL },
  { E (ENAMETOOLONG), "path-too-long", 0, ANY_WALK, is_path_too_long,
    "a path may have {limit} bytes",
    "The whole name is longer than fhln takes.  Name the file relative to a "
    "directory that is nearer." },
  { E (ENAMETOOLONG), "component-too-long", 0, WALK_COMPONENT_TOO_LONG,
    is_always, "{component} is {length} bytes; {fs} allows {limit}",
    "A component is longer than its file system allows." },
  { E (ENAMETOOLONG), "component-too-long", 0, ANY_WALK,
    is_dest_name_too_long,
    "{dst-base} is {dst-base-length} bytes; {dir-fs} allows {dir-name-limit}",
    NULL },
  { E (ELOOP), "symbolic-link-refused", EXIT_CLASS_NOT_PERMITTED, ANY_WALK,
    is_symlink_refused,
    "{refused-within} is a symbolic link",
    "With --no-symlinks no component may be a symbolic link.  Name the file "
    "by its real name." },
  { E (ELOOP), "simulated-on-link", 0, ANY_WALK, is_simulated_on_link,
    "{dst} is a link, and a simulated link is never made on top of one",
    "A simulated link replaces another link only with -f." },
  { E (ELOOP), "simulated-of-link", 0, ANY_WALK, is_simulated_of_link,
    "{src} is itself a link, and a simulated link is never made to one; -L "
    "takes the file that it leads to",
    "A simulated link leads to a file, never to another link." },
  { E (ELOOP), "symlink-loop", 0, WALK_LOOP, is_always,
    "{culprit} leads through more than 40 symbolic links",
    "Symbolic links lead in a circle, or there are too many of them." },
  { E (ELOOP), "nosymfollow", EXIT_CLASS_NOT_PERMITTED, WALK_NOSYMFOLLOW,
    is_always, "mount {mount} has the option nosymfollow",
    "The mount does not let symbolic links be followed.  Name the file by "
    "its real name." },
  { E (EBADF), "bad-descriptor", 0, ANY_WALK, is_descriptor_closed,
    "descriptor {start} is not open",
    "The number is not that of an open descriptor.  Open it in the shell "
    "that starts the program, as in 3<directory." },
  { E (EBADF), "bad-descriptor", 0, ANY_WALK, is_source_descriptor_closed,
    "descriptor {src-fd} is not open", NULL },

  /* Something is there already.  */
  { E (EEXIST), "exists-same", 0, ANY_WALK, is_same_file_refused, NULL,
    "The new name already is a name of this file.  With --if-exists=same "
    "that is success, unless both names are one directory entry." },
  { E (EEXIST), "exists", 0, ANY_WALK, is_other_refusal, NULL,
    "The new name exists.  Choose another, or say with --if-exists what to "
    "do." },
  { E (EEXIST), "exists-same", 0, ANY_WALK, is_own_name,
    "{dst} is this very file, and its only name", NULL },
  { E (EEXIST), "exists-same", 0, ANY_WALK, is_linked_already,
    "{dst} is already a hard link to this file", NULL },
  { E (EEXIST), "exists", 0, ANY_WALK, is_dest_there,
    "{dst} is {dst-kind}", NULL },
  { E (EEXIST), "changed", 0, ANY_WALK, is_changed_absent,
    "{dst} does not exist now: it may have changed since", NULL },
  { E (EBUSY), "dest-mount-point", 0, ANY_WALK, is_mount_point,
    "{dst} is a mount point",
    "Something is mounted on the name to be replaced.  Unmount it first." },
  { E (EISDIR), "dest-directory", 0, ANY_WALK, is_dest_directory,
    "{dst} is a directory, and only a file can be replaced",
    "A directory is never replaced by a link.  Leave -T out to make the link "
    "in it." },

  /* Permission bits and what overrides them.  */
  { E (EACCES), "protected-symlinks", 0, WALK_PROTECTED_LINK, is_always,
    "fs.protected_symlinks=1: the link {culprit} belongs to {culprit-owner} "
    "and lies in a sticky directory",
    "The kernel does not follow other users' symbolic links in sticky, "
    "world-writable directories.  Name the file by its real name." },
  { E (EACCES), "idmap-owner", 0, WALK_NO_SEARCH, walks_unmapped,
    "mount {mount} has no mapping for the owner of directory {culprit}",
    "The mount is id-mapped and the directory's owner is outside its map, so "
    "that not even root may use it." },
  { E (EACCES), "userns", 0, WALK_NO_SEARCH, walks_outside,
    "you are root only inside a user namespace, and the owner of {culprit} "
    "is outside it",
    "Capabilities in a user namespace do not count for files of owners that "
    "it does not map." },
  { E (EACCES), "no-search", 0, WALK_NO_SEARCH, cannot_search,
    "no search permission on {culprit} (mode {culprit-mode}, owner "
    "{culprit-owner}, you are uid {you})",
    "A directory on the way lacks the x bit for you.  Ask its owner." },
  { E (EACCES), "fuse-other-user", 0, ANY_WALK, is_other_users_fuse,
    "only uid {fuse-user} may use the FUSE mount {mount}",
    "A FUSE mount without the option allow_other is for the user alone who "
    "mounted it; root is no exception." },
  { E (EACCES), "idmap-owner", 0, ANY_WALK, dir_unmapped,
    "mount {dir-mount} has no mapping for the owner of directory {dir}",
    NULL },
  { E (EACCES), "userns", 0, ANY_WALK, dir_outside,
    "you are root only inside a user namespace, and the owner of {dir} is "
    "outside it", NULL },
  { E (EACCES), "no-write", 0, ANY_WALK, cannot_write,
    "no write permission on directory {dir} (mode {dir-mode}, owner "
    "{dir-owner}, you are uid {you})",
    "A name can only be created in a directory that you may write and "
    "search." },
  { E (EACCES), "seccomp", 0, ANY_WALK, is_filtered_write,
    "permission bits allow it; probably the active seccomp filter, or a "
    "security module (such as Landlock), refused",
    "No cause is found in the file system and a seccomp filter is active.  "
    "Look at the sandbox or container that started the program." },
  { E (EACCES), "landlock", 0, ANY_WALK, is_refused_write,
    "permission bits allow it; probably a security module (such as Landlock) "
    "refused",
    "Permission bits allow it, but a security module does not.  Look at the "
    "sandbox, or at the kernel's audit log." },

  /* What not even the owner may do.  */
  { E (EPERM), "simulated-of-other", 0, ANY_WALK, is_simulated_of_other,
    "{src} is {src-kind}, and a simulated link is to a regular file or a fifo",
    "A simulated link is to a regular file or a fifo." },
  { E (EPERM), "source-directory", 0, ANY_WALK, is_directory_source,
    "{src} is a directory, and a directory has only one name",
    "Directories cannot be linked.  Use a symbolic link or a bind mount." },
  { E (EPERM), "sticky-directory", 0, ANY_WALK, is_sticky_dest,
    "{dir} is sticky and {dst} belongs to {dst-owner}",
    "In a sticky directory only the owner of a file, or of the directory, "
    "may replace names.  A new name can be created." },
  { E (EPERM), "sticky-directory", 0, ANY_WALK, is_sticky_source,
    "{dir} is sticky and {src} belongs to {src-owner}: its temporary name "
    "could not be removed", NULL },
  { E (EPERM), "dest-dir-append-only", 0, ANY_WALK, is_append_only_dir,
    "directory {dir} is append-only (chattr +a): names can be added, not "
    "replaced",
    "Names can be added to the directory, not replaced or removed.  Use "
    "chattr -a." },
  { E (EPERM), "dest-immutable", 0, ANY_WALK, is_immutable_dest,
    "{dst} is immutable (chattr +i)",
    "The file to be replaced is immutable or append-only.  Use chattr -i or "
    "-a." },
  { E (EPERM), "dest-immutable", 0, ANY_WALK, is_append_only_dest,
    "{dst} is append-only (chattr +a)", NULL },
  { E (EPERM), "handle-privilege", 0, ANY_WALK, lacks_handle_privilege,
    "opening a file by its handle needs CAP_DAC_READ_SEARCH",
    "Only a privileged process may open files by handle: run as root, or "
    "link by name." },
  { E (EPERM), "protected-hardlinks", 0, ANY_WALK, is_protected_special,
    "{src} belongs to {src-owner}, fs.protected_hardlinks=1, and it is "
    "{src-kind}, not a regular file{userns}",
    "With the setting fs.protected_hardlinks=1, a user who does not own the "
    "file can link it only if it is regular, neither set-user-id nor "
    "set-group-id and executable, and may be read and written.  Let its "
    "owner make the link, or ask for the permission." },
  { E (EPERM), "protected-hardlinks", 0, ANY_WALK, is_protected_setuid,
    "{src} belongs to {src-owner}, fs.protected_hardlinks=1, and it is "
    "set-user-id{userns}", NULL },
  { E (EPERM), "protected-hardlinks", 0, ANY_WALK, is_protected_setgid,
    "{src} belongs to {src-owner}, fs.protected_hardlinks=1, and it is "
    "set-group-id and executable{userns}", NULL },
  { E (EPERM), "protected-hardlinks", 0, ANY_WALK, is_protected_unreadable,
    "{src} belongs to {src-owner}, fs.protected_hardlinks=1, and you "
    "cannot both read and write it{userns}", NULL },
  { E (EPERM), "protected-hardlinks", 0, ANY_WALK, is_protected_maybe,
    "{src} belongs to {src-owner}; probably fs.protected_hardlinks is 1",
    NULL },
  { E (EPERM), "dest-dir-immutable", 0, ANY_WALK, is_immutable_dir,
    "directory {dir} is immutable (chattr +i)",
    "No name can be created in an immutable directory.  Use chattr -i." },
  { E (EPERM), "source-immutable", 0, ANY_WALK, is_immutable_source,
    "{src} is immutable (chattr +i)",
    "An immutable file gets no more links.  Use chattr -i." },
  { E (EPERM), "source-append-only", 0, ANY_WALK, is_append_only_source,
    "{src} is append-only (chattr +a)",
    "An append-only file gets no more links.  Use chattr -a." },
  { E (EPERM), "no-hard-links", EXIT_CLASS_NO_HARD_LINKS, ANY_WALK,
    is_without_links, "{dir-fs} has no hard links",
    "The file system has no hard links.  Copy, or use a symbolic link." },
  { E (EPERM), "no-symbolic-links", EXIT_CLASS_NO_HARD_LINKS, ANY_WALK,
    is_without_symlinks, "{dir-fs} has no symbolic links",
    "The file system has no symbolic links either." },
  { E (EPERM), "fuse-no-links", EXIT_CLASS_NO_HARD_LINKS, ANY_WALK,
    is_on_fuse, "{dir-fs} is served by FUSE and offers no hard links, or "
    "refused",
    "The server of a FUSE file system offers no links, or refused this "
    "one.  Ask its documentation, or copy." },
  { E (EPERM), "seccomp", 0, ANY_WALK, is_filtered,
    "no cause is found in the file system; probably the active seccomp "
    "filter refused", NULL },

  /* Two places that cannot share a file.  */
  { E (EXDEV), "leaves-directory", EXIT_CLASS_NOT_PERMITTED, ANY_WALK,
    is_escape,
    "{refused} leaves the directory that it must stay beneath, at "
    "{refused-at}",
    "With --beneath no name may lead out of the directory where it starts, "
    "neither by .. nor by a symbolic link nor from the root." },
  { E (EXDEV), "foreign-handle", 0, ANY_WALK, is_foreign_handle,
    "the handle belongs to another file system than {dir-fs}",
    "The handle was made on another file system than that of the new name, "
    "or on one that was made anew." },
  { E (EXDEV), "source-mount-point", 0, ANY_WALK, is_source_mount_point,
    "{src} is itself a mount point, and {dir} is on the mount {dir-mount}",
    "Something is mounted on the very name of the existing file.  Use its "
    "name on the other mount." },
  { E (EXDEV), "btrfs-subvolume", 0, ANY_WALK, is_other_subvolume_mount,
    "different btrfs subvolumes ({src-subvolume} and {dir-subvolume}), "
    "mounted at {src-mount} and {dir-mount}",
    "Hard links cannot leave a btrfs subvolume.  Use cp --reflink." },
  { E (EXDEV), "bind-mount", 0, ANY_WALK, is_two_mounts,
    "same file system, but two mounts: {src-mount} and {dir-mount}; use "
    "paths under one of them{via-handle}",
    "One file system is mounted twice, or partly bound elsewhere, and a link "
    "cannot pass from mount to mount.  Use names under one mount or, with "
    "the privilege, --via-handle." },
  { E (EXDEV), "source-nameless", EXIT_CLASS_OTHER, ANY_WALK, is_nameless,
    "{src} is a pipe or a socket, which has no name in any file system",
    "The descriptor is of a pipe or a socket without a name, and these "
    "cannot get one." },
  { E (EXDEV), "other-file-system", 0, ANY_WALK, is_other_file_system,
    "{src} is on {src-at}, {dir} on {dir-at}",
    "A hard link cannot lead to another file system.  Copy, or use a "
    "symbolic link." },
  { E (EXDEV), "other-file-system", 0, ANY_WALK, is_other_device,
    "{src} and {dir} are on different file systems", NULL },
  { E (EXDEV), "btrfs-subvolume", 0, ANY_WALK, is_other_subvolume,
    "different btrfs subvolumes ({src-subvolume} and {dir-subvolume})",
    NULL },
  { E (EXDEV), "project-id", 0, ANY_WALK, is_other_project,
    "{dir} passes on project id {dir-project}, {src} has project id "
    "{src-project}",
    "The directory passes its project id on, and takes only files that have "
    "it already.  See chattr -p, or xfs_quota." },
  { E (EXDEV), "project-id", 0, ANY_WALK, is_maybe_other_project,
    "{dir} passes on project id {dir-project}; probably {src} has another",
    NULL },
  { E (EXDEV), "fscrypt", 0, ANY_WALK, is_encrypted_dir,
    "{dir} is encrypted and {src} does not use the same key",
    "An encrypted directory takes only files of its own encryption "
    "policy.  Copy." },
  { E (EXDEV), "landlock-refer", EXIT_CLASS_NOT_PERMITTED, ANY_WALK,
    is_without_difference,
    "same mount, no difference found; probably a Landlock sandbox refused",
    "Both names are on one mount, but a Landlock sandbox does not allow links "
    "from directory to directory (LANDLOCK_ACCESS_FS_REFER)." },
  { E (EOVERFLOW), "idmap-user", EXIT_CLASS_NOT_PERMITTED, ANY_WALK,
    is_owner_unmapped,
    "mount {src-mount} is id-mapped and has no mapping for the owner of "
    "{src}",
    "The mount is id-mapped and has no mapping for you, or for the file's "
    "owner.  Use another mount of the file system." },
  { E (EOVERFLOW), "idmap-user", EXIT_CLASS_NOT_PERMITTED, ANY_WALK,
    is_user_unmapped,
    "mount {dir-mount} is id-mapped and has no mapping for your uid {you}",
    NULL },

  /* Limits.  */
  { E (EMLINK), "too-many-links", 0, ANY_WALK, has_all_links,
    "{src} has {src-links} links; {src-type} allows {src-limit}",
    "The file has as many links as its file system allows.  Copy it." },
  { E (EMLINK), "btrfs-same-directory", 0, ANY_WALK, is_btrfs_directory_full,
    "no more room for names of this file in the directory {dir}",
    "On btrfs without the feature extref all names of a file in one "
    "directory must fit into one block.  Use another directory." },
  { E (EMLINK), "too-many-links", 0, ANY_WALK, has_many_links,
    "{src} has {src-links} links; {src-type} allows no more", NULL },
  { E (ENOSPC), "no-inodes", 0, ANY_WALK, is_without_inodes,
    "{dir-fs} has used all {dir-inodes} inodes (each link takes one)",
    "On tmpfs each link takes an inode.  Remove files, or mount with a "
    "larger nr_inodes." },
  { E (ENOSPC), "dir-size-limit", 0, ANY_WALK, is_size_limited,
    "{dir} cannot grow past the mount option max_dir_size_kb="
    "{dir-size-option}",
    "A mount option limits the size of directories." },
  { E (ENOSPC), "root-reserve", 0, ANY_WALK, is_reserved,
    "{dir-fs} has 0 bytes free for you ({dir-reserved} are reserved)",
    "What is left is reserved for root.  Remove files." },
  { E (ENOSPC), "disk-full", 0, ANY_WALK, is_full,
    "{dir-fs} is full and {dir} must grow",
    "The directory must grow and there is no room.  Remove files." },
  { E (ENOSPC), "disk-full", 0, ANY_WALK, is_almost_full,
    "{dir-fs} has only {dir-free} free, and {dir} must grow", NULL },
  { E (EDQUOT), "quota", 0, ANY_WALK, is_subvolume_quota,
    "the quota of subvolume {dir-subvolume} is used up",
    "The directory must grow, or metadata must, and a quota does not allow "
    "it.  Remove files, or ask the administrator." },
  { E (EDQUOT), "quota", 0, ANY_WALK, is_quota,
    "the quota covering directory {dir} (owner {dir-owner}) is used up",
    NULL },

  /* Read-only.  */
  { E (EROFS), "emergency-read-only", 0, ANY_WALK, is_emergency,
    "{dir-fs} turned itself read-only after an error; see the kernel log",
    "The file system has found an error in itself and stopped writing.  See "
    "the kernel log; run fsck." },
  { E (EROFS), "overlay-no-upper", 0, ANY_WALK, is_overlay_without_upper,
    "{dir-fs} has no writable layer",
    "The overlay was mounted without an upper directory." },
  { E (EROFS), "read-only-fs", 0, ANY_WALK, is_read_only_fs,
    "{dir-fs} is read-only",
    "The file system itself is mounted read-only, or is of a type that "
    "cannot be written." },
  { E (EROFS), "read-only-mount", 0, ANY_WALK, is_read_only_mount,
    "mount {dir-mount} is read-only (the {dir-type} file system itself is "
    "writable)",
    "The mount is read-only, the file system is not.  Use another mount of "
    "it." },
  { E (EROFS), "btrfs-ro-subvolume", 0, ANY_WALK, is_read_only_subvolume,
    "subvolume {dir-subvolume} is read-only",
    "The btrfs subvolume or snapshot is read-only.  See btrfs property set." },

  /* Failures.  */
  { E (EIO), "shutdown", 0, ANY_WALK, is_shut_down,
    "{fs} has been shut down",
    "The file system was shut down, by an error or by its administrator.  "
    "Unmount it and mount it again." },
  { E (EIO), "io-error", 0, ANY_WALK, is_fuse_failure,
    "I/O error, as reported by the FUSE server of {fs}",
    "Reading or writing has failed.  See the kernel log, or the FUSE "
    "server's." },
  { E (EIO), "io-error", 0, ANY_WALK, is_device_failure,
    "I/O error on {device}; see the kernel log", NULL },
  { E (EUCLEAN), "damaged", 0, ANY_WALK, is_device_failure,
    "damaged metadata on {device}; run fsck",
    "The file system's own data are damaged.  Unmount it and run fsck." },
  { E (EBADMSG), "damaged", 0, ANY_WALK, is_device_failure,
    "damaged metadata on {device}; run fsck", NULL },
  { E (EINTEGRITY), "damaged", 0, ANY_WALK, is_always,
    "damaged metadata; run fsck", NULL },
  { E (ENOKEY), "fscrypt-locked", EXIT_CLASS_NOT_PERMITTED, ANY_WALK,
    is_encrypted_dir, "{dir} is encrypted and its key is not loaded",
    "Names cannot be created in an encrypted directory without its key.  "
    "Unlock it." },
  { E (ENOTCONN), "fuse-dead", 0, ANY_WALK, is_fuse_failure,
    "the server of {fs} is gone",
    "The server of the FUSE file system has died.  Unmount it with fusermount3 "
    "-u and start the server again." },

  /* Handles.  */
  { E (ESTALE), "stale-handle", 0, ANY_WALK, is_handle_stale,
    "the handle names no file on {dir-at}: deleted, or from another file "
    "system",
    "The file has been deleted, or the handle comes from another file "
    "system, or this one was made anew." },
  { E (EOPNOTSUPP), "no-handles", EXIT_CLASS_OTHER, ANY_WALK,
    is_source_without_handles, "{src-fs} has no file handles",
    "The file system has no file handles (overlay has, with nfs_export=on).  "
    "Link by name." },
  { E (EOPNOTSUPP), "no-handles", EXIT_CLASS_OTHER, ANY_WALK,
    is_dir_without_handles, "{dir-fs} has no file handles", NULL },

  /* Refused from the outset.  */
  { E (ENOSYS), "not-implemented", EXIT_CLASS_OTHER, ANY_WALK,
    is_confinement_missing,
    "--beneath and --no-symlinks need openat2 (Linux 5.6) or its like, and no "
    "filter that forbids it; nothing was linked",
    "The kernel, or what stands in for one, lacks the system call." },
  { E (ENOSYS), "not-implemented", EXIT_CLASS_OTHER, ANY_WALK,
    is_procfs_missing,
    "to link the very file that a name was found to stay with, /proc must be "
    "mounted, or you need the capability CAP_DAC_READ_SEARCH", NULL },
  { E (ENOSYS), "seccomp", EXIT_CLASS_NOT_PERMITTED, ANY_WALK, is_filtered,
    "no cause is found in the file system; probably the active seccomp "
    "filter refused", NULL },
  { E (ENOSYS), "not-implemented", 0, ANY_WALK, is_always,
    "this system does not have the system call",
    NULL },
  { E (ENOTCAPABLE), "leaves-directory", EXIT_CLASS_NOT_PERMITTED, ANY_WALK,
    is_always, "a name leaves the directory that it must stay beneath",
    "A name, or a symbolic link on its way, leads out of the directory that "
    "it starts from or that the program may use." },
};

enum exit_class
errno_class (int err)
{
  switch (err)
    {
    case EEXIST:
    case EISDIR:
      return EXIT_CLASS_EXISTS;
    case EXDEV:
      return EXIT_CLASS_OTHER_FILE_SYSTEM;
    case EPERM:
    case EACCES:
      return EXIT_CLASS_NOT_PERMITTED;
    case ENOENT:
    case ENOTDIR:
    case ESTALE:
      return EXIT_CLASS_MISSING;
    case EMLINK:
      return EXIT_CLASS_LINK_LIMIT;
    case ENOSPC:
    case EDQUOT:
      return EXIT_CLASS_NO_ROOM;
    case EROFS:
      return EXIT_CLASS_READ_ONLY;
    case ENOSYS:
    case EOPNOTSUPP:
      return EXIT_CLASS_NO_HARD_LINKS;
    default:
      return EXIT_CLASS_OTHER;
    }
}

/* Does ROW fit S?  */
static bool
row_fits (struct row const *row, struct scene const *s)
{
  struct walk const *walk = failed_walk (s);

  return (row->err == s->job->result.err
          && (row->walk == ANY_WALK || (walk && walk->end == row->walk))
          && row->fits (s));
}

void
explain (struct job const *job, struct facts const *facts,
         struct cause *cause)
{
  struct scene scene = { .job = job, .facts = facts };

  *cause = (struct cause) { .class = errno_class (job->result.err) };
  if (job->result.refusal == REFUSED_MALFORMED)
    return;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (row_fits (&rows[i], &scene))
      {
        cause->word = rows[i].word;
        if (rows[i].class != 0)
          cause->class = rows[i].class;
        if (rows[i].note)
          cause->note = expand_note (rows[i].note, &scene);
        return;
      }
}

void
for_each_cause (void (*show) (struct listed_cause const *entry, void *data),
                void *data)
{
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    {
      struct listed_cause entry = {
        .errno_name = rows[i].err_name, .word = rows[i].word,
        .manual = rows[i].manual, .status = rows[i].class,
      };
      if (entry.status == 0)
        entry.status = errno_class (rows[i].err);
      show (&entry, data);
    }
}
