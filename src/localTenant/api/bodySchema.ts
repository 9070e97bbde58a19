import * as v from 'valibot';
import { LIMITS } from '../../service/model/limits.ts';
import { isGuid } from '../guid.ts';
import { type Read, refuse } from './answer.ts';
import { readIsoDate } from './isoDate.ts';

const { min: minLifetime, max: maxLifetime } = LIMITS.tokenLifetimeSeconds;

/** What each property takes, in words for `Resolution`; the schemas below say the same for the machine. */
const EXPECTED: Readonly<Record<string, string>> = {
  AccessTokenLifetime: `a whole number of seconds from ${minLifetime} to ${maxLifetime}`,
  Description: 'a text, or null',
  Enabled: 'true or false',
  Expiration: 'an ISO 8601 date, or null',
  Expires: 'true or false',
  Id: 'a GUID',
  Name: 'a text that is not blank',
  RoleIds: 'an array of role ids (GUIDs)',
  SecretDescription: 'a text, or null',
  SecretExpirationDate: 'an ISO 8601 date, or null',
};

const guid = v.pipe(
  v.string(),
  v.check(isGuid),
  v.transform(text => text.toLowerCase()),
);

const name = v.pipe(
  v.string(),
  v.check(text => text.trim() !== ''),
);

const lifetime = v.pipe(v.number(), v.integer(), v.minValue(minLifetime), v.maxValue(maxLifetime));

const dateMs = v.pipe(
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
  v.array(guid),
  v.transform(ids => [...new Set(ids)]),
);

/** Body of `POST …/ClientCredentialClients`. */
export const clientCreateSchema = v.object({
  Id: v.nullish(guid),
  Name: name,
  Enabled: v.nullish(v.boolean()),
  AccessTokenLifetime: v.nullish(lifetime),
  RoleIds: roleIdsSchema,
  SecretDescription: v.nullish(v.string()),
  SecretExpirationDate: v.nullish(dateMs),
});

/** Body of `PUT …/ClientCredentialClients/{clientId}`: what is missing or null stays as it is. */
export const clientUpdateSchema = v.object({
  Id: v.nullish(guid),
  Name: v.nullish(name),
  Enabled: v.nullish(v.boolean()),
  AccessTokenLifetime: v.nullish(lifetime),
  RoleIds: v.nullish(roleIdsSchema),
});

/** Body of `POST …/Secrets` and `PUT …/Secrets/{secretId}`. */
export const secretSchema = v.object({
  Description: v.nullish(v.string()),
  Expires: v.nullish(v.boolean()),
  Expiration: v.nullish(dateMs),
});

/** What a secret's body says. */
export type SecretBody = v.InferOutput<typeof secretSchema>;

/** Reads a body by its schema; the refusal names the first property that is wrong, and what it takes. */
export function readBody<Schema extends v.GenericSchema>(
  schema: Schema,
  body: unknown,
): Read<v.InferOutput<Schema>> {
  const wantsArray = schema.type === 'array';
  // valibot takes an array for an object
  const result = Array.isArray(body) === wantsArray ? v.safeParse(schema, body) : undefined;
  if (result?.success) return { ok: true, value: result.output };
  const property = result?.issues[0].path?.map(item => item.key).find(key => typeof key === 'string');
  const [reason, expected] =
    property === undefined
      ? ['The body has not the right shape.', `Send a JSON ${wantsArray ? 'array of role ids' : 'object'}.`]
      : [`${property} is missing or not valid.`, `Give ${property} as ${EXPECTED[property]}.`];
  return { ok: false, refusal: refuse('badRequest', reason, expected) };
}
