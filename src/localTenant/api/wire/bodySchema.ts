import * as v from 'valibot';
import type { ClientSettings } from '../../../service/model/clientSettings.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import { isGuid } from '../../guid.ts';
import { type Read, refuse } from './answer.ts';
import { readIsoDate } from './isoDate.ts';

const { min: minLifetime, max: maxLifetime } = LIMITS.tokenLifetimeSeconds;

const URIS = 'absolute URIs without wildcard, fragment or space';

/** The properties of settings, which are named like the settings but without the unit. */
type SettingProperty = {
  [Key in keyof ClientSettings]: Capitalize<Key extends `${infer Name}Seconds` ? Name : Key>;
}[keyof ClientSettings];

/** The properties of all bodies. */
type BodyProperty =
  | 'AccessTokenLifetime'
  | 'Enabled'
  | 'Id'
  | 'RoleIds'
  | SettingProperty
  | keyof typeof firstSecretSchema.entries
  | keyof typeof roleCreateSchema.entries
  | keyof typeof secretSchema.entries;

/** The values that each property accepts, in words for `Resolution`. */
const EXPECTED: Readonly<Record<BodyProperty, string>> = {
  AccessTokenLifetime: `a whole number of seconds from ${minLifetime} to ${maxLifetime}`,
  AllowAccessTokensViaBrowser: 'true or false',
  AllowOfflineAccess: 'true or false',
  AllowedCorsOrigins: 'an array of origins such as https://example.com, without path or final slash',
  ClientUri: 'an http or https address, or null',
  CommunityId: 'a GUID, or null',
  Description: 'a text, or null',
  DeviceCodeLifetime: 'a whole number of seconds from 1',
  Enabled: 'true or false',
  Expiration: 'an ISO 8601 date, or null',
  Expires: 'true or false',
  Id: 'a GUID',
  LogoUri: 'an http or https address, or null',
  Name: 'a text that is not blank',
  PostLogoutRedirectUris: `an array of at most ${LIMITS.redirectUrisPerClient} ${URIS}`,
  RedirectUris: `an array of 1 to ${LIMITS.redirectUrisPerClient} ${URIS}`,
  RoleIds: 'an array of role ids (GUIDs)',
  RoleScope: '0 (none), 1 (tenant), 2 (community) or 3 (cluster)',
  SecretDescription: 'a text, or null',
  SecretExpirationDate: 'an ISO 8601 date, or null',
};

/** A GUID, converted to lower case. */
export const guidSchema = v.pipe(
  v.string(),
  v.check(isGuid),
  v.transform(text => text.toLowerCase()),
);

/** A name: a text that isn't blank. */
export const nameSchema = v.pipe(
  v.string(),
  v.check(text => text.trim() !== ''),
);

/** Lifetime of access tokens, in seconds. */
export const tokenLifetimeSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(minLifetime),
  v.maxValue(maxLifetime),
);

/** An ISO 8601 date, read as milliseconds since 1970 UTC. */
export const dateMsSchema = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const ms = readIsoDate(dataset.value);
    if (ms !== undefined) return ms;
    addIssue();
    return NEVER;
  }),
);

/** A list of role ids, each once, lower case. */
export const roleIdsSchema = v.pipe(
  v.array(guidSchema),
  v.transform(ids => [...new Set(ids)]),
);

/** The properties of the first secret, in the body that creates its client. */
export const firstSecretSchema = v.object({
  SecretDescription: v.nullish(v.string()),
  SecretExpirationDate: v.nullish(dateMsSchema),
});

/** Body of `POST …/Secrets` and `PUT …/Secrets/{secretId}`. */
export const secretSchema = v.object({
  Description: v.nullish(v.string()),
  Expires: v.nullish(v.boolean()),
  Expiration: v.nullish(dateMsSchema),
});

/** The checked body for a secret. */
export type SecretBody = v.InferOutput<typeof secretSchema>;

/** Body of `POST …/Roles`. */
export const roleCreateSchema = v.object({
  Name: nameSchema,
  Description: v.nullish(v.string()),
  RoleScope: v.nullish(v.picklist([0, 1, 2, 3])),
  CommunityId: v.nullish(guidSchema),
});

/** Body of `PUT …/Roles/{roleId}`: properties that are missing or null don't change. */
export const roleUpdateSchema = v.object({ ...roleCreateSchema.entries, Name: v.nullish(nameSchema) });

/** Reads a body by its schema. A refusal names the first invalid property and the values that it accepts. */
export function readBody<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): Read<v.InferOutput<Schema>> {
  const wantsArray = schema.type === 'array';
  // valibot accepts an array as an object.
  const result = Array.isArray(body) === wantsArray ? v.safeParse(schema, body) : undefined;
  if (result?.success) return { ok: true, value: result.output };
  const property = result?.issues[0].path?.map(item => item.key).find(key => typeof key === 'string');
  const [reason, expected] =
    property === undefined
      ? ['The body has the wrong shape.', `Send a JSON ${wantsArray ? 'array of role ids' : 'object'}.`]
      : [
          `${property} is missing or not valid.`,
          `Give ${property} as ${EXPECTED[property as BodyProperty]}.`,
        ];
  return { ok: false, refusal: refuse('badRequest', reason, expected) };
}
