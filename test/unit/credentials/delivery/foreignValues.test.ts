import assert from 'node:assert/strict';
import {
  type KnownValues,
  replacedClient,
  replacesForeignValue,
} from '../../../../src/credentials/delivery/foreignValues.ts';
import type { Binding } from '../../../../src/credentials/records/bindings.ts';
import type { KeptSecret } from '../../../../src/credentials/records/keptSecrets.ts';
import { proofOf } from '../../../../src/credentials/records/secretProof.ts';
import { dotenvFormat } from '../../../../src/projectFiles/formats/dotenv/dotenvFormat.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';

const NEW = {
  resource: 'https://service.example',
  apiVersion: 'v1',
  tenantId: '00000000-0000-0000-0000-0000000000aa',
  clientId: '00000000-0000-0000-0000-0000000000bb',
};
const WRITTEN = 'the-value-that-was-written';
const SAVED = 'the-value-that-is-saved';
const ID = '00000000-0000-0000-0000-0000000000cc';

const bound: Binding = {
  kind: 'file',
  tenantId: NEW.tenantId,
  clientId: ID,
  secretId: 1,
  file: '/w/.env',
  folder: '/w',
  clientIdKey: ['ADH_CLIENT_ID'],
  clientSecretKey: ['ADH_CLIENT_SECRET'],
  proof: proofOf(new SecretText(WRITTEN), '00'.repeat(16)),
  writtenAt: '2026-11-24T00:00:00Z',
};
const kept: KeptSecret = {
  ...{ resource: 'https://other.example', tenantId: NEW.tenantId, clientId: ID, secretId: 2 },
  ...{ clientName: 'Rig', description: '', keptAt: '2026-11-24T00:00:00Z' },
};
const KNOWN: KnownValues = {
  bindings: { all: async () => [bound] },
  keptSecrets: { all: async () => [kept], value: async () => new SecretText(SAVED) },
};

const text = (values: Readonly<Record<string, string>>) =>
  Object.entries({ ADH_CLIENT_ID: ID, ADH_CLIENT_SECRET: WRITTEN, ...values })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

describe('replacesForeignValue', () => {
  const ask = (values: Readonly<Record<string, string>>, file = '/w/.env', known = KNOWN) =>
    replacesForeignValue({ file, format: dotenvFormat, text: text(values), values: NEW }, known);

  const OURS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'the secret that was written there': {},
    'a saved secret': { ADH_CLIENT_SECRET: SAVED },
    'an empty value': { ADH_CLIENT_SECRET: '' },
    'a placeholder': { ADH_CLIENT_SECRET: '<client-secret>' },
    'an id in other letters': { ADH_CLIENT_ID: ID.toUpperCase() },
    'the address of a saved secret': { ADH_RESOURCE: 'https://other.example' },
    'what is written anyway': { ADH_TENANT_ID: NEW.tenantId, ADH_RESOURCE: NEW.resource },
  };
  for (const [title, values] of Object.entries(OURS))
    it(`is false for ${title}`, async () => assert.equal(await ask(values), false));

  const FOREIGN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'another secret': { ADH_CLIENT_SECRET: 'typed-by-hand' },
    'an unknown client': { ADH_CLIENT_ID: '00000000-0000-0000-0000-0000000000dd' },
    'an unknown tenant': { ADH_TENANT_ID: '00000000-0000-0000-0000-0000000000dd' },
    'an unknown address': { ADH_RESOURCE: 'https://third.example' },
  };
  for (const [title, values] of Object.entries(FOREIGN))
    it(`is true for ${title}`, async () => assert.equal(await ask(values), true));

  it('is true for a secret that was written to another file', async () =>
    assert.equal(await ask({}, '/w/other.env'), true));

  it('is true when nothing is known', async () => {
    const nothing: KnownValues = {
      bindings: { all: async () => [] },
      keptSecrets: { all: async () => [], value: async () => undefined },
    };
    assert.equal(await ask({}, '/w/.env', nothing), true);
  });
});

describe('replacedClient', () => {
  const ask = (values: Readonly<Record<string, string>>, known = KNOWN) =>
    replacedClient({ file: '/w/.env', format: dotenvFormat, text: text(values), values: NEW }, known);
  const unknown = '00000000-0000-0000-0000-0000000000dd';

  it('names another client by its id, as its saved secret has it', async () =>
    assert.deepEqual(await ask({}), { clientId: ID, tenantId: NEW.tenantId, clientName: 'Rig' }));

  it('names a client that isn’t saved here by its id', async () =>
    assert.deepEqual(await ask({ ADH_CLIENT_ID: unknown }), {
      clientId: unknown,
      tenantId: undefined,
      clientName: undefined,
    }));

  for (const [title, secret] of [
    ['written there', WRITTEN],
    ['saved', SAVED],
  ] as const)
    it(`names another client by its secret that was ${title}`, async () =>
      assert.equal((await ask({ ADH_CLIENT_ID: '<id>', ADH_CLIENT_SECRET: secret }))?.clientName, 'Rig'));

  const NONE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'the same client': { ADH_CLIENT_ID: NEW.clientId.toUpperCase(), ADH_CLIENT_SECRET: 'older' },
    placeholders: { ADH_CLIENT_ID: '<id>', ADH_CLIENT_SECRET: '' },
    'a secret that no one knows': { ADH_CLIENT_ID: '', ADH_CLIENT_SECRET: 'typed-by-hand' },
  };
  for (const [title, values] of Object.entries(NONE))
    it(`is undefined for ${title}`, async () => assert.equal(await ask(values), undefined));
});
