import * as v from 'valibot';
import { SecretText } from '../secret/secretText.ts';
import type { Client } from './model/client.ts';
import type { ClientSecret, IssuedClient, IssuedSecret } from './model/clientSecret.ts';
import { type ClientSettings, settingsOfType } from './model/clientSettings.ts';
import type { ClientType } from './model/clientTypes.ts';
import type { Region } from './model/region.ts';
import type { Role } from './model/role.ts';
import type { Tenant } from './model/tenant.ts';
import { ServiceError } from './serviceError.ts';

/** Returns the typed value of a body. Throws `malformedAnswer` with the path of a wrong value, never with the value. */
export type Decoder<T> = (body: unknown) => T;

/** Longest name or description, in UTF-16 units: the editor shows thousands of them as labels. */
const LONGEST_TEXT = 10_000;
/** An id. GUIDs are documented, others are accepted unless, as a segment of a path, they lead elsewhere (`..`). */
const ID = /^(?!\.+$)[\w.:@-]{1,200}$/;

// Properties that the documentation doesn't promise can be missing or null. Those that aren't essential have a default.
const text = v.optional(v.nullable(v.pipe(v.string(), v.maxLength(LONGEST_TEXT)), ''), '');
const id = v.pipe(v.string(), v.regex(ID));
/** A GUID to compare with those of the documentation: the service doesn't say which case it uses. */
const knownId = v.pipe(
  v.nullish(v.string(), ''),
  v.transform(value => value.toLowerCase() || undefined),
);
const count = v.pipe(v.number(), v.integer());

/** A date as the service writes it. Without a time zone it is UTC. */
const date = v.pipe(
  v.string(),
  v.transform(written => new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(written) ? written : `${written}Z`)),
  v.date(),
);
const dateOrNever = v.nullish(date);

const wireClient = v.object({
  Id: id,
  Name: text,
  Enabled: v.nullish(v.boolean()),
  AccessTokenLifetime: v.nullish(count),
  RoleIds: v.nullish(v.array(v.string())),
});

/** Reads null, which the documentation doesn't promise for a property, as if the property were missing. */
const unlessNull = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.pipe(
    v.nullish(schema),
    v.transform(value => value ?? undefined),
  );

const texts = unlessNull(v.array(v.string()));
const flag = unlessNull(v.boolean());
const orNull = v.nullish(v.string());

/** The schema of each setting. Settings that are missing are left out, because nothing is known of them. */
const WIRE_SETTINGS: Readonly<Record<keyof ClientSettings, v.GenericSchema>> = {
  redirectUris: texts,
  postLogoutRedirectUris: texts,
  allowedCorsOrigins: texts,
  clientUri: orNull,
  logoUri: orNull,
  allowOfflineAccess: flag,
  allowAccessTokensViaBrowser: flag,
  deviceCodeLifetimeSeconds: unlessNull(count),
};

const wireSecret = v.object({
  Id: count,
  Description: text,
  Expires: v.nullish(v.boolean()),
  Expiration: dateOrNever,
});

const wireRole = v.object({
  Id: id,
  Name: text,
  Description: text,
  RoleTypeId: knownId,
  CommunityId: knownId,
});

const wireRegion = v.object({
  Id: text,
  BaseAddress: text,
  AdministrativeEndpointsWritable: v.nullish(v.boolean()),
});

const wireTenant = v.object({ Id: id, CompanyName: text, Alias: text });

const secretText = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.transform(value => new SecretText(value)),
);

const wireIssuedSecret = v.object({ ...wireSecret.entries, Secret: secretText });

const wireIssuedClient = v.object({
  Id: count,
  Secret: secretText,
  Description: text,
  ExpirationDate: dateOrNever,
  Client: wireClient,
});

function decode<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
  whole = 'the whole answer',
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, body, { abortEarly: true });
  if (result.success) return result.output;
  throw new ServiceError('malformedAnswer', { detail: v.getDotPath(result.issues[0]) ?? whole });
}

const NO_ROLES: readonly string[] = Object.freeze([]);
const NO_SETTINGS: Partial<ClientSettings> = Object.freeze({});

function toSettings(type: ClientType, body: unknown): Partial<ClientSettings> {
  const rows = settingsOfType(type);
  // Most clients have no settings, and a list can have 50,000 of them.
  if (rows.length === 0) return NO_SETTINGS;
  const wire = body as Readonly<Record<string, unknown>>;
  const settings = rows.flatMap(({ key, wire: name }) => {
    const value = decode(WIRE_SETTINGS[key], wire[name], name);
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(settings);
}

const toClient = (type: ClientType, wire: v.InferOutput<typeof wireClient>, body: unknown): Client => ({
  type,
  id: wire.Id,
  name: wire.Name,
  enabled: wire.Enabled ?? undefined,
  accessTokenLifetimeSeconds: wire.AccessTokenLifetime ?? undefined,
  roleIds: type === 'clientCredentials' ? (wire.RoleIds ?? undefined) : (wire.RoleIds ?? NO_ROLES),
  settings: toSettings(type, body),
});

/** Returns a secret as the service lists it. `Expires` decides: without it, a missing date says nothing. */
function toListedSecret(wire: v.InferOutput<typeof wireSecret>): ClientSecret {
  const { Id: id, Description: description, Expires, Expiration } = wire;
  if (Expires === false) return { id, description };
  return Expiration ? { id, description, expiresAt: Expiration } : { id, description, expiryUnknown: true };
}

/** Returns the first secret of a new client, whose date alone says whether it expires. */
function toFirstSecret(wire: v.InferOutput<typeof wireIssuedClient>): ClientSecret {
  const { Id: id, Description: description, ExpirationDate } = wire;
  if (ExpirationDate === null) return { id, description };
  return ExpirationDate
    ? { id, description, expiresAt: ExpirationDate }
    : { id, description, expiryUnknown: true };
}

const toRole = (wire: v.InferOutput<typeof wireRole>): Role => ({
  id: wire.Id,
  name: wire.Name,
  description: wire.Description,
  roleTypeId: wire.RoleTypeId,
  communityId: wire.CommunityId,
});

/** Decodes one client. */
export const decodeClient =
  (type: ClientType): Decoder<Client> =>
  body =>
    toClient(type, decode(wireClient, body), body);

const wireItems = v.array(v.unknown());

/**
 * Tells whether a listed client has the usual form, which needs no defaults. It is a faster alternative to `decode`: for
 * 50,000 clients the schema takes 60 ms, which is longer than fetching them, and this check takes 5 ms.
 */
function isUsualClient(item: unknown): item is v.InferOutput<typeof wireClient> {
  if (typeof item !== 'object' || item === null) return false;
  const { Id, Name, Enabled, AccessTokenLifetime, RoleIds } = item as Partial<
    v.InferOutput<typeof wireClient>
  >;
  return (
    typeof Id === 'string' &&
    ID.test(Id) &&
    typeof Name === 'string' &&
    Name.length <= LONGEST_TEXT &&
    typeof Enabled === 'boolean' &&
    Number.isInteger(AccessTokenLifetime) &&
    Array.isArray(RoleIds) &&
    RoleIds.every(role => typeof role === 'string')
  );
}

/** Decodes a list of clients. */
export const decodeClients =
  (type: ClientType): Decoder<readonly Client[]> =>
  body =>
    decode(wireItems, body).map(item =>
      toClient(type, isUsualClient(item) ? item : decode(wireClient, item), item),
    );

/** Decodes one secret. */
export const decodeSecret: Decoder<ClientSecret> = body => toListedSecret(decode(wireSecret, body));

const wireSecrets = v.array(wireSecret);
/** Decodes a list of secrets. */
export const decodeSecrets: Decoder<readonly ClientSecret[]> = body =>
  decode(wireSecrets, body).map(toListedSecret);

const wireRoles = v.array(wireRole);
/** Decodes a list of roles. */
export const decodeRoles: Decoder<readonly Role[]> = body => decode(wireRoles, body).map(toRole);

const wireRegions = v.array(wireRegion);
/** Decodes the list of regions. */
export const decodeRegions: Decoder<readonly Region[]> = body =>
  decode(wireRegions, body).map(wire => ({
    id: wire.Id,
    baseAddress: wire.BaseAddress,
    acceptsWrites: wire.AdministrativeEndpointsWritable ?? undefined,
  }));

/** Decodes the tenant. */
export const decodeTenant: Decoder<Tenant> = body => {
  const wire = decode(wireTenant, body);
  return { id: wire.Id, companyName: wire.CompanyName, alias: wire.Alias };
};

/** Decodes the answer to adding a secret, the only answer that contains its value. */
export const decodeIssuedSecret: Decoder<IssuedSecret> = body => {
  const wire = decode(wireIssuedSecret, body);
  return { ...toListedSecret(wire), secret: wire.Secret };
};

/** Decodes the answer to creating a client with its first secret. */
export const decodeIssuedClient =
  (type: ClientType): Decoder<IssuedClient> =>
  body => {
    const wire = decode(wireIssuedClient, body);
    return {
      client: toClient(type, wire.Client, (body as { Client: unknown }).Client),
      secret: { ...toFirstSecret(wire), secret: wire.Secret },
    };
  };
