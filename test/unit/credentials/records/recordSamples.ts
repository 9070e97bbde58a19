import type { Connection, SignInMethod } from '../../../../src/credentials/connections/connection.ts';
import type { SignInRecord } from '../../../../src/credentials/connections/signInRecord.ts';
import type { Destination } from '../../../../src/credentials/delivery/destination.ts';
import type { NoticeMark } from '../../../../src/credentials/expiry/noticeMark.ts';
import type { Survey, SurveyedClient, SurveyedSecret } from '../../../../src/credentials/expiry/survey.ts';
import type {
  Afterwards,
  Operation,
  OperationKind,
  OperationStep,
  PlaceState,
  RotatedPlace,
} from '../../../../src/credentials/operations/operation.ts';
import type { Binding } from '../../../../src/credentials/records/bindings.ts';
import type { KeptSecret } from '../../../../src/credentials/records/keptSecrets.ts';
import type { ClientReference } from '../../../../src/credentials/records/references.ts';
import { SecretText } from '../../../../src/secret/secretText.ts';
import { CLIENT_TYPES, type TypeWithSecrets } from '../../../../src/service/model/clientTypes.ts';

/** A tenant of the samples. */
export const TENANT = '2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f';
/** A client of the samples. */
export const CLIENT = '6d0a93c5-4f3f-4bd1-8a15-c3d5f1f8e1aa';
/** A time of the samples. */
export const AT = '2026-11-24T12:00:00.000Z';
/** The service of the samples. */
export const RESOURCE = 'https://service.example';

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
  skipped: true,
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
  store: { kind: 'store', order: { id: 'vault', place: { path: 'secret/x', key: 'K' }, write: 'create' } },
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
/** A binding of each kind. */
export const BINDINGS: Readonly<Record<Binding['kind'], Binding>> = {
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
/** A sign-in choice of each method. */
export const SIGN_INS: Readonly<Record<SignInMethod, Connection['signIn']>> = {
  client: { method: 'client', clientId: CLIENT },
  browser: {
    method: 'browser',
    clientId: CLIENT,
    redirectUri: 'http://127.0.0.1:54321/callback',
    offlineAccess: false,
  },
  device: { method: 'device', clientId: CLIENT },
};
/** A sign-in of each kind. */
export const SIGN_IN_RECORDS: Readonly<Record<SignInRecord['kind'], SignInRecord>> = {
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
/** Returns the values of a closed table. */
export const valuesOf = <T>(table: Readonly<Record<string, T>>) => Object.values(table);

const PLACES: readonly RotatedPlace[] = keysOf(STATES).flatMap(state => [
  ...valuesOf(BINDINGS).map(binding => ({ kind: 'bound', binding, state }) as const),
  { kind: 'signIn', connection: 'Production', state } as const,
]);

/** Operations in which each kind meets each step, and every other choice occurs. */
export const OPERATIONS: readonly Operation[] = keysOf(KINDS).flatMap(kind =>
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

/** Records of saved secrets. */
export const KEPT: readonly KeptSecret[] = [
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
/** Records of notices. */
export const MARKS: readonly NoticeMark[] = [{ mark: 'old' }, { mark: 'new', toldAt: AT }];
/** A client whose secrets have not been read. */
const SURVEYED: SurveyedClient = {
  type: 'clientCredentials',
  id: CLIENT,
  name: 'Rig',
  enabled: false,
  roleIds: ['r'],
};
const SECRETS: readonly SurveyedSecret[] = [
  { id: 1, description: '' },
  { id: 2, description: 'x', expiresAt: AT },
];
/** An interrupted survey and a complete one. */
export const SURVEYS: readonly Survey[] = [
  { tenantId: TENANT, startedAt: AT, administratorRoleIds: [], clients: [] },
  {
    tenantId: TENANT,
    startedAt: AT,
    endedAt: AT,
    administratorRoleIds: ['r'],
    clients: [...CLIENT_TYPES.map(({ type }) => ({ ...SURVEYED, type, secrets: SECRETS })), SURVEYED],
  },
];
