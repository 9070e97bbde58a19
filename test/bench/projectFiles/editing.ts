import dotProperties from 'dot-properties';
import dotenv from 'dotenv';
import ini from 'ini';
import { parseTree } from 'jsonc-parser';
import { parseTOML } from 'toml-eslint-parser';
import { parseDocument } from 'yaml';
import type { FileFormat, KeyPath } from '../../../src/projectFiles/formats/fileFormat.ts';
import { formatOf } from '../../../src/projectFiles/formats/fileFormats.ts';
import { applyEdits } from '../../../src/projectFiles/formats/textEdit.ts';
import type { Benchmark } from '../benchmark.ts';
import { figure, inTurn, ratios } from '../figure.ts';

const LINES = 10_000;
/** Where the three keys stand: near the beginning, in the middle, near the end. */
const SET_AT = [100, 5000, 9900];

interface Row {
  /** A file's name. */
  readonly file: string;
  /** Writes one line. */
  readonly line: (index: number) => string;
  /** What stands around the lines. */
  readonly around?: readonly [before: string, after: string];
  readonly keyPath: (index: number) => KeyPath;
  /** Parses a text with the format's usual library. */
  readonly parse: (text: string) => unknown;
  readonly library: string;
}

const key = (index: number): string => `KEY_${index}`;
const value = (index: number): string => `value-of-${index}`;

const ROWS: readonly Row[] = [
  {
    file: '.env',
    library: 'dotenv',
    parse: dotenv.parse,
    line: index => `${key(index)}=${value(index)}`,
    keyPath: index => [key(index)],
  },
  {
    file: 'x.json',
    library: 'jsonc-parser',
    parse: text => parseTree(text),
    line: index => `    "${key(index)}": "${value(index)}"${index === LINES - 1 ? '' : ','}`,
    around: ['{\n  "all": {\n', '\n  }\n}\n'],
    keyPath: index => ['all', key(index)],
  },
  {
    file: 'x.yaml',
    library: 'yaml',
    parse: text => parseDocument(text, { uniqueKeys: false }),
    line: index => `  ${key(index)}: ${value(index)}`,
    around: ['all:\n', '\n'],
    keyPath: index => ['all', key(index)],
  },
  {
    file: 'x.toml',
    library: 'toml-eslint-parser',
    parse: text => parseTOML(text),
    line: index => `${key(index)} = "${value(index)}"`,
    around: ['[all]\n', '\n'],
    keyPath: index => ['all', key(index)],
  },
  {
    file: 'x.ini',
    library: 'ini',
    parse: ini.parse,
    line: index => `${key(index)} = ${value(index)}`,
    around: ['[all]\n', '\n'],
    keyPath: index => ['all', key(index)],
  },
  {
    file: 'x.properties',
    library: 'dot-properties',
    parse: text => dotProperties.parse(text),
    line: index => `${key(index)} = ${value(index)}`,
    keyPath: index => [key(index)],
  },
];

/** Sets three keys in a file of 10,000 lines, against parsing it once with the format's library. */
export const measureEditing: Benchmark = async ({ runs }) => {
  const figures = [];
  for (const row of ROWS) {
    const format = await formatOf(row.file);
    const [before, after] = row.around ?? ['', '\n'];
    const lines = Array.from({ length: LINES }, (_, index) => row.line(index));
    const text = before + lines.join('\n') + after;
    const measured = await inTurn(
      runs,
      async () => timed(() => edit(format, text, row)),
      async () => timed(() => row.parse(text)),
    );
    const against = `parsing ${LINES} lines once with ${row.library}`;
    figures.push(
      figure(`edit.${format.name}.ratio`, '', ratios(measured.ours, measured.reference), against),
      figure(`edit.${format.name}.ms`, 'ms', measured.ours),
    );
  }
  return figures;
};

function edit(format: FileFormat, text: string, row: Row): void {
  const assignments = SET_AT.map(index => ({ keyPath: row.keyPath(index), value: 'changed' }));
  const edited = format.set(text, assignments);
  if (!edited.ok || edited.edits.length !== SET_AT.length) throw new Error(`${row.file} was not edited`);
  applyEdits(text, edited.edits);
}

function timed(task: () => unknown): number {
  const start = performance.now();
  task();
  return performance.now() - start;
}
