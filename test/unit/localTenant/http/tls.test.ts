import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import crypto, { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeCertificates } from '../../../../src/localTenant/tls/makeCertificates.ts';
import { temporaryFolder } from '../../../support/folders/temporaryFolder.ts';
import { privateAuthority } from '../../../support/network/privateAuthority.ts';
import { findCommand } from '../../../support/realEditor/chromium.ts';
import { type LocalTenant, runLocalTenant, startLocalTenant } from '../../../support/tenant/localTenant.ts';

const DAY_MS = 86_400_000;

/** Asks a tenant, trusting an authority only. */
function ask(
  { resource }: Pick<LocalTenant, 'resource'>,
  below: string,
  ca: string,
  form?: Record<string, string>,
): Promise<{ status: number; body: Record<string, string> }> {
  const body = form && new URLSearchParams(form).toString();
  const headers = body ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
  return new Promise((resolve, reject) => {
    const options = { ca, headers, method: body ? 'POST' : 'GET', agent: false } as const;
    const request = https.request(`${resource}${below}`, options, response => {
      response.setEncoding('utf8').on('error', reject);
      let text = '';
      response.on('data', chunk => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
    });
    request.on('error', reject).end(body);
  });
}

const DISCOVERY = '/identity/.well-known/openid-configuration';
const authorityOf = ({ dataDir }: LocalTenant) =>
  fs.readFileSync(path.join(dataDir, 'tls-authority.pem'), 'utf8');

describe('local tenant: https', () => {
  const folder = temporaryFolder();
  const running: LocalTenant[] = [];
  const dataDir = () => path.join(folder.path, 'data');
  afterEach(async () => {
    for (const tenant of running.splice(0)) await tenant.stop();
  });

  async function start(tls: 'selfMade' | readonly [string, string]): Promise<LocalTenant> {
    const tenant = await startLocalTenant({ tls, dataDir: dataDir() });
    running.push(tenant);
    return tenant;
  }

  for (const name of ['127.0.0.1', 'localhost']) {
    it(`is trusted at ${name} by its own authority, and names itself by https everywhere`, async () => {
      const tenant = await start('selfMade');
      assert.match(tenant.resource, /^https:\/\/127\.0\.0\.1:\d+$/);
      const here = { resource: tenant.resource.replace('127.0.0.1', name) };
      const { body } = await ask(here, DISCOVERY, authorityOf(tenant));
      assert.equal(body.issuer, `${here.resource}/identity`);
      assert.equal(body.token_endpoint, `${here.resource}/identity/connect/token`);
      const { clientId, clientSecret } = tenant;
      const tokens = await ask(here, '/identity/connect/token', authorityOf(tenant), {
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      });
      assert.equal(tokens.status, 200);
      assert.ok(tokens.body.access_token);
    });
  }

  it('is not trusted by anyone else, and has no key of the authority', async () => {
    const tenant = await start('selfMade');
    const other = await privateAuthority();
    await assert.rejects(ask(tenant, DISCOVERY, other.certificate), /unable to verify|self-signed/);
    const database = new DatabaseSync(path.join(tenant.dataDir, 'tenant.db'), { readOnly: true });
    const row = database.prepare("SELECT value FROM setting WHERE name = 'tlsIdentity'").get();
    database.close();
    const { key, certificate, authority } = JSON.parse(String(row?.value));
    assert.equal(new X509Certificate(certificate).checkPrivateKey(crypto.createPrivateKey(key)), true);
    assert.equal(new X509Certificate(authority).checkPrivateKey(crypto.createPrivateKey(key)), false);
  });

  it('keeps its certificate over a restart, and says in its log where the authority is', async () => {
    const first = await start('selfMade');
    const authority = authorityOf(first);
    await first.stop();
    const second = await start('selfMade');
    assert.equal(authorityOf(second), authority);
    assert.match(second.output().stderr, /tls-authority\.pem/);
    assert.equal((await ask(second, DISCOVERY, authority)).status, 200);
  });

  it('uses the certificate and key in two files', async () => {
    const authority = await privateAuthority();
    const { cert, key } = await authority.issue('localhost');
    const files = [path.join(folder.path, 'certificate.pem'), path.join(folder.path, 'key.pem')] as const;
    fs.writeFileSync(files[0], cert);
    fs.writeFileSync(files[1], key);
    const tenant = await start(files);
    const here = { resource: tenant.resource.replace('127.0.0.1', 'localhost') };
    assert.equal((await ask(here, DISCOVERY, authority.certificate)).status, 200);
    assert.equal(fs.existsSync(path.join(tenant.dataDir, 'tls-authority.pem')), false);
  });

  it('ends with 2 and starts nothing when the files are missing or do not belong together', async () => {
    const authority = await privateAuthority();
    const [one, two] = [await authority.issue('localhost'), await authority.issue('localhost')];
    const certificate = path.join(folder.path, 'certificate.pem');
    const key = path.join(folder.path, 'key.pem');
    fs.writeFileSync(certificate, one.cert);
    const cases: readonly [string | undefined, RegExp][] = [
      [undefined, /key\.pem can't be read\. Nothing was started\./],
      [two.key, /aren't a certificate and its key in PEM/],
      ['no key', /aren't a certificate and its key in PEM/],
    ];
    for (const [content, expected] of cases) {
      if (content) fs.writeFileSync(key, content);
      const run = runLocalTenant(['--port', '0', '--data', dataDir(), '--tls', certificate, key]);
      assert.equal((await run.ended).exitCode, 2);
      assert.match(run.output().stderr, expected);
      assert.equal(run.output().stdout, '');
      assert.equal(run.output().stderr.includes('PRIVATE KEY'), false);
    }
  });
});

describe('local tenant: certificates of its own', () => {
  const folder = temporaryFolder();
  const { randomBytes } = crypto;

  it('are for its names on this machine, from a day ago until what every system accepts', () => {
    const now = Date.now();
    const made = makeCertificates(now, randomBytes);
    const certificate = new X509Certificate(made.certificate);
    const authority = new X509Certificate(made.authority);
    assert.equal(certificate.subjectAltName, 'DNS:localhost, IP Address:127.0.0.1');
    assert.ok(certificate.verify(authority.publicKey) && certificate.checkIssued(authority));
    assert.equal(certificate.ca, false);
    assert.equal(authority.ca, true);
    assert.ok(certificate.validFromDate.getTime() <= now - DAY_MS + 1000);
    assert.ok(certificate.validToDate.getTime() - certificate.validFromDate.getTime() < 825 * DAY_MS);
    assert.ok(Math.abs(certificate.validToDate.getTime() - made.expiresAtMs) < 1000);
  });

  it('come from an authority with a name and a key of its own each time', () => {
    const [one, two] = [0, 0].map(
      () => new X509Certificate(makeCertificates(Date.now(), randomBytes).authority),
    );
    assert.notEqual(one?.subject, two?.subject);
    assert.notEqual(one?.fingerprint256, two?.fingerprint256);
  });

  it('are dated right in years that need another form', () => {
    const made = makeCertificates(Date.UTC(2049, 0, 1), randomBytes);
    const { validFromDate, validToDate } = new X509Certificate(made.certificate);
    assert.equal(validFromDate.toISOString(), '2048-12-31T00:00:00.000Z');
    assert.equal(validToDate.getTime(), made.expiresAtMs);
    assert.ok(validToDate.getUTCFullYear() > 2050);
  });

  it('pass the strict checks of openssl', function () {
    const openssl = findCommand('openssl');
    if (!openssl) return this.skip();
    for (let made = 0; made < 20; made += 1) {
      const { authority, certificate } = makeCertificates(Date.now(), randomBytes);
      const [ca, leaf] = [path.join(folder.path, 'ca.pem'), path.join(folder.path, 'leaf.pem')];
      fs.writeFileSync(ca, authority);
      fs.writeFileSync(leaf, certificate);
      const purpose = ['-purpose', 'sslserver', '-verify_hostname', 'localhost'];
      const args = ['verify', '-x509_strict', '-check_ss_sig', ...purpose, '-CAfile', ca, leaf];
      assert.match(execFileSync(openssl, args, { encoding: 'utf8' }), /: OK/);
    }
  });
});
