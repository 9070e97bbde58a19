import * as v from 'valibot';
import type { ClientSettings } from '../../../service/model/clientSettings.ts';
import { LIMITS } from '../../../service/model/limits.ts';
import { type Read, refuse } from './answer.ts';
import {
  type firstSecretSchema,
  type invitationSchema,
  OMF_LIMITS,
  type omfConnectionCreateSchema,
  type roleCreateSchema,
  type secretSchema,
  type userSchema,
} from './bodySchema.ts';

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
  | keyof typeof invitationSchema.entries
  | keyof typeof omfConnectionCreateSchema.entries
  | keyof typeof roleCreateSchema.entries
  | keyof typeof secretSchema.entries
  | keyof typeof userSchema.entries;

/** The values that each property accepts, in words for `Resolution`. */
const EXPECTED: Readonly<Record<BodyProperty, string>> = {
  AccessTokenLifetime: `a whole number of seconds from ${minLifetime} to ${maxLifetime}`,
  AllowAccessTokensViaBrowser: 'true or false',
  AllowOfflineAccess: 'true or false',
  AllowedCorsOrigins: 'an array of origins such as https://example.com, without path or final slash',
  ClientIds: `an array of at most ${OMF_LIMITS.clients} client ids (GUIDs)`,
  ClientUri: 'an http or https address, or null',
  ContactEmail: 'an e-mail address, or null',
  ContactGivenName: 'a text, or null',
  ContactSurname: 'a text, or null',
  CommunityId: 'a GUID, or null',
  Description: `a text, or null; of an OMF connection, of at most ${OMF_LIMITS.description} characters`,
  DeviceCodeLifetime: 'a whole number of seconds from 1',
  Enabled: 'true or false',
  Expiration: 'an ISO 8601 date, or null',
  Expires: 'true or false',
  ExpiresDateTime: 'an ISO 8601 date, or null',
  ExternalUserId: 'a text, or null',
  Id: 'a GUID',
  IdentityProviderId: 'a GUID, or null',
  LogoUri: 'an http or https address, or null',
  Name: `a text that is not blank; of an OMF connection, of at most ${OMF_LIMITS.name} characters`,
  PostLogoutRedirectUris: `an array of at most ${LIMITS.redirectUrisPerClient} ${URIS}`,
  RedirectUris: `an array of 1 to ${LIMITS.redirectUrisPerClient} ${URIS}`,
  RoleIds: 'an array of role ids (GUIDs)',
  RoleScope: '0 (none), 1 (tenant), 2 (community) or 3 (cluster)',
  SendInvitation: 'true or false',
  SecretDescription: 'a text, or null',
  SecretExpirationDate: 'an ISO 8601 date, or null',
};

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
