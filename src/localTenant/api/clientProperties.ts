import * as v from 'valibot';
import type { ClientType } from '../../service/model/clientTypes.ts';
import type { ClientSettings } from '../storage/clientSettings.ts';
import type { StoredClient } from '../storage/clientTable.ts';
import { guidSchema, nameSchema, roleIdsSchema, tokenLifetimeSchema } from './bodySchema.ts';
import {
  originsSchema,
  postLogoutRedirectUrisSchema,
  redirectUrisSchema,
  webUriSchema,
} from './uriSchema.ts';

interface SettingRow {
  readonly key: keyof ClientSettings;
  /** What the property takes when it is not null. */
  readonly schema: v.GenericSchema;
}

/** Properties that only some types have, by their name on the wire (documentation: *Clients*). */
const SETTINGS = {
  RedirectUris: { key: 'redirectUris', schema: redirectUrisSchema },
  PostLogoutRedirectUris: { key: 'postLogoutRedirectUris', schema: postLogoutRedirectUrisSchema },
  AllowedCorsOrigins: { key: 'allowedCorsOrigins', schema: originsSchema },
  ClientUri: { key: 'clientUri', schema: webUriSchema },
  LogoUri: { key: 'logoUri', schema: webUriSchema },
  AllowOfflineAccess: { key: 'allowOfflineAccess', schema: v.boolean() },
  AllowAccessTokensViaBrowser: { key: 'allowAccessTokensViaBrowser', schema: v.boolean() },
  // The documentation names no upper bound.
  DeviceCodeLifetime: {
    key: 'deviceCodeLifetimeSeconds',
    schema: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  },
} as const satisfies Record<string, SettingRow>;

type SettingName = keyof typeof SETTINGS;

/** Which of them each type has, and which it must be created with. */
const OF_TYPE: Readonly<Record<ClientType, { has: readonly SettingName[]; needs: readonly SettingName[] }>> =
  {
    clientCredentials: { has: [], needs: [] },
    authorizationCode: {
      has: [
        'RedirectUris',
        'PostLogoutRedirectUris',
        'AllowedCorsOrigins',
        'ClientUri',
        'LogoUri',
        'AllowOfflineAccess',
      ],
      needs: ['RedirectUris'],
    },
    hybrid: {
      has: [
        'RedirectUris',
        'PostLogoutRedirectUris',
        'ClientUri',
        'LogoUri',
        'AllowOfflineAccess',
        'AllowAccessTokensViaBrowser',
      ],
      needs: ['RedirectUris'],
    },
    deviceCode: { has: ['DeviceCodeLifetime', 'ClientUri', 'LogoUri'], needs: [] },
  };

const OPTIONAL = {
  Id: v.nullish(guidSchema),
  Enabled: v.nullish(v.boolean()),
  AccessTokenLifetime: v.nullish(tokenLifetimeSchema),
};

/** What `POST` and `PUT` say of a client, checked. What `PUT` leaves out, or has as null, is missing. */
export interface ClientBody {
  readonly Id?: string | null | undefined;
  readonly Name?: string | null | undefined;
  readonly Enabled?: boolean | null | undefined;
  readonly AccessTokenLifetime?: number | null | undefined;
  readonly RoleIds?: readonly string[] | null | undefined;
  readonly [setting: string]: unknown;
}

/** Makes the schema of a type's body; `purpose` says whether what is needed must be there. */
export function clientSchema(type: ClientType, purpose: 'create' | 'update') {
  const unlessCreated = <Schema extends v.GenericSchema>(schema: Schema) =>
    purpose === 'create' ? schema : v.nullish(schema);
  const { has, needs } = OF_TYPE[type];
  const settings = has.map(name => {
    const { schema } = SETTINGS[name];
    return [name, needs.includes(name) ? unlessCreated(schema) : v.nullish(schema)];
  });
  return v.object({
    ...OPTIONAL,
    Name: unlessCreated(nameSchema),
    ...(type === 'clientCredentials' && { RoleIds: unlessCreated(roleIdsSchema) }),
    ...Object.fromEntries(settings),
  }) as unknown as v.GenericSchema<unknown, ClientBody>;
}

/** Lays what a body says over a client's settings; absent and null properties stay. */
export function changedSettings(
  type: ClientType,
  settings: ClientSettings,
  body: ClientBody,
): ClientSettings {
  const given = OF_TYPE[type].has.flatMap(name => {
    const value = body[name] ?? undefined;
    return value === undefined ? [] : [[SETTINGS[name].key, value]];
  });
  return given.length === 0 ? settings : { ...settings, ...Object.fromEntries(given) };
}

/** A client as the service sends it (documentation: *Clients*). */
export function writeClient(client: StoredClient) {
  const body: Record<string, unknown> = {
    Id: client.id,
    Name: client.name,
    Enabled: client.enabled,
    AccessTokenLifetime: client.tokenLifetimeSeconds,
    Tags: client.tags,
  };
  if (client.type === 'clientCredentials') body.RoleIds = client.roleIds;
  for (const name of OF_TYPE[client.type].has) body[name] = client.settings[SETTINGS[name].key];
  return body;
}
