# shellcheck shell=bash disable=SC2034,SC2154
# How is the module for WASI built, and run under Node and under wasmtime?
#
# What holds under every host is a function `check`; each_host runs it in a
# new directory w for each of them, preopened as "." on descriptor 3, beside a
# directory out that is not.
#
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Load it after helper.

NAME=fhln

# Build the module, unless no tools are there; get wasmtime, unless npm cannot.
# A copy of the tests, without a makefile, comes with what was built before.
setup_file () {
  build=$(cd "$(dirname "$FHLN")/.." && pwd)
  export FHLN_WASI=$build/build-wasi
  if [ -f "$build/Makefile" ] && [ -w "$build" ]; then
    export WASI_LACKS WASMTIME_LACKS
    if ! WASI_LACKS=$(
      "$BATS_TEST_DIRNAME/../../packaging/wasi/build" --missing); then
      return
    fi
    # Two files of tests may begin at once; the second has nothing to build.
    {
      flock 9
      build_module >"$BATS_FILE_TMPDIR/log" 2>&1 || {
        cat "$BATS_FILE_TMPDIR/log" >&2
        return 1
      }
      get_wasmtime >"$BATS_FILE_TMPDIR/log" 2>&1 \
        || WASMTIME_LACKS="npm cannot get wasmtime: $(
          head -n 1 "$BATS_FILE_TMPDIR/log")"
    } 9<"$build"
  fi
}

build_module () {
  unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES
  make -C "$build" wasi && make -C "$FHLN_WASI" tests/builds/wasi/fhln.wasm
}

# Let npm install what the lockfile pins, unless it has done so.
get_wasmtime () {
  local hosts=$FHLN_WASI/hosts
  local locked=$BATS_TEST_DIRNAME/wasi/package-lock.json
  if [ -x "$FHLN_WASI/wizer" ] && cmp -s "$locked" "$hosts/installed"; then
    return
  fi
  command -v npm >/dev/null || {
    echo 'npm is not installed'
    return 1
  }
  mkdir -p "$hosts"
  cp "$locked" "${locked%-lock.json}.json" "$hosts"
  npm ci --prefix "$hosts" --ignore-scripts --no-audit --no-fund \
    --prefer-offline --loglevel=error || return
  ln -f "$hosts"/node_modules/@bytecodealliance/wizer-linux-x64/wizer \
    "$FHLN_WASI/wizer" || return
  cp "$locked" "$hosts/installed"
}

setup () {
  common_setup
  if [ -n "${WASI_LACKS-}" ]; then
    skip "$WASI_LACKS"
  elif ! [ -f "$FHLN_WASI/src/fhln.wasm" ]; then
    skip "needs the module: make wasi"
  fi
  need_command node
  hosts=(node)
  if [ -x "$FHLN_WASI/wizer" ]; then
    hosts+=(wasmtime)
  fi
}

# Node before 20 leaves out a slash at the end of a name, follows no symbolic
# link upwards, and makes those that begin at the root.
is_old_node () {
  local major
  [ "$host" = node ] || return
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -lt 20 ]
}

each_host () {
  local top=$PWD
  for host in "${hosts[@]}"; do
    echo "under $host:"
    preopens=(.=.)
    mkdir "$top/$host" "$top/$host/w" "$top/$host/out"
    cd "$top/$host/w" || return 1
    check
  done
}

try () {
  run --separate-stderr "$BATS_TEST_DIRNAME/wasi/under" "$host" \
    "${preopens[@]}" -- fhln "$@"
}
