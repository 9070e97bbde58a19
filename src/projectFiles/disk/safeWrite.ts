import { ProjectFileError } from '../projectFileError.ts';
import type { ByteChange } from './byteChange.ts';
import { diskFailure } from './diskFailure.ts';
import type { DiskParts, FileSystem } from './diskParts.ts';
import { mayTryNext, planWrite, type WriteWay } from './planWrite.ts';
import { recoverWrites } from './recoverWrites.ts';
import { renameInto } from './renameInto.ts';
import { readWriteFacts } from './writeFacts.ts';
import { writeInPlace } from './writeInPlace.ts';
import { WriteLog } from './writeLog.ts';
import { resolveTarget } from './writeTarget.ts';

/** What a way works with. */
interface WayInput {
  readonly target: string;
  readonly change: ByteChange;
  readonly log: WriteLog;
  readonly parts: DiskParts;
}

const WAYS: Readonly<Record<WriteWay, (input: WayInput) => Promise<void>>> = {
  create: input => rename(input, false),
  replace: input => rename(input, true),
  inPlace: ({ target, change, log, parts }) => writeInPlace(target, change, log, parts),
};

/**
 * Writes a planned change so that nothing but the file's content changes: access, attributes and names stay, and a crash leaves
 * the old bytes or the new ones, at the latest after {@link recoverWrites}. First removes what crashes have left behind. Rejects
 * with a {@link ProjectFileError}, and nothing has changed then.
 *
 * @param folder the folder that symbolic links must not lead out of
 */
export async function writeSafely(change: ByteChange, folder: string, parts: DiskParts): Promise<void> {
  try {
    await recoverWrites(parts);
    const target = await resolveTarget(change.path, folder, parts.fileSystem);
    await checkTarget(target, change, parts.fileSystem);
    const plan = planWrite(await readWriteFacts(target, parts));
    if ('refusal' in plan) throw new ProjectFileError(plan.refusal, change.path);
    await tryWays(plan.ways, { target, change, log: new WriteLog(parts), parts });
  } catch (cause) {
    throw diskFailure(cause, change.path);
  }
}

async function tryWays([way, ...others]: readonly WriteWay[], input: WayInput): Promise<void> {
  if (!way) return;
  try {
    await WAYS[way](input);
  } catch (error) {
    if (others.length === 0 || !mayTryNext((error as NodeJS.ErrnoException).code)) throw error;
    await tryWays(others, input);
  }
}

function rename({ target, change, log, parts }: WayInput, like: boolean): Promise<void> {
  const check = () => checkTarget(target, change, parts.fileSystem);
  return renameInto({ target, bytes: change.after, like, check }, log, parts);
}

/** Rejects unless the file is as it was when the change was planned. */
async function checkTarget(
  target: string,
  { path: file, before }: ByteChange,
  fileSystem: Pick<FileSystem, 'readFile' | 'stat'>,
): Promise<void> {
  const found = await fileSystem.stat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (!found && !before) return;
  if (found && !found.isFile()) throw new ProjectFileError('notAFile', file);
  if (!found || !before?.equals(await fileSystem.readFile(target)))
    throw new ProjectFileError('changedMeanwhile', file);
}
