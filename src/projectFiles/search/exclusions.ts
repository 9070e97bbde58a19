import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { type FileAccess, unlessUnusable } from '../fileAccess.ts';
import { repositoryAround } from '../git/repositoryFolder.ts';
import { cheapGlobs } from './cheapGlob.ts';

/** Folders of downloaded or generated files, which are skipped whether or not Git ignores them. */
const SKIPPED = new Set([
  ...['node_modules', 'bin', 'obj', 'dist', 'out', 'build', 'target', 'vendor', '__pycache__'],
  ...['venv', 'site-packages', 'bower_components', 'jspm_packages'],
]);

/** Hidden folders in which tools have configuration that people write. */
const SHOWN_HIDDEN = new Set([
  ...['.aspire', '.azure', '.azuredevops', '.circleci', '.config', '.devcontainer', '.docker', '.env'],
  ...['.envs', '.github', '.gitlab', '.pipelines', '.secrets', '.streamlit', '.vscode'],
]);

interface IgnoreFile {
  /** Folder of the `.gitignore`, absolute. */
  readonly folder: string;
  readonly rules: Ignore;
}

/**
 * The parts of a workspace folder that aren't searched: what the editor's settings exclude (`files.exclude`,
 * `search.exclude`), folders that Git ignores, and folders of downloaded or generated files. A *file* that Git ignores is
 * searched, because credentials belong there.
 */
export class Exclusions {
  readonly #root: string;
  readonly #access: FileAccess;
  readonly #isExcluded: (relativePath: string) => boolean;
  /** By folder; `undefined` if it has no `.gitignore`. */
  readonly #ignoreFiles = new Map<string, Promise<IgnoreFile | undefined>>();

  /** @param globs the patterns of the editor's settings, relative to the folder */
  constructor(root: string, globs: readonly string[], access: FileAccess) {
    this.#root = root;
    this.#access = access;
    // An invalid pattern excludes nothing.
    const matchers = cheapGlobs(globs).flatMap(glob => matcherOf(glob));
    this.#isExcluded = relativePath => matchers.some(matches => matches(relativePath));
  }

  /** Tells whether the settings exclude a file. The caller has checked its folder. */
  excludesFile(file: string): boolean {
    return this.#isExcluded(this.#relative(file));
  }

  /** Tells whether a folder is skipped. The caller has checked the folders above it. */
  async excludesFolder(folder: string): Promise<boolean> {
    const name = path.basename(folder);
    if (SKIPPED.has(name) || (name.startsWith('.') && !SHOWN_HIDDEN.has(name))) return true;
    return this.#isExcluded(this.#relative(folder)) || this.#isIgnored(folder);
  }

  /** Tells whether any folder between the root and a path is skipped. */
  async excludesWayTo(file: string): Promise<boolean> {
    const parts = this.#relative(path.dirname(file)).split('/');
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const folder = path.join(this.#root, ...parts.slice(0, depth));
      if (folder !== this.#root && (await this.excludesFolder(folder))) return true;
    }
    return false;
  }

  /** As in Git, the innermost `.gitignore` with a matching line decides. */
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
    const bytes = await this.#access.read(path.join(folder, '.gitignore')).catch(unlessUnusable);
    if (!bytes) return undefined;
    const lines = bytes
      .toString('utf8')
      .split(/\r?\n/)
      .filter(line => line !== '' && !line.startsWith('#'));
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
