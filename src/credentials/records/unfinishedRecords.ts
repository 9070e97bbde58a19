import { rm } from 'node:fs/promises';
import path from 'node:path';
import { isLeftBehind, markText, readMark, thisProcess } from '../../machine/processMark.ts';

const ENDING = '.writing';

/** Returns the name of the file that a record is written to before it gets its own name. */
export const unfinishedName = (unique: string): string => `${markText(thisProcess())}.${unique}${ENDING}`;

/**
 * Removes the records that processes began to write and did not finish, because they ended. Never rejects.
 *
 * @param names the files of the folder
 */
export async function removeUnfinished(folder: string, names: readonly string[]): Promise<void> {
  const here = thisProcess();
  const old = names.filter(name => {
    const mark = name.endsWith(ENDING) ? readMark(name) : undefined;
    return mark && isLeftBehind(mark, here);
  });
  await Promise.all(old.map(name => rm(path.join(folder, name), { force: true }).catch(() => undefined)));
}
