import { Agent, request } from 'undici';
import { startLocalTenant } from '../../support/tenant/localTenant.ts';
import type { Benchmark } from '../benchmark.ts';
import { figure, inTurn, ratios } from '../figure.ts';
import { bodyOf, timeOf } from '../load.ts';
import { residentMiB } from '../processMemory.ts';
import { startReference } from '../reference/referenceProcess.ts';

const REQUESTS = 2000;
const CONNECTIONS = 16;

/** Asks for tokens as a client, against a bare server that does nothing but one signature for each request. */
export const measureTokens: Benchmark = async ({ tenantProgram, runs }) => {
  const tenant = await startLocalTenant({ from: tenantProgram });
  const dispatcher = new Agent({ connections: CONNECTIONS });
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: tenant.clientId,
    client_secret: tenant.clientSecret,
  }).toString();
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const ask = async (origin: string) =>
    bodyOf(await request(`${origin}/identity/connect/token`, { method: 'POST', dispatcher, headers, body }));
  const { length } = await ask(tenant.resource);
  const reference = await startReference('signEach', String(length));
  try {
    const rate = (origin: string) => async () => {
      const ms = await timeOf(REQUESTS, CONNECTIONS, async () => void (await ask(origin)));
      return (REQUESTS / ms) * 1000;
    };
    const measured = await inTurn(runs, rate(tenant.resource), rate(reference.origin));
    const against = 'a bare node:http server that signs once per request (RSA-2048)';
    const memory = residentMiB(tenant.process.pid);
    return [
      figure('localTenant.tokensPerSecond', '1/s', measured.ours),
      figure('localTenant.tokenRatio', '', ratios(measured.ours, measured.reference), against),
      ...(memory === undefined ? [] : [figure('localTenant.memoryAfterTokensMiB', 'MiB', [memory])]),
    ];
  } finally {
    await dispatcher.close();
    await reference.stop();
    await tenant.stop();
  }
};
