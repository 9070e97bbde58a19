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

/** The schemas of settings that aren't null. */
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

/** The checked body of `POST` or `PUT` for a client. */
export interface ClientBody {
  readonly Id?: string | null | undefined;
  readonly Name?: string | null | undefined;
  readonly Enabled?: boolean | null | undefined;
  readonly AccessTokenLifetime?: number | null | undefined;
  readonly RoleIds?: readonly string[] | null | undefined;
  readonly [setting: string]: unknown;
}

/** Returns the schema of a type's body. Required properties may only be missing in an update. */
export function clientSchema(type: ClientType, purpose: 'create' | 'update') {
  const optionalInUpdate = <Schema extends v.GenericSchema>(schema: Schema) =>
    purpose === 'create' ? schema : v.nullish(schema);
  const settings = settingsOfType(type).map(({ key, wire, needed }) => [
    wire,
    needed ? optionalInUpdate(SCHEMAS[key]) : v.nullish(SCHEMAS[key]),
  ]);
  const roles = type === 'clientCredentials' ? { RoleIds: optionalInUpdate(roleIdsSchema) } : {};
  return v.object({
    ...OPTIONAL,
    Name: optionalInUpdate(nameSchema),
    ...roles,
    ...Object.fromEntries(settings),
  }) as unknown as v.GenericSchema<unknown, ClientBody>;
}

/** Returns settings with the changes in a body. Properties that are missing or null don't change. */
export function changeSettings(type: ClientType, settings: ClientSettings, body: ClientBody): ClientSettings {
  const given = settingsOfType(type).flatMap(({ key, wire }) => {
    const value = body[wire] ?? undefined;
    return value === undefined ? [] : [[key, value]];
  });
  return given.length === 0 ? settings : { ...settings, ...Object.fromEntries(given) };
}

/** Returns a client as the service sends it (documentation: *Clients*). */
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
