import path from 'node:path';
import { madeFrom, type NamedFile } from './candidates.ts';
import { type CredentialGroup, credentialGroups, entryOf, type KnownService } from './credentialGroup.ts';
import type { FileAccess } from './fileAccess.ts';
import type { KeyPath } from './fileFormat.ts';
import { formatOf } from './fileFormats.ts';
import { isOwnVariable, isPlaceholder, isReference } from './placeholderValue.ts';
import { readText } from './readText.ts';
import { type UserSecretsPlace, userSecretsFile, userSecretsIdOf } from './userSecrets.ts';

/** What stands at the key of a secret. The value can be opened, and is not printed by accident. */
export type FoundSecret =
  /** There is a key for the id, and none for the secret. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'placeholder' }
  /** It comes from somewhere else when the file is read. */
  | { readonly kind: 'elsewhere' }
  /** A variable of ours: the editor puts the kept value in its place. */
  | { readonly kind: 'variable' }
  | { readonly kind: 'value'; readonly reveal: () => string };

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
  readonly credentials: readonly FoundCredential[];
}

/** What reading the credentials of a folder works with. */
export interface ReadCredentialsParts {
  readonly access: FileAccess;
  readonly files: readonly NamedFile[];
  readonly known: KnownService;
  readonly userSecrets: UserSecretsPlace;
}

interface Place {
  readonly path: string;
  readonly relativePath: string;
  readonly isUserSecrets: boolean;
  readonly template?: string;
}

/** Reads the files of a workspace folder that hold or want credentials, in the order of their names. */
export async function readCredentials(
  folder: string,
  parts: ReadCredentialsParts,
): Promise<readonly CredentialFile[]> {
  const places = await Promise.all(parts.files.map(file => placeOf(file, folder, parts)));
  const read = await Promise.all(
    places.flatMap(place => (place ? [place] : [])).map(place => readPlace(place, parts)),
  );
  return read
    .filter(({ credentials }) => credentials.length > 0)
    .toSorted((one, other) => one.relativePath.localeCompare(other.relativePath));
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
  const text = await readText(place.template ?? place.path, access);
  if (text === undefined) return { ...place, credentials: [] };
  const format = await formatOf(place.path);
  return { ...place, credentials: credentialGroups(format.read(text), known).map(foundIn) };
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
  return isReference(value) ? { kind: 'elsewhere' } : { kind: 'value', reveal: () => value };
}
