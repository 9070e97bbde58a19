import type { Operation } from './call.ts';

/** `GET /api/v1/Tenants/{tenantId}` (documentation: *Tenants*). */
export const getTenant: Operation = ({ tenant: { identity } }) => ({
  kind: 'success',
  status: 200,
  body: {
    Id: identity.id,
    CompanyName: identity.companyName,
    Alias: identity.alias,
    State: 'Active',
    Created: identity.createdAt,
    LastUpdated: identity.createdAt,
  },
});

/** `HEAD /api/v1/Tenants/{tenantId}`: 204 if the token is valid for this tenant. */
export const probeTenant: Operation = () => ({ kind: 'success', status: 204 });
