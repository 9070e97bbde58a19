import path from 'node:path';
import { isTemporaryFolder } from '../disk/temporaryFolder.ts';
import { existenceOf, type FileAccess, MAX_BYTES as MOST_READ, unlessUnusable } from '../fileAccess.ts';
import { searchableText } from '../fileText.ts';
import { folderHolds } from '../folderHolds.ts';
import { isLaunchFile } from '../formats/json/launchFormat.ts';
import { encryptionAtStart } from '../shapes/encryptedFile.ts';
import { fileOfTemplate, kindOf, type Listing, listFiles, type NamedFile } from './candidates.ts';
import { mayHaveCredentials, mentionsCredentials } from './credentialNames.ts';
import { Exclusions } from './exclusions.ts';

/** Larger files, in bytes, are data, unless their names say that they are configuration. */
const MAX_BYTES = 1024 * 1024;
/** Files read at the same time. */
const READ_AT_ONCE = 32;

/** Files that are offered even without keys for credentials. */
const CONFIGURATION = /^(\.env(\.local)?|appsettings(\..+)?\.json|local\.settings\.json)$/i;

/** What a watcher reports about a file or folder. */
export type FileEvent = 'created' | 'changed' | 'deleted';

/** Tells by its name whether a file is offered although it has no keys for credentials. */
export const isOffered = (file: string): boolean => CONFIGURATION.test(path.basename(file));

/** Does the same with launch configurations, which get variables. */
export const isConfiguration = (file: string): boolean => isOffered(file) || isLaunchFile(file);

/**
 * The files of one workspace folder that concern credentials. The folder is searched once; afterwards only reported changes
 * are read again. The index keeps paths, never contents.
 */
export class ProjectIndex {
  readonly folder: string;
  readonly #access: FileAccess;
  readonly #globs: () => readonly string[];
  #exclusions: Exclusions;
  #known: Promise<Map<string, NamedFile>> | undefined;
  #cut = false;
  readonly #touched = new Set<string>();

  /** @param globs the patterns that the editor's settings exclude, relative to the folder */
  constructor(folder: string, globs: () => readonly string[], access: FileAccess) {
    this.folder = folder;
    this.#globs = globs;
    this.#access = access;
    this.#exclusions = this.#newExclusions();
  }

  /** Whether the folder has more than is searched. */
  get cut(): boolean {
    return this.#cut;
  }

  /**
   * Returns the files that have or may get credentials, templates, and projects with user secrets. Rejects with a
   * `ProjectFileError` when the folder can't be searched now.
   */
  async files(): Promise<readonly NamedFile[]> {
    try {
      this.#known ??= this.#walk();
      const known = await this.#known;
      const touched = new Set(this.#touched);
      this.#touched.clear();
      if (touched.size > 0)
        for (const file of [...known.keys()]) if (this.#isWithin(file, touched)) known.delete(file);
      for (const file of touched) await this.#lookAgain(known, file);
      return [...known.values()];
    } catch (error) {
      // What is known is not all: the next one starts anew.
      this.reset();
      throw error;
    }
  }

  /**
   * Takes note of a changed, new or deleted file or folder; returns whether it may concern credentials. Fast, because
   * installing packages reports thousands.
   */
  touch(file: string, what: FileEvent): boolean {
    if (!this.#known || !folderHolds(this.folder, file)) return false;
    const way = path.relative(this.folder, file).split(path.sep);
    if (way.some(isTemporaryFolder)) return false;
    if (path.basename(file) === '.gitignore') {
      this.reset();
      return true;
    }
    if (way.some(part => part === 'node_modules' || part === '.git')) return false;
    // A new or deleted path may be a folder, whatever its name.
    if (what === 'changed' && !kindOf(file)) return false;
    this.#touched.add(file);
    return true;
  }

  /** Forgets all files, for example when the settings that exclude files have changed. */
  reset(): void {
    this.#exclusions = this.#newExclusions();
    this.#known = undefined;
    this.#touched.clear();
  }

  #newExclusions(): Exclusions {
    return new Exclusions(this.folder, this.#globs(), this.#access);
  }

  async #walk(): Promise<Map<string, NamedFile>> {
    const listing = await listFiles(this.folder, this.#exclusions, this.#access);
    this.#cut = listing.cut;
    return this.#relevant(listing);
  }

  async #lookAgain(known: Map<string, NamedFile>, at: string): Promise<void> {
    if (await this.#exclusions.excludesWayTo(at)) return;
    const kind = kindOf(at);
    const isFile = kind && (await existenceOf(at, this.#access)) === 'file';
    const listing =
      isFile && !this.#exclusions.excludesFile(at)
        ? { files: [{ path: at, kind }], cut: false }
        : await this.#below(at);
    for (const [file, named] of await this.#relevant(listing)) known.set(file, named);
  }

  /** Looks up the way to a file, because an installation touches thousands of paths. */
  #isWithin(file: string, paths: ReadonlySet<string>): boolean {
    for (let at = file; ; at = path.dirname(at)) {
      if (paths.has(at)) return true;
      if (at === this.folder || path.dirname(at) === at) return false;
    }
  }

  async #below(folder: string): Promise<Listing> {
    if (await this.#exclusions.excludesFolder(folder)) return { files: [], cut: false };
    return listFiles(this.folder, this.#exclusions, this.#access, folder);
  }

  async #relevant({ files }: Listing): Promise<Map<string, NamedFile>> {
    const relevant = new Map<string, NamedFile>();
    for (let at = 0; at < files.length; at += READ_AT_ONCE) {
      const some = files.slice(at, at + READ_AT_ONCE);
      const kept = await Promise.all(some.map(file => this.#isRelevant(file)));
      for (const [index, file] of some.entries()) if (kept[index]) relevant.set(file.path, file);
    }
    return relevant;
  }

  async #isRelevant({ path: file, kind }: NamedFile): Promise<boolean> {
    if (kind === 'template') return true;
    if (isConfiguration(file)) return true;
    const size = await this.#access.sizeOf(file).catch(leaveOutUnusable);
    if (size === 'unknown') return true;
    // What can't be looked into is shown, as far as its name says that it may have credentials.
    const isNamed = mayHaveCredentials(file);
    if (size === undefined || size > MOST_READ) return isNamed;
    if (size > MAX_BYTES && !isNamed) return false;
    const bytes = await this.#access.read(file).catch(leaveOutUnusable);
    if (bytes === 'unknown') return true;
    if (!bytes) return isNamed;
    const text = searchableText(bytes);
    if (kind === 'dotnetProject') return text.includes('<UserSecretsId');
    // What is encrypted as a whole may have any keys.
    return mentionsCredentials(text) || encryptionAtStart(text) !== undefined;
  }
}

/** A file of which nothing is known stays in the index: whoever reads it later reports why that is not possible. */
function leaveOutUnusable(error: unknown): 'unknown' | undefined {
  try {
    return unlessUnusable(error);
  } catch {
    return 'unknown';
  }
}

/** Returns the templates among files, by the files that are made from them. */
export function templatesOf(files: readonly NamedFile[]): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap(({ path: file, kind }) => (kind === 'template' ? [[fileOfTemplate(file), file]] : [])),
  );
}
