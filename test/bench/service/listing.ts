import { Agent, request } from 'undici';
import { HttpDispatcher } from '../../../src/network/httpDispatcher.ts';
import { serviceOf } from '../../support/credentials/sessions.ts';
import { administratorToken, startLocalTenant } from '../../support/tenant/localTenant.ts';
import type { Benchmark } from '../benchmark.ts';
import { figure, inTurn, QUICK, ratios } from '../figure.ts';
import { bodyOf, timeOf } from '../load.ts';

const CLIENTS = 50_000;
const PAGE = 1000;
/** As many requests at once as our listing has: those asked for ahead. */
const AT_ONCE = 8;

/** Lists the largest tenant through the service room, decoded and checked, against bare requests with parsed bodies. */
export const measureServiceListing: Benchmark = async ({ tenantProgram, runs }) => {
  const tenant = await startLocalTenant({ from: tenantProgram, seed: CLIENTS });
  const ours = new HttpDispatcher();
  const bare = new Agent({ connections: AT_ONCE });
  try {
    const service = serviceOf(tenant, ours);
    const total = await service.clientCount('clientCredentials');
    const root = `${tenant.resource}/api/v1/Tenants/${tenant.tenantId}/ClientCredentialClients`;
    const headers = { Authorization: `Bearer ${await administratorToken(tenant)}` };
    const listOurs = async () => {
      const start = performance.now();
      let count = 0;
      for await (const page of service.clients('clientCredentials')) count += page.items.length;
      if (count !== total) throw new Error(`${count} of ${total} clients`);
      return performance.now() - start;
    };
    const listBare = () =>
      timeOf(Math.ceil(total / PAGE), AT_ONCE, async index => {
        const url = `${root}?skip=${index * PAGE}&count=${PAGE}`;
        JSON.parse((await bodyOf(await request(url, { dispatcher: bare, headers }))).toString());
      });
    const measured = await inTurn(runs * QUICK, listOurs, listBare);
    const against = `bare undici requests, ${AT_ONCE} at once, bodies parsed`;
    return [
      figure('list50000.ratio', '', ratios(measured.reference, measured.ours), against),
      figure('list50000.ms', 'ms', measured.ours),
    ];
  } finally {
    await ours.dispose();
    await bare.close();
    await tenant.stop();
  }
};
