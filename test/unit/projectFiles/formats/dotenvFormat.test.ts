import assert from 'node:assert/strict';
import dotenv from 'dotenv';
import fc from 'fast-check';
import { dotenvFormat } from '../../../../src/projectFiles/formats/dotenv/dotenvFormat.ts';
import { readDotenv } from '../../../../src/projectFiles/formats/dotenv/dotenvText.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { caseCount } from '../../../support/runner/sampling.ts';
import { setDotenv, writableValue } from './setDotenv.ts';

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
    ['single quotes that can stay', "A='1'\n", { A: 'x`y' }, "A='x`y'\n"],
    ['double quotes that a shell would expand in', 'A="1"\n', { A: 'x`y' }, "A='x`y'\n"],
    ['a dollar on a line for a shell', 'A=1; export A\n', { A: '$x' }, "A='$x'; export A\n"],
    ['a dollar that is there already', "A='$x'\n", { A: '$x', B: 'y' }, "A='$x'\nB=y\n"],
    ['backticks, which a shell would run', 'A=`1`\n', { A: 'x' }, 'A=x\n'],
    ['a value of several lines', 'A="1\n2"\nB=3\n', { A: '9' }, 'A="9"\nB=3\n'],
    ['an empty value', 'A=\nB=2\n', { A: '9' }, 'A=9\nB=2\n'],
    ['an empty value at the end', 'A=', { A: '9' }, 'A=9'],
    ['the last of two', 'A=1\nA=2\n', { A: '9' }, 'A=1\nA=9\n'],
    ['a key in a comment', '# A=1\n', { A: '9' }, '# A=1\nA=9\n'],
    ['a new key beside its kin', 'X_A=1\n\n# other\nY=2\n', { X_B: '3' }, 'X_A=1\nX_B=3\n\n# other\nY=2\n'],
    ['two new keys beside their kin', 'X_A=1\nY=2', { X_B: '3', X_C: '4' }, 'X_A=1\nX_B=3\nX_C=4\nY=2'],
    ['a value that is there already', "A='same'\n", { A: 'same' }, "A='same'\n"],
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
    it(`handles ${title}`, () => assert.equal(setDotenv(before, values), after));
  }

  // dotenv-expand, which Next.js and Vite read the file with, and python-dotenv put variables into quotes of any kind.
  for (const value of ['$HOME', 'a$b', 'a$', '$' + '{X}', '$(id)'])
    it(`refuses ${value}, which some readers would expand`, () =>
      assert.deepEqual(dotenvFormat.set("A='1'\n", [{ keyPath: ['A'], value }]), {
        ok: false,
        fault: { code: 'valueNotCarried', detail: 'A' },
      }));

  for (const value of [`both ' and "`, 'a\r\nb', "ends with '\\", 'nul \0 \'"']) {
    it(`refuses ${JSON.stringify(value)}, which no quotes can hold`, () => {
      const edited = dotenvFormat.set('', [{ keyPath: ['A'], value }]);
      assert.deepEqual(edited, { ok: false, fault: { code: 'valueNotCarried', detail: 'A' } });
    });
  }

  it('refuses an edit inside an unclosed quote', () => {
    const edited = dotenvFormat.set("A='1\nB=2", [{ keyPath: ['B'], value: '#' }]);
    assert.deepEqual(edited, { ok: false, fault: { code: 'valueNotCarried', detail: 'A' } });
  });

  it('recognizes its files by their names', () => {
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
  it('reads the same values as the dotenv package', () => {
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

  it('reads the same values as the dotenv package in random text', () => {
    fc.assert(
      fc.property(junk, text => {
        const ours = Object.fromEntries(readDotenv(text).map(entry => [entry.key, entry.value]));
        assert.deepEqual(ours, { ...dotenv.parse(text) });
      }),
      { numRuns: caseCount(10_000) },
    );
  });

  it('keeps the spelling of a value that is right already', () => {
    assert.equal(setDotenv('A=A\n``', { A: '' }), 'A=\n``');
    assert.equal(setDotenv('A=\n``', { A: '' }), 'A=\n``');
    assert.equal(setDotenv('A=\n"x"\nB=1', { A: 'x' }), 'A=\n"x"\nB=1');
  });

  it('sets a value in random text, or refuses', () => {
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
          assert.equal(setDotenv(after, { [name]: value }), after);
        },
      ),
      { numRuns: caseCount(10_000) },
    );
  });

  it('reads a file of millions of blank lines, and one of unclosed quotes', () => {
    assert.equal(readDotenv('\n'.repeat(2_000_000)).length, 0);
    assert.equal(readDotenv("A='\n".repeat(100_001)).length, 50_001);
  });

  it('changes only the value, and the dotenv package reads it back', () => {
    fc.assert(
      fc.property(document, key, writableValue, (text, name, value) => {
        const before = dotenv.parse(text);
        const after = setDotenv(text, { [name]: value });
        assert.deepEqual(dotenv.parse(after), { ...before, [name]: value });
        assert.equal(setDotenv(after, { [name]: value }), after);
      }),
      { numRuns: caseCount(10_000) },
    );
  });
});
