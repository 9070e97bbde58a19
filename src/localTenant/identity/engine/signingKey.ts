import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import type { TenantStore } from '../../storage/tenantStore.ts';

/** The tenant's RS256 key: with its private part for the engine, and the public part for checks. */
export interface SigningKey {
  readonly privateJwk: JsonWebKey;
  readonly publicKey: KeyObject;
}

/** RS256 with 2048 bits, as in the real service; all client libraries support it. */
const RSA_BITS = 2048;

/** Returns the tenant's signing key, which the first call makes and saves: tokens remain valid after a restart. */
export function signingKey(store: TenantStore): SigningKey {
  const kept = store.settings.getOrMake('signingKey', () =>
    JSON.stringify(
      generateKeyPairSync('rsa', { modulusLength: RSA_BITS }).privateKey.export({ format: 'jwk' }),
    ),
  );
  const privateJwk: JsonWebKey = { ...JSON.parse(kept), alg: 'RS256', use: 'sig' };
  const publicKey = createPublicKey(createPrivateKey({ key: privateJwk, format: 'jwk' }));
  return { privateJwk, publicKey };
}
