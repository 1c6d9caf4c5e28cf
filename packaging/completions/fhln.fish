# Completion of fhln for fish.
# SPDX-License-Identifier: GPL-3.0-or-later

# Those descriptors of this shell that fhln would inherit; those of directories
# if $argv is yes, or else the others.
function __fhln_descriptors
    set -l place /proc/$fish_pid
    for path in $place/fd/*
        set -l number (string replace -r '.*/' '' $path)
        test -e $path; or continue
        set -l directory no
        test -d $path; and set directory yes
        test $directory = $argv; or continue
        # O_CLOEXEC is the second bit of the seventh octal digit.
        set -l flags (string match -rg '^flags:\s+0*([0-7]+)' <$place/fdinfo/$number)
        string match -qr '[2367][0-7]{6}$' -- $flags; and continue
        printf '%s\t%s\n' $number (path resolve $path 2>/dev/null; or echo descriptor)
    end 2>/dev/null
end

# Is an operand that --fd makes a descriptor still to come?
function __fhln_wants_descriptor
    contains -- --fd (commandline -opc)
    and test (count (string match -v -- '-*' (commandline -opc))) -eq 1
end

complete -c fhln -n __fhln_wants_descriptor -f -a '(__fhln_descriptors no)'

complete -c fhln -s L -l logical -d 'follow a symbolic link named by SOURCE'
complete -c fhln -s P -l physical -d 'link a symbolic link itself (the default)'
complete -c fhln -l source-dirfd -x -a '(__fhln_descriptors yes) cwd' -d 'directory where relative SOURCEs start'
complete -c fhln -l fd -d 'SOURCE is the number of an open descriptor'
complete -c fhln -l handle -d 'SOURCE is a file handle'
complete -c fhln -l via-handle -d 'link SOURCE by its handle, also between mounts'
complete -c fhln -l print-handle -d 'print the handle of each SOURCE, link nothing'
complete -c fhln -s d -s F -l directory -d 'let the system refuse to link a directory'
complete -c fhln -s s -l symbolic -d 'make symbolic links instead of hard links'
complete -c fhln -s r -l relative -d 'with -s, make them relative to where they lie'
complete -c fhln -s w -d 'with -s, warn if the link leads nowhere'
complete -c fhln -l simulate -f -a 'never auto always' -d 'make a symbolic link in place of a hard link'
complete -c fhln -s R -l recursive -d 'link all files of a tree'
complete -c fhln -l exclude -x -d 'with -R, leave out what matches a pattern'
complete -c fhln -l exclude-from -r -F -d 'with -R, leave out what matches a line of a file'
complete -c fhln -l one-file-system -d 'with -R, say nothing of mounts inside SOURCE'
complete -c fhln -l no-overwrite-dir -d 'with -R, keep what existing directories have'
complete -c fhln -l skeleton -d 'with -R, make only the directories'
complete -c fhln -l jobs -x -a '(seq 8)' -d 'with -R, how many directories to work in at once'
complete -c fhln -l files0-from -r -F -d 'read SOURCEs, each ended by NUL, from a file'
complete -c fhln -l pairs0-from -r -F -d 'read SOURCE, DEST, ended by NUL, from a file'
complete -c fhln -l shard -x -d 'link only part K of N, as K/N'
complete -c fhln -s t -l target-directory -x -a '(__fish_complete_directories)' -d 'make all links in a directory'
complete -c fhln -s T -l no-target-directory -d 'DEST is the exact new name'
complete -c fhln -s n -s h -l no-dereference -d 'do not enter a symbolic link to a directory'
complete -c fhln -l dest-dirfd -x -a '(__fhln_descriptors yes) cwd' -d 'directory where relative DESTs start'
complete -c fhln -l parents -d 'make missing directories on the way to DEST'
complete -c fhln -l beneath -d 'no name may leave the directory where it starts'
complete -c fhln -l no-symlinks -d 'no name may have a symbolic link in it'
complete -c fhln -l if-exists -x -a 'fail same skip replace ask' -d 'what to do if DEST exists'
complete -c fhln -s f -l force -d 'replace DEST if it exists'
complete -c fhln -s i -l interactive -d 'ask before DEST is replaced'
complete -c fhln -s b -d 'keep what is replaced under a backup name'
complete -c fhln -l backup -f -a 'none off numbered t existing nil simple never' -d 'keep what is replaced under a backup name'
complete -c fhln -s S -l suffix -x -d 'suffix of backup names'
complete -c fhln -l sync -d 'let DEST survive a power cut'
complete -c fhln -l probe -d 'see whether SOURCEs can be linked in DIRECTORY'
complete -c fhln -l verify -d 'look at each new link, fail if it is a copy'
complete -c fhln -l dry-run -d 'change nothing, and say what would be done'
complete -c fhln -s v -l verbose -d 'print a line for each link made'
complete -c fhln -l json -d 'print a line of JSON for each link, made or not'
complete -c fhln -l failed0-to -r -F -d 'write the pairs that failed to a file'
complete -c fhln -s z -l zero -d 'end lines of output with NUL, not newline'
complete -c fhln -l progress -d 'show count, rate and failures once a second'
complete -c fhln -l no-notes -d 'leave out the line that names the cause'
complete -c fhln -l notes -d 'print the cause, even when called as ln'
complete -c fhln -l detailed-exit-status -d 'tell the kind of failure by the exit status'
complete -c fhln -l help -d 'print help and exit'
complete -c fhln -l version -d 'print the version and exit'
