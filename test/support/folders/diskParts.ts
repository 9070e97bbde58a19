import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import { thisProcess } from '../../../src/machine/processMark.ts';
import { copyAttributes } from '../../../src/projectFiles/disk/copyAttributes.ts';
import type { DiskParts, FileSystem } from '../../../src/projectFiles/disk/diskParts.ts';

/** Returns what writes to a real disk work with, except for what is given. Nothing sleeps. */
export const diskParts = (parts: Pick<DiskParts, 'storage'> & Partial<DiskParts>): DiskParts => ({
  fileSystem: fs,
  platform: process.platform,
  newName: randomUUID,
  here: thisProcess,
  sleep: async () => {},
  copyAttributes,
  ...parts,
});

/** A handle of an open file. */
export type Handle = Awaited<ReturnType<typeof fs.open>>;

/** Returns a function that fails like one of the file system. */
export const fail = (code: string) => (): Promise<never> =>
  Promise.reject(Object.assign(new Error(code), { code }));

/** Returns the real file system, except for the handles of files that are opened for writing. */
export const withHandle = (change: (handle: Handle) => void): FileSystem => ({
  ...fs,
  open: async (...args) => {
    const handle = await fs.open(...args);
    if (args[1] !== 'r') change(handle);
    return handle;
  },
});
