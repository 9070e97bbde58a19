import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { FilesProgram } from './filesProgram.ts';

/** For each format: a text, the values that it has by key, a change of one key and one new key, and the text afterwards. */
const CASES: readonly (readonly [
  file: string,
  text: string,
  entries: readonly (readonly [string[], string])[],
  set: readonly (readonly [string[], string])[],
  after: string,
])[] = [
  [
    '.env',
    "# c\nA_X=1\nA_Y='two words'\n",
    [
      [['A_X'], '1'],
      [['A_Y'], 'two words'],
    ],
    [
      [['A_Y'], 'three short words'],
      [['A_Z'], 'z'],
    ],
    "# c\nA_X=1\nA_Y='three short words'\nA_Z='z'\n",
  ],
  [
    'c.json',
    '{ "a": { "x": "1", "n": 2 }, "b": null, "list": ["e"] }',
    [
      [['a', 'x'], '1'],
      [['b'], ''],
      [['list', '0'], 'e'],
    ],
    [
      [['a', 'x'], 'q"q'],
      [['c'], 'z'],
    ],
    '{ "a": { "x": "q\\"q", "n": 2 }, "b": null, "list": ["e"], "c": "z" }',
  ],
  [
    'c.jsonc',
    '{\n  // c\n  "x": "1", // d\n}\n',
    [[['x'], '1']],
    [
      [['x'], '2'],
      [['y'], '\u2028'],
    ],
    '{\n  // c\n  "x": "2", // d\n  "y": "\u2028",\n}\n',
  ],
  [
    'c.yaml',
    'a:\n  x: one # c\n  n: 2\nb:\n',
    [
      [['a', 'x'], 'one'],
      [['b'], ''],
    ],
    [
      [['a', 'x'], 'yes'],
      [['a', 'new'], 'z'],
    ],
    'a:\n  x: "yes" # c\n  n: 2\n  new: z\nb:\n',
  ],
  [
    'c.toml',
    'x = \'1\' # c\nn = 2\n[a]\ny = "b"\n',
    [
      [['x'], '1'],
      [['a', 'y'], 'b'],
    ],
    [
      [['x'], 'C:\\p'],
      [['a', 'z'], 'z'],
    ],
    'x = \'C:\\p\' # c\nn = 2\n[a]\ny = "b"\nz = "z"\n',
  ],
  [
    'c.ini',
    '[A]\nx = 1\n; c\n[B]\ny: "2"\n',
    [
      [['A', 'x'], '1'],
      [['B', 'y'], '2'],
    ],
    [
      [['B', 'y'], '3'],
      [['A', 'z'], 'z'],
    ],
    '[A]\nx = 1\nz = z\n; c\n[B]\ny: "3"\n',
  ],
  [
    'c.properties',
    '# c\na.x=1\na.y: gr\\u00fcn\n',
    [
      [['a.x'], '1'],
      [['a.y'], 'grün'],
    ],
    [
      [['a.y'], 'blau'],
      [['a.z'], 'ü'],
    ],
    '# c\na.x=1\na.y: blau\na.z: \\u00FC\n',
  ],
];

const pairs = (each: readonly (readonly [string[], string])[]) =>
  each.map(([keyPath, value]) => ({ keyPath, value }));

describe('npm run files: read and set', () => {
  const folder = temporaryFolder();
  let program: FilesProgram;
  before(() => {
    program = new FilesProgram(folder.path);
  });
  after(() => program.end());
  const at = (name: string) => path.join(folder.path, name);

  for (const [name, text, entries, set, expected] of CASES) {
    it(`reads the texts of ${name} in their order`, async () => {
      writeFileSync(at(name), text);
      assert.deepEqual(await program.ask({ do: 'read', file: at(name) }), { entries: pairs(entries) });
    });

    it(`sets keys of ${name} and nothing else`, async () => {
      writeFileSync(at(name), text);
      assert.deepEqual(await program.ask({ do: 'set', file: at(name), set: pairs(set) }), { ok: true });
      assert.equal(readFileSync(at(name), 'utf8'), expected);
      const { entries: found } = await program.ask({ do: 'read', file: at(name) });
      for (const wanted of pairs(set)) assert.deepEqual(found.filter(sameKey(wanted)), [wanted]);
      assert.deepEqual(readdirSync(folder.path), [name]);
    });
  }

  it('writes nothing when one of several keys cannot be set', async () => {
    writeFileSync(at('c.json'), '{"a":{"b":"c"}}');
    const set = pairs([
      [['x'], '1'],
      [['a'], '2'],
    ]);
    const { error } = await program.ask({ do: 'set', file: at('c.json'), set });
    assert.equal(error.code, 'notAnObject');
    assert.equal(readFileSync(at('c.json'), 'utf8'), '{"a":{"b":"c"}}');
  });

  it('makes a file that does not exist', async () => {
    assert.deepEqual(await program.ask({ do: 'set', file: at('new.env'), set: pairs([[['A'], 'b']]) }), {
      ok: true,
    });
    assert.equal(readFileSync(at('new.env'), 'utf8'), 'A=b\n');
  });

  it('leaves a file alone that has the values already', async () => {
    writeFileSync(at('c.yaml'), 'x:   one\n');
    await program.ask({ do: 'set', file: at('c.yaml'), set: pairs([[['x'], 'one']]) });
    assert.equal(readFileSync(at('c.yaml'), 'utf8'), 'x:   one\n');
  });
});

const sameKey =
  (wanted: { readonly keyPath: readonly string[] }) => (entry: { readonly keyPath: readonly string[] }) =>
    entry.keyPath.join('\0') === wanted.keyPath.join('\0');
