import path from 'node:path';
import { SecretText } from '../../secret/secretText.ts';
import { existenceOf, type FileAccess } from '../fileAccess.ts';
import { decodeFile } from '../fileText.ts';
import type { FileFormat, KeyPath } from '../formats/fileFormat.ts';
import { formatOf } from '../formats/fileFormats.ts';
import type { NotOurs } from '../notOurs.ts';
import { ProjectFileError, type ProjectFileErrorCode } from '../projectFileError.ts';
import { readText } from '../readText.ts';
import {
  type CredentialGroup,
  credentialGroups,
  entryOf,
  type KnownService,
} from '../shapes/credentialGroup.ts';
import { type UserSecretsPlace, userSecretsFile, userSecretsIdOf } from '../shapes/dotnet/userSecrets.ts';
import { refuseEncrypted } from '../shapes/encryptedFile.ts';
import type { FieldEntry } from '../shapes/fieldEntry.ts';
import { type GroupName, isNamed } from '../shapes/fieldMapping.ts';
import { kindOfValue, type ValueKind } from '../shapes/placeholderValue.ts';
import { fileOfTemplate, type NamedFile } from './candidates.ts';

/** What a file has for a secret. */
export type FoundSecret =
  /** There is a key for the id, but none for the secret. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'placeholder' }
  /** Another program provides it: a reference that is resolved at run time, an encrypted value, or a masked one. */
  | { readonly kind: 'elsewhere' }
  /** A variable of this extension, which is replaced by the saved secret. */
  | { readonly kind: 'variable' }
  | { readonly kind: 'value'; readonly value: SecretText };

/** Keys of a file that belong together, and their values. */
export interface FoundCredential {
  readonly clientIdKey?: KeyPath | undefined;
  readonly clientSecretKey?: KeyPath | undefined;
  /** `undefined` for a placeholder, or if another program provides it. */
  readonly clientId?: string | undefined;
  /** `undefined` for a placeholder, or if another program provides it. */
  readonly tenantId?: string | undefined;
  /** An address of the service; `undefined` for a placeholder, or if another program provides it. */
  readonly address?: string | undefined;
  readonly secret: FoundSecret;
  readonly group: GroupName;
}

/** A file with keys for credentials. */
export interface CredentialFile {
  /** Absolute path. */
  readonly path: string;
  /** The path from the workspace folder, or of the project whose user secrets it contains, as shown to users. */
  readonly relativePath: string;
  readonly isUserSecrets: boolean;
  /** Template that it is made from while it doesn't exist. */
  readonly template?: string;
  /** The first of them; see `cut`. */
  readonly credentials: readonly FoundCredential[];
  /** Whether it has more credentials than are read. */
  readonly cut?: boolean;
  /** Why it can't be read. */
  readonly unread?: ProjectFileErrorCode;
}

/** The credentials of a folder. */
export interface FolderCredentials {
  /** Sorted by name. */
  readonly files: readonly CredentialFile[];
  /** Whether there are more files than are read. */
  readonly cut: boolean;
}

/** What {@link readCredentials} works with. */
export interface ReadCredentialsParts {
  readonly access: FileAccess;
  readonly files: readonly NamedFile[];
  readonly known: KnownService;
  readonly userSecrets: UserSecretsPlace;
  /** What the user has marked as another service's; default: nothing. */
  readonly notOurs?: NotOurs;
}

/** Files of a folder that are read; nobody looks through more of them in a tree. */
const MOST_FILES = 500;
/** Credentials of one file that are read; each causes a request to the service. */
const MOST_CREDENTIALS = 50;
/** Characters of a key and the keys around it; nobody reads longer ones, and a view would get each of them. */
const LONGEST_KEY = 2000;
/** Files read at the same time: each needs a file handle, of which the editor has a limited number. */
const READ_AT_ONCE = 32;

interface Place {
  readonly path: string;
  readonly relativePath: string;
  readonly isUserSecrets: boolean;
  readonly template?: string;
}

/** Reads the files of a workspace folder that have keys for credentials, or that can't be read. */
export async function readCredentials(
  folder: string,
  parts: ReadCredentialsParts,
): Promise<FolderCredentials> {
  const read: CredentialFile[] = [];
  const files = parts.files.filter(file => !parts.notOurs?.hasFile(file.path));
  let at = 0;
  for (; at < files.length && read.length < MOST_FILES; at += READ_AT_ONCE) {
    const some = files.slice(at, at + READ_AT_ONCE);
    const places = await Promise.all(some.map(file => placeOf(file, folder, parts)));
    const found = await Promise.all(
      places.flatMap(place => (place ? [place] : [])).map(place => readPlace(place, parts)),
    );
    read.push(...found.filter(({ credentials, unread }) => credentials.length > 0 || unread !== undefined));
  }
  const shown = read
    .slice(0, MOST_FILES)
    .toSorted((one, other) => one.relativePath.localeCompare(other.relativePath));
  return { files: shown, cut: at < files.length || shown.length < read.length };
}

async function placeOf(
  { path: file, kind }: NamedFile,
  folder: string,
  { access, userSecrets }: ReadCredentialsParts,
): Promise<Place | undefined> {
  const relative = (to: string) => path.relative(folder, to).replaceAll(path.sep, '/');
  if (kind === 'settings') return { path: file, relativePath: relative(file), isUserSecrets: false };
  if (kind === 'template') {
    const made = fileOfTemplate(file);
    // A file that exists is read on its own.
    if ((await existenceOf(made, access)) !== 'none') return undefined;
    return { path: made, relativePath: relative(made), isUserSecrets: false, template: file };
  }
  const id = userSecretsIdOf((await readText(file, access)) ?? '');
  if (id === undefined) return undefined;
  return { path: userSecretsFile(id, userSecrets), relativePath: relative(file), isUserSecrets: true };
}

async function readPlace(
  place: Place,
  { access, known, notOurs }: ReadCredentialsParts,
): Promise<CredentialFile> {
  try {
    const bytes = await access.read(place.template ?? place.path);
    if (!bytes) return { ...place, credentials: [] };
    const format = await formatOf(place.path);
    const { text } = decodeFile(place.path, bytes);
    refuseEncrypted(format, place.path, text);
    const entries = format.read(text);
    // What isn't a text of the format at all has no keys, either; only what isn't read for its size is reported.
    if (entries.length === 0 && isTooComplex(format, text))
      return { ...place, credentials: [], unread: 'tooComplex' };
    const without = notOurs?.groupsOf(place.path) ?? [];
    const groups = credentialGroups(entries, known).filter(
      group => !without.some(name => isNamed(name)(group)),
    );
    const credentials = groups.filter(isShort).slice(0, MOST_CREDENTIALS).map(readGroup);
    return { ...place, credentials, cut: groups.length > credentials.length };
  } catch (error) {
    if (error instanceof ProjectFileError) return { ...place, credentials: [], unread: error.code };
    throw error;
  }
}

const isShort = ({ entries: [first] }: CredentialGroup): boolean =>
  (first?.keyPath ?? []).reduce((sum, key) => sum + key.length, 0) <= LONGEST_KEY;

function isTooComplex(format: FileFormat, text: string): boolean {
  const edited = format.set(text, []);
  return !edited.ok && edited.fault.code === 'tooComplex';
}

/** The fields that have an address of the service, the one that says nothing else first. */
const ADDRESSES = ['resource', 'authority', 'tokenEndpoint', 'omfEndpoint'] as const;

function readGroup(group: CredentialGroup): FoundCredential {
  const id = entryOf(group, 'clientId');
  const secret = entryOf(group, 'clientSecret');
  const [address] = ADDRESSES.flatMap(field => plainValue(entryOf(group, field)) ?? []);
  return {
    clientIdKey: id?.keyPath,
    clientSecretKey: secret?.keyPath,
    clientId: plainValue(id),
    tenantId: plainValue(entryOf(group, 'tenantId')),
    address,
    secret: secret ? secretIn(secret) : { kind: 'missing' },
    group: { object: group.object, prefix: group.prefix },
  };
}

const plainValue = (entry: FieldEntry | undefined): string | undefined =>
  entry && ['value', 'ownVariable'].includes(kindOfValue(entry.value)) ? entry.value : undefined;

const FOUND: Readonly<Record<Exclude<ValueKind, 'value'>, FoundSecret>> = {
  placeholder: { kind: 'placeholder' },
  ownVariable: { kind: 'variable' },
  reference: { kind: 'elsewhere' },
  encrypted: { kind: 'elsewhere' },
  masked: { kind: 'elsewhere' },
};

function secretIn(entry: FieldEntry): FoundSecret {
  const kind = kindOfValue(entry.value);
  return kind === 'value' ? { kind, value: new SecretText(entry.value) } : FOUND[kind];
}
