import { type FileAccess, unlessUnusable } from '../../projectFiles/fileAccess.ts';
import { decodeFile } from '../../projectFiles/fileText.ts';
import { formatOf } from '../../projectFiles/formats/fileFormats.ts';
import { ProjectFileError } from '../../projectFiles/projectFileError.ts';
import type { FoundCredential } from '../../projectFiles/search/foundCredential.ts';
import { planKeyChanges } from '../../projectFiles/writing/keyChange.ts';
import type { SecretText } from '../../secret/secretText.ts';
import { isSameId } from '../records/sameId.ts';
import type { AdoptedLocation } from './adoptSecret.ts';

/** Keys of a file that belong together, and where the file is. */
export interface FileCredential {
  /** Absolute path. */
  readonly file: string;
  /** Folder that no symbolic link may lead out of when the file is written. */
  readonly folder: string;
  /** As shown to users. */
  readonly relativePath: string;
  readonly found: FoundCredential;
}

/** A key that has the value. */
export interface ValueLocation extends AdoptedLocation {
  readonly relativePath: string;
  /** Whether a rotation could write another value there. */
  readonly isWritable: boolean;
}

/** Replaces a value while it is determined whether it could be replaced. */
const ANOTHER = 'another0Value';

/** Finds the keys that have a value and belong to its client, or to none that the file names. */
export async function locationsOf(
  value: SecretText,
  clientId: string,
  all: readonly FileCredential[],
  access: FileAccess,
): Promise<readonly ValueLocation[]> {
  const having = all.filter(
    ({ found }) =>
      found.secret.kind === 'value' &&
      found.secret.value.equals(value) &&
      (found.clientId === undefined || isSameId(found.clientId, clientId)),
  );
  return Promise.all(having.flatMap(each => locationOf(each, access) ?? []));
}

function locationOf(
  { file, folder, relativePath, found }: FileCredential,
  access: FileAccess,
): Promise<ValueLocation> | undefined {
  const { clientIdKey, clientSecretKey } = found;
  if (!clientSecretKey) return undefined;
  return canWrite(file, clientSecretKey, access).then(isWritable => ({
    file,
    folder,
    relativePath,
    clientIdKey,
    clientSecretKey,
    isWritable,
  }));
}

async function canWrite(
  file: string,
  keyPath: AdoptedLocation['clientSecretKey'],
  access: FileAccess,
): Promise<boolean> {
  const format = await formatOf(file);
  const bytes = format.readOnly ? undefined : await access.read(file).catch(unlessUnusable);
  if (!bytes) return false;
  try {
    const { text } = decodeFile(file, bytes);
    planKeyChanges(format, { file, text }, [{ keyPath, value: ANOTHER }]);
    return true;
  } catch (error) {
    if (error instanceof ProjectFileError) return false;
    throw error;
  }
}
