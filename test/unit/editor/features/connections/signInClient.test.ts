import assert from 'node:assert/strict';
import { type Connection, readConnection } from '../../../../../src/credentials/connections/connection.ts';
import { CredentialsError } from '../../../../../src/credentials/credentialsError.ts';
import {
  creationInWords,
  mayBeCreated,
  placeOfPlan,
  planSignInClient,
  type SavedPlace,
  type SwitchMode,
  unusedInWords,
  withFreeName,
} from '../../../../../src/editor/features/connections/signInClient.ts';
import { createClientRequest } from '../../../../../src/service/endpoints.ts';
import { ServiceError } from '../../../../../src/service/serviceError.ts';
import { SignInError } from '../../../../../src/signIn/signInError.ts';

const TENANT = '2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f';
const OLD = '7ad2b9ef-5386-4ead-ac9f-ad99c5c5b977';
const NEW = 'f1439595-e5a2-487f-8a4f-0627fefe75df';
const REDIRECT = 'http://127.0.0.1:50505/back';

const before: Connection = {
  name: 'Production',
  kind: 'service',
  resource: 'https://tenant.example',
  tenantId: TENANT,
  signIn: { method: 'client', clientId: OLD },
};
const answers = { name: 'VS Code sign-in (desk)', redirectUri: REDIRECT };
const plan = planSignInClient(before, answers, NEW, ['Production']);

describe('a client that this extension creates to sign in with', () => {
  it('has the redirect URI of the sign-in, allows refresh tokens, and leaves the rest to the service', () => {
    const { body } = createClientRequest('authorizationCode', plan.draft);
    assert.deepEqual(JSON.parse(JSON.stringify(body)), {
      Id: NEW,
      Name: 'VS Code sign-in (desk)',
      Enabled: true,
      AccessTokenLifetime: 3600,
      RedirectUris: [REDIRECT],
      AllowOfflineAccess: true,
    });
  });

  it('gets a connection of its own at the same address, which can be saved', () => {
    assert.deepEqual(readConnection(plan.connection), plan.connection);
    assert.equal(plan.connection.name, 'Production (browser)');
    assert.equal(plan.connection.resource, before.resource);
    assert.equal(plan.connection.signIn.offlineAccess, true);
    const taken = ['Production', 'Production (browser)', 'Production (browser) 2'];
    assert.equal(planSignInClient(before, answers, NEW, taken).connection.name, 'Production (browser) 3');
  });

  it('gets another name when another window has taken its name', () => {
    const renamed = withFreeName(plan, ['Production', 'Production (browser)']);
    assert.equal(renamed.connection.name, 'Production (browser) 2');
    assert.deepEqual({ ...renamed, connection: plan.connection }, plan);
    assert.deepEqual(withFreeName(plan, ['Production']), plan);
  });

  const outcomes: readonly (readonly [title: string, error: unknown, maybe: boolean])[] = [
    [
      'the answer is lost and nothing is found',
      new ServiceError('unreachable', { outcomeUnknown: true }),
      true,
    ],
    ['a gateway gives up', new ServiceError('unavailable', { status: 504, outcomeUnknown: true }), true],
    ['the service fails', new ServiceError('serverFault', { status: 500, outcomeUnknown: true }), true],
    ['the answer is a web page', new ServiceError('notTheService', { outcomeUnknown: true }), true],
    ['the service is not asked', new ServiceError('unreachable', { outcomeUnknown: false }), false],
    ['the service refuses', new ServiceError('forbidden', { status: 403 }), false],
    ['nothing can be read', new CredentialsError('outcomeUnknown'), true],
    ['there is no session', new CredentialsError('sessionExpired'), false],
    ['there is no token', new SignInError('wrongSecret'), false],
  ];
  for (const [title, error, maybe] of outcomes) {
    it(`${maybe ? 'may have been' : "wasn't"} created when ${title}`, () => {
      assert.equal(mayBeCreated(error), maybe);
    });
  }

  describe('once the sign-in works', () => {
    const planned: Connection = plan.connection;
    const other: Connection = { ...before, tenantId: NEW };
    const renamed = (connection: Connection) => ({ ...connection, name: 'Renamed' });
    const cases: readonly (readonly [
      title: string,
      all: readonly Connection[],
      mode: SwitchMode,
      expected: SavedPlace,
    ])[] = [
      [
        'replaces the present connection',
        [before, planned],
        'switch',
        { name: 'Production', replaced: before },
      ],
      [
        'replaces it under the name that it has by now',
        [renamed(before), planned],
        'switch',
        { name: 'Renamed', replaced: renamed(before) },
      ],
      ['stays when it is gone', [planned], 'switch', { name: planned.name, replaced: planned }],
      [
        'never replaces another one of its name',
        [other, planned],
        'switch',
        { name: planned.name, replaced: planned },
      ],
      ['stays next to it', [before, planned], 'keepBoth', { name: planned.name, replaced: planned }],
      [
        'keeps the name that the user gave it',
        [before, renamed(planned)],
        'keepBoth',
        { name: 'Renamed', replaced: renamed(planned) },
      ],
      ['is added again when it was removed', [before], 'keepBoth', { name: planned.name }],
      [
        'is added under another name when its name is taken',
        [before, { ...other, name: planned.name }],
        'keepBoth',
        { name: `${planned.name} 2` },
      ],
    ];
    for (const [title, all, mode, expected] of cases) {
      it(title, () => {
        assert.deepEqual(placeOfPlan(all, before, plan, mode), expected);
      });
    }
  });

  it('is described exactly before it is created, with what happens to the secret', () => {
    const words = creationInWords(before, plan);
    for (const part of [before.resource, TENANT, NEW, REDIRECT, '8 hours', 'Roles: none', OLD]) {
      assert.ok(words.includes(part), part);
    }
    assert.match(words, /The secret of .* is removed from this machine/);
    const byBrowser: Connection = { ...before, signIn: { ...plan.connection.signIn, clientId: OLD } };
    assert.doesNotMatch(creationInWords(byBrowser, plan), /[Ss]ecret of/);
  });

  it('is named with its id and its connection as long as nobody has signed in with it', () => {
    const words = unusedInWords(before, plan, 'The sign-in was cancelled.');
    for (const part of [
      'The sign-in was cancelled.',
      NEW,
      '“Production” is unchanged',
      'Production (browser)',
    ]) {
      assert.ok(words.includes(part), part);
    }
  });
});
