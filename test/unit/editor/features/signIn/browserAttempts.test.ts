import assert from 'node:assert/strict';
import {
  browserAttempts,
  canRequestLess,
} from '../../../../../src/editor/features/signIn/browserAttempts.ts';
import { SignInError } from '../../../../../src/signIn/signInError.ts';
import { scopesOf } from '../../../../../src/signIn/userTokens.ts';

describe('the attempts to sign in in the browser', () => {
  const scopes = (offlineAccess: boolean) => browserAttempts({ offlineAccess }).map(scopesOf);

  it('request less each time, from what the user chose to what is required', () => {
    assert.deepEqual(scopes(true), [
      'openid profile ocsapi offline_access',
      'openid profile ocsapi',
      'openid ocsapi',
    ]);
  });

  it('request no refresh token when the user chose to sign in again', () => {
    assert.deepEqual(scopes(false), ['openid profile ocsapi', 'openid ocsapi']);
  });

  it('go on as long as less can be requested of a service that refuses a scope, and only then', () => {
    const attempts = browserAttempts({ offlineAccess: true });
    const refused = attempts.map(attempt => canRequestLess(attempt, new SignInError('scopeRefused')));
    assert.deepEqual(refused, [true, true, false]);
    for (const error of [new SignInError('denied'), new Error('scopeRefused')]) {
      assert.ok(attempts.every(attempt => !canRequestLess(attempt, error)));
    }
  });

  it('say what they leave out, but for the first', () => {
    const [first, ...others] = browserAttempts({ offlineAccess: true });
    assert.equal(first?.hint, undefined);
    assert.match(others[0]?.hint ?? '', /without “Stay signed in”/);
    assert.match(others[1]?.hint ?? '', /without requesting your name/);
  });
});
