# shellcheck shell=bash disable=SC2154
# How are the tests run once more, with a program that is built in another way?
# SPDX-License-Identifier: GPL-3.0-or-later
#
# For run-sanitized and run-portable, which set: pass, its name; configured,
# the options of configure; made, make's variables; without, the tests to leave
# out (see pass.bash); and which call what follows, in the build directory.
# The program is built in build-$pass/; logs and results go to
# tests/results/$pass.

# shellcheck source=tests/lib/pass.bash
. "$(dirname -- "${BASH_SOURCE[0]}")/pass.bash"
builddir=$PWD
place=$PWD/build-$pass

# Forget former results, and all of an outer make.
begin ()
{
  rm -rf -- "$results"
  mkdir -p -- "$results" "$place"
  unset MAKEFLAGS MFLAGS MAKELEVEL CONFIG_SITE CC CFLAGS CPPFLAGS LDFLAGS LIBS
}

# Run a command, with its output in the file $1; if it fails, show the end of
# that, and stop.
logged ()
{
  "${@:2}" >"$1" 2>&1 || {
    tail -n 20 "$1" >&2
    exit 1
  }
}

# Configure, unless it has been done.
configure ()
{
  local want
  want=$(printf '%s\n' "${configured[@]}"
    cksum <"$place/source/configure")
  if test -e "$place/config.status" \
    && test "$want" = "$(cat "$place/configured" 2>/dev/null)"; then
    return
  fi
  find "$place" -mindepth 1 -maxdepth 1 ! -name source -exec rm -rf {} +
  logged "$place/configure.log" env -C "$place" ./source/configure \
    --disable-werror "${configured[@]}"
  printf '%s\n' "$want" >"$place/configured"
}

# Run make where the program is built.
make_there ()
{
  make -C "$place" -s -j"$jobs" --no-print-directory "${made[@]}" "$@"
}

# Build the program of the source directory $1, which distributes the other
# arguments.
build ()
{
  bash "$tests/../packaging/cross/mirror" "$1" "$place/source" "${@:2}"
  configure
  logged "$place/make.log" make_there all
}

# Print what every test has in its environment: the programs of the ordinary
# build, and the variables and values that are the arguments.
environment ()
{
  printf 'FHLN_TOOLS=%s; export FHLN_TOOLS; ' "'$builddir/tests'"
  while test $# -gt 1; do
    printf '%s=%s; export %s; ' "$1" "$2" "$1"
    shift 2
  done
}

# Copy the results, under names that tell them from those of `make check`.
collect ()
{
  local file copy
  local -a files=("$place"/tests/**/*.log)
  if ! compgen -G "$place/tests/*/*.trs" >/dev/null; then
    tail -n 20 "$place/check.log" >&2
    exit 1
  fi
  for file in "${files[@]}"; do
    # A program that a signal ended has no results.
    if ! test -e "${file%.log}.trs"; then
      echo ':test-result: ERROR' >"${file%.log}.trs"
    fi
  done
  for file in "${files[@]}" "${files[@]/%.log/.trs}"; do
    copy=$results/${file#"$place/tests/"}
    mkdir -p -- "${copy%/*}"
    sed "s|^\([A-Z]*: \)tests/|\1$pass/|" "$file" >"$copy"
  done
}

# Run the tests $1 in the environment $2, and print what came of them.
run_tests ()
{
  rm -f -- "$place"/tests/**/*.trs "$place"/tests/**/*.log
  make_there check_PROGRAMS='tests/unit/explain tests/unit/unit' TALLY_FLAGS= \
    TESTS="$1" TESTS_ENVIRONMENT="$2" check >"$place/check.log" 2>&1 || true
  collect
  count
}
