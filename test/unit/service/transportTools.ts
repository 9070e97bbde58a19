import assert from 'node:assert/strict';
import { SecretText } from '../../../src/secret/secretText.ts';
import { ServiceError } from '../../../src/service/serviceError.ts';
import type { TokenSource } from '../../../src/service/transport.ts';

/** Returns a source of tokens, which issues another token after one was invalidated. */
export function countedTokens() {
  let issued = 1;
  const source: TokenSource = {
    token: async () => new SecretText(`token-${issued}`),
    invalidate: () => {
      issued += 1;
    },
  };
  return { issued, source };
}

/** Waits until a request fails, and returns its error. */
export async function caught(promise: Promise<unknown>): Promise<ServiceError> {
  const error = await promise.then(
    () => assert.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ServiceError, String(error));
  return error;
}
