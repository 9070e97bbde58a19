import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parse as parseYaml } from 'yaml';
import { encodeFile } from '../../../../src/projectFiles/fileText.ts';
import type { FileFormat } from '../../../../src/projectFiles/formats/fileFormat.ts';
import { iniFormat } from '../../../../src/projectFiles/formats/ini/iniFormat.ts';
import { propertiesFormat } from '../../../../src/projectFiles/formats/properties/propertiesFormat.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { tomlFormat } from '../../../../src/projectFiles/formats/toml/tomlFormat.ts';
import { yamlFormat } from '../../../../src/projectFiles/formats/yaml/yamlFormat.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { tomlDocument, tomlKeyPath } from './tomlDocument.ts';

/** Values that some reader could misunderstand, and values as the service issues them. */
const VALUES: readonly string[] = [
  ...['8Jf+/k2Lq9Zs7w==', 'a1b2c3d4-0000-4000-8000-00000000e1e5', 'https://uswe.datahub.connect.aveva.com'],
  ...[
    '$HOME',
    '$(id)',
    '`id`',
    '\u0024{x}',
    '%(x)s',
    '100%',
    "it's",
    'say "hi"',
    `'"\``,
    '#hash',
    'a #b',
    ';semi',
  ],
  ...[
    'a=b',
    'a: b',
    ' leading',
    'trailing ',
    '\ttab',
    'line\nfeed',
    'back\\slash',
    '\\n',
    'ünïcödé',
    '日本',
    '🛰',
  ],
  ...[
    'yes',
    'No',
    'on',
    'null',
    '~',
    'true',
    '1',
    '1e5',
    '0x1F',
    '012',
    '1_000',
    '.5',
    '2026-11-23',
    '=',
    '!x',
    '&a',
  ],
  ...[
    '*a',
    '- x',
    '? x',
    '[x]',
    '{x}',
    '|',
    '>',
    '@x',
    '%x',
    '---',
    '...',
    '\u0000',
    '\u007f',
    '\u2028',
    '\ufeff',
    '',
  ],
];

/** Returns a key that every format writes without quotes. */
const keyOf = (index: number): string => `key_${index}`;

/** Writes the values that the format can hold; returns the text and the values that readers must find. */
function writeValues(
  format: FileFormat,
  around: readonly string[],
): { text: string; wanted: Record<string, string> } {
  let text = '';
  const wanted: Record<string, string> = {};
  for (const [index, value] of VALUES.entries()) {
    const edited = format.set(text, [{ keyPath: [...around, keyOf(index)], value }]);
    if (!edited.ok) continue;
    text = applyEdits(text, edited.edits);
    wanted[keyOf(index)] = value;
  }
  return { text, wanted };
}

const has = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const JAVA = `import java.io.*; import java.util.*;
public class Read {
  public static void main(String[] args) throws Exception {
    Properties read = new Properties();
    try (InputStream in = new FileInputStream(args[0])) { read.load(in); }
    StringBuilder out = new StringBuilder();
    for (String key : read.stringPropertyNames())
      for (char c : (key + "\\u0000" + read.getProperty(key) + "\\u0001").toCharArray()) out.append((int) c).append(' ');
    System.out.print(out);
  }
}`;

describe('the text that other programs read', () => {
  const folder = temporaryFolder();

  const file = (name: string, text: string): string => {
    const target = path.join(folder.path, name);
    fs.writeFileSync(target, text);
    return target;
  };
  const python = (script: string, target: string) =>
    JSON.parse(execFileSync('python3', ['-c', `import json,sys\n${script}`, target], { encoding: 'utf8' }));

  it('is the same for Python’s configparser', function () {
    if (!has('python3', '-c', 'import configparser')) this.skip();
    const { text, wanted } = writeValues(iniFormat, ['Connect']);
    const script = `import configparser
read = configparser.ConfigParser()
read.read(sys.argv[1], encoding='utf-8')
print(json.dumps(dict(read['Connect'])))`;
    assert.deepEqual(python(script, file('config.ini', text)), wanted);
    assert.ok(Object.keys(wanted).length > 40, `${Object.keys(wanted).length} of ${VALUES.length} values`);
  });

  it('is the same for Python’s tomllib', function () {
    if (!has('python3', '-c', 'import tomllib')) this.skip();
    const { text, wanted } = writeValues(tomlFormat, ['connect']);
    const script = `import tomllib
print(json.dumps(tomllib.load(open(sys.argv[1], 'rb'))['connect']))`;
    assert.deepEqual(python(script, file('config.toml', text)), wanted);
    assert.equal(Object.keys(wanted).length, VALUES.length);
  });

  it('has one new value, and all else as before, to Python’s tomllib', function () {
    if (!has('python3', '-c', 'import tomllib')) this.skip();
    const edits = fc
      .sample(fc.tuple(tomlDocument, tomlKeyPath), { numRuns: 1000, seed: 23 })
      .flatMap(([before, keyPath]) => {
        const edited = tomlFormat.set(before, [{ keyPath, value: 'S3CRET' }]);
        return edited.ok ? [{ before, keyPath, after: applyEdits(before, edited.edits) }] : [];
      });
    const script = `import tomllib
def put(node, path):
    for key in path[:-1]:
        node = node[int(key)] if isinstance(node, list) else node.setdefault(key, {})
    node[int(path[-1]) if isinstance(node, list) else path[-1]] = 'S3CRET'
wrong = []
for edit in json.load(open(sys.argv[1])):
    wanted = tomllib.loads(edit['before'])
    put(wanted, edit['keyPath'])
    if tomllib.loads(edit['after']) != wanted: wrong.append(edit)
print(json.dumps(wrong))`;
    assert.deepEqual(python(script, file('edits.json', JSON.stringify(edits))), []);
    assert.ok(edits.length > 250, `${edits.length} documents were edited`);
  });

  it('is the same for a reader of YAML 1.1 (PyYAML)', function () {
    if (!has('python3', '-c', 'import yaml')) this.skip();
    const { text, wanted } = writeValues(yamlFormat, ['connect']);
    const script = `import yaml
print(json.dumps(yaml.safe_load(open(sys.argv[1], encoding='utf-8'))['connect']))`;
    assert.deepEqual(python(script, file('config.yaml', text)), wanted);
    assert.equal(Object.keys(wanted).length, VALUES.length);
  });

  it('is the same for readers of YAML 1.1 and 1.2 (yaml)', () => {
    const { text, wanted } = writeValues(yamlFormat, ['connect']);
    for (const version of ['1.1', '1.2'] as const)
      assert.deepEqual(parseYaml(text, { version }).connect, wanted);
  });

  it('is the same for java.util.Properties', function () {
    if (!has('java', '-version')) this.skip();
    const { text, wanted } = writeValues(propertiesFormat, []);
    // A file in ISO-8859-1, as the format specifies, stays one.
    wanted.größe = 'ÿ';
    const source = file('Read.java', JAVA);
    // It compiles one file and runs once, so the optimizations for long-running programs only cost time.
    const flags = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
    const target = file('config.properties', '');
    fs.writeFileSync(target, encodeFile({ text: `größe=ÿ\n${text}`, encoding: 'iso-8859-1' }));
    const codes = execFileSync('java', [...flags, source, target], { encoding: 'utf8' });
    const read = String.fromCharCode(...codes.trim().split(' ').map(Number));
    const pairs = read.split('\u0001').slice(0, -1);
    // A value may contain the separator, so only the first one counts.
    assert.deepEqual(
      Object.fromEntries(
        pairs.map(pair => [pair.slice(0, pair.indexOf('\0')), pair.slice(pair.indexOf('\0') + 1)]),
      ),
      wanted,
    );
    assert.equal(Object.keys(wanted).length, VALUES.length + 1);
  });
});
