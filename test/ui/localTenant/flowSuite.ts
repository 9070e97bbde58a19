import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import type * as client from 'openid-client';
import type { Page } from 'playwright-core';
import { signIn } from '../../support/browser/loginPage.ts';
import { openBrowser, type UserBrowser, type UsersBrowser } from '../../support/browser/openBrowser.ts';
import {
  type Arrival,
  type RedirectTarget,
  startRedirectTarget,
} from '../../support/browser/redirectTarget.ts';
import { temporaryFolder } from '../../support/folders/temporaryFolder.ts';
import { discover as discoverTenant, issuerOf } from '../../support/tenant/discover.ts';
import { type LocalTenant, startLocalTenant } from '../../support/tenant/localTenant.ts';
import { buildShippedTenant } from '../../support/tenant/shippedTenant.ts';
import { type ApiCaller, administratorCaller } from '../../unit/localTenant/apiCaller.ts';

/** Context of every flow test; set before each test. */
export interface FlowSuite {
  /** The bundle as it ships, minified, in a process of its own. */
  tenant: LocalTenant;
  /** Calls the API as the tenant's administrator client, and waits until a change counts. */
  call: ApiCaller;
  /** The application's web server. */
  application: RedirectTarget;
  browser: UserBrowser;
  /** Kills the tenant and starts it again on its data and its port. */
  restartAfterCrash(): Promise<void>;
}

/** Expected log lines of a tenant: it is ready, and it has ended. */
const QUIET_LOG_LINES = 2;

/** Gives each test a new tenant, which must log no error, an application's server and a browser user. */
export function flowSuite(): FlowSuite {
  const folder = temporaryFolder();
  const suite = {} as FlowSuite;
  let programFolder: string;
  let program: string;
  let browser: UsersBrowser;
  const start = async (port = 0) => {
    const dataDir = path.join(folder.path, 'data');
    suite.tenant = await startLocalTenant({ from: program, dataDir, port });
  };
  suite.restartAfterCrash = async () => {
    await suite.tenant.kill();
    await start(Number(new URL(suite.tenant.resource).port));
  };
  before(async () => {
    programFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'shipped-tenant-'));
    program = await buildShippedTenant(programFolder);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.dispose();
    fs.rmSync(programFolder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await start();
    const call = await administratorCaller(suite.tenant);
    suite.call = async (method, below, body) => {
      const answer = await call(method, below, body);
      if (method !== 'GET') await suite.tenant.changesCount();
      return answer;
    };
    suite.application = await startRedirectTarget();
    suite.browser = await browser.newUser();
  });
  afterEach(async () => {
    await suite.browser?.dispose();
    await suite.application?.dispose();
    const ending = await suite.tenant?.stop();
    assert.deepEqual(ending, { exitCode: 0, signal: null });
    const log = suite.tenant.output().stderr.trim().split('\n');
    assert.equal(log.length, QUIET_LOG_LINES, log.join('\n'));
  });
  return suite;
}

/** Creates a client of a type through the API and returns the response. */
export async function createClient(
  suite: FlowSuite,
  segment: 'AuthorizationCodeClients' | 'HybridClients' | 'DeviceCodeClients',
  properties: Record<string, unknown> = {},
) {
  const urls = segment === 'DeviceCodeClients' ? {} : { RedirectUris: [suite.application.redirectUri] };
  const answer = await suite.call('POST', `/${segment}`, {
    Name: 'Sample application',
    ...urls,
    ...properties,
  });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
}

/** Discovers the tenant as an application does. */
export function discover(
  { tenant }: FlowSuite,
  clientId: string,
  authentication: client.ClientAuth,
): Promise<client.Configuration> {
  return discoverTenant(tenant, clientId, authentication);
}

/** Verifies a token by the keys that the tenant publishes and returns its claims. */
export async function verified(
  { tenant }: FlowSuite,
  token: string | undefined,
  audience: string,
): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(
    new URL(`${tenant.resource}/identity/.well-known/openid-configuration/jwks`),
  );
  const { payload } = await jwtVerify(token ?? '', keys, {
    issuer: await issuerOf(tenant),
    audience,
    algorithms: ['RS256'],
  });
  return payload;
}

/** Opens an address in the browser, waits for a login page or the redirect; returns what the application gets. */
export async function arrivalAfterSignIn(suite: FlowSuite, page: Page, url: URL): Promise<Arrival> {
  const arrival = suite.application.nextArrival();
  await page.goto(url.href);
  if (await page.getByLabel('Password').isVisible()) await signIn(page, suite.tenant);
  return arrival;
}

/** Asserts that the tenant answers an authorization request with an error page, and sends the browser nowhere. */
export async function assertErrorPage(url: URL, error: string): Promise<void> {
  const answer = await fetch(url, { redirect: 'manual' });
  assert.equal(answer.status, 400);
  assert.equal(answer.headers.get('Location'), null);
  assert.ok((await answer.text()).includes(`<code>${error}</code>`));
}
