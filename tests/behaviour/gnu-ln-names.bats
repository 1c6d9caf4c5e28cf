#!/usr/bin/env bats
# shellcheck disable=SC2153,SC2154
# Do replacements, backups and symbolic links end as with GNU ln?
#
# SPDX-License-Identifier: GPL-3.0-or-later

load ../lib/helper

@test "replacements end as with GNU ln" {
  agrees_with_gnu_ln <<'END'
ln -f a a
ln -f a ./a
ln -f a .
ln -f ./a .
ln -f a d/../a
ln -f a b
ln -vf a b
ln -f a l
ln -vf a l
ln -f l a
ln -f sa l
ln -L -f sa l
ln -L -f sa a
ln -f sa a
ln -f sa sa
ln -f a sa
ln -f a dang
ln -f dang dang
ln -f dang b
ln -f a n
ln -f a loop
ln -f loop a
ln -L -f loop a
ln -f a d
ln -f a e
ln -vf a b x/f e
ln -f a sd
ln -f a sd/
ln -fn a sd
ln -fn a sd/
ln -fnT a sd
ln -fT a sd
ln -fT a d
ln -T -f a d/
ln -fT a b
ln -f a e/f
ln -f d e
ln -f d b
ln -f d d
ln -fT d d
ln -f sd b
ln -fF d b
ln -f nosuch b
ln -f nosuch n
ln -f '' b
ln -f a ''
ln -f a b/
ln -f a n/
ln -f a nosuch/n
ln -f a b/n
ln -f b/n a
ln -f a dang/
ln -f x/f y/f d
ln -f x/f y/f e
ln -vf x/f y/f e/f d
ln -f x/f x/f d
ln -f a a d
ln -f a nosuch b d
ln -f x/f y/f d/../d
ln -ft d a b
ln -ft e a b
ln -f /proc/version b
ln -f /proc/version n
ln -f a /proc/version
ln -f a /proc/n
ln -i a b <<<y
ln -vi a b <<<y
ln -vi a b <<<Yes
ln -vi a l <<<y
ln -i a n
ln -iT a d
ln -i a d
ln -vi a b d
ln -vi a b e <<<y
ln -i nosuch n
ln -i nosuch b <<<y
ln -i a b/ <<<y
ln -fi a b <<<y
ln -if a b
ln -i -f a b
ln --force a b
ln --interactive a b <<<y
ln -f a b >&-
ln -vf a b >&-
ln -f a b 2>&-
ln -f a b <&-
ln -vf a b >/dev/full
END
}

@test "backups end as with GNU ln" {
  agrees_with_gnu_ln <<'END'
ln -b a b
ln -vb a b
ln -vbf a b
ln -b a n
ln -vb a n
ln -vb a l
ln -b a a
ln -b a ./a
ln -bf a a
ln --backup=t a a
ln -b a .
ln -b a d
ln -vb a e
ln -vb a b x/f e
ln -bT a d
ln -bT a sd
ln -bn a sd
ln -b a sa
ln -b a dang
ln -b sa b
ln -b sa a
ln -L -b sa b
ln -b nosuch b
ln -b d b
ln -b '' b
ln -b a ''
ln -b a nosuch/n
ln -b a b/
ln -b a b/n
ln -b a dang/
ln -vb a e/f
ln -vb b~ b
mkdir b~; ln -b a b
mkdir b~; touch b~/full; ln -b a b
mkdir b~; ln -sb a b
mkdir b.~1~; ln --backup=t a b
echo old >b~; ln -vb a b
ln -vb a b; ln -vb x/f b; ln -vb y/f b
ln -v --backup=t a b; ln -v --backup=t x/f b; ln -v --backup=t y/f b
ln -v --backup=t a b; ln -vb x/f b
ln -v --backup=t a b; ln -v --backup=simple x/f b
ln -v --backup=none a b
ln -v --backup=off a b
ln -vf --backup=none a b
ln -v --backup=none -b a b
ln -v -b --backup=none a b
ln -v --backup=simple a b
ln -v --backup=never a b
ln -v --backup=existing a b
ln -v --backup=nil a b
ln -v --backup=numbered a b
ln -v --backup=s a b
ln -v --backup=si a b
ln -v --backup=e a b
ln -v --backup=ni a b
ln -v --backup=nu a b
ln -v --backup=ne a b
ln -v --backup=no a b
ln -v --backup=o a b
ln --backup=n a b
ln --backup=x a b
ln --backup=simplest a b
ln --backup= a b
ln --backup=Simple a b
ln --backup=$'n\n' a b
ln --backup simple a b
ln -b simple a b
export VERSION_CONTROL=numbered; ln -vb a b
export VERSION_CONTROL=t; ln -vb a b
export VERSION_CONTROL=none; ln -vb a b
export VERSION_CONTROL=none; ln -vbf a b
export VERSION_CONTROL=; ln -vb a b
export VERSION_CONTROL=foo; ln -vb a b
export VERSION_CONTROL=foo; ln a b
export VERSION_CONTROL=foo; ln -f a b
export VERSION_CONTROL=foo; ln -S x a b
export VERSION_CONTROL=n; ln -vb a b
export VERSION_CONTROL=numbered; ln -v --backup=simple a b
export VERSION_CONTROL=numbered; ln -v -S .old a b
export VERSION_CONTROL=none; ln -v -S .old a b
export VERSION_CONTROL=foo; ln -v --backup=simple a b
export SIMPLE_BACKUP_SUFFIX=.bak; ln -vb a b
export SIMPLE_BACKUP_SUFFIX=; ln -vb a b
export SIMPLE_BACKUP_SUFFIX=/x; ln -vb a b
export SIMPLE_BACKUP_SUFFIX=.bak; ln -v a b
export SIMPLE_BACKUP_SUFFIX=.bak; ln -v -S .old a b
export SIMPLE_BACKUP_SUFFIX=.bak; ln -v -S '' a b
ln -v -S .old a b
ln -v -S.old a b
ln -v --suffix=.old a b
ln -v --suffix .old a b
ln -v -S '' a b
ln -v --suffix= a b
ln -v -S /x a b
ln -v -S x/y a b
ln -v -S . a b
ln -v -S "$(printf '%0300d' 1)" a b
ln -v -S .old --backup=t a b
ln -v -S .old --backup=none a b
ln -v -b -S .old -S .older a b
n=$(printf '%0255d' 1); echo b >$n; ln -vb a $n
n=$(printf '%0255d' 1); echo b >$n; ln -v --backup=t a $n
n=$(printf '%0254d' 1); echo b >$n; ln -vb a $n
n=$(printf '%0250d' 1); echo b >$n; ln -v --backup=t a $n
ln -f --backup=t x/f y/f e
ln -vf --backup=t x/f y/f d
ln -v --backup=t x/f y/f e
ln -bf x/f y/f e
ln -bf x/f y/f d
ln -b x/f y/f d
ln -sb a b
ln -svb a b
ln -sbf a b
ln -sb a d
ln -sbT a d
ln -sbn a sd
ln -sb nosuch b
ln -ib a b <<<y
ln -vib a b <<<y
ln -bi a n
ln -b a b >&-
ln -vb a b >&-
ln -b a b <&-
ln -vb a b >/dev/full
ln -b /proc/version b
END
}

@test "symbolic links end as with GNU ln" {
  agrees_with_gnu_ln <<'END'
ln -s a n
ln -sv a n
ln -s a b
ln -s a a
ln -s nosuch n
ln -s '' n
ln -s a ''
ln -s '' ''
ln -sf '' b
ln -s a d
ln -sv a b d
ln -s x/f/ d
ln -s x/f/
ln -sv x/f
ln -s a
ln -s /
ln -s . n
ln -s .. d
ln -s ../.. d
ln -s -t d a b
ln -sT a d
ln -sT a n
ln -sn a sd
ln -sn a sd/
ln -s a sd
ln -s a nosuch/n
ln -s a b/n
ln -s a n/
ln -s a b/
ln -sf a b
ln -svf a b
ln -sf a a
ln -sf ./a a
ln -sf l a
ln -sf a l
ln -sf a sa
ln -sf nosuch b
ln -sf a loop
ln -sf a d
ln -sfT a d
ln -sfn a sd
ln -sfT a sd
ln -sfn d sd
ln -sfn a/ sd/
ln -sf a b/
ln -sf x/f y/f d
ln -sf x/f y/f e
ln -sf e/f x/f e
ln -sf ../a e
ln -s "$(printf '%0300d' 1)" n
ln -s "$(printf '%04095d' 1)" n
ln -s a "$(printf '%0256d' 1)"
ln -sf a "$(printf '%0256d' 1)"
ln -s $'new\nline\377' n
ln -sv 'a b' 'n m'
ln -sd d n
ln -sF d n
ln -sL sa n
ln -sP sa n
ln -sL dang n
ln -si a b <<<y
ln -siT a d
ln -svi a b <<<y
ln -sr a n
ln -svr a d/n
ln -sr a d
ln -svr a b d
ln -sr e/f x/n
ln -sr e/f e/n
ln -sr d e/n
ln -sr d d/n
ln -sr . d
ln -sr .. d
ln -sr / d
ln -sr / n
ln -sr '' d/n
ln -sr '' n
ln -sr a ''
ln -sr nosuch d/n
ln -sr nosuch/x d/n
ln -sr nosuch/../a d/n
ln -sr a nosuch/n
ln -sr a nosuch/m/n
ln -sr a b/n
ln -sr a/x d/n
ln -sr sa d/n
ln -sr sd d/n
ln -sr sd/ d/n
ln -sr sd/x n
ln -sr dang d/n
ln -sr loop d/n
ln -sr a sd
ln -sr a sd/n
ln -srn a sd
ln -srT a d
ln -srf a b
ln -srf a a
ln -srb a b
ln -srf a sa
ln -srf sa sa
ln -sr -t d a b
ln -sr e/f
ln -sr e/../a d/../e/n
ln -sr d/../../"${PWD##*/}"/a e/n
ln -sr /proc/version d/n
ln -sr a d/n >&-
ln -sv a n >&-
ln -sv a n >/dev/full
END
}
