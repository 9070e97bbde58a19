import type { Edited, FileFormat, FormatFault, WrittenEntry } from '../fileFormat.ts';
import { type Dialect, dialectOf } from './dialects.ts';
import { readNotebook } from './notebook.ts';
import { readScript } from './scriptText.ts';

/** Scripts of one language. Nobody wants a program to be rewritten for a secret, so they are only read. */
function scriptFormat(
  matches: FileFormat['matches'],
  read: (text: string) => readonly WrittenEntry[] | FormatFault,
): FileFormat {
  return {
    name: 'script',
    readOnly: true,
    matches,
    read: text => {
      const entries = read(text);
      return 'code' in entries ? [] : entries;
    },
    set: (text, [first]): Edited => {
      if (first) return { ok: false, fault: { code: 'onlyRead', detail: first.keyPath.join('.') } };
      const entries = read(text);
      return 'code' in entries ? { ok: false, fault: entries } : { ok: true, edits: [] };
    },
  };
}

const formatFor = (dialect: Dialect): FileFormat =>
  scriptFormat(
    fileName => dialectOf(fileName) === dialect,
    text => readScript(text, dialect),
  );

const FORMATS: Readonly<Record<Dialect, FileFormat>> = {
  basic: formatFor('basic'),
  c: formatFor('c'),
  csharp: formatFor('csharp'),
  php: formatFor('php'),
  ruby: formatFor('ruby'),
  batch: formatFor('batch'),
  powershell: formatFor('powershell'),
  python: formatFor('python'),
  r: formatFor('r'),
  shell: formatFor('shell'),
};

const notebookFormat = scriptFormat(fileName => /\.ipynb$/i.test(fileName), readNotebook);

/** Returns the format of a script or a notebook. */
export function scriptFormatOf(fileName: string): FileFormat {
  const dialect = dialectOf(fileName);
  return dialect ? FORMATS[dialect] : notebookFormat;
}
