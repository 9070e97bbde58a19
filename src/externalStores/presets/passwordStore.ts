import { access } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { replaceInEntry, valueOfEntry } from '../contents/entryLine.ts';
import { StoreError } from '../storeError.ts';
import type { StorePlace } from '../storePlace.ts';
import type { Seen, StorePreset, StoreQuestion } from '../storePreset.ts';
import { withoutSlashes } from './withoutSlashes.ts';

/** The program itself can't be asked whether an entry exists: for a folder it shows what is in it. */
async function isEntry(name: string, env: StoreQuestion['env']): Promise<boolean> {
  const folder = env.PASSWORD_STORE_DIR || path.join(env.HOME || os.homedir(), '.password-store');
  return access(path.join(folder, `${name}.gpg`)).then(
    () => true,
    error => {
      if (error.code === 'ENOENT') return false;
      throw new StoreError('denied', 'pass', { cause: error, output: String(error.code) });
    },
  );
}

async function look(written: StorePlace, { ask, env, isOurs }: StoreQuestion): Promise<Seen> {
  const place = { ...written, name: withoutSlashes(written.name ?? '') };
  if (!(await isEntry(place.name, env))) return { state: 'absent', place };
  const content = await ask(['show', place.name]);
  const value = content && valueOfEntry(content, isOurs);
  return { state: 'present', place, content, value, holds: value !== undefined };
}

/** `pass`, the standard UNIX password manager. @see https://www.passwordstore.org */
export const passwordStore: StorePreset = {
  id: 'pass',
  program: 'pass',
  env: { LANGUAGE: 'en' },
  asked: [
    {
      field: 'name',
      suggested: 'connect/client-secret',
      accepts: text => !text.startsWith('/') && !/(?:^|\/)\.{1,2}(?:\/|$)|[\r\n]/.test(text),
    },
  ],
  look,
  // Without a terminal it overwrites although it isn't forced, so the look comes right before.
  create: { args: ({ name = '' }) => ['insert', '--multiline', name] },
  update: {
    args: ({ name = '' }) => ['insert', '--multiline', '--force', name],
    input: ({ secret }, { content, value }) =>
      replaceInEntry(content, secret, value && (each => each.equals(value))),
  },
  failures: [
    [/is not in the password store/, 'missing'],
    [/No secret key|decryption failed|pinentry|Operation cancelled|Inappropriate ioctl/i, 'signedOut'],
    [/Permission denied/i, 'denied'],
  ],
};
