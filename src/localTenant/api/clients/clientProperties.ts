import * as v from 'valibot';
import { type ClientSettings, settingsOfType } from '../../../service/model/clientSettings.ts';
import type { ClientType } from '../../../service/model/clientTypes.ts';
import type { StoredClient } from '../../storage/clientTable.ts';
import { guidSchema, nameSchema, roleIdsSchema, tokenLifetimeSchema } from '../wire/bodySchema.ts';
import {
  originsSchema,
  postLogoutRedirectUrisSchema,
  redirectUrisSchema,
  webUriSchema,
} from '../wire/uriSchema.ts';

/** What a setting takes when it is not null. */
const SCHEMAS: Readonly<Record<keyof ClientSettings, v.GenericSchema>> = {
  redirectUris: redirectUrisSchema,
  postLogoutRedirectUris: postLogoutRedirectUrisSchema,
  allowedCorsOrigins: originsSchema,
  clientUri: webUriSchema,
  logoUri: webUriSchema,
  allowOfflineAccess: v.boolean(),
  allowAccessTokensViaBrowser: v.boolean(),
  // The documentation names no upper bound.
  deviceCodeLifetimeSeconds: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
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
  const settings = settingsOfType(type).map(({ key, wire, needed }) => [
    wire,
    needed ? unlessCreated(SCHEMAS[key]) : v.nullish(SCHEMAS[key]),
  ]);
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
  const given = settingsOfType(type).flatMap(({ key, wire }) => {
    const value = body[wire] ?? undefined;
    return value === undefined ? [] : [[key, value]];
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
  for (const { key, wire } of settingsOfType(client.type)) body[wire] = client.settings[key];
  return body;
}
