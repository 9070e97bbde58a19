import type { ClientType } from './clientTypes.ts';

/** What clients of all types have (documentation: *Clients*). */
export interface Client {
  readonly type: ClientType;
  /** GUID. */
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Life of the access tokens, 60..3600 seconds. */
  readonly accessTokenLifetimeSeconds: number;
  /** Ids of roles (not role type ids); empty for types that have none. */
  readonly roleIds: readonly string[];
}

/** What is sent to create a Client-Credentials client with its first secret. */
export interface ClientCredentialsClientDraft {
  /** GUID; chosen by the caller, so that a client whose answer got lost can be found again. */
  readonly id: string;
  readonly name: string;
  /** Ids of roles, Tenant Member among them. */
  readonly roleIds: readonly string[];
  /** 60..3600 seconds. */
  readonly accessTokenLifetimeSeconds: number;
  readonly secretDescription: string;
  /** Missing: the first secret never expires. */
  readonly secretExpiresAt?: Date;
}
