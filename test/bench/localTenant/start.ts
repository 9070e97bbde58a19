import fs from 'node:fs';
import path from 'node:path';
import { startLocalTenant } from '../../support/tenant/localTenant.ts';
import type { Benchmark } from '../benchmark.ts';
import { figure, inTurn, ratios } from '../figure.ts';
import { residentMiB } from '../processMemory.ts';
import { startReference } from '../reference/referenceProcess.ts';

/** Starts the tenant on a data folder that it knows, against a bare Node process that listens. */
export const measureStart: Benchmark = async ({ tenantProgram, scratchFolder, runs }) => {
  const dataDir = path.join(scratchFolder, 'started');
  const recording = path.join(scratchFolder, 'nothing.json');
  fs.writeFileSync(recording, '{}');
  const idle: number[] = [];

  const ours = async () => {
    const start = performance.now();
    const tenant = await startLocalTenant({ from: tenantProgram, dataDir });
    const ms = performance.now() - start;
    const memory = residentMiB(tenant.process.pid);
    if (memory !== undefined) idle.push(memory);
    await tenant.stop();
    return ms;
  };
  const bare = async () => {
    const start = performance.now();
    const reference = await startReference('answerRecorded', recording);
    const ms = performance.now() - start;
    await reference.stop();
    return ms;
  };

  const measured = await inTurn(runs, ours, bare);
  return [
    figure('localTenant.startMs', 'ms', measured.ours),
    figure(
      'localTenant.startRatio',
      '',
      ratios(measured.ours, measured.reference),
      'a bare node process that listens',
    ),
    ...(idle.length === 0 ? [] : [figure('localTenant.idleMemoryMiB', 'MiB', idle)]),
  ];
};
