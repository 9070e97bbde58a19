import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'smol-toml';
import { tomlFormat } from '../../../../src/projectFiles/formats/toml/tomlFormat.ts';
import { projectRoot } from '../../../support/folders/projectFolders.ts';
import { type Outcome, playInvalid, playValid, type Suite } from './playSuite.ts';

const SUITE: Suite = {
  format: tomlFormat,
  read: text => parse(text, { integersAsBigInt: true }),
  reasons: ['notAnObject'],
};

/** The package ships the documents of toml-test and of the specification; nothing of its code is used. */
const FOLDER = path.join(projectRoot, 'node_modules/@sgarciac/bombadil/test');

const isValid = (text: string): boolean => {
  try {
    parse(text, { integersAsBigInt: true });
    return true;
  } catch {
    return false;
  }
};

describe('toml-test', () => {
  const documents = fs
    .readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.toml'))
    .map(name => ({ name, text: fs.readFileSync(path.join(FOLDER, name), 'utf8') }));
  const valid = documents.filter(({ text }) => isValid(text));
  const total: Outcome = { changed: 0, refused: 0 };

  for (const document of valid)
    it(`changes ${document.name} as intended, or says why not`, () => {
      const { changed, refused } = playValid(SUITE, document);
      total.changed += changed;
      total.refused += refused;
    });

  // Documents that are cut off anywhere are mostly invalid.
  for (const { name, text } of documents)
    it(`survives parts of ${name}`, () => {
      for (let end = 1; end < text.length; end += Math.ceil(text.length / 40)) {
        const part = { name, text: text.slice(0, end) };
        if (!isValid(part.text)) playInvalid(SUITE, part);
      }
    });

  it('changes what can be changed', () => {
    assert.ok(valid.length > 35, `${valid.length} documents`);
    assert.ok(total.changed > 60, `${total.changed} changes, ${total.refused} refusals`);
  });
});
