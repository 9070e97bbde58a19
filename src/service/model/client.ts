import type { ClientSettings } from './clientSettings.ts';
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
  /** What the type has beyond that; empty for Client-Credentials clients. */
  readonly settings: Partial<ClientSettings>;
}

/** What is sent to create a client. */
export interface ClientDraft {
  /** GUID; chosen by the caller, so that a client whose answer got lost can be found again. */
  readonly id: string;
  readonly name: string;
  /** 60..3600 seconds. */
  readonly accessTokenLifetimeSeconds: number;
  /** Missing: it is enabled. */
  readonly enabled?: boolean;
  /** Ids of roles, Tenant Member among them; for Client-Credentials clients only. */
  readonly roleIds?: readonly string[];
  /** What the type has; a setting that is missing gets the service's default. */
  readonly settings?: Partial<ClientSettings>;
  /** Of the first secret, for types that have secrets. */
  readonly secretDescription?: string;
  /** Missing: the first secret never expires. */
  readonly secretExpiresAt?: Date;
}

/** What is sent to change a client: what is missing stays as it is. */
export interface ClientChanges {
  readonly name?: string;
  readonly enabled?: boolean;
  readonly accessTokenLifetimeSeconds?: number;
  readonly settings?: Partial<ClientSettings>;
}
