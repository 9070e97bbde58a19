import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import ini from 'ini';
import { iniFormat } from '../../../../src/projectFiles/formats/ini/iniFormat.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

/** Sections with their keys, as a reader finds them; `null` for a text that it refuses. */
type Sections = Readonly<Record<string, Readonly<Record<string, unknown>>>> | null;

const SECRET = 'S3CRET-8Jf+/k2Lq9Zs7w==';

const PYTHON = (options: string) => `import configparser, json, sys
def sections(text):
    read = configparser.ConfigParser(interpolation=None, strict=False, ${options})
    try: read.read_string(text)
    except configparser.Error: return None
    return {name: dict(read[name]) for name in read.sections()}
print(json.dumps([sections(text) for text in json.load(open(sys.argv[1], newline=''))]))`;

const PHP = `$texts = json_decode(file_get_contents($argv[1]));
echo json_encode(array_map(fn($text) => @parse_ini_string($text, true, INI_SCANNER_RAW) ?: null, $texts));`;

/** Reads texts by Git, which can't be asked for several at a time. */
function readByGit(folder: string, texts: readonly string[]): readonly Sections[] {
  return texts.map((text, index) => {
    const file = path.join(folder, `${index}.gitconfig`);
    fs.writeFileSync(file, text);
    const listed = spawnSync('git', ['config', '--null', '--list', '--file', file], { encoding: 'utf8' });
    if (listed.status !== 0) return null;
    const pairs = listed.stdout.split('\0').slice(0, -1);
    const keys = pairs.map(pair => [pair.split('\n', 1)[0], pair.split('\n').slice(1).join('\n')]);
    return { all: Object.fromEntries(keys) };
  });
}

interface Reader {
  readonly name: string;
  readonly isThere: () => boolean;
  readonly read: (folder: string, texts: readonly string[]) => readonly Sections[];
  /** Whether a comment after a value belongs to the value. */
  readonly readsComments?: boolean;
  /** Whether a section that is repeated replaces the first one. */
  readonly replacesSections?: boolean;
  /** How many texts it reads; default: all. */
  readonly most?: number;
}

const byProgram =
  (command: string, ...args: readonly string[]) =>
  (folder: string, texts: readonly string[]): readonly Sections[] => {
    const file = path.join(folder, 'texts.json');
    fs.writeFileSync(file, JSON.stringify(texts));
    return JSON.parse(execFileSync(command, [...args, file], { encoding: 'utf8' }));
  };

const works = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0;

const READERS: readonly Reader[] = [
  {
    name: 'Python’s configparser',
    isThere: () => works('python3', '-c', 'import configparser'),
    read: byProgram('python3', '-c', PYTHON('')),
    readsComments: true,
  },
  {
    name: 'Python’s configparser with comments after values',
    isThere: () => works('python3', '-c', 'import configparser'),
    read: byProgram('python3', '-c', PYTHON("inline_comment_prefixes=(';', '#')")),
  },
  {
    name: 'npm’s ini',
    isThere: () => true,
    read: (_, texts) => texts.map(text => ini.parse(text)),
  },
  {
    name: 'PHP’s parse_ini_string',
    isThere: () => works('php', '-v'),
    read: byProgram('php', '-r', PHP, '--'),
    replacesSections: true,
  },
  { name: 'Git', isThere: () => works('git', '--version'), read: readByGit, most: 30 },
];

const line = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('secret', 'secret', 'id', 'scope'),
      fc.constantFrom(' = ', '=', '='),
      fc.constantFrom('REPLACE', '"REPLACE"', 'word', 'a/b'),
      fc.constantFrom('', '', ' ; see the wiki', '\t; x'),
    )
    .map(parts => parts.join('')),
  fc.constantFrom('  Indented = x', '\tother=y', '; c', '# c', '  ; c', '', '[A]', '[B]', '[C "d"]'),
);
const document = fc
  .tuple(fc.array(line, { maxLength: 9 }), fc.constantFrom('\n', '\r\n'), fc.boolean(), fc.boolean())
  .map(([lines, end, last, hasCapital]) => {
    const text = `[A]${end}${lines.join(end)}${last ? end : ''}`;
    return hasCapital ? text.replaceAll('secret', 'Secret') : text;
  });

/** Returns everything that a reader finds except the secret, and what it finds for that. */
function withoutSecret(sections: Exclude<Sections, null>) {
  const others: unknown[] = [];
  let secret: unknown;
  for (const [section, keys] of Object.entries(sections))
    for (const [key, value] of Object.entries(keys)) {
      const isSecret = /^(?:A|all)\/(?:a\.)?secret$/i.test(`${section}/${key}`);
      if (isSecret) secret = value;
      else others.push([section, key, value]);
    }
  return { others: others.map(each => JSON.stringify(each)).toSorted(), secret };
}

/** Compares what a reader finds before and after the edit; returns `false` if it refused the text before. */
function compare(
  { readsComments, replacesSections }: Reader,
  text: string,
  [before, after]: readonly [Sections | undefined, Sections | undefined],
): boolean {
  if (!before || (replacesSections && text.split('[A]').length !== 2)) return false;
  assert.ok(after, text);
  const { others, secret } = withoutSecret(after);
  assert.deepEqual(others, withoutSecret(before).others, text);
  // To `configparser`, an indented key below continues the value, too.
  const found = String(secret)
    .replace(/\n[\s\S]*$/, '')
    .replaceAll('"', '');
  assert.equal(readsComments ? found.replace(/\s+;.*$/, '') : found, SECRET, text);
  return true;
}

describe('an edited INI file', () => {
  const folder = temporaryFolder();
  const texts = fc.sample(document, { numRuns: 150, seed: 23 });
  const edited = texts.map(text => {
    const result = iniFormat.set(text, [{ keyPath: ['A', 'secret'], value: SECRET }]);
    assert.ok(result.ok, text);
    return applyEdits(text, result.edits);
  });

  for (const reader of READERS) {
    it(`has one new value, and all else as before, to ${reader.name}`, function () {
      if (!reader.isThere()) this.skip();
      const most = reader.most ?? texts.length;
      const before = reader.read(folder.path, texts.slice(0, most));
      const after = reader.read(folder.path, edited.slice(0, most));
      const compared = before.filter((each, index) =>
        compare(reader, edited[index] ?? '', [each, after[index]]),
      );
      assert.ok(compared.length > most / 2, `${compared.length} texts were compared`);
    });
  }
});
