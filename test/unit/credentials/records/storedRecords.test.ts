import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  type Connection,
  readConnection,
  type SignInMethod,
} from '../../../../src/credentials/connections/connection.ts';
import {
  decodeSignInRecord,
  encodeSignInRecord,
  type SignInRecord,
} from '../../../../src/credentials/connections/signInRecord.ts';
import type { Destination } from '../../../../src/credentials/delivery/destination.ts';
import { decodeNoticeMark, type NoticeMark } from '../../../../src/credentials/expiry/noticeMark.ts';
import { decodeSurvey, type Survey } from '../../../../src/credentials/expiry/survey.ts';
import {
  type Afterwards,
  decodeOperation,
  type Operation,
  type OperationKind,
  type OperationStep,
  type PlaceState,
  type RotatedPlace,
} from '../../../../src/credentials/operations/operation.ts';
import { type Binding, decodeBinding } from '../../../../src/credentials/records/bindings.ts';
import { decodeKeptSecret, type KeptSecret } from '../../../../src/credentials/records/keptSecrets.ts';
import { RecordFolder } from '../../../../src/credentials/records/recordFolder.ts';
import type { ClientReference } from '../../../../src/credentials/records/references.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { CLIENT_TYPES, type TypeWithSecrets } from '../../../../src/service/model/clientTypes.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';

const TENANT = '2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f';
const CLIENT = '6d0a93c5-4f3f-4bd1-8a15-c3d5f1f8e1aa';
const AT = '2026-11-24T12:00:00.000Z';
const RESOURCE = 'https://service.example';

// Each table is closed by its type: a new step, kind, state or method does not compile until it is tested here.
const STEPS: Readonly<Record<OperationStep, true>> = {
  asking: true,
  kept: true,
  written: true,
  waiting: true,
  deleting: true,
  undoing: true,
};
const STATES: Readonly<Record<PlaceState, true>> = {
  pending: true,
  writing: true,
  written: true,
  left: true,
};
const CLIENTS: Readonly<Record<TypeWithSecrets, ClientReference>> = {
  clientCredentials: {
    resource: RESOURCE,
    tenantId: TENANT,
    client: { type: 'clientCredentials', id: CLIENT, name: 'Rig' },
  },
  hybrid: { resource: RESOURCE, tenantId: TENANT, client: { type: 'hybrid', id: CLIENT, name: 'Portal' } },
};
const DESTINATIONS: Readonly<Record<Destination['kind'], Destination>> = {
  keyring: { kind: 'keyring' },
  store: { kind: 'store', order: { id: 'vault', place: { path: 'secret/x', key: 'K' } } },
  projectFile: {
    kind: 'projectFile',
    target: {
      path: '/w/.env',
      relativePath: '.env',
      folder: '/w',
      secretAs: 'value',
      exists: false,
      reason: 'newFile',
      places: [],
    },
  },
};
const BINDINGS: Readonly<Record<Binding['kind'], Binding>> = {
  file: {
    kind: 'file',
    tenantId: TENANT,
    clientId: CLIENT,
    secretId: 3,
    file: '/w/.env',
    folder: '/w',
    clientIdKey: ['ID'],
    clientSecretKey: ['SECRET'],
    proof: { salt: '00', hash: 'ff' },
    writtenAt: AT,
  },
  store: {
    kind: 'store',
    tenantId: TENANT,
    clientId: CLIENT,
    secretId: 3,
    order: { id: 'vault', place: { path: 'secret/x', key: 'K' } },
    writtenAt: AT,
  },
};
const AFTERWARDS: Readonly<Record<Afterwards['kind'], Afterwards>> = {
  keep: { kind: 'keep' },
  delete: { kind: 'delete', graceMs: 3_600_000 },
};
const KINDS: Readonly<Record<OperationKind, Partial<Operation>>> = {
  createClient: { known: [] },
  addSecret: { known: [1, 2], expiresAt: AT },
  rotate: { known: [1, 2], oldSecretId: 2, newSecretId: 3, deleteAt: AT },
};
const SIGN_INS: Readonly<Record<SignInMethod, Connection['signIn']>> = {
  client: { method: 'client', clientId: CLIENT },
  browser: {
    method: 'browser',
    clientId: CLIENT,
    redirectUri: 'http://127.0.0.1:54321/callback',
    offlineAccess: false,
  },
  device: { method: 'device', clientId: CLIENT },
};
const SIGN_IN_RECORDS: Readonly<Record<SignInRecord['kind'], SignInRecord>> = {
  client: { kind: 'client', id: '1', account: CLIENT, clientSecret: new SecretText('canary-value') },
  user: {
    kind: 'user',
    id: '2',
    account: 'someone@example.com',
    accessToken: new SecretText('canary-token'),
    expiresAtMs: 1,
    lifetimeSeconds: 3600,
    refreshToken: new SecretText('canary-refresh'),
    ended: false,
  },
};

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) => Object.keys(table) as Key[];
const valuesOf = <T>(table: Readonly<Record<string, T>>) => Object.values(table);

const PLACES: readonly RotatedPlace[] = keysOf(STATES).flatMap(state => [
  ...valuesOf(BINDINGS).map(binding => ({ kind: 'bound', binding, state }) as const),
  { kind: 'signIn', connection: 'Production', state } as const,
]);

/** Operations in which each kind meets each step, and every other choice occurs. */
const OPERATIONS: readonly Operation[] = keysOf(KINDS).flatMap(kind =>
  keysOf(STEPS).flatMap(step =>
    valuesOf(CLIENTS).flatMap(client =>
      valuesOf(AFTERWARDS).flatMap(afterwards =>
        valuesOf(DESTINATIONS).map(destination => ({
          id: [kind, step, client.client.type, afterwards.kind, destination.kind].join(' '),
          kind,
          step,
          startedAt: AT,
          ...client,
          description: 'laptop',
          known: [],
          places: PLACES,
          afterwards,
          destination: { destination, addToGitIgnore: true },
          ...KINDS[kind],
        })),
      ),
    ),
  ),
);

const KEPT: readonly KeptSecret[] = [
  {
    resource: RESOURCE,
    tenantId: TENANT,
    clientId: CLIENT,
    clientName: 'Rig',
    secretId: 3,
    description: '',
    keptAt: AT,
  },
  {
    resource: RESOURCE,
    tenantId: TENANT,
    clientId: CLIENT,
    clientName: 'Portal',
    clientType: 'hybrid',
    secretId: 4,
    description: 'laptop',
    expiresAt: AT,
    keptAt: AT,
  },
];
const MARKS: readonly NoticeMark[] = [{ mark: 'old' }, { mark: 'new', toldAt: AT }];
const SURVEYS: readonly Survey[] = [
  { tenantId: TENANT, startedAt: AT, administratorRoleIds: [], clients: [] },
  {
    tenantId: TENANT,
    startedAt: AT,
    endedAt: AT,
    administratorRoleIds: ['r'],
    clients: CLIENT_TYPES.map(({ type }, index) => ({
      type,
      id: CLIENT,
      name: type,
      enabled: index > 0,
      roleIds: ['r'],
      ...(index > 0
        ? {
            secrets: [
              { id: 1, description: '' },
              { id: 2, description: 'x', expiresAt: AT },
            ],
          }
        : {}),
    })),
  },
];

describe('stored records', () => {
  const folder = temporaryFolder();

  /** Writes records, reads them in another window, and fails unless they are the same. */
  async function survive<T>(
    records: readonly T[],
    decode: (value: unknown) => T | undefined,
    keyOf: (record: T) => string,
  ): Promise<void> {
    const refused: string[] = [];
    const open = () => new RecordFolder(folder.path, decode, randomUUID, file => refused.push(file));
    for (const record of records) await open().put(keyOf(record), record);
    for (const record of records) assert.deepEqual(await open().get(keyOf(record)), record);
    assert.equal((await open().all()).length, records.length);
    assert.deepEqual(refused, []);
  }

  it('of the journal survive a write and a read, of every kind and at every step', () =>
    survive(OPERATIONS, decodeOperation, ({ id }) => id));

  it('of places survive a write and a read', () =>
    survive(valuesOf(BINDINGS), decodeBinding, ({ kind }) => kind));

  it('of saved secrets survive a write and a read', () =>
    survive(KEPT, decodeKeptSecret, ({ secretId }) => String(secretId)));

  it('of notices survive a write and a read', () => survive(MARKS, decodeNoticeMark, ({ mark }) => mark));

  it('of surveys survive a write and a read', () =>
    survive(SURVEYS, decodeSurvey, ({ endedAt = 'interrupted' }) => endedAt));

  for (const record of valuesOf(SIGN_IN_RECORDS)) {
    it(`of the sign-in of a ${record.kind} survive a write and a read`, () =>
      assert.deepEqual(decodeSignInRecord(encodeSignInRecord(record)), record));
  }

  for (const signIn of valuesOf(SIGN_INS)) {
    for (const kind of ['service', 'localTenant'] as const) {
      it(`of a connection survive a write and a read (${kind}, ${signIn.method})`, () => {
        const connection: Connection = { name: 'X', kind, resource: RESOURCE, tenantId: TENANT, signIn };
        assert.deepEqual(readConnection(JSON.parse(JSON.stringify(connection))), connection);
      });
    }
  }

  it('cannot hold a step, kind or state that their schema does not know', () => {
    const [operation] = OPERATIONS;
    assert.ok(operation);
    // @ts-expect-error a step is one of the schema's
    const ofStep: Operation = { ...operation, step: 'verified' };
    // @ts-expect-error a kind is one of the schema's
    const ofKind: Operation = { ...operation, kind: 'removeClient' };
    // @ts-expect-error a state is one of the schema's
    const ofState: Operation = { ...operation, places: [{ kind: 'signIn', connection: 'X', state: 'lost' }] };
    // @ts-expect-error a table of steps names each of them
    const incomplete: Readonly<Record<OperationStep, true>> = { asking: true };
    assert.deepEqual(Object.keys(incomplete), ['asking']);
    for (const each of [ofStep, ofKind, ofState]) assert.equal(decodeOperation(each), undefined);
  });

  describe('of version 0.1.0 are read', () => {
    const FIRST: Readonly<Record<string, readonly [(value: unknown) => unknown, string]>> = {
      'an operation': [
        decodeOperation,
        `{"id":"9b2f","kind":"rotate","step":"waiting","startedAt":"${AT}","resource":"${RESOURCE}","tenantId":"${TENANT}","client":{"type":"clientCredentials","id":"${CLIENT}","name":"Rig"},"description":"x","afterwards":{"kind":"delete","graceMs":0},"oldSecretId":2,"known":[2],"places":[{"kind":"bound","binding":{"kind":"file","tenantId":"${TENANT}","clientId":"${CLIENT}","secretId":2,"file":"/w/.env","folder":"/w","proof":{"salt":"00","hash":"ff"},"clientIdKey":["ID"],"clientSecretKey":["SECRET"],"writtenAt":"${AT}"},"state":"written"},{"kind":"signIn","connection":"A","state":"left"}],"newSecretId":3,"deleteAt":"${AT}"}`,
      ],
      'a new client': [
        decodeOperation,
        `{"id":"9b2f","kind":"createClient","client":{"type":"hybrid","id":"${CLIENT}","name":"Rig"},"description":"","destination":{"destination":{"kind":"projectFile","target":{"path":"/w/.env","relativePath":".env","folder":"/w","secretAs":"value","exists":true,"reason":"wantsCredentials","places":[]}},"addToGitIgnore":true},"resource":"http://127.0.0.1:5000","tenantId":"${TENANT}","step":"asking","startedAt":"${AT}","known":[],"places":[],"afterwards":{"kind":"keep"}}`,
      ],
      'a saved secret': [
        decodeKeptSecret,
        `{"resource":"${RESOURCE}","tenantId":"${TENANT}","clientId":"${CLIENT}","clientName":"Rig","secretId":1,"description":"x","keptAt":"${AT}"}`,
      ],
      'a file': [
        decodeBinding,
        `{"kind":"file","tenantId":"${TENANT}","clientId":"${CLIENT}","secretId":1,"file":"/w/launch.json","folder":"/w","clientSecretKey":["a","b"],"writtenAt":"${AT}"}`,
      ],
      'a location in a store': [
        decodeBinding,
        `{"kind":"store","tenantId":"${TENANT}","clientId":"${CLIENT}","secretId":1,"order":{"id":"custom","place":{"program":"/bin/sh","arguments":"x"}},"writtenAt":"${AT}"}`,
      ],
      'a notice': [decodeNoticeMark, '{"mark":"kept/a/b/1 2026 30"}'],
      'a survey': [
        decodeSurvey,
        `{"tenantId":"${TENANT}","startedAt":"${AT}","administratorRoleIds":[],"clients":[{"type":"deviceCode","id":"${CLIENT}","name":"x","enabled":true,"roleIds":[],"secrets":[]}],"endedAt":"${AT}"}`,
      ],
      'a connection': [
        readConnection,
        `{"name":"A","kind":"service","resource":"${RESOURCE}","tenantId":"${TENANT}","signIn":{"method":"client","clientId":"${CLIENT}"}}`,
      ],
    };
    for (const [title, [decode, text]] of Object.entries(FIRST))
      it(title, () => assert.deepEqual(decode(JSON.parse(text)), JSON.parse(text)));
  });

  it('that are broken are skipped one by one, reported once, and never deleted', async () => {
    const reports: string[] = [];
    const records = new RecordFolder(folder.path, decodeOperation, randomUUID, (file, reason) =>
      reports.push(`${path.basename(file)} ${reason}`),
    );
    const [whole] = OPERATIONS;
    assert.ok(whole);
    await records.put(whole.id, whole);
    const broken = {
      'cut.json': '{"id":',
      'later.json': JSON.stringify({ ...whole, step: 'aStepOfALaterVersion' }),
      'empty.json': 'null',
    };
    for (const [name, text] of Object.entries(broken)) fs.writeFileSync(path.join(folder.path, name), text);
    for (let look = 0; look < 2; look += 1) assert.deepEqual(await records.all(), [whole]);
    assert.equal(await records.get('never written'), undefined);
    assert.deepEqual(reports.toSorted(), [
      'cut.json notJson',
      'empty.json notARecord',
      'later.json notARecord',
    ]);
    for (const [name, text] of Object.entries(broken))
      assert.equal(fs.readFileSync(path.join(folder.path, name), 'utf8'), text);
  });
});
