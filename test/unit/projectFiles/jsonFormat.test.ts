import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { jsonFormat } from '../../../src/projectFiles/jsonFormat.ts';
import { applyEdits } from '../../../src/projectFiles/textEdit.ts';

function set(text: string, ...assignments: readonly (readonly [path: string, value: string])[]): string {
  const edited = jsonFormat.set(
    text,
    assignments.map(([path, value]) => ({ keyPath: path.split('.'), value })),
  );
  assert.ok(edited.ok, JSON.stringify(edited));
  return applyEdits(text, edited.edits);
}

describe('the JSON format', () => {
  it('changes the value and nothing else', () => {
    const before = '{\r\n\t// where\r\n\t"Id" : "old", /* c */\r\n\t"Deep": { "Secret": "",},\r\n}';
    const after = set(before, ['Id', 'new "id"'], ['Deep.Secret', 's']);
    assert.equal(after, '{\r\n\t// where\r\n\t"Id" : "new \\"id\\"", /* c */\r\n\t"Deep": { "Secret": "s",},\r\n}');
  });

  const added: readonly (readonly [title: string, before: string, after: string])[] = [
    ['an empty file', '', '{\n  "A": "1",\n  "B": "2"\n}\n'],
    ['an empty object', '{}', '{\n  "A": "1",\n  "B": "2"\n}'],
    ['two spaces', '{\n  "x": 1\n}\n', '{\n  "x": 1,\n  "A": "1",\n  "B": "2"\n}\n'],
    ['four spaces', '{\n    "x": 1\n}', '{\n    "x": 1,\n    "A": "1",\n    "B": "2"\n}'],
    ['tabs and CRLF', '{\r\n\t"x": 1\r\n}\r\n', '{\r\n\t"x": 1,\r\n\t"A": "1",\r\n\t"B": "2"\r\n}\r\n'],
    ['a comment at the end', '{\n  "x": 1 // why\n}', '{\n  "x": 1,\n  "A": "1",\n  "B": "2" // why\n}'],
  ];
  for (const [title, before, after] of added) {
    it(`adds keys in the style of ${title}`, () => assert.equal(set(before, ['A', '1'], ['B', '2']), after));
  }

  it('sets the last of several properties of one name, as readers do', () => {
    assert.equal(set('{"A":"1","A":"2"}', ['A', '9']), '{"A":"1","A":"9"}');
  });

  it('makes the objects on the way', () => {
    assert.deepEqual(parse(set('{"x":1}', ['Connect.Client.Id', '1'])), { x: 1, Connect: { Client: { Id: '1' } } });
  });

  const refused: readonly (readonly [title: string, text: string, code: string, detail: string])[] = [
    ['what does not parse, with the place', '{\n  "A": \n}', 'notParsable', 'line 3, column 1'],
    ['a list', '[1]', 'notAnObject', 'line 1, column 1'],
    ['a list in the way', '{"A":[]}', 'notAnObject', 'A'],
  ];
  for (const [title, text, code, detail] of refused) {
    it(`refuses ${title}`, () => {
      const edited = jsonFormat.set(text, [{ keyPath: ['A'], value: 'x' }]);
      assert.deepEqual(edited, { ok: false, fault: { code, detail } });
    });
  }

  it('reads texts only, however deep, and nothing of what does not parse', () => {
    assert.deepEqual(jsonFormat.read('{"a":"1","b":2,"c":{"d":"3","e":["4"]}}'), [
      { keyPath: ['a'], value: '1' },
      { keyPath: ['c', 'd'], value: '3' },
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

  it('gives the key its value, keeps all others, and has nothing to do the second time', () => {
    fc.assert(
      fc.property(document, name, fc.string({ unit: 'grapheme' }), (text, key, value) => {
        const before = JSON.parse(text) as Record<string, unknown>;
        fc.pre(typeof before[key] !== 'object');
        const after = set(text, [key, value]);
        assert.deepEqual(JSON.parse(after), { ...before, [key]: value });
        assert.equal(set(after, [key, value]), after);
      }),
      { numRuns: 2000 },
    );
  });
});
