import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Agent, request } from 'undici';
import { administratorToken, startLocalTenant } from '../../support/tenant/localTenant.ts';
import type { Benchmark } from '../benchmark.ts';
import { figure, inTurn, ratios } from '../figure.ts';
import { bodyOf, timeOf } from '../load.ts';
import { residentMiB } from '../processMemory.ts';
import { startReference } from '../reference/referenceProcess.ts';

/** The largest tenant: 150,000 secrets belong to them. */
const CLIENTS = 50_000;
const PAGE = 1000;
const CONNECTIONS = 4;

/**
 * Lists the largest tenant by pages of 1,000 on 4 connections, against a bare server that reads the same database, and
 * one that sends the same bytes without reading anything.
 */
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
  const recorded = await startReference('answerRecorded', recording);
  const plain = await startReference('readPages', path.join(tenant.dataDir, 'tenant.db'));
  try {
    const listing = (origin: string) => () =>
      timeOf(paths.length, CONNECTIONS, async index => {
        await bodyOf(await request(`${origin}${paths[index]}`, { dispatcher, headers }));
      });
    await assertSame(tenant.resource, plain.origin, paths[1] ?? '', headers);
    const overPlain = await inTurn(runs, listing(tenant.resource), listing(plain.origin));
    const overRecorded = await inTurn(runs, listing(tenant.resource), listing(recorded.origin));
    const memory = residentMiB(tenant.process.pid);
    return [
      figure(
        'localTenant.listRatio',
        '',
        ratios(overPlain.ours, overPlain.reference),
        'time of a bare node:http server that reads the same pages from the same database',
      ),
      figure(
        'localTenant.listSpeedRatio',
        '',
        ratios(overRecorded.reference, overRecorded.ours),
        'speed of a bare node:http server that answers the same bytes, and reads nothing',
      ),
      figure('localTenant.list50000Ms', 'ms', overPlain.ours),
      ...(memory === undefined ? [] : [figure('localTenant.memory50000MiB', 'MiB', [memory])]),
    ];
  } finally {
    await dispatcher.close();
    await plain.stop();
    await recorded.stop();
    await tenant.stop();
  }
};

/** Makes sure that two servers answer the same clients: otherwise one would have an easier task. */
async function assertSame(
  one: string,
  other: string,
  address: string,
  headers: Record<string, string>,
): Promise<void> {
  const read = async (origin: string) =>
    JSON.parse((await bodyOf(await request(`${origin}${address}`, { headers }))).toString());
  assert.deepEqual(await read(one), await read(other));
}

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
