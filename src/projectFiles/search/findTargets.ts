import path from 'node:path';
import { existenceOf, type FileAccess } from '../fileAccess.ts';
import { formatOf, hasFormat } from '../formats/fileFormats.ts';
import { isLaunchFile } from '../formats/json/launchFormat.ts';
import { entriesBelow } from '../formats/keyPathMap.ts';
import { ALL_OURS, type NotOurs } from '../notOurs.ts';
import { type ProjectTarget, type TargetReason, targetId } from '../projectTarget.ts';
import { readText } from '../readText.ts';
import {
  type UserSecretsPlace,
  userSecretsFile,
  userSecretsIdOf,
  userSecretsKeys,
} from '../shapes/dotnet/userSecrets.ts';
import type { FieldKeys, PlainValues } from '../shapes/field.ts';
import { mapEntries, mapFields } from '../shapes/fieldMapping.ts';
import { exposuresOf } from '../shapes/launch/launchExposure.ts';
import { type DeclaredAttributes, launchConfigurations } from '../shapes/launch/launchFile.ts';
import type { NamedFile } from './candidates.ts';
import { type Found, settingsTargets, targetsIn, templateTargets } from './fileTargets.ts';
import { readUsable } from './readUsable.ts';
import { isCopyName, isOfExamples } from './templateName.ts';

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
  /** What the user has marked as another service's; default: nothing. */
  readonly notOurs?: NotOurs;
}

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
  const { notOurs = ALL_OURS } = parts;
  const files = parts.files.filter(file => !notOurs.hasFile(file.path));
  for (let at = 0; at < files.length; at += READ_AT_ONCE) {
    const some = files.slice(at, at + READ_AT_ONCE);
    const next = await Promise.all(some.map(file => targetsOf(file, folder, values, keys, parts)));
    found.push(...next.flat().filter(each => !notOurs.hasFile(each.path)));
  }
  if (!notOurs.hasFile(dotenv))
    found.push(...(await targetsIn(dotenv, { folder, values, access: parts.access, notOurs }, 'newFile')));
  const targets = new Map<string, ProjectTarget>();
  for (const each of found) {
    const file = path.relative(folder, each.path).replaceAll(path.sep, '/');
    const relativePath = each.groupName ? `${file} · ${each.groupName}` : file;
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

/** Sorts targets of one or more folders, the best first, those that can't take the credentials last. */
export const likeliestFirst = (targets: readonly ProjectTarget[]): readonly ProjectTarget[] =>
  targets.toSorted(
    (one, other) =>
      Number(one.refusal !== undefined) - Number(other.refusal !== undefined) ||
      Number(other.isOfClient ?? false) - Number(one.isOfClient ?? false) ||
      RANK[one.reason] - RANK[other.reason] ||
      Number(isForTests(one)) - Number(isForTests(other)) ||
      depthOf(one) - depthOf(other) ||
      // The groups of one file stay in the order of the file.
      (one.groupName !== undefined && one.path === other.path
        ? 0
        : one.relativePath.localeCompare(other.relativePath)),
  );

/** What tests read is seldom what is meant, if the program itself has such a file. */
const isForTests = ({ relativePath }: ProjectTarget): boolean =>
  /(?:^|\/)(?:__mocks__|__tests__|cypress|e2e|fixtures?|mocks?|specs?|tests?)\//i.test(relativePath);

const depthOf = ({ relativePath }: ProjectTarget): number => relativePath.split('/').length;

async function targetsOf(
  { path: file, kind }: NamedFile,
  folder: string,
  values: PlainValues,
  keys: ProjectKeys,
  parts: FindTargetsParts,
): Promise<readonly Found[]> {
  const { access, userSecrets, notOurs = ALL_OURS } = parts;
  if (kind === 'dotnetProject')
    return userSecretsTarget({ file, folder, values, keys, access, place: userSecrets });
  if (isCopyName(path.basename(file)) || isOfExamples(path.relative(folder, file))) return [];
  if (isLaunchFile(file)) return launchTargets(file, folder, values, parts);
  const asked = { folder, values, access, notOurs };
  return kind === 'template' ? templateTargets(file, asked) : settingsTargets(file, asked);
}

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
  const format = await formatOf(file);
  const exists = (await existenceOf(file, access)) !== 'none';
  const text = exists ? await readUsable(file, format, access) : '';
  if (text === undefined) return [];
  const defaults = await keys(path.dirname(project));
  const section = { within: [], defaults };
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
  { access, declared = () => undefined, notOurs = ALL_OURS }: FindTargetsParts,
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
    const read = hasFormat(envFile)
      ? await targetsIn(envFile, { folder, values, access, notOurs }, 'envFile')
      : [];
    found.push(...read.map(target => ({ ...target, isExposed })));
  }
  return found;
}
