import type fs from 'node:fs/promises';
import type { ThisProcess } from '../../machine/processMark.ts';

/** The functions of `node:fs/promises` that a write calls; tests make each of them fail. */
export type FileSystem = Pick<
  typeof fs,
  | 'lstat'
  | 'mkdir'
  | 'open'
  | 'readdir'
  | 'readFile'
  | 'realpath'
  | 'rename'
  | 'rm'
  | 'stat'
  | 'statfs'
  | 'writeFile'
>;

/** What writes to this machine's disks work with. */
export interface DiskParts {
  /** A folder that only writes use, outside every workspace; it is made with mode 0700. */
  readonly storage: string;
  readonly fileSystem: FileSystem;
  readonly platform: NodeJS.Platform;
  /** Returns a unique part of a file name. */
  readonly newName: () => string;
  /** Returns this process, with the time now. */
  readonly here: () => ThisProcess;
  /** Resolves after so many milliseconds. */
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Makes an empty file with all attributes of another one. Returns `false` where that is not certain. */
  readonly copyAttributes: (from: string, to: string) => Promise<boolean>;
}
