import { LIMITS } from '../../service/model/limits.ts';
import type { Operation } from './call.ts';

/** States of a tenant and of its features (documentation: *Tenants*). */
const ACTIVE = 1;

/** The tenant has everything that the API has, so there is one feature, which is on. */
const FEATURES = [
  {
    Feature: {
      Id: 'local-tenant',
      Name: 'Local tenant',
      Description: 'The identity API and OMF connections',
      DefaultState: ACTIVE,
    },
    CurrentState: ACTIVE,
  },
];

/** What the tenant is entitled to: a hard limit (0) of a resource (1). */
const ENTITLEMENTS = [
  {
    EntitlementDefinitionId: 'Clients',
    EntitlementType: 1,
    LimitType: 0,
    Value: LIMITS.clientsPerTenant,
    ManualBlockStatus: false,
  },
];

/** `GET /api/v1/Tenants/{tenantId}` (documentation: *Tenants*). */
export const getTenant: Operation = ({ tenant: { identity } }) => ({
  kind: 'success',
  status: 200,
  body: {
    Id: identity.id,
    CompanyName: identity.companyName,
    Alias: identity.alias,
    State: ACTIVE,
    Created: identity.createdAt,
    LastUpdated: identity.createdAt,
    Features: FEATURES,
    ExternalAccountId: null,
    Entitlements: ENTITLEMENTS,
    TenantType: 0,
  },
});

/** `HEAD /api/v1/Tenants/{tenantId}`: 204 if the token is valid for this tenant. */
export const probeTenant: Operation = () => ({ kind: 'success', status: 204 });
