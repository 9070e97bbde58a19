import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { applyEdits } from '../../../../src/projectFiles/formats/textEdit.ts';
import { yamlFormat } from '../../../../src/projectFiles/formats/yaml/yamlFormat.ts';
import { caseCount } from '../../../support/runner/sampling.ts';
import { holdsForDocuments } from './formatProperties.ts';

const word = fc.constantFrom('id', 'client_id', 'x', 'a1');
const scalar = fc.constantFrom('1', 'true', '"x"', "'it'", 'word', '~', '', '"a: b" # c', '# none');
const pairs = (indent: string) =>
  fc
    .array(fc.tuple(word, scalar), { minLength: 1, maxLength: 3 })
    .map(all => all.map(([key, text]) => `${indent}${key}: ${text}\n`).join(''));
const settings = fc.array(
  fc.tuple(word, fc.constantFrom('=1', '=', '=x y', '')).map(([key, text]) => `${key}${text}`),
  { minLength: 1, maxLength: 3 },
);

/** Parts of documents, with keys that occur once. */
const PARTS: readonly fc.Arbitrary<string>[] = [
  pairs('  ').map(text => `top:\n${text}`),
  pairs('    ').map(text => `list:\n  - id: x\n  -\n${text}`),
  fc.constantFrom('flow: {}\n', 'flow: {id: x, list: [a, b]}\n', 'flow: {\n  "id": "x" # c\n}\n', 'flow:\n'),
  fc
    .array(fc.tuple(word, fc.constantFrom('value: x', 'value: "1"', 'value:', 'valueFrom: {a: b}')))
    .map(all => `env:\n${all.map(([name, text]) => `- name: ${name}\n  ${text}\n`).join('')}`),
  settings.map(
    all => `services:\n  w:\n    environment:\n${all.map(text => `      - "${text}"\n`).join('')}`,
  ),
  settings.map(all => `services: {w: {environment: [${all.join(', ')}]}}\n`),
  fc.constantFrom('kind: Secret\ndata:\n  x: eA==\n  id: "%"\n', 'kind: Secret\ndata: {}\n'),
  fc.constantFrom('dev: &c\n  id: x\nprod: *c\n', 'dev: &c\n  id: x\nprod:\n  <<: *c\n  x: w\n'),
  fc.constantFrom('# comment\n', '\n', 'text: |+\n  a\n\n', 'id: x\n'),
];

const part = fc.subarray(
  PARTS.map((_, index) => index),
  { minLength: 1, maxLength: 4 },
);
const document = part.chain(chosen =>
  fc.tuple(...chosen.map(index => PARTS[index] ?? fc.constant(''))).map(all => all.join('')),
);
const documents = fc
  .tuple(fc.array(document, { minLength: 1, maxLength: 3 }), fc.constantFrom('---\n', '...\n---\n'))
  .map(([all, border]) => all.join(border));

const keyPath = fc.constantFrom(
  ['id'],
  ['top', 'id'],
  ['top', 'new'],
  ['list', '0', 'new'],
  ['list', '1', 'x'],
  ['flow', 'new'],
  ['flow', 'list', '0'],
  ['env', 'a1'],
  ['env', 'NEW'],
  ['services', 'w', 'environment', 'x'],
  ['services', 'w', 'environment', 'NEW'],
  ['data', 'x'],
  ['data', 'new'],
  ['dev', 'id'],
  ['prod', 'x'],
  ['prod', 'new'],
  ['--- 2', 'new', 'deep'],
  ['--- 2', 'top', 'new'],
  ['--- 3', 'env', 'NEW'],
);

/** Reads a text as other programs do: without the shapes that this extension knows. */
function programs(text: string): readonly unknown[] {
  const read = parseAllDocuments(text, { merge: true, uniqueKeys: false }).map(each => each.toJS());
  // A file of comments only has none.
  return read.length === 0 ? [null] : read;
}

/** Removes what is at a key of one document. */
function without(all: readonly unknown[], index: number, key: string): unknown {
  return all.map((each, at) =>
    at === index ? Object.fromEntries(Object.entries(each ?? {}).filter(([name]) => name !== key)) : each,
  );
}

describe('YAML of several documents, lists, settings and aliases', () => {
  holdsForDocuments({ format: yamlFormat, document: documents, keyPath });

  it('stays the same for other programs, but for the part that is changed', () => {
    let edited = 0;
    const count = caseCount(10_000);
    fc.assert(
      fc.property(documents, keyPath, fc.constantFrom('new', 'a: b #', '{x}', '1'), (text, path, value) => {
        const result = yamlFormat.set(text, [{ keyPath: path, value }]);
        if (!result.ok) return;
        edited += 1;
        const [before, after] = [programs(text), programs(applyEdits(text, result.edits))];
        const number = path[0]?.startsWith('--- ') ? Number(path[0].slice(4)) - 1 : 0;
        const key = path[number === 0 ? 0 : 1] ?? '';
        assert.deepEqual(without(after, number, key), without(before, number, key));
        const written = JSON.stringify(after[number]);
        const encoded = Buffer.from(value).toString('base64');
        assert.ok(
          [value, encoded].some(each => written.includes(each)),
          written,
        );
      }),
      { numRuns: count },
    );
    assert.ok(edited > count / 4, `${edited} documents were edited`);
  });
});
