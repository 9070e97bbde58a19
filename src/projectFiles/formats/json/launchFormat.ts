import type { FileFormat } from '../fileFormat.ts';
import { jsonFormatWith } from './jsonFormat.ts';
import { listsAt } from './namedLists.ts';

/** Sections of a launch configuration that replace its own keys on one platform. */
export const PLATFORM_SECTIONS: readonly string[] = ['windows', 'osx', 'linux'];

/** Tells whether a file contains the editor's launch configurations. */
export const isLaunchFile = (file: string): boolean => /(^|[\\/])\.vscode[\\/]launch\.json$/i.test(file);

/**
 * Launch configurations. The environment of the C and C++ debuggers is a list of names and values:
 * `"environment": [{ "name": "A", "value": "1" }]`.
 */
export const launchFormat: FileFormat = jsonFormatWith(
  listsAt(([list, index, ...keys]) => {
    if (list !== 'configurations' || index === undefined) return false;
    const own = PLATFORM_SECTIONS.includes(keys[0] ?? '') ? keys.slice(1) : keys;
    return own.length === 1 && own[0] === 'environment';
  }),
);
