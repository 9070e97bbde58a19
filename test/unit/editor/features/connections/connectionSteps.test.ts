import assert from 'node:assert/strict';
import {
  type Connection,
  DEFAULT_REDIRECT_URI,
  GLOBAL_RESOURCE,
  isSameConnection,
} from '../../../../../src/credentials/connections/connection.ts';
import { ActiveConnection } from '../../../../../src/editor/core/connections/activeConnection.ts';
import {
  answersOf,
  type ConnectionAnswers,
  connectionOf,
} from '../../../../../src/editor/features/connections/connectionAnswers.ts';
import { connectionSteps } from '../../../../../src/editor/features/connections/connectionSteps.ts';
import { runWizard } from '../../../../../src/editor/platform/wizard/runWizard.ts';
import { type Move, ReplayUi } from '../../../../support/replayUi.ts';

const TENANT = '2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f';
const CLIENT = '7ad2b9ef-5386-4ead-ac9f-ad99c5c5b977';

const connection = (signIn: Connection['signIn'], resource = GLOBAL_RESOURCE): Connection => ({
  name: 'Production',
  kind: 'service',
  resource,
  tenantId: TENANT,
  signIn,
});

describe('the steps for a connection', () => {
  async function play(
    moves: readonly Move[],
    known: Partial<ConnectionAnswers> = {},
    { hasSecret = false, creatorOf = '', allows = undefined as boolean | undefined } = {},
  ) {
    const ui = new ReplayUi(moves);
    const done: string[] = [];
    const steps = connectionSteps({
      takenNames: ['Taken'],
      hasSecret: () => hasSecret,
      allowsRefreshTokens: async () => allows,
      newClient: {
        canCreate: ({ tenantId }) => tenantId === creatorOf,
        copy: async text => done.push(`copy ${text}`) > 0,
        open: async address => void done.push(`open ${address}`),
      },
    });
    const answers = await runWizard(ui, 'Add Connection', steps, known);
    ui.assertPlayedOut();
    return { ui, answers, done };
  }

  const methods: readonly [string, readonly Move[], Connection, number][] = [
    [
      'a client',
      [{ pick: 'As a client' }, { type: CLIENT }, { type: 'secret' }],
      connection({ method: 'client', clientId: CLIENT }),
      6,
    ],
    [
      'a user with a browser',
      [{ pick: 'In the browser' }, { type: CLIENT }, 'accept', 'accept'],
      connection({
        method: 'browser',
        clientId: CLIENT,
        redirectUri: DEFAULT_REDIRECT_URI,
        offlineAccess: false,
      }),
      7,
    ],
    [
      'a user who says that the client is allowed refresh tokens',
      [{ pick: 'In the browser' }, { type: CLIENT }, 'accept', { pick: 'Stay signed in' }],
      connection({
        method: 'browser',
        clientId: CLIENT,
        redirectUri: DEFAULT_REDIRECT_URI,
        offlineAccess: true,
      }),
      7,
    ],
    [
      'a user with another redirect URI who signs in each time',
      [
        { pick: 'In the browser' },
        { type: CLIENT },
        { type: 'http://localhost:7777/back' },
        { pick: 'Ask me to sign in again' },
      ],
      connection({
        method: 'browser',
        clientId: CLIENT,
        redirectUri: 'http://localhost:7777/back',
        offlineAccess: false,
      }),
      7,
    ],
    [
      'a user with a code',
      [{ pick: 'With a code' }, { type: CLIENT }],
      connection({ method: 'device', clientId: CLIENT }),
      5,
    ],
  ];
  for (const [title, moves, expected, total] of methods) {
    it(`lead to ${title}`, async () => {
      const { ui, answers } = await play([
        { pick: 'AVEVA CONNECT data services' },
        { type: TENANT },
        ...moves,
        { type: ' Production ' },
      ]);
      assert.ok(answers);
      assert.deepEqual(connectionOf(answers), expected);
      assert.equal(ui.asked.at(-1)?.position.total, total);
    });

    it(`keep all answers for ${title}`, async () => {
      const isClient = expected.signIn.method === 'client';
      const steps = total;
      const { answers } = await play(Array(steps).fill('accept'), answersOf(expected), {
        hasSecret: isClient,
      });
      assert.ok(answers);
      assert.ok(isSameConnection(connectionOf(answers), expected));
      assert.equal(answers.clientSecret, undefined, 'the one that is kept stays');
    });
  }

  const known: readonly [string, boolean, Partial<ConnectionAnswers>, boolean, RegExp][] = [
    ['allows them', true, {}, true, /this client allows refresh tokens/],
    [
      'allows them, though the user did not want them before',
      true,
      { offlineAccess: false },
      false,
      /allows/,
    ],
    ['does not allow them', false, {}, false, /this client isn’t allowed refresh tokens/],
    ['no longer allows them', false, { offlineAccess: true }, false, /isn’t allowed/],
  ];
  for (const [title, allows, before, expected, words] of known) {
    it(`suggest whether to stay signed in with a client that ${title}`, async () => {
      const { ui, answers } = await play(
        [
          { pick: 'AVEVA CONNECT data services' },
          { type: TENANT },
          { pick: 'In the browser' },
          { type: CLIENT },
          ...(['accept', 'accept'] as const),
          { type: 'Production' },
        ],
        before,
        { allows },
      );
      assert.equal(answers?.offlineAccess, expected);
      assert.match(JSON.stringify(ui.asked.at(-2)?.prompt), words);
    });
  }

  const REGION = 'https://euno.datahub.connect.aveva.com';
  const WITHOUT_CLIENT: readonly Move[] = [
    { pick: 'Another address…' },
    { type: REGION },
    { type: TENANT },
    { pick: 'I don’t have a client yet…' },
  ];

  it('say what to create in the portal to sign in in the browser, and ask nothing that it decides', async () => {
    const { ui, answers, done } = await play([
      ...WITHOUT_CLIENT,
      { pick: 'Your own account, in the browser' },
      { pick: 'Open the portal' },
      { pick: 'Refresh tokens:' },
      { pick: 'Allowed Redirect URL(s):' },
      { pick: 'Copy all for an administrator' },
      { pick: 'Continue' },
      { type: CLIENT },
      'accept',
      { type: 'Production' },
    ]);
    assert.ok(answers);
    assert.deepEqual(
      connectionOf(answers),
      connection(
        { method: 'browser', clientId: CLIENT, redirectUri: DEFAULT_REDIRECT_URI, offlineAccess: false },
        REGION,
      ),
    );
    const [open, copy, message = ''] = done;
    assert.equal(open, 'open https://datahub.connect.aveva.com/clients');
    assert.equal(copy, `copy ${DEFAULT_REDIRECT_URI}`);
    for (const part of ['Authorization Code', DEFAULT_REDIRECT_URI, 'Tenant Administrator', TENANT]) {
      assert.ok(message.includes(part), part);
    }
    assert.equal(ui.asked.at(-1)?.position.total, 9);
  });

  it('say what to create in the portal to sign in as a client', async () => {
    const { ui, answers } = await play([
      ...WITHOUT_CLIENT,
      { pick: 'A client with a secret' },
      { pick: 'Roles:' },
      { pick: 'Continue' },
      { type: CLIENT },
      { type: 'secret' },
      { type: 'Production' },
    ]);
    assert.ok(answers);
    assert.deepEqual(connectionOf(answers), connection({ method: 'client', clientId: CLIENT }, REGION));
    assert.match(JSON.stringify(ui.asked), /Tenant Member, Tenant Administrator/);
  });

  it('name no portal of an address that is not one of the service’s own', async () => {
    const { ui } = await play([
      { pick: 'Another address…' },
      { type: 'https://tenant.example' },
      { type: TENANT },
      { pick: 'I don’t have a client yet…' },
      { pick: 'Your own account, in the browser' },
      'cancel',
    ]);
    assert.doesNotMatch(JSON.stringify(ui.asked), /Open the portal|datahub\.connect\.aveva\.com\/clients/);
  });

  it('ask nothing more when this extension creates the client, which only a sign-in can', async () => {
    const signedIn = answersOf(connection({ method: 'client', clientId: CLIENT }));
    const moves: readonly Move[] = ['accept', 'accept', { pick: 'I don’t have a client yet…' }];
    const { answers } = await play([...moves, 'accept'], signedIn, { creatorOf: TENANT });
    assert.equal(answers?.createdBy, 'extension');
    const { ui } = await play([...moves, 'cancel'], signedIn);
    assert.doesNotMatch(JSON.stringify(ui.asked.at(-1)), /created by this extension/);
  });

  it('offer no client of this extension in another tenant, where the sign-in does not work', async () => {
    const signedIn = answersOf(connection({ method: 'client', clientId: CLIENT }));
    const { ui } = await play(
      ['accept', { type: CLIENT }, { pick: 'I don’t have a client yet…' }, 'cancel'],
      signedIn,
      { creatorOf: TENANT },
    );
    assert.doesNotMatch(JSON.stringify(ui.asked.at(-1)), /created by this extension/);
  });

  it('do not offer the id of the client before as that of a new client', async () => {
    const before = answersOf(connection({ method: 'client', clientId: CLIENT }));
    const newId = TENANT;
    const { ui, answers } = await play(
      [
        'accept',
        'accept',
        { pick: 'I don’t have a client yet…' },
        { pick: 'A client with a secret' },
        { pick: 'Continue' },
        { type: newId },
        'back',
        'back',
        'accept',
        { pick: 'Continue' },
        'accept',
        { type: 'secret' },
        'accept',
      ],
      before,
    );
    assert.equal(answers?.clientId, newId, 'an answer stays when the user goes back and changes nothing');
    assert.doesNotMatch(JSON.stringify(ui.asked), new RegExp(`"value":"${CLIENT}"`));
  });

  it('forget that there was no client when the user goes back and has one', async () => {
    const { answers } = await play([
      ...WITHOUT_CLIENT,
      { pick: 'A client with a secret' },
      'back',
      'back',
      { pick: 'In the browser' },
      { type: CLIENT },
      'accept',
      { pick: 'Stay signed in' },
      { type: 'Production' },
    ]);
    assert.equal(answers?.method, 'browser');
    assert.equal(answers?.offlineAccess, true);
  });

  it('end with the local tenant', async () => {
    const { answers } = await play([{ pick: 'Local tenant' }]);
    assert.equal(answers?.preset, 'localTenant');
  });

  const refusals: readonly [string, readonly Move[], RegExp][] = [
    [
      'http to another machine',
      [{ type: 'http://tenant.example' }, { type: 'https://tenant.example' }],
      /https only/,
    ],
    [
      'a tenant that is no GUID',
      [{ type: 'https://tenant.example' }, { type: 'x' }, { type: TENANT }],
      /An id looks like/,
    ],
  ];
  for (const [title, moves, reason] of refusals) {
    it(`refuse ${title}`, async () => {
      const { ui } = await play([{ pick: 'Another address…' }, ...moves, 'cancel']);
      assert.match(ui.asked.map(({ refused = '' }) => refused).join(), reason);
    });
  }

  const redirects = [
    ['ftp://x', /begins with https/],
    ['http://example.com:1/x', /https only/],
    ['http://127.0.0.1/callback', /Add the port/],
    ['https://me:pw@example.com/', /Leave out the user name/],
    ['https://example.com/#x', /Leave out what follows/],
  ] as const;
  for (const [address, reason] of redirects) {
    it(`refuse the redirect URI ${address}`, async () => {
      const moves: Move[] = [
        { pick: 'AVEVA CONNECT data services' },
        { type: TENANT },
        { pick: 'In the browser' },
      ];
      const { ui } = await play([...moves, { type: CLIENT }, { type: address }, 'cancel']);
      assert.match(ui.asked.at(-2)?.refused ?? '', reason);
    });
  }

  it('require a secret if none is saved, and a name that is not taken', async () => {
    const { ui } = await play([
      ...([{ pick: 'AVEVA CONNECT data services' }, { type: TENANT }, { pick: 'As a client' }] as const),
      ...([
        { type: CLIENT },
        { type: ' ' },
        { type: 'secret' },
        { type: 'Taken' },
        { type: ' ' },
        'cancel',
      ] as const),
    ]);
    const refused = ui.asked.flatMap(asked => asked.refused ?? []);
    assert.deepEqual(refused, [
      'Paste the secret.',
      'There is already a connection of this name.',
      'A connection needs a name.',
    ]);
  });
});

describe('the active connection of a workspace', () => {
  const memory = new Map<string, unknown>();
  const active = new ActiveConnection({
    get: key => memory.get(key),
    update: async (key, value) => void memory.set(key, value),
  });
  const one = { ...connection({ method: 'device', clientId: CLIENT }), name: 'One' };
  const two = { ...one, name: 'Two' };

  it('is unset until chosen, follows a rename, and is unset again when it is removed', async () => {
    assert.deepEqual(active.among([one, two]), [one, two]);
    await active.choose('Two');
    assert.deepEqual(active.among([one, two]), [two]);
    const renamed = { ...two, name: 'Three' };
    await active.rename('Two', 'Three', async () => {
      assert.deepEqual(active.among([one, two]), [two]);
      assert.deepEqual(active.among([one, renamed]), [renamed]);
    });
    assert.deepEqual(active.among([one, renamed]), [renamed]);
    await assert.rejects(active.rename('Three', 'Two', () => Promise.reject(new Error('not saved'))));
    assert.deepEqual(active.among([one, two, renamed]), [renamed]);
    await active.rename('One', 'Four', async () => {});
    assert.deepEqual(active.among([one, renamed]), [renamed]);
    assert.deepEqual(active.among([one]), [one]);
    await active.choose(undefined);
    assert.deepEqual(active.among([one, renamed]), [one, renamed]);
  });
});
