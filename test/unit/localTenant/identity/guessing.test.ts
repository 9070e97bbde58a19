import assert from 'node:assert/strict';
import { GuessLimit, MOST_GUESSES } from '../../../../src/localTenant/identity/guessLimit.ts';
import { passwordOf } from '../../../support/browser/loginPage.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type ApiCaller, administratorCaller, memberRoleId } from '../apiCaller.ts';

const times = (count: number, act: () => void) => {
  for (let done = 0; done < count; done += 1) act();
};

describe('local tenant: the limit of guesses', () => {
  let nowMs: number;
  let guesses: GuessLimit;

  beforeEach(() => {
    nowMs = 1_000_000;
    guesses = new GuessLimit(() => nowMs);
  });

  it('lets nobody try for a name after 20 wrong attempts, until a minute after the first', () => {
    times(MOST_GUESSES.ofName - 1, () => guesses.note('a', false));
    assert.equal(guesses.waitSeconds('a'), 0);
    nowMs += 10_500;
    guesses.note('a', false);
    assert.equal(guesses.waitSeconds('a'), 50);
    assert.equal(guesses.waitSeconds('b'), 0);
    nowMs += 49_500;
    assert.equal(guesses.waitSeconds('a'), 0);
    guesses.note('a', false);
    assert.equal(guesses.waitSeconds('a'), 0);
  });

  it('counts on when a right attempt is among the wrong ones', () => {
    times(MOST_GUESSES.ofName, () => {
      guesses.note('a', false);
      guesses.note('a', true);
    });
    assert.equal(guesses.waitSeconds('a'), 60);
  });

  it('counts all names together, without those that have been right', () => {
    guesses.note('good', true);
    let name = 0;
    times(MOST_GUESSES.ofAll, () => {
      name += 1;
      guesses.note(`name ${name}`, false);
    });
    assert.equal(guesses.waitSeconds('never seen'), 60);
    assert.equal(guesses.waitSeconds('good'), 0);
    nowMs += 60_000;
    assert.equal(guesses.waitSeconds('never seen'), 0);
  });

  it('ends when the clock is set back', () => {
    times(MOST_GUESSES.ofName, () => guesses.note('a', false));
    nowMs -= 3_600_000;
    assert.equal(guesses.waitSeconds('a'), 0);
  });

  it('forgets the oldest of very many names', () => {
    times(MOST_GUESSES.ofName, () => guesses.note('first', false));
    let name = 0;
    times(10_000, () => {
      name += 1;
      guesses.note(`name ${name}`, false);
    });
    nowMs += 59_000;
    guesses.note('first', true);
    assert.equal(guesses.waitSeconds('first'), 0);
  });
});

describe('local tenant: guessing', () => {
  let tenant: LocalTenant;
  let call: ApiCaller;

  before(async () => {
    tenant = await startLocalTenant();
    call = await administratorCaller(tenant);
  });
  after(() => tenant.stop());

  const waitOf = (response: Response) => Number(response.headers.get('retry-after'));

  async function newClient(): Promise<{ clientId: string; clientSecret: string }> {
    const properties = { Name: 'Guessed', RoleIds: [await memberRoleId(call)] };
    const { body } = await call('POST', '/ClientCredentialClients', properties);
    return { clientId: body.Client.Id, clientSecret: body.Secret };
  }

  const endpoints = {
    token: { grant_type: 'client_credentials' },
    introspect: { token: 'x' },
    revocation: { token: 'x' },
  };
  const ask = (endpoint: keyof typeof endpoints, clientId: string, clientSecret: string) =>
    fetch(`${tenant.resource}/identity/connect/${endpoint}`, {
      method: 'POST',
      body: new URLSearchParams({
        ...endpoints[endpoint],
        client_id: clientId,
        client_secret: clientSecret,
      }),
    });

  const REFUSED = { token: 400, introspect: 401, revocation: 400 };
  for (const endpoint of ['token', 'introspect', 'revocation'] as const) {
    it(`is answered with 429 and Retry-After at ${endpoint}, for that client only`, async () => {
      const { clientId, clientSecret } = await newClient();
      const other = await newClient();
      for (let guess = 0; guess < MOST_GUESSES.ofName; guess += 1) {
        // A client is the same in whatever letters its id is written.
        const id = guess % 2 === 0 ? clientId : clientId.toUpperCase();
        assert.equal((await ask(endpoint, id, `guess ${guess}`)).status, REFUSED[endpoint]);
      }
      for (const secret of ['another guess', clientSecret]) {
        const response = await ask(endpoint, clientId, secret);
        assert.equal(response.status, 429);
        assert.ok(waitOf(response) >= 1 && waitOf(response) <= 60);
        assert.equal(((await response.json()) as { error: string }).error, 'temporarily_unavailable');
      }
      assert.equal((await ask('token', other.clientId, other.clientSecret)).status, 200);
    });
  }

  it('of a password is answered with 429 and Retry-After, for that user only', async () => {
    const { body } = await call('POST', '/AuthorizationCodeClients', {
      Name: 'App',
      RedirectUris: ['https://example.com/back'],
    });
    const query = new URLSearchParams({
      client_id: body.Id,
      redirect_uri: 'https://example.com/back',
      response_type: 'code',
      scope: 'openid',
      acr_values: `tenant:${tenant.tenantId}`,
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    const begun = await fetch(`${tenant.resource}/identity/connect/authorize?${query}`, {
      redirect: 'manual',
    });
    const login = new URL(begun.headers.get('location') ?? '', tenant.resource);
    const cookie = begun.headers
      .getSetCookie()
      .map(each => each.split(';')[0])
      .join('; ');
    const send = (userName: string, password: string) =>
      fetch(login, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie },
        body: new URLSearchParams({ email: userName, password }),
      });
    const names = ['member', ' MEMBER', 'member@local-tenant.test'];
    for (let guess = 0; guess < MOST_GUESSES.ofName; guess += 1)
      assert.equal((await send(names[guess % names.length] ?? '', `guess ${guess}`)).status, 401);
    for (const password of ['another guess', passwordOf(tenant, 'member')]) {
      const response = await send('member', password);
      assert.equal(response.status, 429);
      assert.ok(waitOf(response) >= 1 && waitOf(response) <= 60);
      assert.match(await response.text(), /Too many wrong passwords\. Try again in \d+ s\./);
    }
    assert.equal((await send('administrator', passwordOf(tenant, 'administrator'))).status, 303);
  });
});
