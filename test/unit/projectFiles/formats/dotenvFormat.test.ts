import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import dotenv from 'dotenv';
import fc from 'fast-check';
import { dotenvFormat } from '../../../../src/projectFiles/formats/dotenv/dotenvFormat.ts';
import { readDotenv } from '../../../../src/projectFiles/formats/dotenv/dotenvText.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { caseCount } from '../../../support/runner/sampling.ts';

function set(text: string, values: Readonly<Record<string, string>>): string {
  const edited = dotenvFormat.set(
    text,
    Object.entries(values).map(([key, value]) => ({ keyPath: [key], value })),
  );
  assert.ok(edited.ok, JSON.stringify(edited));
  return applyEdits(text, edited.edits);
}

describe('the .env format', () => {
  const cases: readonly (readonly [
    title: string,
    before: string,
    values: Record<string, string>,
    after: string,
  ])[] = [
    ['an empty file', '', { A_ID: 'x' }, 'A_ID=x\n'],
    ['a plain value', 'A=1\nB=2\n', { A: '9' }, 'A=9\nB=2\n'],
    ['a missing final line end', 'A=1', { B_ID: '2' }, 'A=1\nB_ID=2'],
    ['CRLF', 'A=1\r\nB=2\r\n', { A: '9', C: '3' }, 'A=9\r\nB=2\r\nC=3\r\n'],
    ['export', 'export A=1\n', { A: '9', B: '2' }, 'export A=9\nexport B=2\n'],
    ['an inline comment', 'A=1 # why\n', { A: '9' }, 'A=9 # why\n'],
    ['spaces around the sign', 'A = 1\n', { A: '9' }, 'A = 9\n'],
    ['double quotes that can stay', 'A="1"\n', { A: 'x y' }, 'A="x y"\n'],
    ['single quotes that can stay', "A='1'\n", { A: 'x$y' }, "A='x$y'\n"],
    ['double quotes that a shell would expand in', 'A="1"\n', { A: 'x$y' }, "A='x$y'\n"],
    ['backticks, which a shell would run', 'A=`1`\n', { A: 'x' }, 'A=x\n'],
    ['a value of several lines', 'A="1\n2"\nB=3\n', { A: '9' }, 'A="9"\nB=3\n'],
    ['an empty value', 'A=\nB=2\n', { A: '9' }, 'A=9\nB=2\n'],
    ['an empty value at the end', 'A=', { A: '9' }, 'A=9'],
    ['the last of two', 'A=1\nA=2\n', { A: '9' }, 'A=1\nA=9\n'],
    ['a key in a comment', '# A=1\n', { A: '9' }, '# A=1\nA=9\n'],
    ['a new key beside its kin', 'X_A=1\n\n# other\nY=2\n', { X_B: '3' }, 'X_A=1\nX_B=3\n\n# other\nY=2\n'],
    ['two new keys beside their kin', 'X_A=1\nY=2', { X_B: '3', X_C: '4' }, 'X_A=1\nX_B=3\nX_C=4\nY=2'],
    ['a value that stands already', "A='same'\n", { A: 'same' }, "A='same'\n"],
    ['a colon for a sign', 'A: 1\n', { A: '9' }, 'A: 9\n'],
    ['a comment that sticks to the value', 'A=1#why\n', { A: '9' }, 'A=9 #why\n'],
    ['a comment that sticks to quotes', "A='1'#why\n", { A: 'x y' }, "A='x y' #why\n"],
    ['a comment after nothing', 'A=#why\n', { A: '9' }, 'A=9 #why\n'],
    ['the last of several with a comment', 'A=1 # a\nA=2 # b\n', { A: '9' }, 'A=1 # a\nA=9 # b\n'],
    ['quotes inside quotes', "A='it's'\nB=1\n", { A: '9' }, 'A=9\nB=1\n'],
    ['an escaped quote', 'A="say \\"hi\\""\n', { A: '9' }, 'A="9"\n'],
    ['a quote that is never closed', "A='1\nB=2\n", { B: '9' }, "A='1\nB=9\n"],
    ['a value on the next line', "A=\n'1'\nB=2\n", { A: '9' }, "A='9'\nB=2\n"],
    ['the line ends of an old Mac', 'A=1\rB=2\r', { A: '9' }, 'A=9\rB=2\r'],
    ['an indented line', '  A=1\n', { A: '9' }, '  A=9\n'],
    ["a new key of the file's quoting", 'X_A="1"\n', { X_B: 'b' }, 'X_A="1"\nX_B="b"\n'],
    [
      'a new key below a value of several lines',
      'X_A="1\n2"\nY=3\n',
      { X_B: 'b' },
      'X_A="1\n2"\nX_B="b"\nY=3\n',
    ],
    ['an apostrophe', 'A=1\n', { A: "it's" }, 'A="it\'s"\n'],
  ];
  for (const [title, before, values, after] of cases) {
    it(`handles ${title}`, () => assert.equal(set(before, values), after));
  }

  for (const value of [`both ' and "`, 'a\r\nb', "ends with '\\", 'nul \0 \'"']) {
    it(`refuses ${JSON.stringify(value)}, which no way of writing carries`, () => {
      const edited = dotenvFormat.set('', [{ keyPath: ['A'], value }]);
      assert.deepEqual(edited, { ok: false, fault: { code: 'valueNotCarried', detail: 'A' } });
    });
  }

  it('refuses what an open quote elsewhere would swallow', () => {
    const edited = dotenvFormat.set("A='1\nB=2", [{ keyPath: ['B'], value: '#' }]);
    assert.deepEqual(edited, { ok: false, fault: { code: 'valueNotCarried', detail: 'A' } });
  });

  it('knows its files by their names', () => {
    const names = [
      '.env',
      '.env.local',
      'prod.env',
      '.ENV',
      '.env.vault',
      '.env.keys',
      '.envrc',
      'env',
      'a.env.json',
    ];
    assert.deepEqual(names.filter(dotenvFormat.matches), ['.env', '.env.local', 'prod.env', '.ENV']);
  });

  const key = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,6}$/);
  const line = fc.oneof(
    fc.tuple(key, fc.stringMatching(/^[\w:/. -]{0,8}$/)).map(([name, value]) => `${name}=${value}`),
    fc.tuple(key, fc.stringMatching(/^[^'\r\n\\]{0,8}$/)).map(([name, value]) => `export ${name}='${value}'`),
    fc.tuple(key, fc.stringMatching(/^[^"\r\\]{0,8}$/)).map(([name, value]) => `${name} = "${value}" # note`),
    fc.stringMatching(/^#[^\r\n]{0,10}$/),
    fc.constant(''),
  );
  const document = fc
    .tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([lines, lineEnd, final]) => lines.join(lineEnd) + (final ? lineEnd : ''));
  const carried = fc
    .string({ maxLength: 20, unit: 'grapheme' })
    .filter(value => dotenvFormat.set('', [{ keyPath: ['A'], value }]).ok);

  it('reads what the dotenv package reads', () => {
    fc.assert(
      fc.property(document, text => {
        const ours = Object.fromEntries(readDotenv(text).map(entry => [entry.key, entry.value]));
        assert.deepEqual(ours, { ...dotenv.parse(text) });
      }),
      { numRuns: caseCount(10_000) },
    );
  });

  const junk = fc
    .array(
      fc.constantFrom(
        'A',
        'B',
        'export',
        ' ',
        '=',
        ':',
        "'",
        '"',
        '`',
        '#',
        '\\',
        '\n',
        '\r\n',
        '\r',
        '\t',
        'n',
        'é',
        '\uFEFF',
      ),
      {
        maxLength: 40,
      },
    )
    .map(parts => parts.join(''));

  it('reads what the dotenv package reads, in any garbage', () => {
    fc.assert(
      fc.property(junk, text => {
        const ours = Object.fromEntries(readDotenv(text).map(entry => [entry.key, entry.value]));
        assert.deepEqual(ours, { ...dotenv.parse(text) });
      }),
      { numRuns: caseCount(10_000) },
    );
  });

  it('leaves a value alone that is read as it should be, wherever it stands', () => {
    assert.equal(set('A=A\n``', { A: '' }), 'A=\n``');
    assert.equal(set('A=\n``', { A: '' }), 'A=\n``');
    assert.equal(set('A=\n"x"\nB=1', { A: 'x' }), 'A=\n"x"\nB=1');
  });

  it('sets a value in any garbage, or refuses', () => {
    fc.assert(
      fc.property(
        junk,
        fc.constantFrom('A', 'B', 'A_B'),
        fc.constantFrom('', 'x', 'x y', "it's", '#'),
        (text, name, value) => {
          const edited = dotenvFormat.set(text, [{ keyPath: [name], value }]);
          if (!edited.ok) return;
          const after = applyEdits(text, edited.edits);
          assert.deepEqual({ ...dotenv.parse(after) }, { ...dotenv.parse(text), [name]: value });
          assert.equal(set(after, { [name]: value }), after);
        },
      ),
      { numRuns: caseCount(10_000) },
    );
  });

  it('reads a file of millions of blank lines, and one of open quotes', () => {
    assert.equal(readDotenv('\n'.repeat(2_000_000)).length, 0);
    assert.equal(readDotenv("A='\n".repeat(100_001)).length, 50_001);
  });

  it('changes nothing but the value, and writes what the dotenv package reads back', () => {
    fc.assert(
      fc.property(document, key, carried, (text, name, value) => {
        const before = dotenv.parse(text);
        const after = set(text, { [name]: value });
        assert.deepEqual(dotenv.parse(after), { ...before, [name]: value });
        assert.equal(set(after, { [name]: value }), after);
      }),
      { numRuns: caseCount(10_000) },
    );
  });

  describe('beside a shell', () => {
    const folder = temporaryFolder();

    it('writes what `set -a; . ./.env`, Node and the dotenv package all read back', () => {
      const values = fc.sample(
        carried.filter(value => !value.includes('\0')),
        { numRuns: 60, seed: 7 },
      );
      const nasty = [
        '$HOME',
        '#x',
        'a b',
        'a=b',
        '~',
        '!x',
        '*',
        'a\nb',
        'é€😀',
        ';ls',
        '`x`',
        '$(x)',
        "it's",
        '',
      ];
      const wanted = Object.fromEntries([...nasty, ...values].map((value, index) => [`K${index}`, value]));
      const file = path.join(folder.path, '.env');
      writeFileSync(file, set('', wanted));
      const print = 'set -a; . "$1"; exec "$2" -e "process.stdout.write(JSON.stringify(process.env))"';
      const output = execFileSync('bash', ['--norc', '-c', print, 'bash', file, process.execPath], {
        encoding: 'utf8',
        env: {},
      });
      const read = JSON.parse(output) as Record<string, string>;
      for (const [name, value] of Object.entries(wanted)) assert.equal(read[name], value);
      assert.deepEqual({ ...parseEnv(readFileSync(file, 'utf8')) }, wanted);
      assert.deepEqual({ ...dotenv.parse(readFileSync(file)) }, wanted);
    });

    it('writes what dotenvx reads back, and docker compose (python-dotenv, as its first version)', function () {
      const values = [
        ...[
          '8Jf+/k2Lq9Zs7w==',
          '$HOME',
          '$(id)',
          '#x',
          'a b',
          ' a ',
          'a=b',
          'a\nb',
          'é€😀',
          '`x`',
          "it's",
          '',
        ],
        ...['say "hi"', '\\n', 'a\\b', '%x%', '~', '!x', "a'b c", 'https://h.example/?a=b&c=d#e'],
      ];
      const wanted = Object.fromEntries(
        values
          .filter(value => dotenvFormat.set('', [{ keyPath: ['A'], value }]).ok)
          .map((value, at) => [`K${at}`, value]),
      );
      assert.ok(Object.keys(wanted).length > 15);
      const file = path.join(folder.path, '.env');
      writeFileSync(file, set('', wanted));
      const dotenvx = path.resolve('node_modules/.bin/dotenvx');
      const read = execFileSync(dotenvx, ['get', '--all', '-f', file], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH },
      });
      const found = JSON.parse(read);
      for (const [name, value] of Object.entries(wanted)) assert.equal(found[name], value, name);
      const script = 'import sys, json, dotenv\nprint(json.dumps(dotenv.dotenv_values(sys.argv[1])))';
      const python = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' });
      if (python.status !== 0) this.skip();
      assert.deepEqual(JSON.parse(python.stdout), wanted);
    });
  });
});
