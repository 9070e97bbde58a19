import path from 'node:path';
import { folderHolds } from '../folderHolds.ts';
import type { FileEntry } from '../formats/fileFormat.ts';
import { jsonFormat } from '../formats/json/jsonFormat.ts';
import { environmentKeys } from './field.ts';
import type { FileSection } from './fieldMapping.ts';

/** One launch configuration of `launch.json`. */
export interface LaunchConfiguration {
  readonly name: string;
  /** Its environment in the file. */
  readonly section: FileSection;
  /** The keys of its environment. */
  readonly environment: readonly FileEntry[];
  /** The file that it reads its environment from, absolute, if that is in the workspace folder. */
  readonly envFile?: string | undefined;
}

/**
 * Returns the launch configurations of a text.
 *
 * @see Visual Studio Code documentation: *Debug configuration*
 */
export function launchConfigurations(text: string, folder: string): readonly LaunchConfiguration[] {
  const byIndex = new Map<string, FileEntry[]>();
  for (const entry of jsonFormat.read(text)) {
    const [list, index = ''] = entry.keyPath;
    if (list !== 'configurations') continue;
    const entries = byIndex.get(index) ?? [];
    entries.push(entry);
    byIndex.set(index, entries);
  }
  return [...byIndex].map(([index, entries]) => {
    const textOf = (key: string) =>
      entries.findLast(({ keyPath }) => keyPath.length === 3 && keyPath[2] === key)?.value;
    const within = ['configurations', index, 'env'];
    return {
      name: textOf('name') ?? index,
      section: { within, defaults: environmentKeys(within) },
      environment: entries.filter(({ keyPath }) => keyPath[2] === 'env'),
      envFile: pathOf(textOf('envFile') ?? '', folder),
    };
  });
}

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
