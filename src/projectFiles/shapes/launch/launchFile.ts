import path from 'node:path';
import { getNodeValue } from 'jsonc-parser';
import { folderHolds } from '../../folderHolds.ts';
import { membersOf, parseJsonTree } from '../../formats/json/jsonTree.ts';
import { environmentKeys } from '../field.ts';
import type { FileSection } from '../fieldMapping.ts';
import {
  type DebuggerAttributes,
  environmentKeysOf,
  hasOwnEnvironment,
  knownAttributes,
} from './launchExposure.ts';

/** A launch configuration as it is written. */
export interface WrittenConfiguration {
  /** Its name; its index if it has none. */
  readonly name: string;
  /** The path to it in the file. */
  readonly within: readonly [list: 'configurations', index: string];
  /** Its properties, those for other platforms included. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A launch configuration that can give its program an environment. */
export interface LaunchConfiguration {
  readonly name: string;
  /** Its environment in the file. */
  readonly section: FileSection;
  /** The file that it reads its environment from, absolute, if that is in the workspace folder. */
  readonly envFile?: string | undefined;
  /** Its properties on this platform. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly attributes: DebuggerAttributes;
}

/** Returns what the extension of a type of debugger declares; `undefined` if it isn't known. */
export type DeclaredAttributes = (type: string) => DebuggerAttributes | undefined;

/** Returns all launch configurations of a text; none if it can't be parsed. */
export function writtenConfigurations(text: string): readonly WrittenConfiguration[] {
  const root = parseJsonTree(text);
  if ('code' in root) return [];
  const list = membersOf(root).findLast(({ name }) => name === 'configurations')?.value;
  if (list?.type !== 'array') return [];
  return membersOf(list)
    .filter(({ value }) => value.type === 'object')
    .map(({ name: index, value }) => {
      const properties = getNodeValue(value) as Readonly<Record<string, unknown>>;
      const name = typeof properties.name === 'string' ? properties.name : index;
      return { name, within: ['configurations', index], properties };
    });
}

/** Where launch configurations are read. */
export interface LaunchPlace {
  /** The workspace folder. */
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly declared: DeclaredAttributes;
}

/**
 * Returns the launch configurations of a text that can give their program an environment. One that attaches to a running
 * program can't.
 *
 * @see Visual Studio Code documentation: *Debug configuration*
 */
export function launchConfigurations(text: string, place: LaunchPlace): readonly LaunchConfiguration[] {
  return writtenConfigurations(text)
    .map(written => launchConfiguration(written, place))
    .filter(({ properties }) => hasOwnEnvironment(properties));
}

function launchConfiguration(
  { name, within, properties: written }: WrittenConfiguration,
  { folder, platform, declared }: LaunchPlace,
): LaunchConfiguration {
  const section = sectionFor(platform);
  const forPlatform = written[section];
  const own = typeof forPlatform === 'object' && forPlatform !== null ? forPlatform : {};
  const properties: Readonly<Record<string, unknown>> = { ...written, ...own };
  const type = typeof properties.type === 'string' ? properties.type : '';
  const attributes = knownAttributes(type, declared(type));
  const [key] = environmentKeysOf(attributes);
  // The editor replaces whole properties by those of the platform.
  const around = key && Object.hasOwn(own, key) ? [...within, section] : within;
  const environment = [...around, key ?? 'env'];
  return {
    name,
    section: { within: environment, defaults: environmentKeys(environment) },
    envFile: pathOf(typeof properties.envFile === 'string' ? properties.envFile : '', folder),
    properties,
    attributes,
  };
}

const SECTIONS: Readonly<Partial<Record<NodeJS.Platform, string>>> = { win32: 'windows', darwin: 'osx' };

/** Returns the section of a configuration that the editor uses on a platform. */
const sectionFor = (platform: NodeJS.Platform): string => SECTIONS[platform] ?? 'linux';

/** Replaces the variable for the workspace folder. A path with other variables isn't known before the program starts. */
function pathOf(envFile: string, folder: string): string | undefined {
  const named = envFile.replace(/^\$\{(?:workspaceFolder|workspaceRoot)\}/, () => folder);
  if (named === '' || named.includes('${')) return undefined;
  const absolute = path.resolve(folder, named);
  return folderHolds(folder, absolute) ? absolute : undefined;
}

/** Returns the variable for a client's secret, or another field, in a launch configuration. */
export const credentialVariable = (clientId: string, field: string): string =>
  `\${clientCredentials:${clientId}:${field}}`;
