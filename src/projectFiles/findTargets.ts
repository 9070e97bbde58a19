import path from 'node:path';
import { dotenvFormat } from './dotenvFormat.ts';
import { mapFields, mentionsCredentials, type PlainValues, wantsCredentials } from './fieldMapping.ts';
import type { FileAccess } from './fileAccess.ts';
import type { FileFormat } from './fileFormat.ts';
import { formatOf, hasFormat } from './fileFormats.ts';
import { decodeFile } from './fileText.ts';
import { ProjectFileError } from './projectFileError.ts';
import type { ProjectTarget, TargetReason } from './projectTarget.ts';

/** Levels below the workspace folder that are looked at: where projects of a repository lie. */
const MAX_DEPTH = 3;
/** Folders looked at: beyond, nobody waits for the list any more. */
const MAX_FOLDERS = 2000;
/** Files read. */
const MAX_FILES = 200;

/** Folders that hold what is fetched or made, not what is written. Hidden ones are passed over too. */
const PASSED_OVER = new Set([
  'node_modules',
  'bin',
  'obj',
  'dist',
  'out',
  'build',
  'target',
  'vendor',
  '__pycache__',
]);

/** Names of templates, and what is made of them. */
const TEMPLATES: readonly (readonly [pattern: RegExp, made: string])[] = [
  [/^(.+)\.placeholder(\.(?:jsonc?|ya?ml|toml|ini|cfg|properties))$/i, '$1$2'],
  [/^(\.env(?:\..+)?)\.(?:example|sample|template|dist)$/i, '$1'],
];

/** Files that are offered although they have no key for credentials. */
const CONFIGURATION = /^(\.env(\.local)?|appsettings(\..+)?\.json)$/i;

const RANK: Readonly<Record<TargetReason, number>> = {
  fromTemplate: 0,
  wantsCredentials: 1,
  hasCredentials: 2,
  configuration: 3,
  newFile: 4,
};

interface Candidate {
  readonly path: string;
  readonly template?: string;
}

/**
 * Finds the files of a workspace folder that could take credentials, the likeliest first; a new `.env` is always
 * among them. Templates are never offered themselves. Files that cannot be read are passed over.
 */
export async function findTargets(
  folder: string,
  values: PlainValues,
  access: FileAccess,
): Promise<readonly ProjectTarget[]> {
  const candidates = await findCandidates(folder, access);
  const targets = await Promise.all(candidates.map(candidate => targetOf(folder, candidate, values, access)));
  const found = targets.filter(target => target !== undefined);
  const dotenv = path.join(folder, '.env');
  if (!found.some(target => target.path === dotenv)) found.push(newDotenv(folder, dotenv, values));
  return found.toSorted(
    (one, other) =>
      RANK[one.reason] - RANK[other.reason] ||
      depthOf(one) - depthOf(other) ||
      one.relativePath.localeCompare(other.relativePath),
  );
}

const depthOf = ({ relativePath }: ProjectTarget): number => relativePath.split('/').length;

async function findCandidates(root: string, access: FileAccess): Promise<readonly Candidate[]> {
  const candidates = new Map<string, Candidate>();
  const queue = [{ folder: root, depth: 0 }];
  let folders = 0;
  for (let next = queue.shift(); next && folders < MAX_FOLDERS; next = queue.shift()) {
    folders += 1;
    const { folder, depth } = next;
    const entries = await access.list(folder);
    for (const { name, isFolder } of entries) {
      if (!isFolder) addCandidate(candidates, folder, name);
      else if (depth < MAX_DEPTH && !PASSED_OVER.has(name) && !name.startsWith('.')) {
        queue.push({ folder: path.join(folder, name), depth: depth + 1 });
      }
    }
  }
  return [...candidates.values()].slice(0, MAX_FILES);
}

function addCandidate(candidates: Map<string, Candidate>, folder: string, name: string): void {
  const template = TEMPLATES.find(([pattern]) => pattern.test(name));
  if (template) {
    const made = path.join(folder, name.replace(...template));
    candidates.set(made, { path: made, template: path.join(folder, name) });
  } else if (hasFormat(name)) {
    const file = path.join(folder, name);
    candidates.set(file, candidates.get(file) ?? { path: file });
  }
}

async function targetOf(
  folder: string,
  candidate: Candidate,
  values: PlainValues,
  access: FileAccess,
): Promise<ProjectTarget | undefined> {
  const own = await readText(candidate.path, access);
  const text = own ?? (candidate.template ? await readText(candidate.template, access) : undefined);
  if (text === undefined) return undefined;
  const isConfiguration = CONFIGURATION.test(path.basename(candidate.path));
  if (own !== undefined && !isConfiguration && !mentionsCredentials(text)) return undefined;
  const format = await formatOf(candidate.path);
  const places = mapFields(format, text, values);
  const reason = own === undefined ? 'fromTemplate' : reasonOf(format, candidate.path, text, values);
  if (!reason) return undefined;
  const relativePath = path.relative(folder, candidate.path).replaceAll(path.sep, '/');
  return { ...candidate, folder, relativePath, exists: own !== undefined, reason, places };
}

function reasonOf(
  format: FileFormat,
  file: string,
  text: string,
  values: PlainValues,
): TargetReason | undefined {
  if (wantsCredentials(format, text, values)) {
    const places = mapFields(format, text, values);
    const open = places.some(({ field, state }) => field === 'clientSecret' && state !== 'replaces');
    return open ? 'wantsCredentials' : 'hasCredentials';
  }
  return CONFIGURATION.test(path.basename(file)) ? 'configuration' : undefined;
}

function newDotenv(folder: string, file: string, values: PlainValues): ProjectTarget {
  const places = mapFields(dotenvFormat, '', values);
  return { path: file, relativePath: '.env', folder, exists: false, reason: 'newFile', places };
}

async function readText(file: string, access: FileAccess): Promise<string | undefined> {
  try {
    const bytes = await access.read(file);
    return bytes && decodeFile(file, bytes).text;
  } catch (error) {
    if (error instanceof ProjectFileError) return undefined;
    throw error;
  }
}
