import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { FilesProgram } from './filesProgram.ts';
import { VALUES } from './insertCases.ts';

describe('npm run files: errors and the order of answers', () => {
  const folder = temporaryFolder();
  let program: FilesProgram;
  before(() => {
    program = new FilesProgram(folder.path);
  });
  after(() => program.end());
  const at = (name: string) => path.join(folder.path, name);
  const values = { ...VALUES, clientSecret: 'hidden-value' };

  /** Request (a line, or made from the folder), and the code that it is answered with. */
  const REFUSED: readonly (readonly [title: string, request: string | (() => object), code: string])[] = [
    ['a line that is not JSON', '{"do":"read","file":"hidden-value', 'notJson'],
    ['a line that is not an object', '["targets"]', 'notJson'],
    ['null', 'null', 'notJson'],
    ['a request without a name', '{}', 'unknownRequest'],
    ['an unknown request', '{"do":"remove"}', 'unknownRequest'],
    ['a name that every object has', '{"do":"constructor"}', 'unknownRequest'],
    ['a name that is not a text', '{"do":["read"]}', 'unknownRequest'],
    ['a missing folder name', '{"do":"targets","values":{}}', 'invalidRequest'],
    [
      'a value of the wrong type',
      () => ({ do: 'targets', folder: at(''), values: { ...VALUES, tenantId: 7 } }),
      'invalidRequest',
    ],
    ['missing values', () => ({ do: 'targets', folder: at('') }), 'invalidRequest'],
    [
      'an insertion without a secret',
      () => ({ do: 'insert', folder: at(''), target: 0, values: VALUES }),
      'invalidRequest',
    ],
    [
      'a target that is not a number',
      () => ({ do: 'insert', folder: at(''), target: '0', values }),
      'invalidRequest',
    ],
    [
      'an empty key',
      () => ({ do: 'set', file: at('.env'), set: [{ keyPath: [], value: '' }] }),
      'invalidRequest',
    ],
    [
      'two values for one key',
      () => ({ do: 'set', file: at('c.ini'), set: [...'12'].map(value => ({ keyPath: ['A', 'x'], value })) }),
      'invalidRequest',
    ],
    ['a folder that does not exist', () => ({ do: 'targets', folder: at('no'), values }), 'folderMissing'],
    [
      'a file in place of the folder',
      () => ({ do: 'insert', folder: at('broken.json'), target: 0, values }),
      'folderMissing',
    ],
    [
      'a target that does not exist',
      () => ({ do: 'insert', folder: at(''), target: 99, values }),
      'noSuchTarget',
    ],
    ['a negative number', () => ({ do: 'preview', folder: at(''), target: -1, values }), 'noSuchTarget'],
    ['a fraction', () => ({ do: 'preview', folder: at(''), target: 0.5, values }), 'noSuchTarget'],
    ['a file that does not exist', () => ({ do: 'read', file: at('no.json') }), 'fileMissing'],
    [
      'a file in a missing folder',
      () => ({ do: 'set', file: at('no/.env'), set: [{ keyPath: ['A'], value: 'b' }] }),
      'folderMissing',
    ],
    ['a file of no known format', () => ({ do: 'read', file: at('picture.png') }), 'unknownFormat'],
    ['a binary file', () => ({ do: 'read', file: at('binary.env') }), 'notUtf8'],
    ['a folder in place of a file', () => ({ do: 'read', file: at('folder.json') }), 'notAFile'],
    ['a text that does not parse', () => ({ do: 'read', file: at('broken.json') }), 'notParsable'],
    ['a root that has no keys', () => ({ do: 'read', file: at('root.yaml') }), 'notAnObject'],
    [
      'a value that the format cannot carry',
      () => ({ do: 'set', file: at('c.ini'), set: [{ keyPath: ['A', 'x'], value: '50%' }] }),
      'valueNotCarried',
    ],
  ];

  beforeEach(() => {
    writeFileSync(at('broken.json'), '{"a": ');
    writeFileSync(at('root.yaml'), 'a\n');
    writeFileSync(at('c.ini'), '[A]\nx = 1\n');
    writeFileSync(at('picture.png'), 'x');
    writeFileSync(at('binary.env'), Buffer.from([0x41, 0x3d, 0xff, 0xfe, 0x00]));
    mkdirSync(at('folder.json'));
  });

  for (const [title, request, code] of REFUSED) {
    it(`answers ${code} to ${title}, and goes on`, async () => {
      const answer = await program.ask(typeof request === 'string' ? request : request());
      assert.deepEqual(Object.keys(answer), ['error']);
      assert.equal(answer.error.code, code);
      assert.doesNotMatch(answer.error.message, /hidden-value/);
      const next = await program.ask({ do: 'read', file: at('c.ini') });
      assert.deepEqual(next, { entries: [{ keyPath: ['A', 'x'], value: '1' }] });
    });
  }

  it('names the line and the column of what can’t be read', async () => {
    writeFileSync(at('broken.json'), '{\n  "ClientSecret": \n}\n');
    const read = await program.ask({ do: 'read', file: at('broken.json') });
    assert.deepEqual(read, {
      error: {
        code: 'notParsable',
        message: `notParsable: ${at('broken.json')} (line 3, column 1)`,
        line: 3,
        column: 1,
      },
    });
    writeFileSync(at('shared.yaml'), 'a: &x\n  clientSecret: s\nb: *x\n');
    const set = [{ keyPath: ['b', 'clientSecret'], value: 'n' }];
    const { error } = await program.ask({ do: 'set', file: at('shared.yaml'), set });
    assert.deepEqual([error.code, error.line, error.column], ['shared', 2, 17]);
  });

  it('lists what is no target, with the reason', async function () {
    if (process.platform === 'win32') this.skip();
    mkdirSync(at('project'));
    writeFileSync(at('project/broken.json'), '{\n  "ClientSecret": \n}\n');
    writeFileSync(at('project/shared.yaml'), 'a: &x\n  clientId:\n  clientSecret:\nb: *x\n');
    writeFileSync(at('project/other.yaml'), '{{ if x }}\n');
    writeFileSync(at('outside.ini'), '[A]\nClientSecret =\n');
    symlinkSync(at('outside.ini'), at('project/a.ini'));
    const { targets, refused } = await program.ask({ do: 'targets', folder: at('project'), values });
    const names = (all: readonly { file: string }[]) => all.map(({ file }) => path.basename(file));
    assert.deepEqual(names(targets), ['a.ini', '.env']);
    assert.deepEqual(
      refused.map(({ file, code, line }: Record<string, string>) => [path.basename(file ?? ''), code, line]),
      [
        ['shared.yaml', 'shared', 2],
        ['shared.yaml', 'shared', 2],
        ['broken.json', 'notParsable', 3],
        ['a.ini', 'outsideWorkspace', undefined],
      ],
    );
    const insert = { do: 'insert', folder: at('project'), target: 0, values };
    assert.equal((await program.ask(insert)).error.code, 'outsideWorkspace');
  });

  it('writes nothing through a link that leads outside', async function () {
    if (process.platform === 'win32') this.skip();
    mkdirSync(at('project'));
    writeFileSync(at('outside.env'), 'ADH_CLIENT_SECRET=\n');
    symlinkSync(at('outside.env'), at('project/.env'));
    const insert = { do: 'insert', folder: at('project'), target: 0, values };
    assert.equal((await program.ask(insert)).error.code, 'outsideWorkspace');
    const set = { do: 'set', file: at('project/.env'), set: [{ keyPath: ['A'], value: 'b' }] };
    assert.equal((await program.ask(set)).error.code, 'outsideWorkspace');
    assert.equal(readFileSync(at('outside.env'), 'utf8'), 'ADH_CLIENT_SECRET=\n');
  });

  it('ignores empty lines, reads CRLF and separators of Unicode, and answers in order', async () => {
    writeFileSync(at('u.json'), '{"x":"a\u2028b"}');
    const set = [{ keyPath: ['x'], value: '1\u2028\u20292' }];
    program.write(`\uFEFF${JSON.stringify({ do: 'read', file: at('u.json') })}\r\n\r\n  `);
    program.write(`nonsense\n${JSON.stringify({ do: 'set', file: at('u.json'), set })}`);
    program.write(JSON.stringify({ do: 'read', file: at('u.json') }));
    assert.deepEqual(await program.next(), { entries: [{ keyPath: ['x'], value: 'a\u2028b' }] });
    assert.equal((await program.next()).error.code, 'notJson');
    assert.deepEqual(await program.next(), { ok: true });
    assert.deepEqual(await program.next(), { entries: set });
  });

  it('answers a last line without a line end, and ends with the input', async () => {
    const other = new FilesProgram(folder.path);
    const ended = other.end(JSON.stringify({ do: 'read', file: at('c.ini') }));
    assert.equal((await other.next()).entries.length, 1);
    assert.equal(await ended, 0);
  });
});
