import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ReadyLine, readRunningTenant } from './files/runningFile.ts';
import { LocalTenantError } from './localTenantError.ts';
import type { StartedTenant } from './startTenant.ts';

/**
 * Time between two tries to take a data folder over, milliseconds. The claim is a lock of the system, which tells
 * nobody when it becomes free; a try costs well under a millisecond.
 */
const TRY_AGAIN_MS = 150;

/** How long a tenant that holds the folder may take to say where it is, milliseconds. */
const START_LIMIT_MS = 30_000;

/** Starts the tenant on a port; rejects with `dataFolderInUse` while another process has its folder. */
export type StartOnPort = (port: number) => Promise<StartedTenant>;

/** How a process comes to a tenant. */
export type Beginning =
  /** It runs the tenant itself. */
  | { readonly kind: 'own'; readonly tenant: StartedTenant }
  /** Another process does; `takenOver` resolves once that has ended, `undefined` when we are asked to end first. */
  | {
      readonly kind: 'followed';
      readonly ready: ReadyLine;
      readonly takenOver: Promise<StartedTenant | undefined>;
    }
  /** It was asked to end before there was one. */
  | { readonly kind: 'ended' };

/**
 * Starts a tenant, or attaches to the one that another process runs on the data folder, so that two windows can use
 * the same one; and takes it over, at the same address, when that process ends, however it ends.
 *
 * @param port preferred by a tenant that is started here
 * @throws {LocalTenantError} `dataFolderInUse` when the other one does not say where it is, or (as `takenOver`) has
 * moved to another address meanwhile; what `start` throws
 */
export async function startOrFollow(
  dataFolder: string,
  port: number,
  start: StartOnPort,
  askedToEnd: AbortSignal,
): Promise<Beginning> {
  const file = path.join(dataFolder, 'running.json');
  for (let waitedMs = 0; waitedMs < START_LIMIT_MS; waitedMs += TRY_AGAIN_MS) {
    const tenant = await startUnlessInUse(start, port);
    if (tenant) return { kind: 'own', tenant };
    const running = readRunningTenant(file);
    if (running && (await answers(running.resource))) {
      const { pid: _, ...ready } = running;
      return { kind: 'followed', ready, takenOver: takeOver(file, ready, start, askedToEnd) };
    }
    if (!(await pause(askedToEnd))) return { kind: 'ended' };
  }
  throw new LocalTenantError('dataFolderInUse', `${dataFolder} is in use by a tenant that does not answer.`);
}

async function takeOver(
  file: string,
  { resource }: ReadyLine,
  start: StartOnPort,
  askedToEnd: AbortSignal,
): Promise<StartedTenant | undefined> {
  while (await pause(askedToEnd)) {
    const tenant = await startUnlessInUse(start, Number(new URL(resource).port));
    if (tenant) return tenant;
    const now = readRunningTenant(file)?.resource;
    if (now !== undefined && now !== resource) {
      throw new LocalTenantError('dataFolderInUse', `The tenant has moved to ${now}.`);
    }
  }
  return undefined;
}

/** Waits until it is time to try again; `false` when there is no need to any more. */
async function pause(askedToEnd: AbortSignal): Promise<boolean> {
  await sleep(TRY_AGAIN_MS, undefined, { signal: askedToEnd }).catch(() => {});
  return !askedToEnd.aborted;
}

async function startUnlessInUse(start: StartOnPort, port: number): Promise<StartedTenant | undefined> {
  try {
    return await start(port);
  } catch (error) {
    if (error instanceof LocalTenantError && error.code === 'dataFolderInUse') return undefined;
    throw error;
  }
}

/** Tells whether something listens at an address on this machine. */
function answers(resource: string): Promise<boolean> {
  const { hostname, port } = new URL(resource);
  return new Promise(resolve => {
    const socket = net.connect({ host: hostname, port: Number(port) });
    const done = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });
}
