// Run a WASI module under Node.
// usage: node run.mjs MODULE GUEST=DIR... -- ARGV0 ARG...
// Each DIR is preopened as GUEST, the first one on descriptor 3.
//
// The environment variable QUIRK makes Node behave as another host does:
// "overwrites": a link takes the place of an existing file;
// "never-follows": no symbolic link is followed to make one.
// SPDX-License-Identifier: GPL-3.0-or-later

import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const SYMLINK_FOLLOW = 1;
const ENOTSUP = 58;

const [file, ...rest] = process.argv.slice(2);
const dashes = rest.indexOf('--');
const pairs = rest.slice(0, dashes).map((pair) => {
  const equals = pair.indexOf('=');
  return [pair.slice(0, equals), pair.slice(equals + 1)];
});

const wasi = new WASI({
  version: 'preview1',
  args: rest.slice(dashes + 1),
  env: process.env,
  preopens: Object.fromEntries(pairs),
  returnOnExit: true,
});
// Not getImportObject, which is no part of Node 18.
const calls = wasi.wasiImport;
const { path_link: link, path_unlink_file: unlink } = calls;

if (process.env.QUIRK === 'overwrites') {
  calls.path_link = (...args) => {
    unlink.apply(calls, args.slice(4));
    return link.apply(calls, args);
  };
} else if (process.env.QUIRK === 'never-follows') {
  calls.path_link = (...args) =>
    args[1] & SYMLINK_FOLLOW ? ENOTSUP : link.apply(calls, args);
}

const module = await WebAssembly.compile(readFileSync(file));
process.exitCode = wasi.start(
  await WebAssembly.instantiate(module, { wasi_snapshot_preview1: calls }),
);
