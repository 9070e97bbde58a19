import * as v from 'valibot';
import { LIMITS } from '../../../service/model/limits.ts';
import { isGuid } from '../../guid.ts';
import { readIsoDate } from './isoDate.ts';

const { min: minLifetime, max: maxLifetime } = LIMITS.tokenLifetimeSeconds;

/** Limits of OMF connections (documentation: *OMF connections*). Counts; characters of texts. */
export const OMF_LIMITS = { clients: 10_000, name: 200, description: 1000 } as const;

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

/** Body of `POST …/Users` and `PUT …/Users/{userId}`. Properties that are missing or null get defaults, or don't change. */
export const userSchema = v.object({
  Id: v.nullish(guidSchema),
  ContactGivenName: v.nullish(v.string()),
  ContactSurname: v.nullish(v.string()),
  ContactEmail: v.nullish(v.pipe(v.string(), v.regex(/^[^\s@]+@[^\s@]+$/))),
  ExternalUserId: v.nullish(v.string()),
  IdentityProviderId: v.nullish(guidSchema),
  RoleIds: v.nullish(roleIdsSchema),
});

/** The checked body for a user. */
export type UserBody = v.InferOutput<typeof userSchema>;

/** Body of `PUT …/Users/{userId}/Preferences`: any object. A schema of objects would drop the key `constructor`. */
export const preferencesSchema = v.custom<object>(body => typeof body === 'object' && body !== null);

/** Body of the requests that make or change an invitation. */
export const invitationSchema = v.object({
  ExpiresDateTime: v.nullish(dateMsSchema),
  SendInvitation: v.nullish(v.boolean()),
  IdentityProviderId: v.nullish(guidSchema),
});

/** The checked body for an invitation. */
export type InvitationBody = v.InferOutput<typeof invitationSchema>;

const clientIdsSchema = v.pipe(
  v.array(guidSchema),
  v.maxLength(OMF_LIMITS.clients),
  v.transform(ids => [...new Set(ids)]),
);

/** Body of `POST …/omfConnections`. */
export const omfConnectionCreateSchema = v.object({
  Name: v.nullish(v.pipe(v.string(), v.maxLength(OMF_LIMITS.name))),
  Description: v.nullish(v.pipe(v.string(), v.maxLength(OMF_LIMITS.description))),
  ClientIds: clientIdsSchema,
});

/** Body of `PUT …/omfConnections/{connectionId}`: properties that are missing or null don't change. */
export const omfConnectionUpdateSchema = v.object({
  ...omfConnectionCreateSchema.entries,
  ClientIds: v.nullish(clientIdsSchema),
});
