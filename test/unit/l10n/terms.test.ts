import assert from 'node:assert/strict';
import { bundleTexts, documentTexts, type ShownText } from './shownTexts.ts';
import { type Allowed, ENGLISH_ALLOWED, ENGLISH_TERMS, GERMAN_TERMS, type Term } from './terms.ts';

/** Finds the terms in the texts, a line for each. */
function found(
  texts: readonly ShownText[],
  terms: readonly Term[],
  allowed: Allowed = {},
): readonly string[] {
  return texts.flatMap(({ at, text }) => {
    const rest = Object.keys(allowed).reduce((left, phrase) => left.replaceAll(phrase, ''), text);
    return terms.flatMap(({ not, use }) => {
      const term = not.exec(rest)?.[0];
      return term === undefined ? [] : [`${at}: “${term}” → ${use}: ${text}`];
    });
  });
}

describe('the terms', () => {
  it('are used in each English text of the editor', () => {
    const texts = bundleTexts();
    assert.ok(texts.length > 1000, `${texts.length} texts`);
    assert.deepEqual(found(texts, ENGLISH_TERMS, ENGLISH_ALLOWED), []);
  });

  it('are used in each document', () => {
    const texts = documentTexts();
    assert.ok(texts.length > 500, `${texts.length} paragraphs`);
    const terms = ENGLISH_TERMS.filter(({ onlyInEditor }) => !onlyInEditor);
    assert.deepEqual(found(texts, terms, ENGLISH_ALLOWED), []);
  });

  it('are used in each German text', () => {
    const texts = bundleTexts('de');
    assert.ok(texts.length > 1000, `${texts.length} texts`);
    assert.deepEqual(found(texts, GERMAN_TERMS), []);
  });

  it('have only exceptions that still exist', () => {
    const texts = [...bundleTexts(), ...documentTexts()];
    const unused = Object.keys(ENGLISH_ALLOWED).filter(
      phrase => !texts.some(({ text }) => text.includes(phrase)),
    );
    assert.deepEqual(unused, []);
  });

  for (const term of [...ENGLISH_TERMS, ...GERMAN_TERMS]) {
    it(`include “${term.use}”, so “${term.example}” is found`, () =>
      assert.equal(found([{ at: '', text: term.example }], [term]).length, 1));
  }
});
