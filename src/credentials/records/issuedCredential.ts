import type { SecretText } from '../../secret/secretText.ts';
import type { IssuedSecret } from '../../service/model/clientSecret.ts';
import type { KeptSecret } from './keptSecrets.ts';
import { type ClientReference, credentialReferenceOf } from './references.ts';

/** A client id with a secret that the service has just issued. */
export interface IssuedCredential extends Omit<KeptSecret, 'keptAt'> {
  readonly secret: SecretText;
}

/** Combines what the service answered with the client that it was asked about. */
export function toIssuedCredential(client: ClientReference, issued: IssuedSecret): IssuedCredential {
  const { id, description, expiresAt, secret } = issued;
  return { ...credentialReferenceOf(client, id), description, expiresAt: expiresAt?.toISOString(), secret };
}
