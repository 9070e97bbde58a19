import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { jsonFormat } from '../../../../src/projectFiles/formats/json/jsonFormat.ts';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { caseCount } from '../../../support/runner/sampling.ts';
import { textsIn } from './formatProperties.ts';

function set(text: string, ...assignments: readonly (readonly [path: string, value: string])[]): string {
  const edited = jsonFormat.set(
    text,
    assignments.map(([path, value]) => ({ keyPath: path.split('.'), value })),
  );
  assert.ok(edited.ok, JSON.stringify(edited));
  return applyEdits(text, edited.edits);
}

describe('the JSON format', () => {
  it('changes only the value', () => {
    const before = '{\r\n\t// where\r\n\t"Id" : "old", /* c */\r\n\t"Deep": { "Secret": "",},\r\n}';
    const after = set(before, ['Id', 'new "id"'], ['Deep.Secret', 's']);
    assert.equal(
      after,
      '{\r\n\t// where\r\n\t"Id" : "new \\"id\\"", /* c */\r\n\t"Deep": { "Secret": "s",},\r\n}',
    );
  });

  const added: readonly (readonly [title: string, before: string, after: string])[] = [
    ['an empty file', '', '{\n  "A": "1",\n  "B": "2"\n}\n'],
    ['an empty object', '{}', '{\n  "A": "1",\n  "B": "2"\n}'],
    ['two spaces', '{\n  "x": 1\n}\n', '{\n  "x": 1,\n  "A": "1",\n  "B": "2"\n}\n'],
    ['four spaces', '{\n    "x": 1\n}', '{\n    "x": 1,\n    "A": "1",\n    "B": "2"\n}'],
    ['tabs and CRLF', '{\r\n\t"x": 1\r\n}\r\n', '{\r\n\t"x": 1,\r\n\t"A": "1",\r\n\t"B": "2"\r\n}\r\n'],
    ['one line', '{"x":1}', '{"x":1,"A":"1","B":"2"}'],
    ['one line with blanks', '{ "x": 1 }', '{ "x": 1, "A": "1", "B": "2" }'],
    ['a trailing comma', '{\n  "x": 1, // why\n}', '{\n  "x": 1, // why\n  "A": "1",\n  "B": "2",\n}'],
    ['blanks before the colon', '{\n  "x" :1\n}', '{\n  "x" :1,\n  "A" :"1",\n  "B" :"2"\n}'],
    ['a brace on the last line', '{\n  "x": 1 }', '{\n  "x": 1,\n  "A": "1",\n  "B": "2" }'],
    [
      'a comment on its own line',
      '{\n  "x": 1\n  // end\n}',
      '{\n  "x": 1,\n  "A": "1",\n  "B": "2"\n  // end\n}',
    ],
    [
      'a comment of two lines',
      '{\n  "x": 1 /* a\n b */\n}',
      '{\n  "x": 1, /* a\n b */\n  "A": "1",\n  "B": "2"\n}',
    ],
    ['an object with a comment only', '{\n  // fill in\n}', '{\n  // fill in\n  "A": "1",\n  "B": "2"\n}'],
    [
      'odd spacing elsewhere',
      '{"y":[1,2],\n    "x":  true}',
      '{"y":[1,2],\n    "x":  true,\n    "A":  "1",\n    "B":  "2"}',
    ],
    ['a comment at the end', '{\n  "x": 1 // why\n}', '{\n  "x": 1, // why\n  "A": "1",\n  "B": "2"\n}'],
  ];
  for (const [title, before, after] of added) {
    it(`adds keys in the style of ${title}`, () => assert.equal(set(before, ['A', '1'], ['B', '2']), after));
  }

  it('sets the last of several properties with the same name', () => {
    assert.equal(set('{"A":"1","A":"2"}', ['A', '9']), '{"A":"1","A":"9"}');
  });

  it('adds the missing objects on the way to a key', () => {
    assert.deepEqual(parse(set('{"x":1}', ['Connect.Client.Id', '1'])), {
      x: 1,
      Connect: { Client: { Id: '1' } },
    });
  });

  it('adds a new key below one that is set at the same time', () => {
    const before = '{\n  "Id": "old", // ours\n  "Logging" :{ "a":1 }\n}\n';
    const after = set(before, ['Id', 'new'], ['Secret', 's']);
    assert.equal(after, '{\n  "Id": "new", // ours\n  "Secret": "s",\n  "Logging" :{ "a":1 }\n}\n');
  });

  it('fills nested objects in the style of the file', () => {
    const before = '{\n\t"Connect": {},\n\t"x": 1\n}';
    const after = set(before, ['Connect.Id', '1'], ['Deep.er.Id', '2']);
    assert.equal(
      after,
      '{\n\t"Connect": {\n\t\t"Id": "1"\n\t},\n\t"x": 1,\n\t"Deep": {\n\t\t"er": {\n\t\t\t"Id": "2"\n\t\t}\n\t}\n}',
    );
    assert.equal(set('{"Connect":{}}', ['Connect.Id', '1']), '{"Connect":{"Id":"1"}}');
  });

  it('reads null as empty and replaces it', () => {
    assert.deepEqual(textsIn(jsonFormat, '{"A":null}'), [{ keyPath: ['A'], value: '' }]);
    assert.equal(set('{"A":null}', ['A', '1']), '{"A":"1"}');
  });

  it('keeps the spelling of a value that is right already', () => {
    assert.equal(set('{"A":"\\u0041"}', ['A', 'A']), '{"A":"\\u0041"}');
  });

  it('refuses a text that is nested too deeply', () => {
    const text = `{"A":${'['.repeat(100_000)}`;
    assert.deepEqual(jsonFormat.read(text), []);
    assert.deepEqual(jsonFormat.set(text, [{ keyPath: ['B'], value: 'x' }]), {
      ok: false,
      fault: { code: 'tooComplex', detail: 'line 1, column 105' },
    });
  });

  it('refuses assignments that exclude each other', () => {
    for (const text of ['{}', '']) {
      const edited = jsonFormat.set(text, [
        { keyPath: ['A'], value: 'x' },
        { keyPath: ['A', 'B'], value: 'y' },
      ]);
      assert.deepEqual(edited, { ok: false, fault: { code: 'notAnObject', detail: 'A.B' } });
    }
  });

  const refused: readonly (readonly [title: string, text: string, code: string, detail: string])[] = [
    ['what does not parse, with the place', '{\n  "A": \n}', 'notParsable', 'line 3, column 1'],
    ['a text', '"A"', 'notAnObject', 'line 1, column 1'],
    ['a list without the index', '[1]', 'notAnObject', 'A'],
    ['a number', '{"A":1}', 'notAnObject', 'A'],
    ['a truth value', '{"A":false}', 'notAnObject', 'A'],
    ['a list in the way', '{"A":[]}', 'notAnObject', 'A'],
  ];
  for (const [title, text, code, detail] of refused) {
    it(`refuses ${title}`, () => {
      const edited = jsonFormat.set(text, [{ keyPath: ['A'], value: 'x' }]);
      assert.deepEqual(edited, { ok: false, fault: { code, detail } });
    });
  }

  it('sets values in an element of a list but adds no element', () => {
    const text = '{"list":[{"env":{}},{"env":{"A":"1"}}]}';
    assert.equal(
      set(text, ['list.1.env.A', 'x'], ['list.0.env.B', 'y']),
      '{"list":[{"env":{"B":"y"}},{"env":{"A":"x"}}]}',
    );
    const beyond = jsonFormat.set(text, [{ keyPath: ['list', '2', 'env'], value: 'x' }]);
    assert.deepEqual(beyond, { ok: false, fault: { code: 'notAnObject', detail: 'list.2.env' } });
  });

  it('reads texts at any depth, and nothing from a text that cannot be parsed', () => {
    assert.deepEqual(textsIn(jsonFormat, '{"a":"1","b":2,"c":{"d":"3","e":["4"]}}'), [
      { keyPath: ['a'], value: '1' },
      { keyPath: ['c', 'd'], value: '3' },
      { keyPath: ['c', 'e', '0'], value: '4' },
    ]);
    assert.deepEqual(jsonFormat.read('null'), []);
  });

  const name = fc.stringMatching(/^[A-Za-z]{1,4}$/);
  const layout = fc.constantFrom(undefined, 1, 2, 4, '\t');
  const document = fc
    .tuple(fc.dictionary(name, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 6 }), layout, fc.boolean())
    .map(([value, indent, windows]) => {
      const text = JSON.stringify(value, null, indent);
      return windows ? text.replaceAll('\n', '\r\n') : text;
    });

  it('sets the key, keeps all others, and plans no edits the second time', () => {
    fc.assert(
      fc.property(document, name, fc.string({ unit: 'grapheme' }), (text, key, value) => {
        const before = JSON.parse(text) as Record<string, unknown>;
        fc.pre(!['object', 'number', 'boolean'].includes(typeof before[key]));
        const after = set(text, [key, value]);
        assert.deepEqual(JSON.parse(after), { ...before, [key]: value });
        assert.equal(set(after, [key, value]), after);
        const edited = jsonFormat.set(text, [{ keyPath: [key], value }]);
        // Except for the value itself, nothing is removed.
        if (edited.ok && !(key in before) && Object.keys(before).length > 0)
          assert.ok(edited.edits.every(({ length }) => length === 0));
      }),
      { numRuns: caseCount(10_000) },
    );
  });

  it('decodes and encodes the data of a Kubernetes Secret', () => {
    const text = '{"kind":"Secret","data":{"A":"eA==","B":"%"},"stringData":{"T":"t"}}';
    const list = `{"kind":"List","items":[${text}]}`;
    const values = [
      { keyPath: ['items', '0', 'kind'], value: 'Secret' },
      { keyPath: ['items', '0', 'data', 'A'], value: 'x' },
      { keyPath: ['items', '0', 'stringData', 'T'], value: 't' },
    ];
    assert.deepEqual(textsIn(jsonFormat, list).slice(1), values);
    const after =
      '{"kind":"Secret","data":{"A":"aGVsbG8=","N":"aGVsbG8=","B":"%"},"stringData":{"T":"hello"}}';
    assert.equal(set(text, ['data.A', 'hello'], ['data.N', 'hello'], ['stringData.T', 'hello']), after);
    assert.equal(set('{"kind":"Secret"}', ['data.A', 'hello']), '{"kind":"Secret","data":{"A":"aGVsbG8="}}');
    assert.ok(!jsonFormat.set(text, [{ keyPath: ['data', 'B'], value: 'x' }]).ok);
    assert.equal(
      set('{"kind":"ConfigMap","data":{"A":"x"}}', ['data.A', 'y']),
      '{"kind":"ConfigMap","data":{"A":"y"}}',
    );
  });
});
