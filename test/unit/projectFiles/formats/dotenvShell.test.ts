import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import dotenv from 'dotenv';
import fc from 'fast-check';
import { dotenvFormat, envrcFormat } from '../../../../src/projectFiles/formats/dotenv/dotenvFormat.ts';
import { hasFormat } from '../../../../src/projectFiles/formats/fileFormats.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { entriesIn, type FormatCase, handlesCases, setIn } from './formatCases.ts';
import { holdsForDocuments, positionsHold } from './formatProperties.ts';

const SHELL: readonly FormatCase[] = [
  ['a line that exports its key', 'A=old; export A\n', { A: 'x' }, 'A=x; export A\n'],
  ['a line that exports several keys', 'A=old ;export A B # why\n', { A: 'x' }, 'A=x ;export A B # why\n'],
  ['a line of `&&`', "A='old' && export A\r\n", { A: 'x' }, "A='x' && export A\r\n"],
  ['an export of two keys', 'export A=old B=y\n', { A: 'x' }, 'export A=x B=y\n'],
  ['the second key of an export', 'export A=old B="y"\n', { B: 'x' }, 'export A=old B="x"\n'],
  ['both keys of an export', 'export A=old B=y C\n', { B: 'x', A: 'z' }, 'export A=z B=x C\n'],
  ['two statements', 'A=old; B=y;\n', { A: 'x', B: 'z' }, 'A=x; B=z;\n'],
  ['two keys of a statement', 'A=old B=y\n', { A: 'x' }, 'A=x B=y\n'],
  ['an empty value', 'A=; export A\n', { A: 'x' }, 'A=x; export A\n'],
  ['a value that needs quotes', 'A=old; export A\n', { A: 'x y' }, "A='x y'; export A\n"],
  [
    'a new key beside an exported one',
    'X_A=old; export X_A\n',
    { X_B: 'x' },
    'X_A=old; export X_A\nexport X_B=x\n',
  ],
  ['a connection string', 'A=Server=x;Database=y\n', { A: 'x' }, 'A=x\n'],
  ['a connection string with blanks', 'A=host=x port=1\n', { A: 'x' }, 'A=x\n'],
  ['several words', 'A=one two\n', { A: 'x' }, 'A=x\n'],
  ['a name alone after export', 'export A\nB=1\n', { A: 'x' }, 'export A\nB=1\nA=x\n'],
];

const HALVES: readonly FormatCase[] = [
  ['a new key below a joined line', 'X_O=a,\\\nb\nY=1\n', { X_B: 'x' }, 'X_O=a,\\\nb\nX_B=x\nY=1\n'],
  [
    'a new key at the end below a joined line',
    'X_O=a,\\\r\nb\\\r\nc',
    { N: 'x' },
    'X_O=a,\\\r\nb\\\r\nc\r\nN=x',
  ],
  [
    'a new key below a key that is joined',
    'X_O=a,\\\nY=b\nZ=1\n',
    { X_B: 'x' },
    'X_O=a,\\\nY=b\nX_B=x\nZ=1\n',
  ],
  ['a new key below a last backslash', 'X_O=a\\\n', { X_B: 'x' }, 'X_O=a\\\n\nX_B=x\n'],
  ['a new key below a backslash at the end', 'X_O=a\\', { N: 'x' }, 'X_O=a\\\n\nN=x'],
  ['a value of two halves', 'A=a,\\\nb\nB=1\n', { A: 'x' }, 'A=x\nB=1\n'],
  ['a path that ends with a backslash', 'A=C:\\x\\\nB=1\n', { A: 'x' }, 'A=x\nB=1\n'],
  ['two backslashes', 'X_A=a\\\\\nb\n', { X_B: 'x' }, 'X_A=a\\\\\nX_B=x\nb\n'],
];

const REFUSED: readonly FormatCase[] = [
  ['a line of which only a shell knows the end', 'A=old; echo hi\n', { A: 'x' }, 'valueNotCarried A'],
  ['an export with a substitution', 'export A=old B=$(id)\n', { A: 'x' }, 'valueNotCarried A'],
  ['a value of several lines in a statement', 'A=old; export A\n', { A: 'x\ny' }, 'valueNotCarried A'],
];

const word = fc.constantFrom(
  'old',
  '"old"',
  "'o d'",
  '',
  'a=b',
  'https://h.example/?a=b',
  '$HOME',
  'a;b',
  'x\\',
);
const name = fc.constantFrom('A', 'B', 'A_B', 'port');
const pair = fc.tuple(name, word).map(parts => parts.join('='));
const line = fc.oneof(
  pair,
  pair.map(each => `export ${each}`),
  fc
    .tuple(fc.constantFrom('', 'export '), pair, pair)
    .map(([before, one, other]) => `${before}${one} ${other}`),
  fc
    .tuple(pair, fc.constantFrom('; ', ' ;', '&&', '; export '), fc.oneof(name, pair))
    .map(parts => parts.join('')),
  fc.constantFrom('# c \\', '', 'half', 'half\\', 'export A', 'A=x; echo y', 'A: x', 'B = y; export B'),
);
const document = fc
  .tuple(fc.array(line, { maxLength: 7 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, last]) => lines.join(end) + (last ? end : ''));

/** Returns the variables that a shell finds in texts; `undefined` for a text that it refuses. */
function readByShell(texts: readonly string[]): readonly (Record<string, string> | undefined)[] {
  return texts.map(text => {
    const script = 'set -a; eval "$1" || exit 9; set +a; printf "%s\\0" "$A" "$B" "$A_B"';
    const run = spawnSync('bash', ['--norc', '-c', script, 'bash', text], {
      encoding: 'utf8',
      env: { HOME: '/h' },
    });
    const [a = '', b = '', ab = ''] = run.stdout.split('\0');
    return run.status === 0 && run.stderr === '' ? { A: a, B: b, A_B: ab } : undefined;
  });
}

describe('lines for a shell in an .env file', () => {
  handlesCases(dotenvFormat, [...SHELL, ...HALVES, ...REFUSED]);
  holdsForDocuments({
    format: dotenvFormat,
    document,
    keyPath: fc.constantFrom(['A'], ['B'], ['A_B'], ['A_NEW']),
  });
  positionsHold({ format: dotenvFormat, document });

  it('are read as the shell reads them', () => {
    const text = 'A=old; export A\nexport B="y z" C=1 D\nE=F=x;G=y\nH=host=x port=1\n';
    const wanted = ['A = old', 'B = y z', 'C = 1', 'E = F=x;G=y', 'H = host=x port=1'];
    assert.deepEqual(entriesIn(dotenvFormat, text), wanted);
  });

  it('give bash one new value, and all else as before', function () {
    if (spawnSync('bash', ['-c', 'true']).status !== 0) this.skip();
    const shellLine = fc.constantFrom(
      ...[
        'A=old; export A',
        'export A=old B=y',
        'B=y A="old"',
        "A='o d' && export A B",
        'B=x',
        'A_B=a,\\\nb',
        'b',
        '# c',
      ],
    );
    const texts = fc
      .sample(fc.array(shellLine, { minLength: 1, maxLength: 5 }), { numRuns: 60, seed: 23 })
      .map(lines => `b() { :; }\n${lines.join('\n')}\n`)
      .filter(text => dotenvFormat.read(text).some(({ keyPath }) => keyPath[0] === 'A'));
    const after = texts.map(text => setIn(dotenvFormat, text, { A: 'S3CRET+/==' }));
    const read = readByShell([...texts, ...after]);
    let compared = 0;
    for (const [index, text] of after.entries()) {
      const before = read[index];
      if (!before) continue;
      compared += 1;
      assert.deepEqual(read[index + texts.length], { ...before, A: 'S3CRET+/==' }, text);
    }
    assert.ok(compared > texts.length / 2, `${compared} of ${texts.length}`);
  });

  it('don’t change how the dotenv package reads other lines', () => {
    const text = 'A=1\nexport B=old C=x\nD="2" # c\n';
    const after = setIn(dotenvFormat, text, { A: '9', D: '8' });
    assert.deepEqual({ ...dotenv.parse(after) }, { ...dotenv.parse(text), A: '9', D: '8' });
  });
});

describe('the .envrc of direnv', () => {
  handlesCases(envrcFormat, [
    ['an empty file', '', { A: 'x' }, 'export A=x\n'],
    [
      'a script',
      'use node\nexport A=old\nPATH_add bin\n',
      { A: 'x', A_B: 'y' },
      'use node\nexport A=x\nexport A_B=y\nPATH_add bin\n',
    ],
    ['a variable that isn’t exported', 'A=1\n', { B: 'x' }, 'A=1\nexport B=x\n'],
    ['a dollar, which only a shell reads', 'export A=1\n', { A: 'a$b' }, "export A='a$b'\n"],
  ]);

  it('is used by name, beside other files that tools read', () => {
    const names = [
      '.envrc',
      '.flaskenv',
      '.dev.vars',
      'prod.env.local',
      'env.production',
      '.env.keys',
      'flaskenv',
    ];
    assert.deepEqual(names.filter(hasFormat), ['.envrc', '.flaskenv', '.dev.vars', 'prod.env.local']);
  });

  it('plans nothing for a value that is there', () => {
    const edited = envrcFormat.set('export A=x\n', [{ keyPath: ['A'], value: 'x' }]);
    assert.ok(edited.ok && applyEdits('export A=x\n', edited.edits) === 'export A=x\n');
  });
});
