import path from 'node:path';
import { SecretText } from '../../secret/secretText.ts';
import type { FileAccess } from '../fileAccess.ts';
import { decodeFile } from '../fileText.ts';
import type { KeyPath } from '../formats/fileFormat.ts';
import { formatOf } from '../formats/fileFormats.ts';
import { ProjectFileError, type ProjectFileErrorCode } from '../projectFileError.ts';
import { readText } from '../readText.ts';
import {
  type CredentialGroup,
  credentialGroups,
  entryOf,
  type KnownService,
} from '../shapes/credentialGroup.ts';
import { isOwnVariable, isPlaceholder, isReference } from '../shapes/placeholderValue.ts';
import { type UserSecretsPlace, userSecretsFile, userSecretsIdOf } from '../shapes/userSecrets.ts';
import { madeFrom, type NamedFile } from './candidates.ts';

/** What the key of a secret contains. */
export type FoundSecret =
  /** There is a key for the id, and none for the secret. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'placeholder' }
  /** It comes from somewhere else when the file is read. */
  | { readonly kind: 'elsewhere' }
  /** A variable of ours: the editor puts the kept value in its place. */
  | { readonly kind: 'variable' }
  | { readonly kind: 'value'; readonly value: SecretText };

/** Keys of a file that belong together, and what stands there. */
export interface FoundCredential {
  readonly clientIdKey?: KeyPath;
  readonly clientSecretKey?: KeyPath;
  /** Missing where it is a placeholder, or comes from elsewhere. */
  readonly clientId?: string;
  readonly tenantId?: string;
  readonly secret: FoundSecret;
}

/** A file that holds or wants credentials. */
export interface CredentialFile {
  /** Absolute path. */
  readonly path: string;
  /** What a person calls it: the path from the workspace folder, or the project whose user secrets it holds. */
  readonly relativePath: string;
  readonly isUserSecrets: boolean;
  /** Template that it is yet to be made from. */
  readonly template?: string;
  /** The first of them; see `cut`. */
  readonly credentials: readonly FoundCredential[];
  /** It has more credentials than we look at. */
  readonly cut?: true;
  /** Why it cannot be read. */
  readonly unread?: ProjectFileErrorCode;
}

/** The credentials of a folder. */
export interface FolderCredentials {
  /** In the order of their names. */
  readonly files: readonly CredentialFile[];
  /** There are more files than we look at. */
  readonly cut: boolean;
}

/** What reading the credentials of a folder works with. */
export interface ReadCredentialsParts {
  readonly access: FileAccess;
  readonly files: readonly NamedFile[];
  readonly known: KnownService;
  readonly userSecrets: UserSecretsPlace;
}

/** Files of a folder that are read: more of them are no project that anybody looks through in a tree. */
const MOST_FILES = 500;
/** The same for the credentials of one file; for each, the service is asked. */
const MOST_CREDENTIALS = 50;
/** Files read at once: each takes one of the file handles, which the whole editor shares. */
const READ_AT_ONCE = 32;

interface Place {
  readonly path: string;
  readonly relativePath: string;
  readonly isUserSecrets: boolean;
  readonly template?: string;
}

/** Reads the files of a workspace folder that hold or want credentials, or would if they could be read. */
export async function readCredentials(
  folder: string,
  parts: ReadCredentialsParts,
): Promise<FolderCredentials> {
  const read: CredentialFile[] = [];
  let at = 0;
  for (; at < parts.files.length && read.length < MOST_FILES; at += READ_AT_ONCE) {
    const some = parts.files.slice(at, at + READ_AT_ONCE);
    const places = await Promise.all(some.map(file => placeOf(file, folder, parts)));
    const found = await Promise.all(
      places.flatMap(place => (place ? [place] : [])).map(place => readPlace(place, parts)),
    );
    read.push(...found.filter(({ credentials, unread }) => credentials.length > 0 || unread !== undefined));
  }
  const files = read
    .slice(0, MOST_FILES)
    .toSorted((one, other) => one.relativePath.localeCompare(other.relativePath));
  return { files, cut: at < parts.files.length || files.length < read.length };
}

async function placeOf(
  { path: file, kind }: NamedFile,
  folder: string,
  { access, userSecrets }: ReadCredentialsParts,
): Promise<Place | undefined> {
  const relative = (to: string) => path.relative(folder, to).replaceAll(path.sep, '/');
  if (kind === 'settings') return { path: file, relativePath: relative(file), isUserSecrets: false };
  if (kind === 'template') {
    const made = madeFrom(file);
    // once it is there, it stands among the files itself
    if ((await access.sizeOf(made)) !== undefined) return undefined;
    return { path: made, relativePath: relative(made), isUserSecrets: false, template: file };
  }
  const id = userSecretsIdOf((await readText(file, access)) ?? '');
  if (id === undefined) return undefined;
  return { path: userSecretsFile(id, userSecrets), relativePath: relative(file), isUserSecrets: true };
}

async function readPlace(place: Place, { access, known }: ReadCredentialsParts): Promise<CredentialFile> {
  try {
    const bytes = await access.read(place.template ?? place.path);
    if (!bytes) return { ...place, credentials: [] };
    const format = await formatOf(place.path);
    const groups = credentialGroups(format.read(decodeFile(place.path, bytes).text), known);
    const credentials = groups.slice(0, MOST_CREDENTIALS).map(foundIn);
    return { ...place, credentials, ...(groups.length > credentials.length ? { cut: true as const } : {}) };
  } catch (error) {
    if (error instanceof ProjectFileError) return { ...place, credentials: [], unread: error.code };
    throw error;
  }
}

function foundIn(group: CredentialGroup): FoundCredential {
  const id = entryOf(group, 'clientId');
  const secret = entryOf(group, 'clientSecret');
  const clientId = plainValue(id?.value);
  const tenantId = plainValue(entryOf(group, 'tenantId')?.value);
  return {
    ...(id ? { clientIdKey: id.keyPath } : {}),
    ...(secret ? { clientSecretKey: secret.keyPath } : {}),
    ...(clientId ? { clientId } : {}),
    ...(tenantId ? { tenantId } : {}),
    secret: secret ? secretIn(secret.value) : { kind: 'missing' },
  };
}

const plainValue = (value = ''): string | undefined =>
  isPlaceholder(value) || isReference(value) ? undefined : value;

function secretIn(value: string): FoundSecret {
  if (isOwnVariable(value)) return { kind: 'variable' };
  if (isPlaceholder(value)) return { kind: 'placeholder' };
  return isReference(value) ? { kind: 'elsewhere' } : { kind: 'value', value: new SecretText(value) };
}
