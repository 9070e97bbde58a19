import assert from 'node:assert/strict';
import {
  type ConnectionDiagnosis,
  DIAGNOSIS_RULES,
  type DiagnosisRule,
  diagnoseConnection,
} from '../../../../../src/credentials/connections/checks/diagnoseConnection.ts';
import { type Connection, readConnection } from '../../../../../src/credentials/connections/connection.ts';
import { connectionTokens } from '../../../../../src/credentials/connections/connectionTokens.ts';
import { serviceWith } from '../../../../../src/credentials/connections/session.ts';
import { holdInMemory } from '../../../../../src/credentials/connections/signInRecords.ts';
import { CredentialsError } from '../../../../../src/credentials/credentialsError.ts';
import { diagnosisReport } from '../../../../../src/editor/features/connections/diagnosisReport.ts';
import { isCancellation } from '../../../../../src/editor/vocabulary/errors/cancellation.ts';
import { HttpDispatcher } from '../../../../../src/network/httpDispatcher.ts';
import { SignInError } from '../../../../../src/signIn/signInError.ts';
import { clientRecord, connectionTo, sessionSurroundings } from '../../../../support/credentials/sessions.ts';
import {
  json,
  plain,
  type ScriptedServer,
  startScriptedServer,
} from '../../../../support/network/scriptedServer.ts';
import { type LocalTenant, startLocalTenant } from '../../../../support/tenant/localTenant.ts';

const GUID = '2dc742ab-39ea-4fc0-a39e-2bcb71c26a5f';
const never = new AbortController().signal;

const outcomes = ({ rules }: ConnectionDiagnosis, outcome: 'passed' | 'failed'): readonly DiagnosisRule[] =>
  rules.filter(each => each.outcome === outcome).map(({ rule }) => rule);

const surroundings = {
  network: {
    proxy: 'http://user:canary-password@proxy.example:8080',
    noProxy: ['.local'],
    strictProxyTls: true,
  },
  versions: { extension: '1.2.3' },
  now: new Date('2026-11-23T10:00:00Z'),
};

describe('a diagnosis of a connection', () => {
  const dispatcher = new HttpDispatcher();
  after(() => dispatcher.dispose());

  describe('at the local tenant', () => {
    let tenant: LocalTenant;
    before(async () => {
      tenant = await startLocalTenant();
    });
    after(() => tenant.stop());

    async function diagnose(clientSecret: string) {
      const session = sessionSurroundings(dispatcher);
      const connection = connectionTo(tenant, { method: 'client', clientId: tenant.clientId });
      const slot = holdInMemory(clientRecord(clientSecret));
      const tools = {
        ...session,
        nowMs: Date.now,
        open: async () => serviceWith(connection, slot, session),
        token: (signal: AbortSignal) => connectionTokens(connection, slot, session).issuedToken(signal),
      };
      const diagnosis = await diagnoseConnection(connection, tools, never);
      return { diagnosis, report: diagnosisReport(connection, diagnosis, surroundings) };
    }

    it('passes every rule that applies for an administrator', async () => {
      const { diagnosis, report } = await diagnose(tenant.clientSecret);
      assert.deepEqual(outcomes(diagnosis, 'failed'), []);
      const expected: readonly DiagnosisRule[] = DIAGNOSIS_RULES.filter(rule => rule !== 'certificate');
      assert.deepEqual(outcomes(diagnosis, 'passed'), expected);
      assert.ok(diagnosis.discoveryKeys.includes('token_endpoint'));
      assert.match(report, /No rule failed/);
      assert.match(report, /Tenant Administrator/);
      assert.ok(report.includes(tenant.tenantId));
    });

    it('contains no secret, no token, and no password of a proxy', async () => {
      const { report } = await diagnose(tenant.clientSecret);
      assert.ok(!report.includes(tenant.clientSecret));
      assert.doesNotMatch(report, /eyJ|canary|user:/);
      assert.match(report, /proxy\.example:8080/);
    });

    it('says which rule failed first', async () => {
      const { diagnosis, report } = await diagnose('canary-wrong-secret');
      assert.deepEqual(outcomes(diagnosis, 'failed'), ['token']);
      assert.match(report, /First rule that failed: \*\*The service issues a token\*\*/);
      assert.match(report, /wrongSecret/);
      assert.doesNotMatch(report, /canary/);
    });
  });

  describe('at an address that answers otherwise', () => {
    let server: ScriptedServer;
    beforeEach(async () => {
      server = await startScriptedServer();
    });
    afterEach(() => server.close());

    const connection = (): Connection => {
      const signIn = { method: 'browser', clientId: GUID };
      const read = readConnection({ name: 'x', tenantId: GUID, resource: server.resource, signIn });
      assert.ok(read);
      return read;
    };
    const diagnose = (nowMs = Date.now()) =>
      diagnoseConnection(
        connection(),
        {
          dispatcher,
          nowMs: () => nowMs,
          open: async () => {
            throw new CredentialsError('signedOut');
          },
          token: () => assert.fail('no token is requested of a connection that is signed out'),
        },
        never,
      );

    it('reports endpoints on another host by name', async () => {
      server.play(json(200, { issuer: 'https://x.example', token_endpoint: 'https://evil.example/token' }));
      const diagnosis = await diagnose();
      assert.deepEqual(outcomes(diagnosis, 'failed'), ['endpoints', 'token']);
      assert.equal(diagnosis.issuer, 'https://x.example');
      assert.deepEqual(diagnosis.endpointHosts, { token_endpoint: 'evil.example' });
    });

    it('judges endpoints as a sign-in does: by scheme, host and port, and only those that get secrets', async () => {
      const issuer = 'https://x.example';
      const at = server.resource;
      const judged: readonly (readonly [endpoints: object, isRefused: boolean])[] = [
        [{ token_endpoint: at.replace('http:', 'https:') }, true],
        [{ revocation_endpoint: at.replace(/:\d+$/, ':1') }, true],
        [{ token_endpoint: at, device_authorization_endpoint: null }, false],
        [{ token_endpoint: at, end_session_endpoint: 'https://login.example/out' }, false],
      ];
      for (const [endpoints, isRefused] of judged) {
        server.play(json(200, { issuer, ...endpoints }));
        const diagnosis = await diagnose();
        assert.deepEqual(outcomes(diagnosis, 'failed').includes('endpoints'), isRefused);
        assert.ok(!Object.values(diagnosis.endpointHosts).includes('?'));
      }
    });

    it('ends as cancelled when the user cancels', async () => {
      server.play(json(200, { issuer: 'https://x.example' }));
      const tools = { dispatcher, nowMs: Date.now, open: () => assert.fail(), token: () => assert.fail() };
      const diagnosing = diagnoseConnection(connection(), tools, AbortSignal.abort());
      await assert.rejects(diagnosing, isCancellation);
    });

    it('writes no password, query, user or folder of a user, wherever it comes from', async () => {
      server.play(json(200, { issuer: 'https://ada:canary-1@x.example/identity?code=canary-2#canary-3' }));
      const signIn = {
        method: 'browser',
        clientId: GUID,
        redirectUri: 'http://127.0.0.1:54321/back?key=canary-4',
      };
      const asked = readConnection({ name: 'canary-5', tenantId: GUID, resource: server.resource, signIn });
      assert.ok(asked);
      const said = 'canary.6@contoso.com, no /home/canary-7 canary/x or C:\\Users\\canary-8\\y';
      const diagnosis = await diagnoseConnection(
        asked,
        {
          dispatcher,
          nowMs: Date.now,
          open: () => Promise.reject(new SignInError('denied', { detail: said })),
          token: () => assert.fail(),
        },
        never,
      );
      for (const proxy of [
        'ada:canary-9@proxy.example:8080',
        'http://ada:canary-9@proxy.example:8080/?canary',
      ]) {
        const network = { ...surroundings.network, proxy };
        const report = diagnosisReport(asked, diagnosis, { ...surroundings, network });
        assert.doesNotMatch(report, /canary|ada:/);
        assert.match(report, /denied/);
        assert.match(report, /https:\/\/x\.example\/identity/);
        assert.match(report, /127\.0\.0\.1:54321\/back/);
      }
    });

    it('reports a web page, and that nobody is signed in', async () => {
      server.play(plain(200, '<html>canary'));
      const diagnosis = await diagnose();
      assert.deepEqual(outcomes(diagnosis, 'failed'), ['discovery', 'token']);
      const report = diagnosisReport(connection(), diagnosis, surroundings);
      assert.match(report, /signedOut/);
      assert.doesNotMatch(report, /canary/);
    });

    it('reports a clock that is wrong', async () => {
      server.play(json(200, { issuer: 'https://x.example' }));
      const diagnosis = await diagnose(Date.now() - 3_600_000);
      assert.ok(outcomes(diagnosis, 'failed').includes('clock'));
      assert.ok(Math.abs((diagnosis.clockSkewSeconds ?? 0) - 3600) < 1800);
    });

    it('reports an address that does not answer', async () => {
      const asked = connection();
      await server.close();
      const open = () => Promise.reject(new CredentialsError('signedOut'));
      const tools = { dispatcher, nowMs: Date.now, open, token: () => assert.fail() };
      const diagnosis = await diagnoseConnection(asked, tools, never);
      assert.deepEqual(outcomes(diagnosis, 'failed'), ['reachable', 'token']);
      assert.match(diagnosisReport(asked, diagnosis, surroundings), /ECONNREFUSED/);
      server = await startScriptedServer();
    });

    it('shows what a server says as text, and masks what looks like a token', async () => {
      const token = `eyJ${'a1B2'.repeat(20)}.eyJ${'c3D4'.repeat(20)}.sig`;
      server.play(json(200, { issuer: `${token}|[x](command:y)`, '[z](command:q)': 1 }));
      const report = diagnosisReport(connection(), await diagnose(), surroundings);
      assert.ok(!report.includes(token));
      assert.doesNotMatch(report, /(?<!\\)\]\(command/);
    });
  });
});
