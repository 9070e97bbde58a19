import { dotenvFormat } from './dotenvFormat.ts';
import type { FileFormat } from './fileFormat.ts';
import { iniFormat } from './iniFormat.ts';
import { jsonFormat } from './jsonFormat.ts';
import { propertiesFormat } from './propertiesFormat.ts';
import { tomlFormat } from './tomlFormat.ts';
import { yamlFormat } from './yamlFormat.ts';

/** All formats; adding one is adding a row. */
export const FILE_FORMATS: readonly FileFormat[] = [
  dotenvFormat,
  jsonFormat,
  yamlFormat,
  tomlFormat,
  iniFormat,
  propertiesFormat,
];

/** Returns the format of a file of this name; `undefined` when we know none. */
export function formatOf(fileName: string): FileFormat | undefined {
  return FILE_FORMATS.find(format => format.matches(fileName));
}
