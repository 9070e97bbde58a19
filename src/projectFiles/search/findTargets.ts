import path from 'node:path';
import { existenceOf, type FileAccess } from '../fileAccess.ts';
import { dotenvFormat } from '../formats/dotenv/dotenvFormat.ts';
import { formatOf, hasFormat } from '../formats/fileFormats.ts';
import { isLaunchFile } from '../formats/json/launchFormat.ts';
import { entriesBelow } from '../formats/keyPathMap.ts';
import { type ProjectTarget, type TargetReason, targetId } from '../projectTarget.ts';
import { readText } from '../readText.ts';
import { environmentKeys, type FieldKeys, type PlainValues } from '../shapes/field.ts';
import { type FileNeed, type FileSection, mapEntries, mapFields, needOf } from '../shapes/fieldMapping.ts';
import { exposuresOf } from '../shapes/launchExposure.ts';
import { type DeclaredAttributes, launchConfigurations } from '../shapes/launchFile.ts';
import {
  type UserSecretsPlace,
  userSecretsFile,
  userSecretsIdOf,
  userSecretsKeys,
} from '../shapes/userSecrets.ts';
import { fileOfTemplate, type NamedFile } from './candidates.ts';
import { isConfiguration } from './projectIndex.ts';

/** Files read at the same time: each needs a file handle, of which the editor has a limited number. */
const READ_AT_ONCE = 32;

const RANK: Readonly<Record<TargetReason, number>> = {
  fromTemplate: 0,
  wantsCredentials: 1,
  hasCredentials: 2,
  envFile: 3,
  userSecrets: 4,
  configuration: 5,
  newFile: 6,
  launchConfiguration: 7,
};

/** What {@link findTargets} works with. */
export interface FindTargetsParts {
  readonly access: FileAccess;
  /** Files of the folder that concern credentials (`ProjectIndex.files`). */
  readonly files: readonly NamedFile[];
  readonly userSecrets: UserSecretsPlace;
  /** Returns what the debuggers of this editor declare; default: only what is known of some. */
  readonly declared?: DeclaredAttributes;
}

/** A target; what it doesn't set has the same value for most. */
type Found = Omit<ProjectTarget, 'folder' | 'relativePath' | 'secretAs'> &
  Partial<Pick<ProjectTarget, 'relativePath' | 'secretAs'>>;

/**
 * Finds the files of a workspace folder that could take credentials, the best first; a new `.env` is always one of them.
 * Templates themselves are never offered. Files that can't be read are skipped.
 */
export async function findTargets(
  folder: string,
  values: PlainValues,
  parts: FindTargetsParts,
): Promise<readonly ProjectTarget[]> {
  const dotenv = path.join(folder, '.env');
  const keys = projectKeys(values, parts.access);
  const found: Found[] = [];
  for (let at = 0; at < parts.files.length; at += READ_AT_ONCE) {
    const some = parts.files.slice(at, at + READ_AT_ONCE);
    const next = await Promise.all(some.map(file => targetsOf(file, folder, values, keys, parts)));
    for (const each of next.flat()) found.push(each);
  }
  found.push(...(await targetOf(dotenv, values, parts.access, 'newFile')));
  const targets = new Map<string, ProjectTarget>();
  for (const each of found) {
    const relativePath = path.relative(folder, each.path).replaceAll(path.sep, '/');
    const target = { folder, relativePath, secretAs: 'value' as const, ...each };
    const other = targets.get(targetId(target));
    if (!other || RANK[target.reason] < RANK[other.reason]) targets.set(targetId(target), target);
  }
  return likeliestFirst([...targets.values()]);
}

/** Returns the keys for the user secrets of a project. Projects in one folder have them from the same file, read once. */
type ProjectKeys = (projectFolder: string) => Promise<FieldKeys>;

function projectKeys(values: PlainValues, access: FileAccess): ProjectKeys {
  const known = new Map<string, Promise<FieldKeys>>();
  return projectFolder => {
    const keys = known.get(projectFolder) ?? userSecretsKeys(projectFolder, values, access);
    known.set(projectFolder, keys);
    return keys;
  };
}

/** Sorts targets of one or more folders, the best first. */
export const likeliestFirst = (targets: readonly ProjectTarget[]): readonly ProjectTarget[] =>
  targets.toSorted(
    (one, other) =>
      RANK[one.reason] - RANK[other.reason] ||
      depthOf(one) - depthOf(other) ||
      one.relativePath.localeCompare(other.relativePath),
  );

const depthOf = ({ relativePath }: ProjectTarget): number => relativePath.split('/').length;

async function targetsOf(
  { path: file, kind }: NamedFile,
  folder: string,
  values: PlainValues,
  keys: ProjectKeys,
  parts: FindTargetsParts,
): Promise<readonly Found[]> {
  const { access, userSecrets } = parts;
  if (kind === 'dotnetProject')
    return userSecretsTarget({ file, folder, values, keys, access, place: userSecrets });
  if (isLaunchFile(file)) return launchTargets(file, folder, values, parts);
  return kind === 'template' ? templateTarget(file, values, access) : settingsTarget(file, values, access);
}

async function settingsTarget(file: string, values: PlainValues, access: FileAccess) {
  return targetOf(file, values, access, isConfiguration(file) ? 'configuration' : undefined);
}

async function templateTarget(
  template: string,
  values: PlainValues,
  access: FileAccess,
): Promise<readonly Found[]> {
  const file = fileOfTemplate(template);
  // A file that exists is a target of its own.
  if ((await existenceOf(file, access)) !== 'none') return settingsTarget(file, values, access);
  const text = await readText(template, access);
  const format = await formatOf(file);
  if (text === undefined || format.readOnly) return [];
  const places = mapFields(format, text, values, sectionOf(file));
  return [{ path: file, template, exists: false, reason: 'fromTemplate', places, section: sectionOf(file) }];
}

/** @param otherwise reason to offer a file that has no keys for credentials, or doesn't exist */
async function targetOf(
  file: string,
  values: PlainValues,
  access: FileAccess,
  otherwise: TargetReason | undefined,
): Promise<readonly Found[]> {
  const existence = await existenceOf(file, access);
  const exists = existence === 'file';
  const text = existence === 'none' ? '' : await readText(file, access);
  if (text === undefined || (!exists && !otherwise)) return [];
  const format = exists || hasFormat(file) ? await formatOf(file) : dotenvFormat;
  if (format.readOnly) return [];
  const section = sectionOf(file);
  const need = needOf(format, text, values, section);
  const reason =
    need === 'none' ? (otherwise === 'newFile' && exists ? 'configuration' : otherwise) : REASONS[need];
  if (!reason) return [];
  const places = mapFields(format, text, values, section);
  return [{ path: file, exists, reason, places, section }];
}

const REASONS: Readonly<Record<Exclude<FileNeed, 'none'>, TargetReason | undefined>> = {
  wants: 'wantsCredentials',
  has: 'hasCredentials',
  refers: undefined,
};

/** Azure Functions reads only `Values` into the environment. */
const SECTIONS: readonly (readonly [fileName: RegExp, section: FileSection])[] = [
  [/^local\.settings\.json$/i, { within: ['Values'], defaults: environmentKeys(['Values']) }],
];

const sectionOf = (file: string): FileSection | undefined =>
  SECTIONS.find(([pattern]) => pattern.test(path.basename(file)))?.[1];

async function userSecretsTarget({
  file: project,
  folder,
  values,
  keys,
  access,
  place,
}: DotnetProject): Promise<readonly Found[]> {
  const id = userSecretsIdOf((await readText(project, access)) ?? '');
  if (id === undefined) return [];
  const file = userSecretsFile(id, place);
  const existence = await existenceOf(file, access);
  const exists = existence === 'file';
  const text = existence === 'none' ? '' : await readText(file, access);
  if (text === undefined) return [];
  const defaults = await keys(path.dirname(project));
  const section = { within: [], defaults };
  const format = await formatOf(file);
  return [
    {
      path: file,
      exists,
      section,
      reason: 'userSecrets',
      relativePath: path.relative(folder, project).replaceAll(path.sep, '/'),
      boundary: path.dirname(file),
      places: mapFields(format, text, values, section),
    },
  ];
}

interface DotnetProject {
  readonly file: string;
  readonly folder: string;
  readonly values: PlainValues;
  readonly keys: ProjectKeys;
  readonly access: FileAccess;
  readonly place: UserSecretsPlace;
}

async function launchTargets(
  file: string,
  folder: string,
  values: PlainValues,
  { access, declared = () => undefined }: FindTargetsParts,
): Promise<readonly Found[]> {
  const text = await readText(file, access);
  if (text === undefined) return [];
  const format = await formatOf(file);
  const shown = path.relative(folder, file).replaceAll(path.sep, '/');
  const configurations = launchConfigurations(text, { folder, platform: process.platform, declared }).map(
    each => ({ ...each, isExposed: exposuresOf(each.properties, each.attributes).length > 0 }),
  );
  const paths = configurations.map(({ section }) => section.within);
  const environments = entriesBelow(format.read(text), paths);
  const found: Found[] = [];
  // Several configurations may read one file.
  const envFiles = new Map<string, boolean>();
  for (const { name, section, envFile, isExposed } of configurations) {
    if (envFile) envFiles.set(envFile, isExposed || envFiles.get(envFile) === true);
    else
      found.push({
        path: file,
        section,
        exists: true,
        secretAs: 'variable',
        places: mapEntries(format, environments(section.within), values, section),
        reason: 'launchConfiguration',
        relativePath: `${shown} · ${name}`,
        isExposed,
      });
  }
  for (const [envFile, isExposed] of envFiles) {
    const read = hasFormat(envFile) ? await targetOf(envFile, values, access, 'envFile') : [];
    found.push(...read.map(target => ({ ...target, isExposed })));
  }
  return found;
}
