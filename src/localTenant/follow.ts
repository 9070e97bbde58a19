import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ReadyLine, readRunningTenant } from './files/runningFile.ts';
import { portOf } from './http/hostCheck.ts';
import { LocalTenantError } from './localTenantError.ts';
import type { StartedTenant } from './startTenant.ts';

/**
 * Time between two attempts to take over a data folder, in milliseconds. The system doesn't report when its lock becomes
 * free; an attempt costs much less than a millisecond.
 */
const TRY_AGAIN_MS = 150;

/** Time for which another tenant may use the folder without answering, in milliseconds. */
const START_LIMIT_MS = 30_000;

/** Starts the tenant on a port; rejects with `dataFolderInUse` while another process has its folder. */
export type StartOnPort = (port: number) => Promise<StartedTenant>;

/** How a process starts. */
export type Beginning =
  /** It runs the tenant itself. */
  | { readonly kind: 'own'; readonly tenant: StartedTenant }
  /** Another process runs it. `takenOver` resolves once that has ended, with `undefined` if this process has to end first. */
  | {
      readonly kind: 'followed';
      readonly ready: ReadyLine;
      readonly takenOver: Promise<StartedTenant | undefined>;
    }
  /** It had to end before there was a tenant. */
  | { readonly kind: 'ended' };

/**
 * Starts a tenant, or attaches to the one that another process runs on the data folder, so that two windows can use the same
 * one. When that process ends, however it ends, takes the tenant over at the same address.
 *
 * @param port preferred port of a tenant that is started here
 * @throws {LocalTenantError} `dataFolderInUse` if the other tenant doesn't answer, or (from `takenOver`) if a third one has
 * started at another address; the errors of `start`
 */
export async function startOrFollow(
  dataFolder: string,
  port: number,
  start: StartOnPort,
  endSignal: AbortSignal,
): Promise<Beginning> {
  const file = path.join(dataFolder, 'running.json');
  for (let waitedMs = 0; waitedMs < START_LIMIT_MS; waitedMs += TRY_AGAIN_MS) {
    const tenant = await startUnlessInUse(start, port);
    if (tenant) return { kind: 'own', tenant };
    const running = readRunningTenant(file);
    if (running && (await answers(running.resource))) {
      const { pid: _, ...ready } = running;
      return { kind: 'followed', ready, takenOver: takeOver(file, ready, start, endSignal) };
    }
    if (!(await pause(endSignal))) return { kind: 'ended' };
  }
  throw new LocalTenantError('dataFolderInUse', `${dataFolder} is in use by a tenant that does not answer.`);
}

async function takeOver(
  file: string,
  { resource }: ReadyLine,
  start: StartOnPort,
  endSignal: AbortSignal,
): Promise<StartedTenant | undefined> {
  while (await pause(endSignal)) {
    const tenant = await startUnlessInUse(start, portOf(new URL(resource)));
    if (tenant) return tenant;
    const now = readRunningTenant(file)?.resource;
    if (now !== undefined && now !== resource) {
      throw new LocalTenantError('dataFolderInUse', `The tenant has moved to ${now}.`);
    }
  }
  return undefined;
}

/** Waits until the next attempt; resolves with `false` if the process has to end. */
async function pause(endSignal: AbortSignal): Promise<boolean> {
  await sleep(TRY_AGAIN_MS, undefined, { signal: endSignal }).catch(() => {});
  return !endSignal.aborted;
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
  const address = new URL(resource);
  return new Promise(resolve => {
    const socket = net.connect({ host: address.hostname, port: portOf(address) });
    const done = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });
}
