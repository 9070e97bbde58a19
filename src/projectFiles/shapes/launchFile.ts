import path from 'node:path';
import { folderHolds } from '../folderHolds.ts';
import { jsonFormat } from '../formats/json/jsonFormat.ts';
import { environmentKeys } from './field.ts';
import type { FileSection } from './fieldMapping.ts';

/** One launch configuration of `launch.json`. */
export interface LaunchConfiguration {
  readonly name: string;
  /** Where its environment stands in the file. */
  readonly section: FileSection;
  /** The file that it reads its environment from, absolute, if that lies in the workspace folder. */
  readonly envFile?: string;
}

/** Lists the launch configurations of a text (Visual Studio Code documentation: *Debug configuration*). */
export function launchConfigurations(text: string, folder: string): readonly LaunchConfiguration[] {
  const entries = jsonFormat.read(text).filter(({ keyPath }) => keyPath[0] === 'configurations');
  const textOf = (index: string, key: string) =>
    entries.findLast(({ keyPath }) => keyPath.length === 3 && keyPath[1] === index && keyPath[2] === key)
      ?.value;
  const indexes = [...new Set(entries.map(({ keyPath }) => keyPath[1] ?? ''))];
  return indexes.map(index => {
    const within = ['configurations', index, 'env'];
    const envFile = pathOf(textOf(index, 'envFile') ?? '', folder);
    return {
      name: textOf(index, 'name') ?? index,
      section: { within, defaults: environmentKeys(within) },
      ...(envFile ? { envFile } : {}),
    };
  });
}

/** Replaces the variable for the workspace folder; a path with other ones is not known before the program starts. */
function pathOf(envFile: string, folder: string): string | undefined {
  const named = envFile.replace(/^\$\{(?:workspaceFolder|workspaceRoot)\}/, () => folder);
  if (named === '' || named.includes('${')) return undefined;
  const absolute = path.resolve(folder, named);
  return folderHolds(folder, absolute) ? absolute : undefined;
}

/** Writes the variable that stands for a client's secret, or another part of its credentials, in a launch configuration. */
export const credentialVariable = (clientId: string, field: string): string =>
  `\${clientCredentials:${clientId}:${field}}`;
