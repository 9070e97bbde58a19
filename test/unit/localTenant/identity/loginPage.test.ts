import assert from 'node:assert/strict';
import { MEMBER_ROLE_TYPE_ID } from '../../../../src/service/model/builtInRoles.ts';
import { passwordOf } from '../../../support/browser/loginPage.ts';
import { type LocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';
import { type Application, authorizationUrl, claimsOf, createApplication, redeem } from './userFlow.ts';

describe('local tenant: login page, for programs that fill in that of the service', () => {
  let tenant: LocalTenant;
  let application: Application;

  before(async () => {
    tenant = await startLocalTenant();
    application = await createApplication(tenant);
  });
  after(() => tenant.stop());

  /** Opens the page as a browser does. */
  async function open() {
    const begun = await fetch(authorizationUrl(tenant, application), { redirect: 'manual' });
    const cookie = begun.headers
      .getSetCookie()
      .map(each => each.split(';')[0])
      .join('; ');
    const address = new URL(begun.headers.get('location') ?? '', tenant.resource);
    const page = await (await fetch(address, { headers: { cookie } })).text();
    return { address, cookie, page };
  }

  async function send(fields: Record<string, string>) {
    const { address, cookie } = await open();
    const post = { method: 'POST', body: new URLSearchParams(fields) };
    return { cookie, answer: await fetch(address, { ...post, headers: { cookie }, redirect: 'manual' }) };
  }

  it('has the elements email, password and submit, by id and by name', async () => {
    const { page } = await open();
    for (const [tag, name] of [
      ['input', 'email'],
      ['input', 'password'],
      ['button', 'submit'],
    ]) {
      const elements = [...page.matchAll(new RegExp(`<${tag}\\b[^>]*>`, 'g'))].map(([text]) => text);
      const [element, ...others] = elements.filter(text => text.includes(` name="${name}"`));
      assert.deepEqual(others, []);
      assert.ok(element?.includes(` id="${name}"`), element);
    }
  });

  const names = ['member', ' Member ', 'member@local-tenant.test', 'MEMBER@Local-Tenant.test'];
  const fields = names.map((email): [string, Record<string, string>] => [`email “${email}”`, { email }]);
  for (const [what, name] of [
    ...fields,
    ['the field of earlier versions', { userName: 'member' }],
  ] as const) {
    it(`signs in by ${what}`, async () => {
      const { answer, cookie } = await send({ ...name, password: passwordOf(tenant, 'member'), submit: '' });
      assert.equal(answer.status, 303);
      const resumed = await fetch(new URL(answer.headers.get('location') ?? '', tenant.resource), {
        headers: { cookie },
        redirect: 'manual',
      });
      const arrived = new URL(resumed.headers.get('location') ?? '');
      const tokens = await redeem(tenant, application, arrived);
      assert.deepEqual(claimsOf(tokens.access_token).role_type, [MEMBER_ROLE_TYPE_ID]);
    });
  }

  for (const email of ['member@elsewhere.test', '@local-tenant.test', '%@local-tenant.test', '']) {
    it(`shows the input “${email}” again when it is nobody's`, async () => {
      const { answer } = await send({ email, password: passwordOf(tenant, 'member') });
      assert.equal(answer.status, 401);
      assert.ok((await answer.text()).includes(`value="${email}"`));
    });
  }
});
