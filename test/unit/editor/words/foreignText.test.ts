import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foreignText, withoutLinks } from '../../../../src/editor/words/foreignText.ts';

/** What the editor takes for a link in a message (VS Code 1.139, `linkedText`). */
const LINK = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+(?: (["']).+?\1)?\)/i;

describe('text of others in a sentence of ours', () => {
  it('leaves a plain text as it is', () => {
    for (const text of ['', 'Ask for the role.', 'naïve “quotes” (1) [2]', 'x'.repeat(500)]) {
      assert.equal(foreignText(text), text);
    }
    assert.equal(foreignText(undefined), '');
  });

  it('is cut, on one line, and shows all that it has', () => {
    const unit = fc.constantFrom(
      ...'ab [](){}\r\n\t\0\u001b\u202e\u2066\u200b\u2028\ufeff',
      'command:',
      '](',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 1500 }), text => {
        const clean = foreignText(text);
        assert.ok(clean.length <= 501);
        assert.doesNotMatch(clean, /[\p{Cc}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u);
        assert.doesNotMatch(clean, LINK);
      }),
    );
  });

  for (const link of [
    '[Mend it](command:workbench.action.quit)',
    '[a](COMMAND:b "title")',
    '[a](https://evil.example)',
    '[a](file:///etc/passwd)',
    '[a](command:b)[c](command:d)',
  ]) {
    it(`has no link any more: ${link}`, () => {
      assert.match(link, LINK);
      assert.doesNotMatch(withoutLinks(link), LINK);
    });
  }
});
