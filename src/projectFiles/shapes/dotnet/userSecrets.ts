import path from 'node:path';
import { type FileAccess, unlessUnusable } from '../../fileAccess.ts';
import { jsonFormat } from '../../formats/json/jsonFormat.ts';
import type { FieldKeys, PlainValues } from '../field.ts';
import { mapFields, needOf } from '../fieldMapping.ts';

/** What determines the location of .NET user secrets on this machine. */
export interface UserSecretsPlace {
  /** The user's home folder. */
  readonly home: string;
  /** `%APPDATA%`, on Windows. */
  readonly appData?: string | undefined;
  /** The platform whose paths are used. */
  readonly platform: NodeJS.Platform;
}

/** Longer than any id from `dotnet user-secrets init`, which is a GUID. */
const MAX_ID_LENGTH = 128;

/**
 * Reads the id of the user secrets of a .NET project (`*.csproj`, `Directory.Build.props`). Only a plain name is accepted: a
 * repository must not choose a path on the disk by it, and MSBuild isn't run to expand properties.
 */
export function userSecretsIdOf(project: string): string | undefined {
  const id = contentOf(withoutComments(project), 'UserSecretsId')?.trim() ?? '';
  const isPlainName = /^[A-Za-z0-9][A-Za-z0-9 ._-]*$/.test(id) && !id.includes('..') && !id.endsWith('.');
  return isPlainName && id.length <= MAX_ID_LENGTH ? id : undefined;
}

/** A comment that isn't closed stays. */
function withoutComments(xml: string): string {
  const kept: string[] = [];
  let at = 0;
  for (let open = xml.indexOf('<!--'); open !== -1; open = xml.indexOf('<!--', at)) {
    const close = xml.indexOf('-->', open + '<!--'.length);
    if (close === -1) break;
    kept.push(xml.slice(at, open));
    at = close + '-->'.length;
  }
  return kept.join('') + xml.slice(at);
}

/** Returns the text in the first element of a name that has nothing but text; `undefined` if there is none. */
function contentOf(xml: string, name: string): string | undefined {
  for (const part of xml.split(`<${name}>`).slice(1)) {
    const end = part.indexOf('<');
    if (end !== -1 && part.startsWith(`</${name}>`, end)) return part.slice(0, end);
  }
  return undefined;
}

/**
 * Returns the file with the user secrets of an id.
 *
 * @see .NET documentation: *Safe storage of app secrets*
 */
export function userSecretsFile(id: string, { home, appData, platform }: UserSecretsPlace): string {
  const { join } = platform === 'win32' ? path.win32 : path.posix;
  const root =
    platform === 'win32'
      ? join(appData ?? join(home, 'AppData', 'Roaming'), 'Microsoft', 'UserSecrets')
      : join(home, '.microsoft', 'usersecrets');
  return join(root, id, 'secrets.json');
}

/** Settings files of a .NET project, the one with the most keys first. */
const SETTINGS = [
  'appsettings.Development.json',
  'appsettings.json',
  'appsettings.placeholder.json',
] as const;

/** Returns the keys of the project's settings, flattened as in .NET (`Connect:ClientId`), or else the usual ones. */
export async function userSecretsKeys(
  projectFolder: string,
  values: PlainValues,
  access: FileAccess,
): Promise<FieldKeys> {
  for (const name of SETTINGS) {
    const bytes = await access.read(path.join(projectFolder, name)).catch(unlessUnusable);
    const text = bytes?.toString('utf8') ?? '';
    const need = needOf(jsonFormat, text, values);
    if (need === 'none' || need === 'refers') continue;
    return mapFields(jsonFormat, text, values).map(({ field, keyPath }) => [field, [keyPath.join(':')]]);
  }
  return mapFields(jsonFormat, '', values).map(({ field, keyPath }) => [field, keyPath]);
}
