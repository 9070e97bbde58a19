import type { ClientType } from '../../service/model/clientTypes.ts';
import { LIMITS } from '../../service/model/limits.ts';
import { hashSecret, newSecretValue } from '../secretValue.ts';
import type { StoredSecret } from '../storage/secretTable.ts';
import type { Call, OperationOf } from './call.ts';
import { findClient } from './clients/findClient.ts';
import { type Read, refuse } from './wire/answer.ts';
import { type SecretBody, secretSchema } from './wire/bodySchema.ts';
import { writeIsoDate } from './wire/isoDate.ts';
import { readPage } from './wire/paging.ts';
import { readBody } from './wire/readBody.ts';

/** Returns a secret as the service sends it, without its value (documentation: *Secrets*). */
function secretBody(secret: StoredSecret) {
  return {
    Id: secret.id,
    Description: secret.description,
    Expires: secret.expiresAtMs !== null,
    Expiration: writeIsoDate(secret.expiresAtMs),
  };
}

/** `GET …/Secrets`. */
export const listSecrets: OperationOf = type => call => {
  const client = findClient(type, call);
  if (!client.ok) return client.refusal;
  const page = readPage(call.query);
  if (!page.ok) return page.refusal;
  const { secrets } = call.tenant.store;
  const body = secrets.page(client.value.id, page.value).map(secretBody);
  return { kind: 'success', status: 200, body, totalCount: secrets.count(client.value.id) };
};

/** `HEAD …/Secrets`: the number of secrets, in `Total-Count`. */
export const countSecrets: OperationOf = type => call => {
  const client = findClient(type, call);
  if (!client.ok) return client.refusal;
  const page = readPage(call.query);
  if (!page.ok) return page.refusal;
  return { kind: 'success', status: 200, totalCount: call.tenant.store.secrets.count(client.value.id) };
};

/** `GET …/Secrets/{secretId}`. */
export const getSecret: OperationOf = type => call => {
  const secret = findSecret(type, call);
  return secret.ok ? { kind: 'success', status: 200, body: secretBody(secret.value) } : secret.refusal;
};

/** `POST …/Secrets`: adds a secret. Only this answer has its value. */
export const createSecret: OperationOf = type => call => {
  const { store, surroundings } = call.tenant;
  const client = findClient(type, call);
  if (!client.ok) return client.refusal;
  const read = readSecretBody(call.body, { isNew: true });
  if (!read.ok) return read.refusal;
  if (store.secrets.count(client.value.id) >= LIMITS.secretsPerClient) {
    const reason = `The client has ${LIMITS.secretsPerClient} secrets, which is the limit.`;
    return refuse('badRequest', reason, 'Delete a secret that nobody uses any longer.');
  }
  const value = newSecretValue(surroundings.randomBytes);
  const { Description: description = null, Expiration: expiresAtMs = null } = read.value;
  const secret = store.secrets.insert(client.value.id, { description, expiresAtMs }, hashSecret(value));
  return { kind: 'success', status: 201, body: { ...secretBody(secret), Secret: value } };
};

/** `PUT …/Secrets/{secretId}`: changes description and expiration. Properties missing in the body don't change. */
export const updateSecret: OperationOf = type => call => {
  const found = findSecret(type, call);
  if (!found.ok) return found.refusal;
  const read = readSecretBody(call.body, { isNew: false });
  if (!read.ok) return read.refusal;
  const { Description, Expires, Expiration } = read.value;
  const secret: StoredSecret = {
    id: found.value.id,
    description: Description ?? found.value.description,
    expiresAtMs: Expires === false ? null : (Expiration ?? found.value.expiresAtMs),
  };
  call.tenant.store.secrets.update(secret);
  return { kind: 'success', status: 200, body: secretBody(secret) };
};

/** `DELETE …/Secrets/{secretId}`. */
export const deleteSecret: OperationOf = type => call => {
  const found = findSecret(type, call);
  if (!found.ok) return found.refusal;
  call.tenant.store.secrets.remove(call.parameters.clientId, found.value.id);
  return { kind: 'success', status: 204 };
};

function findSecret(type: ClientType, call: Call): Read<StoredSecret> {
  const { clientId, secretId } = call.parameters;
  const client = findClient(type, call);
  if (!client.ok) return client;
  const secret = /^\d{1,15}$/.test(secretId)
    ? call.tenant.store.secrets.find(clientId, Number(secretId))
    : undefined;
  if (secret) return { ok: true, value: secret };
  const refusal = refuse('notFound', 'The client has no secret of this id.', 'List its secrets.');
  return { ok: false, refusal };
}

/** Reads the body of a secret. A new one expires unless the body says that it doesn't. */
function readSecretBody(body: unknown, { isNew }: { isNew: boolean }): Read<SecretBody> {
  const read = readBody(secretSchema, body);
  if (!read.ok) return read;
  const hasDate = (read.value.Expiration ?? undefined) !== undefined;
  // In a change, the date alone decides.
  const expires = read.value.Expires ?? (isNew ? true : hasDate);
  if (expires === hasDate) return read;
  const refusal = expires
    ? refuse(
        'badRequest',
        'The secret expires, but Expiration is missing.',
        'Give Expiration as a date, or Expires as false.',
      )
    : refuse('badRequest', 'Expires is false, but Expiration has a date.', 'Leave Expiration out.');
  return { ok: false, refusal };
}
