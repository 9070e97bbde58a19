import assert from 'node:assert/strict';
import { type FormUser, formUser } from '../../../support/browser/formUser.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type Application, authorizationUrl, createApplication, redeem } from '../identity/userFlow.ts';

const REGISTERED = ['https://application.example/bye', 'https://application.example/bye?from=service'];

/** Addresses that an engine could take for one of them, and one where a user signs in. */
const OTHERS = [
  'https://application.example/bye/',
  'https://application.example/Bye',
  'https://application.example/bye?x=1',
  'https://application.example/',
  'https://evil.example/bye',
  'https://application.example/callback',
];

describe('service-api › Client types › PostLogoutRedirectUris', () => {
  let tenant: LocalTenant;

  before(async () => {
    tenant = await startLocalTenant();
  });
  after(() => tenant.stop());

  /** Signs in a user; returns the browser and the id token, which names the application at sign-out. */
  async function signIn(application: Application): Promise<{ user: FormUser; idToken: string }> {
    const user = formUser(tenant);
    const arrived = await user.signInAt(authorizationUrl(tenant, application));
    return { user, idToken: (await redeem(tenant, application, arrived)).id_token };
  }

  const signOutUrl = (idToken: string, uri: string) => {
    const query = new URLSearchParams({
      id_token_hint: idToken,
      post_logout_redirect_uri: uri,
      state: 'a-state',
    });
    return `${tenant.resource}/identity/connect/endsession?${query}`;
  };

  for (const type of ['AuthorizationCodeClients', 'HybridClients'] as const) {
    it(`are where a browser goes after a sign-out from one of ${type}`, async () => {
      const application = await createApplication(tenant, type, { PostLogoutRedirectUris: REGISTERED });
      for (const uri of REGISTERED) {
        const { user, idToken } = await signIn(application);
        // The page asks, and this user agrees.
        const arrived = await user.signInAt(signOutUrl(idToken, uri));
        assert.equal(arrived.searchParams.get('state'), 'a-state');
        arrived.searchParams.delete('state');
        assert.equal(arrived.href, uri);
      }
    });

    it(`match exactly: a sign-out from one of ${type} goes nowhere else`, async () => {
      const application = await createApplication(tenant, type, { PostLogoutRedirectUris: REGISTERED });
      const { idToken } = await signIn(application);
      for (const uri of OTHERS) {
        const answer = await fetch(signOutUrl(idToken, uri), { redirect: 'manual' });
        assert.deepEqual([answer.status, answer.headers.get('location')], [400, null], uri);
      }
    });
  }
});
