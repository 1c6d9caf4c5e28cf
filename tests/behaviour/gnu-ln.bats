#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# Do plain links and usage errors end as with GNU ln?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

@test "plain links end as with GNU ln" {
  agrees_with_gnu_ln <<'END'
ln a n
ln -v a n
ln a b
ln a l
ln a a
ln a ./a
ln nosuch n
ln d n
ln sd n
ln sd/ n
ln dang n
ln sa n
ln loop n
ln -L dang n
ln -L sa n
ln -L loop n
ln -L sd n
ln -P sd/ n
ln -LP sa n
ln -PL sa n
ln a/ n
ln dang/ n
ln a dang
ln a n/
ln a b/
ln a nosuch/n
ln a b/n
ln b/n n
ln a dang/n
ln a loop/n
ln nosuch nosuch/n
ln a d
ln a d/
ln a d//
ln a ./d/.
ln a sd
ln a sd/
ln a e
ln a e/a
ln -v a e/f
ln -v a x y/f d
ln -v a b e/f d
ln x/f y/f d
ln x/f y/f e
ln a nosuch b d
ln a '' b d
ln a a a d
ln a b nosuch
ln a b b
ln a b dang
ln a b loop
ln a b ''
ln a b sd
ln a b e/f
ln -t d a b
ln -td a b
ln -v --target-directory d a b
ln --target-directory=d/ a
ln -t nosuch a
ln -t b a
ln -t '' a
ln -t sd a
ln -t dang a
ln -t loop a
ln -t b/c a
ln -T a n
ln -T a d
ln -T a sd
ln -T a sd/
ln -T a dang
ln -T a b
ln -n a sd
ln -n a sd/
ln -n a d
ln -n a dang
ln -n -t sd a
ln -n -t d a
ln -n a b sd
ln -n a b d
ln -nT a sd
ln x/f
ln -v x/f
ln a
ln ./a
ln e/a
ln x/../a
ln d/
ln -s x/f/
ln -s d/.
ln ''
ln '' n
ln a ''
ln / d
ln / n
ln . n
ln .. n
ln -d d n
ln -F d n
ln --directory d n
ln -dF a n
ln -d nosuch n
ln -- -x n
ln -- a -n
ln a -- -n
ln a n -v
ln -v -- a n
ln a $'new\nline\377'
ln a $'n\377'; ln a $'n\377'
ln a "it's"; ln -v a "it's"
ln a 'n m'; ln -v a 'n m'
ln -v a 'it'"'"'s "n"'
ln -v a '$n' && ln -v a 'n!' && ln -v a '~n' && ln -v a '-'
ln -v a "$(printf '\t\a\e')"
ln nosuch $'\n'
ln a "$(printf '%0255d' 1)"
ln a "$(printf '%0256d' 1)"
ln "$(printf '%0256d' 1)" n
ln -f a "$(printf '%0256d' 1)"
ln a "$(printf '%0990d' 1)"
ln "$(printf '%0990d' 1)" n
ln /proc/version n
ln a /proc/n
ln /nosuch/x n
ln a n >&-
ln a n 2>&-
ln a n <&-
ln -v a n >&-
ln -v a n m o d >&-
ln -v a n >/dev/full
ln a n >/dev/full
ln -v a b >/dev/full
ln -v a x/f d >/dev/full
ln -v a b e/f nosuch d >/dev/full
ln --help >/dev/full
ln --version >/dev/full
ln --help >&-
ln --version >&-
END
}

@test "usage errors end as with GNU ln" {
  agrees_with_gnu_ln <<'END'
ln
ln -v
ln -t d
ln -T
ln -T a
ln -T ''
ln -T a b c
ln -T a n c d
ln a -t d -t e
ln -t d -t d a
ln -t d -T a
ln -T -t d a
ln -r a n
ln -r
ln -rt d a
ln -S
ln -t
ln -bS
ln --suffix
ln --target-directory
ln --bogus
ln --bogus=x a n
ln a n --bogus
ln -Z
ln -aZ
ln -vZ a n
ln -'?'
ln -1 a n
ln --force=x a n
ln --help=x
ln --version=x
ln --symbolic= a n
ln --no-dereference=x a n
ln -ttt a
ln -ft
ln -fv
ln --
ln -- --
ln - n
ln a -
ln -bZ a b
ln --version --bogus >/dev/null
ln --bogus --version
ln --bogus --help
ln -T a b c -v
END
}

@test "what differs from GNU ln on purpose differs like this" {
  files a b
  # A declined question is a failure.
  try -i a b <<<n
  untouched a b
  ended 1
  # -h is -n, and -w exists.
  mkdir d
  ln -s d sd
  try -h a sd
  holds d
  failed "failed to create hard link 'sd': File exists"
  try -sw a l
  points l a
  passed
  # A link that is there already is not made again.
  ln a c
  before=$(stat -c %z .)
  try -f a c
  [ "$(stat -c %z .)" = "$before" ]
  passed
  # -b where DEST is the file to which a symbolic link leads keeps it.
  ln -s a sa
  try -L -b sa a
  same a 'a~'
  passed
  # No symbolic link takes the place of a file that it would lead to, or by.
  files d/f
  ln -s nowhere dang
  for call in '-sf f d' '-sf f d/f' '-sb f d/f' '-sf dang dang' '-sf sa a' \
      '-sf ./d/../d/f d/../d/f'; do
    # shellcheck disable=SC2086 # several words
    try $call
    [[ ${stderr_lines[0]} = *"are the same file" ]]
    ended 1
    untouched d/f
    points dang nowhere
  done
  # Quotes are plain in every locale.
  try_in C.UTF-8 --backup=foo a b
  [ "${stderr_lines[0]}" = \
    "$NAME: invalid argument 'foo' for 'backup type'" ]
}
