import type { ClientType } from '../../service/model/clientTypes.ts';

/** The icon of each client type (ids of VS Code's codicons): what its applications run on. */
export const CLIENT_TYPE_ICONS = {
  clientCredentials: 'server-process',
  authorizationCode: 'browser',
  hybrid: 'server-environment',
  deviceCode: 'device-mobile',
} as const satisfies Readonly<Record<ClientType, string>>;
