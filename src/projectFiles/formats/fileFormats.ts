import path from 'node:path';
import { ProjectFileError } from '../projectFileError.ts';
import { dotenvFormat, envrcFormat } from './dotenv/dotenvFormat.ts';
import type { FileFormat } from './fileFormat.ts';
import { httpFormat } from './httpFormat.ts';
import { confFormat, iniFormat } from './ini/iniFormat.ts';
import { isJavaScriptName } from './javascript/fileName.ts';
import { jsonFormat } from './json/jsonFormat.ts';
import { isLaunchFile, launchFormat } from './json/launchFormat.ts';
import { propertiesFormat } from './properties/propertiesFormat.ts';
import { dialectOf } from './scripts/dialects.ts';

interface FormatRow {
  /** Tells whether a file of this name and path is of the format. */
  readonly matches: (fileName: string, file: string) => boolean;
  /** Returns the format. One that needs a large library is imported for the first such file. */
  readonly load: (fileName: string) => Promise<FileFormat>;
}

const rowFor = (format: FileFormat): FormatRow => ({ matches: format.matches, load: async () => format });

/** All formats; adding one is adding a row. The first that matches is used. */
const FILE_FORMATS: readonly FormatRow[] = [
  { matches: (_, file) => isLaunchFile(file), load: async () => launchFormat },
  rowFor(dotenvFormat),
  rowFor(envrcFormat),
  rowFor(jsonFormat),
  {
    matches: fileName => /\.ya?ml$/i.test(fileName),
    load: async () => (await import('./yaml/yamlFormat.ts')).yamlFormat,
  },
  {
    matches: fileName => /\.toml$/i.test(fileName),
    load: async () => (await import('./toml/tomlFormat.ts')).tomlFormat,
  },
  rowFor(iniFormat),
  rowFor(confFormat),
  rowFor(propertiesFormat),
  {
    matches: fileName => /\.(?:config|cscfg|runsettings)$/i.test(fileName),
    load: async () => (await import('./xml/xmlFormat.ts')).xmlFormat,
  },
  {
    matches: fileName => /\.tfvars$/i.test(fileName),
    load: async () => (await import('./tfvars/tfvarsFormat.ts')).tfvarsFormat,
  },
  rowFor(httpFormat),
  {
    matches: fileName => /\.json5$/i.test(fileName),
    load: async () => (await import('./javascript/javascriptFormat.ts')).json5Format,
  },
  {
    matches: fileName => isJavaScriptName(fileName),
    load: async () => (await import('./javascript/javascriptFormat.ts')).javascriptFormat,
  },
  {
    matches: fileName => dialectOf(fileName) !== undefined || /\.ipynb$/i.test(fileName),
    load: async fileName => (await import('./scripts/scriptFormat.ts')).scriptFormatOf(fileName),
  },
];

const rowOf = (file: string): FormatRow | undefined =>
  FILE_FORMATS.find(({ matches }) => matches(path.basename(file), file));

/** Tells whether the name of a file belongs to a known format. */
export const hasFormat = (file: string): boolean => rowOf(file) !== undefined;

/** Returns the format of a file. Rejects with `unknownFormat` if its name belongs to none. */
export async function formatOf(file: string): Promise<FileFormat> {
  const row = rowOf(file);
  if (!row) throw new ProjectFileError('unknownFormat', file);
  return row.load(path.basename(file));
}
