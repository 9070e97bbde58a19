/** Limits of the service (documentation: *Clients*, *Client secrets*). Counts unless a unit is named. */
export const LIMITS = {
  /** Clients of all types in one tenant. */
  clientsPerTenant: 50_000,
  /** Secrets of one client. */
  secretsPerClient: 10,
  /** Lifetime of an access token, in seconds; minimum and maximum are allowed. */
  tokenLifetimeSeconds: { min: 60, max: 3600, default: 3600 },
  /** Items of one page of a list (`count`); minimum and maximum are allowed. */
  page: { min: 1, max: 1000, default: 100 },
  /** Redirect and post-logout redirect URIs of one client, each. */
  redirectUrisPerClient: 10,
} as const;
