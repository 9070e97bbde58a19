import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';

/** Longest record that is read, in bytes. The longest that are written, surveys of large tenants, have some megabytes. */
const LONGEST = 64 * 1024 * 1024;

/**
 * Reads a text file. A pipe or a device in its place is opened without waiting. Rejects with an error of the file system:
 * with `EISDIR` if it isn't a file, and with `EFBIG` if it has more than 64 MiB.
 */
export async function readSmallFile(file: string): Promise<string> {
  // Windows has no such flag.
  const { O_RDONLY, O_NONBLOCK = 0 } = constants;
  const handle = await open(file, O_RDONLY | O_NONBLOCK);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw withCode('EISDIR', `${file} isn't a file`);
    if (found.size > LONGEST) throw withCode('EFBIG', `${file} is too large for a record`);
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/** Errors that are about one file and stay until someone repairs it. After all others, nothing is known of any file. */
export const DAMAGE_CODES: ReadonlySet<string | undefined> = new Set([
  'EACCES',
  'EFBIG',
  'EISDIR',
  'ELOOP',
  'ENOENT',
  'ENXIO',
  'EPERM',
]);

/** Tells whether an error means that nothing has this path. A link that leads nowhere has it. */
export async function isAbsent(path: string, error: unknown): Promise<boolean> {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return false;
  return lstat(path).then(
    found => !found.isSymbolicLink(),
    (cause: NodeJS.ErrnoException) => cause.code === 'ENOENT',
  );
}

const withCode = (code: string, message: string): Error => Object.assign(new Error(message), { code });
