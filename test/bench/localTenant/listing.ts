import fs from 'node:fs';
import path from 'node:path';
import { Agent, request } from 'undici';
import { administratorToken, startLocalTenant } from '../../support/localTenant.ts';
import type { Benchmark } from '../benchmark.ts';
import { figure, inTurn, ratios } from '../figure.ts';
import { bodyOf, timeOf } from '../load.ts';
import { residentMiB } from '../processMemory.ts';
import { startReference } from '../reference/referenceProcess.ts';

/** The largest tenant: 150,000 secrets belong to them. */
const CLIENTS = 50_000;
const PAGE = 1000;
const CONNECTIONS = 4;

/** Lists the largest tenant by pages of 1,000 on 4 connections, against a bare server that sends the same bytes. */
export const measureListing: Benchmark = async ({ tenantProgram, scratchFolder, runs }) => {
  const tenant = await startLocalTenant({ from: tenantProgram, seed: CLIENTS });
  const dispatcher = new Agent({ connections: CONNECTIONS });
  const headers = { Authorization: `Bearer ${await administratorToken(tenant)}` };
  const paths = Array.from(
    { length: CLIENTS / PAGE },
    (_, page) =>
      `/api/v1/Tenants/${tenant.tenantId}/ClientCredentialClients?skip=${page * PAGE}&count=${PAGE}`,
  );
  const recording = await record(tenant.resource, paths, headers, scratchFolder);
  const reference = await startReference('answerRecorded', recording);
  try {
    const listing = (origin: string) => () =>
      timeOf(paths.length, CONNECTIONS, async index => {
        await bodyOf(await request(`${origin}${paths[index]}`, { dispatcher, headers }));
      });
    const measured = await inTurn(runs, listing(tenant.resource), listing(reference.origin));
    const against = 'a bare node:http server that answers the same bytes';
    const memory = residentMiB(tenant.process.pid);
    return [
      figure('localTenant.listRatio', '', ratios(measured.reference, measured.ours), against),
      figure('localTenant.list50000Ms', 'ms', measured.ours),
      ...(memory === undefined ? [] : [figure('localTenant.memory50000MiB', 'MiB', [memory])]),
    ];
  } finally {
    await dispatcher.close();
    await reference.stop();
    await tenant.stop();
  }
};

/** Keeps what the tenant answers, for the reference; returns the file that lists it. */
async function record(
  origin: string,
  paths: readonly string[],
  headers: Record<string, string>,
  folder: string,
): Promise<string> {
  const recorded: Record<string, unknown> = {};
  for (const [index, url] of paths.entries()) {
    const answer = await request(`${origin}${url}`, { headers });
    const file = path.join(folder, `page${index}.json`);
    fs.writeFileSync(file, await bodyOf(answer));
    const { 'content-type': type, 'content-length': length, 'total-count': total } = answer.headers;
    recorded[url] = {
      headers: { 'Content-Type': type, 'Content-Length': length, 'Total-Count': total },
      file,
    };
  }
  const list = path.join(folder, 'pages.json');
  fs.writeFileSync(list, JSON.stringify(recorded));
  return list;
}
