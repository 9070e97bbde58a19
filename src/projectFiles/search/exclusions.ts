import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import type { FileAccess } from '../fileAccess.ts';
import { repositoryAround } from '../git/repositoryFolder.ts';
import { cheapGlobs } from './cheapGlob.ts';

/** Folders that hold what is fetched or made, not what is written, whether or not `.gitignore` says so. */
const PASSED_OVER = new Set([
  ...['node_modules', 'bin', 'obj', 'dist', 'out', 'build', 'target', 'vendor', '__pycache__'],
  ...['venv', 'site-packages', 'bower_components', 'jspm_packages'],
]);

/** The one hidden folder in which projects keep configuration that people edit. */
const SHOWN_HIDDEN = new Set(['.vscode']);

interface IgnoreFile {
  /** Folder of the `.gitignore`, absolute. */
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * What of a workspace folder is not looked at: what the editor's settings exclude (`files.exclude`,
 * `search.exclude`), folders that git ignores, and folders of fetched or made things. A *file* that git ignores is
 * looked at: that is where credentials belong.
 */
export class Exclusions {
  readonly #root: string;
  readonly #access: FileAccess;
  readonly #isExcluded: (relativePath: string) => boolean;
  /** By folder; `undefined` where there is no `.gitignore`. */
  readonly #ignoreFiles = new Map<string, Promise<IgnoreFile | undefined>>();

  /** @param globs as the editor's settings have them, from the folder on */
  constructor(root: string, globs: readonly string[], access: FileAccess) {
    this.#root = root;
    this.#access = access;
    // one that cannot be understood excludes nothing
    const matchers = cheapGlobs(globs).flatMap(glob => matcherOf(glob));
    this.#isExcluded = relativePath => matchers.some(matches => matches(relativePath));
  }

  /** Tells whether a file is excluded by the settings; its folder has been asked about before. */
  excludesFile(file: string): boolean {
    return this.#isExcluded(this.#relative(file));
  }

  /** Tells whether a folder is passed over; the folders around it have been asked about before. */
  async excludesFolder(folder: string): Promise<boolean> {
    const name = path.basename(folder);
    if (PASSED_OVER.has(name) || (name.startsWith('.') && !SHOWN_HIDDEN.has(name))) return true;
    return this.#isExcluded(this.#relative(folder)) || this.#isIgnored(folder);
  }

  /** Tells whether any folder on the way from the root to a path is passed over. */
  async excludesWayTo(file: string): Promise<boolean> {
    const parts = this.#relative(path.dirname(file)).split('/');
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const folder = path.join(this.#root, ...parts.slice(0, depth));
      if (folder !== this.#root && (await this.excludesFolder(folder))) return true;
    }
    return false;
  }

  /** The innermost `.gitignore` that has a say decides, as git has it. */
  async #isIgnored(folder: string): Promise<boolean> {
    const top = repositoryAround(this.#root) ?? this.#root;
    for (let at = path.dirname(folder); ; at = path.dirname(at)) {
      const file = await this.#ignoreFile(at);
      const said = file?.rules.test(`${relativeTo(file.folder, folder)}/`);
      if (said?.ignored || said?.unignored) return said.ignored;
      if (at === top || path.dirname(at) === at) return false;
    }
  }

  #ignoreFile(folder: string): Promise<IgnoreFile | undefined> {
    const known = this.#ignoreFiles.get(folder) ?? this.#readIgnoreFile(folder);
    this.#ignoreFiles.set(folder, known);
    return known;
  }

  async #readIgnoreFile(folder: string): Promise<IgnoreFile | undefined> {
    const bytes = await this.#access.read(path.join(folder, '.gitignore')).catch(() => undefined);
    if (!bytes) return undefined;
    const lines = bytes.toString('utf8').split(/\r?\n/);
    return { folder, rules: ignore().add([...cheapGlobs(lines)]) };
  }

  #relative(file: string): string {
    return relativeTo(this.#root, file);
  }
}

const relativeTo = (folder: string, file: string): string =>
  path.relative(folder, file).replaceAll(path.sep, '/');

function matcherOf(glob: string): readonly ((relativePath: string) => boolean)[] {
  try {
    return [picomatch(glob, { dot: true, noextglob: true })];
  } catch {
    return [];
  }
}
