import path from 'node:path';
import { refuseOutside } from '../disk/writeTarget.ts';
import { existenceOf, type FileAccess } from '../fileAccess.ts';
import { decodeFile, searchableText } from '../fileText.ts';
import { errorOf } from '../formats/errorOf.ts';
import type { FileFormat, FormatFault } from '../formats/fileFormat.ts';
import { formatOf } from '../formats/fileFormats.ts';
import type { NotOurs } from '../notOurs.ts';
import { ProjectFileError } from '../projectFileError.ts';
import { readText } from '../readText.ts';
import { type CredentialGroup, credentialGroups, type KnownService } from '../shapes/credentialGroup.ts';
import { type UserSecretsPlace, userSecretsFile, userSecretsIdOf } from '../shapes/dotnet/userSecrets.ts';
import { refuseEncrypted } from '../shapes/encryptedFile.ts';
import { isNamed } from '../shapes/fieldMapping.ts';
import { fileOfTemplate, type NamedFile } from './candidates.ts';
import { mayHaveCredentials, mentionsCredentials, namesCredentials } from './credentialNames.ts';
import { type FoundCredential, readGroup } from './foundCredential.ts';
import { isOffered } from './projectIndex.ts';

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
  /** Why it can't be read, with the path of the file that is in the way: of itself, or of its template. */
  readonly unread?: ProjectFileError;
  /** Whether a symbolic link leads out of the folder, so that it is only read. */
  readonly leavesFolder?: boolean;
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
  /** Tells whether credentials were written to a file before; default: of no file. */
  readonly isBound?: (file: string) => boolean;
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
      places
        .filter(place => place !== undefined)
        // Of a template, the file that is made from it may be marked.
        .filter(place => !parts.notOurs?.hasFile(place.path))
        .map(place => readFile(place, folder, parts)),
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
  const itself = { path: file, relativePath: relative(file), isUserSecrets: false };
  if (kind === 'settings') return itself;
  if (kind === 'template') {
    const made = fileOfTemplate(file);
    if (made === file) return itself;
    // A file that exists is read on its own.
    if ((await existenceOf(made, access)) !== 'none') return undefined;
    return { path: made, relativePath: relative(made), isUserSecrets: false, template: file };
  }
  const id = userSecretsIdOf((await readText(file, access)) ?? '');
  if (id === undefined) return undefined;
  return { path: userSecretsFile(id, userSecrets), relativePath: relative(file), isUserSecrets: true };
}

async function readFile(place: Place, folder: string, parts: ReadCredentialsParts): Promise<CredentialFile> {
  const file = await readPlace(place, parts);
  const isShown = file.credentials.length > 0 || file.unread !== undefined;
  return isShown && (await leavesFolder(place, folder)) ? { ...file, leavesFolder: true } : file;
}

/** Tells whether a write would follow a link out of the folder. */
const leavesFolder = ({ path: file, isUserSecrets }: Place, folder: string): Promise<boolean> =>
  refuseOutside(file, isUserSecrets ? path.dirname(file) : folder).then(
    () => false,
    error => error instanceof ProjectFileError && error.code === 'outsideWorkspace',
  );

async function readPlace(
  place: Place,
  { access, known, notOurs, isBound }: ReadCredentialsParts,
): Promise<CredentialFile> {
  const source = place.template ?? place.path;
  let bytes: Buffer | undefined;
  try {
    bytes = await access.read(source);
    if (!bytes) return { ...place, credentials: [] };
    const format = await formatOf(place.path);
    const { text } = decodeFile(place.path, bytes);
    refuseEncrypted(format, place.path, text);
    const entries = format.read(text);
    const fault = entries.length === 0 ? faultIn(format, text, place, isBound) : undefined;
    if (fault) return { ...place, credentials: [], unread: errorOf(format, source, text, fault) };
    const without = notOurs?.groupsOf(place.path) ?? [];
    const groups = credentialGroups(entries, known).filter(
      group => !without.some(name => isNamed(name)(group)),
    );
    const credentials = groups.filter(isShort).slice(0, MOST_CREDENTIALS).map(readGroup);
    return { ...place, credentials, cut: groups.length > credentials.length };
  } catch (error) {
    if (!(error instanceof ProjectFileError)) throw error;
    const matters = !place.template || mayMatter(place, bytes);
    return matters
      ? { ...place, credentials: [], unread: errorAt(source, error) }
      : { ...place, credentials: [] };
  }
}

/** Of templates, also those are listed that have no keys for credentials. */
const mayMatter = ({ path: file }: Place, bytes: Buffer | undefined): boolean =>
  bytes ? mentionsCredentials(searchableText(bytes)) : mayHaveCredentials(file);

const errorAt = (file: string, { code, detail, position, cause }: ProjectFileError): ProjectFileError =>
  new ProjectFileError(code, file, { detail, position, cause });

const isShort = ({ entries: [first] }: CredentialGroup): boolean =>
  (first?.keyPath ?? []).reduce((sum, key) => sum + key.length, 0) <= LONGEST_KEY;

/** Returns why a text without keys can't be read, unless nothing says that it has credentials of this service. */
function faultIn(
  format: FileFormat,
  text: string,
  { path: file }: Place,
  isBound: ReadCredentialsParts['isBound'] = () => false,
): FormatFault | undefined {
  const edited = format.set(text, []);
  if (edited.ok) return undefined;
  const isCredentials = isOffered(file) || namesCredentials(text) || isBound(file);
  const matters = edited.fault.code === 'tooComplex' || isCredentials;
  return matters ? edited.fault : undefined;
}
