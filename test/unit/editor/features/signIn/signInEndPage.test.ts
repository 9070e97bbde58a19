import assert from 'node:assert/strict';
import { signInEndPage } from '../../../../../src/editor/features/signIn/signInEndPage.ts';

describe('the page at the end of a sign-in', () => {
  for (const ok of [true, false]) {
    it(`loads nothing and runs nothing, ${ok ? 'on success' : 'on failure'}`, () => {
      const html = signInEndPage(ok);
      assert.match(html, /^<!DOCTYPE html>\n<html lang="en">/);
      assert.match(html, /<title>[^<]+<\/title>/);
      assert.doesNotMatch(html, /<script|<link|<img|src=|url\(|https?:/);
    });
  }

  it('shows success or failure', () => {
    assert.match(signInEndPage(true), /Back to the editor/);
    assert.match(signInEndPage(false), /Not signed in/);
  });
});
