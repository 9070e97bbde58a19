import type { LocalTenant } from '../support/tenant/localTenant.ts';

/** The settings that have the extension attach to a running tenant, signed in as its administrator. */
export const attachedTo = (tenant: LocalTenant): Record<string, unknown> => ({
  'clientCredentials.connections': [
    {
      name: 'Local tenant',
      kind: 'localTenant',
      resource: tenant.resource,
      tenantId: tenant.tenantId,
      signIn: { method: 'client', clientId: tenant.clientId },
    },
  ],
  'clientCredentials.localTenant.dataFolder': tenant.dataDir,
});
