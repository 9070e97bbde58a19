import type { ClientSettings } from './clientSettings.ts';
import type { ClientType } from './clientTypes.ts';

/** A client (documentation: *Clients*). */
export interface Client {
  readonly type: ClientType;
  /** GUID. */
  readonly id: string;
  readonly name: string;
  /** Missing: the service didn't say. */
  readonly enabled?: boolean;
  /** Lifetime of the access tokens, 60 to 3600 seconds. Missing: the service didn't say. */
  readonly accessTokenLifetimeSeconds?: number;
  /** Ids of roles (not role type ids); empty for types that have no roles. Missing: the service didn't say. */
  readonly roleIds?: readonly string[];
  /** Settings of the type that the service returned; empty for Client-Credentials clients. */
  readonly settings: Partial<ClientSettings>;
}

/** A client that is about to be created. */
export interface ClientDraft {
  /** GUID that the caller chooses, so that the client can be found when the answer is lost. */
  readonly id: string;
  readonly name: string;
  /** 60 to 3600 seconds. */
  readonly accessTokenLifetimeSeconds: number;
  /** Default: enabled. */
  readonly enabled?: boolean;
  /** Ids of roles, including Tenant Member. Only for Client-Credentials clients. */
  readonly roleIds?: readonly string[];
  /** Settings of the type. A setting that is missing gets the service's default. */
  readonly settings?: Partial<ClientSettings>;
  /** Description of the first secret, for types that have secrets. */
  readonly secretDescription?: string;
  /** Expiration of the first secret; missing: it never expires. */
  readonly secretExpiresAt?: Date;
}

/** Changes of a client. Properties that are missing keep their values. */
export interface ClientChanges {
  readonly name?: string;
  readonly enabled?: boolean;
  readonly accessTokenLifetimeSeconds?: number;
  readonly settings?: Partial<ClientSettings>;
}
