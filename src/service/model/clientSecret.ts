import type { SecretText } from '../../secret/secretText.ts';
import type { Client } from './client.ts';

/** A secret as the service lists it, without its value (documentation: *Client secrets*). */
export interface ClientSecret {
  /** The service's number for it, unique within the client. */
  readonly id: number;
  readonly description: string;
  /** Missing: it never expires, unless that is unknown. */
  readonly expiresAt?: Date;
  /** The service didn't say whether it expires. */
  readonly expiryUnknown?: true;
}

/** A secret that is about to be added. */
export interface ClientSecretDraft {
  readonly description: string;
  /** Missing: it never expires. */
  readonly expiresAt?: Date;
}

/** A secret with its value, which the service returns only once. */
export interface IssuedSecret extends ClientSecret {
  readonly secret: SecretText;
}

/** A new client with its first secret. */
export interface IssuedClient {
  readonly client: Client;
  readonly secret: IssuedSecret;
}
