import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as client from 'openid-client';
import { MEMBER_ROLE_TYPE_ID } from '../../../src/service/model/builtInRoles.ts';
import { signIn } from '../../support/browser/loginPage.ts';
import { createClient, discover, flowSuite, verified } from './flowSuite.ts';

describe('local tenant: device code, with a browser beside the device', () => {
  const suite = flowSuite();

  async function started(properties: Record<string, unknown> = {}) {
    const { Id } = await createClient(suite, 'DeviceCodeClients', { Name: 'Pump display', ...properties });
    const configuration = await discover(suite, Id, client.None());
    const codes = await client.initiateDeviceAuthorization(configuration, { scope: 'openid ocsapi' });
    const page = await suite.browser.newPage();
    return { Id, configuration, codes, page };
  }

  /** Polls once, as a device does; returns the error code of RFC 8628, section 3.5. */
  const polledOnce = async (configuration: client.Configuration, deviceCode: string) => {
    const grant = client.genericGrantRequest(configuration, 'urn:ietf:params:oauth:grant-type:device_code', {
      device_code: deviceCode,
    });
    return grant.then(
      () => 'tokens',
      (error: { error?: string }) => error.error,
    );
  };

  it('signs in a device after its user enters the code and signs in', async () => {
    const { Id, configuration, codes, page } = await started({ AccessTokenLifetime: 75 });
    assert.equal(codes.verification_uri, `${suite.tenant.resource}/identity/device`);
    assert.equal(codes.expires_in, 300);
    assert.equal(await polledOnce(configuration, codes.device_code), 'authorization_pending');
    await page.goto(codes.verification_uri);
    await page.getByLabel('Code that the device shows').fill('wrong');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('alert').waitFor();
    // as people type it
    await page.getByLabel('Code that the device shows').fill(codes.user_code.toLowerCase().replace('-', ' '));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Pump display').waitFor();
    await page.getByText(codes.user_code).waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await signIn(page, suite.tenant, 'member');
    await page.getByText('The device is signed in').waitFor();
    const tokens = await client.pollDeviceAuthorizationGrant(configuration, codes);
    assert.equal(tokens.expires_in, 75);
    const access = await verified(suite, tokens.access_token, 'ocsapi');
    assert.equal(access.client_id, Id);
    assert.deepEqual(access.role_type, [MEMBER_ROLE_TYPE_ID]);
    assert.equal(await polledOnce(configuration, codes.device_code), 'invalid_grant', 'a code works once');
    const elsewhere = suite.browser.requests.filter(address => !address.startsWith(suite.tenant.resource));
    assert.deepEqual(elsewhere, []);
    assert.deepEqual(suite.browser.complaints, []);
  });

  it('reads the code from the complete URI, but asks before continuing', async () => {
    const { configuration, codes, page } = await started();
    await page.goto(codes.verification_uri_complete ?? '');
    await page.getByText('Is this your device?').waitFor();
    assert.equal(await polledOnce(configuration, codes.device_code), 'authorization_pending');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('The sign-in was cancelled').waitFor();
    assert.equal(await polledOnce(configuration, codes.device_code), 'access_denied');
  });

  it('accepts a form that was open when its session ended', async () => {
    const { configuration, codes, page } = await started();
    await page.goto(codes.verification_uri);
    await suite.browser.context.clearCookies();
    for (const sees of ['Connect a device', 'Is this your device?']) {
      await page.getByLabel('Code that the device shows').fill(codes.user_code);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('heading', { name: sees }).waitFor();
    }
    await page.getByRole('button', { name: 'Continue' }).click();
    await signIn(page, suite.tenant, 'member');
    await page.getByText('The device is signed in').waitFor();
    assert.equal(await polledOnce(configuration, codes.device_code), 'tokens');
  });

  it('rejects an expired code', async () => {
    const { configuration, codes, page } = await started({ DeviceCodeLifetime: 1 });
    assert.equal(codes.expires_in, 1);
    await sleep(1500);
    assert.equal(await polledOnce(configuration, codes.device_code), 'expired_token');
    await page.goto(codes.verification_uri);
    await page.getByLabel('Code that the device shows').fill(codes.user_code);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('alert').waitFor();
  });

  it('allows no refresh token or other grant for this client', async () => {
    const { Id, configuration } = await started();
    await assert.rejects(
      client.initiateDeviceAuthorization(configuration, { scope: 'openid offline_access' }),
      { error: 'invalid_scope' },
    );
    const { status } = await fetch(
      `${suite.tenant.resource}/identity/connect/authorize?response_type=code&client_id=${Id}`,
    );
    assert.equal(status, 400);
    const { Id: other } = await createClient(suite, 'AuthorizationCodeClients');
    const stranger = await discover(suite, other, client.None());
    await assert.rejects(client.initiateDeviceAuthorization(stranger, {}), { error: 'invalid_request' });
  });
});
