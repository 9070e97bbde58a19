import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import type { WrittenFaultRule } from '../../../src/localTenant/faults/faultRule.ts';
import { PROFILES, type ProfileName } from '../../../src/localTenant/profile.ts';
import { builtProgramEnvironment } from '../builds/builtProgram.ts';
import { projectRoot } from '../folders/projectFolders.ts';
import { builtTenant } from './builtTenant.ts';
import { profileOfRun } from './profileOfRun.ts';

/**
 * The program to run: a bundle of the present sources, which starts three times as fast; the sources themselves; or the bundle
 * that ships, which must have been built.
 */
const PROGRAMS = {
  built: builtTenant,
  source: () => path.join(projectRoot, 'src/localTenant/main.ts'),
  bundle: () => path.join(projectRoot, 'dist/localTenant.cjs'),
} as const;

/** Options of {@link startLocalTenant}. */
export interface LocalTenantOptions {
  /** Number of sample clients; default none. */
  readonly seed?: number;
  /** Not removed at the end; default: a temporary folder that {@link LocalTenant.stop} removes. */
  readonly dataDir?: string;
  /** Default `built`; a path runs that file. */
  readonly from?: keyof typeof PROGRAMS | (string & {});
  /** Default 0: a free one. */
  readonly port?: number;
  /** Whether it answers like a regional address; default `false`. */
  readonly regional?: boolean;
  /** Default: that of the run (`npm test -- --profile strict`), else `usual`. */
  readonly profile?: ProfileName;
  /** Issuer to publish; default: the profile's. */
  readonly issuer?: string;
  /** Files of a certificate and its key, or `selfMade`; default: http. */
  readonly tls?: 'selfMade' | readonly [certificate: string, key: string];
  /** Whether faults can be injected ({@link LocalTenant.inject}); default `false`. */
  readonly faults?: boolean;
}

/** How the process ended. */
export interface Ending {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A local tenant in its own process. */
export interface LocalTenant {
  readonly resource: string;
  readonly tenantId: string;
  /** Of its administrator client. */
  readonly clientId: string;
  readonly clientSecret: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** Returns everything that it has written so far. */
  output(): { stdout: string; stderr: string };
  /**
   * Makes it fail from the next request on, by these rules in place of earlier ones. `stop` rejects if a rule wasn't used.
   */
  inject(...rules: readonly WrittenFaultRule[]): void;
  /** Resolves when all changes made so far count in authentication, which the strict profile delays. */
  changesCount(): Promise<void>;
  /** Ends it with SIGTERM, cleans up, and returns how it ended. May be called twice. */
  stop(): Promise<Ending>;
  /** Ends it with SIGKILL, like a crash, and cleans up. */
  kill(): Promise<Ending>;
}

/** Starts a local tenant as a child process; rejects with its log if it ends before it is ready. */
export async function startLocalTenant(options: LocalTenantOptions = {}): Promise<LocalTenant> {
  const { seed, port = 0, from = 'built' } = options;
  const dataDir = options.dataDir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'local-tenant-'));
  const faultFile = path.join(dataDir, 'faults.json');
  const args = ['--port', String(port), '--data', dataDir, ...(seed ? ['--seed', String(seed)] : [])];
  if (options.regional) args.push('--regional');
  const profile = options.profile ?? profileOfRun();
  args.push('--profile', profile);
  if (options.issuer) args.push('--issuer', options.issuer);
  if (options.tls) args.push('--tls', ...(options.tls === 'selfMade' ? [] : options.tls));
  if (options.faults) args.push('--faults', faultFile);
  let injected = 0;
  const running = runLocalTenant([...args, '--end-with-stdin'], from);
  const end = async (signal: NodeJS.Signals): Promise<Ending> => {
    running.process.kill(signal);
    const ending = await running.ended;
    if (options.dataDir === undefined) fs.rmSync(dataDir, { recursive: true, force: true });
    return ending;
  };
  try {
    const { resource, tenantId, clientId, clientSecret } = JSON.parse(await running.firstLine);
    return {
      resource,
      tenantId,
      clientId,
      clientSecret,
      dataDir,
      process: running.process,
      output: running.output,
      inject(...rules) {
        injected += rules.reduce((total, { times = 1 }) => total + times, 0);
        fs.writeFileSync(`${faultFile}.new`, JSON.stringify(rules));
        fs.renameSync(`${faultFile}.new`, faultFile);
      },
      async changesCount() {
        const { lateSeconds } = PROFILES[profile];
        // Nothing tells that the time is over; the margin is for the rounding of timers.
        if (lateSeconds > 0) await wait(lateSeconds * 1000 + 50);
      },
      async stop() {
        const ending = await end('SIGTERM');
        const happened = running.output().stderr.match(/^fault /gm)?.length ?? 0;
        if (happened !== injected) throw new Error(`${injected} faults were injected, ${happened} happened`);
        return ending;
      },
      kill: () => end('SIGKILL'),
    };
  } catch (cause) {
    await end('SIGKILL');
    throw new Error(`the local tenant did not start: ${running.output().stderr}`, { cause });
  }
}

/**
 * Runs the local tenant's program with any arguments. Its standard input stays open until this process ends, so that with
 * `--end-with-stdin` it also ends when a test run is killed.
 */
export function runLocalTenant(
  args: readonly string[],
  from: LocalTenantOptions['from'] = 'built',
  nodeArgs: readonly string[] = [],
) {
  const program = PROGRAMS[from as keyof typeof PROGRAMS]?.() ?? from;
  const env = from === 'built' ? builtProgramEnvironment() : process.env;
  const child = spawn(process.execPath, [...nodeArgs, program, ...args], { stdio: 'pipe', env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', chunk => {
    stdout += chunk;
  });
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  const ended = once(child, 'close').then(([exitCode, signal]): Ending => ({ exitCode, signal }));
  const firstLine = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    ended.then(() => reject(new Error('ended without a line')), reject);
  });
  firstLine.catch(() => {});
  return { process: child, ended, firstLine, output: () => ({ stdout, stderr }) };
}

/** Requests an access token as a client (RFC 6749, section 4.4); rejects unless the answer is 200. */
export async function clientToken(
  tenant: Pick<LocalTenant, 'resource'>,
  clientId: string,
  clientSecret: string,
): Promise<string> {
  const response = await fetch(`${tenant.resource}/identity/connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }),
  });
  const answer = (await response.json()) as { access_token?: string; error?: string };
  if (!answer.access_token) throw new Error(`no token: ${response.status} ${answer.error}`);
  return answer.access_token;
}

/** Requests an access token of the tenant's administrator. */
export function administratorToken(
  tenant: Pick<LocalTenant, 'resource' | 'clientId' | 'clientSecret'>,
): Promise<string> {
  return clientToken(tenant, tenant.clientId, tenant.clientSecret);
}
