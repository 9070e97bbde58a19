import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { decodeSurvey, type Survey } from '../../../src/credentials/expiry/survey.ts';
import { takeSurvey } from '../../../src/credentials/expiry/takeSurvey.ts';
import { RecordFolder } from '../../../src/credentials/records/recordFolder.ts';
import { HttpDispatcher, MOST_CONNECTIONS } from '../../../src/network/httpDispatcher.ts';
import { SecretText } from '../../../src/secret/secretText.ts';
import { IdentityService } from '../../../src/service/identityService.ts';
import { Transport } from '../../../src/service/transport.ts';
import { administratorToken, startLocalTenant } from '../../support/tenant/localTenant.ts';
import type { Benchmark } from '../benchmark.ts';
import { type Figure, figure, inTurn, QUICK, ratios } from '../figure.ts';
import { bodyOf, timeOf } from '../load.ts';
import { startReference } from '../reference/referenceProcess.ts';

/** Connections of the bare loop to a service on this machine: more gain nothing. */
const NEAR_CONNECTIONS = 16;
/** A service on another continent, milliseconds for each answer. */
const DISTANT_MS = 40;
/** Enough for a sweep to find its pace, and few enough for a bench. */
const DISTANT_CLIENTS = 3000;

interface Sweep {
  readonly resource: string;
  readonly tenantId: string;
  readonly token: string;
  readonly folder: string;
  readonly clients: number;
  /** Of the bare loop. */
  readonly connections: number;
  readonly runs: number;
}

/** What came out of sweeps and bare loops in turn. */
interface Swept {
  /** Requests per second. */
  readonly ours: number[];
  readonly reference: number[];
}

/** Takes surveys, saved as in the editor, in turn with a bare loop over the same addresses, bodies parsed. */
async function measure(sweep: Sweep): Promise<Swept> {
  const dispatcher = new HttpDispatcher();
  const bare = new Agent({ connections: sweep.connections });
  const asked = new Set<string>();
  const headers = { Authorization: `Bearer ${sweep.token}` };
  const take = async () => {
    const start = performance.now();
    const survey = await surveyOf(sweep, {
      request: one => {
        asked.add(one.origin + one.path);
        return dispatcher.request(one);
      },
    });
    const read = survey.clients.filter(({ secrets }) => secrets).length;
    if (read < sweep.clients) throw new Error(`${read} of ${sweep.clients} clients were read`);
    return (asked.size / (performance.now() - start)) * 1000;
  };
  const loop = async () => {
    const addresses = [...asked];
    const ms = await timeOf(addresses.length, sweep.connections, async index => {
      const answer = await request(addresses[index] ?? '', { dispatcher: bare, headers });
      JSON.parse((await bodyOf(answer)).toString());
    });
    return (addresses.length / ms) * 1000;
  };
  try {
    return await inTurn(sweep.runs, take, loop);
  } finally {
    await dispatcher.dispose();
    await bare.close();
  }
}

function surveyOf(
  { resource, tenantId, token, folder }: Sweep,
  dispatcher: Pick<HttpDispatcher, 'request'>,
): Promise<Survey> {
  const transport = new Transport({
    dispatcher,
    outages: { check: () => undefined, report: () => {} },
    nowMs: Date.now,
    random: Math.random,
    sleep: async (ms: number) => void (await wait(ms)),
    apiRoot: `${resource}/api/v1/Tenants/${tenantId}`,
    tokens: { token: async () => new SecretText(token), invalidate: () => {} },
  });
  const records = new RecordFolder(folder, decodeSurvey, randomUUID);
  const parts = {
    tenantId,
    service: new IdentityService(transport),
    now: () => new Date(),
    report: () => {},
    save: (survey: Survey) => records.put(tenantId, survey),
  };
  return takeSurvey(parts, new AbortController().signal);
}

/** Surveys 10,000 clients of a tenant on this machine, and fewer of one that is far away. */
export const measureSweep: Benchmark = async ({ tenantProgram, scratchFolder, runs }) => {
  const common = { folder: path.join(scratchFolder, 'surveys') };
  const near = { ...common, clients: 10_000, connections: NEAR_CONNECTIONS, runs: runs * QUICK };
  const far = { ...common, clients: DISTANT_CLIENTS, connections: MOST_CONNECTIONS, runs };
  return [
    ...(await onTenant(tenantProgram, near.clients, async tenant =>
      figuresOf('sweep10000', await measure({ ...near, ...tenant }), near.connections),
    )),
    ...(await onTenant(tenantProgram, far.clients, async tenant => {
      const delaying = await startReference('delayAnswers', tenant.resource, String(DISTANT_MS));
      try {
        const swept = await measure({ ...far, ...tenant, resource: delaying.origin });
        return figuresOf('sweepDistant', swept, far.connections, `, ${DISTANT_MS} ms for each answer`);
      } finally {
        await delaying.stop();
      }
    })),
  ];
};

async function onTenant(
  from: string,
  seed: number,
  use: (tenant: Pick<Sweep, 'resource' | 'tenantId' | 'token'>) => Promise<Figure[]>,
): Promise<Figure[]> {
  const tenant = await startLocalTenant({ from, seed });
  try {
    const { resource, tenantId } = tenant;
    return await use({ resource, tenantId, token: await administratorToken(tenant) });
  } finally {
    await tenant.stop();
  }
}

function figuresOf(name: string, { ours, reference }: Swept, connections: number, where = ''): Figure[] {
  const against = `bare undici requests, ${connections} at once, bodies parsed${where}`;
  return [
    figure(`${name}.ratio`, '', ratios(ours, reference), against),
    figure(`${name}.requestsPerSecond`, '1/s', ours),
  ];
}
