/**
 * The local tenant's process: the service, small, on this machine, for development.
 *
 * Standard output carries one line of JSON, when the tenant answers: `resource`, `tenantId`, and `clientId` and
 * `clientSecret` of its administrator. Everything else goes to standard error. SIGINT and SIGTERM end it cleanly;
 * so does the end of standard input with `--end-with-stdin`, by which the process that started it takes it along.
 * On a data folder that another process serves it attaches to that one, and goes on in its place when it ends.
 * Exit codes: 0 ended, 2 bad arguments, others see `EXIT_CODES`.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readCommandLine, USAGE } from './commandLine.ts';
import { describeFault } from './faults/faultDescription.ts';
import { type Beginning, startOrFollow } from './follow.ts';
import { EXIT_CODES, LocalTenantError } from './localTenantError.ts';
import { type StartedTenant, startTenant } from './startTenant.ts';

const BAD_ARGUMENTS = 2;

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Aborted when somebody wants the process to end, also if that is before it has started. */
function askedToEnd(withStdin: boolean): AbortSignal {
  const controller = new AbortController();
  const end = () => controller.abort();
  // The listeners stay: a second signal must not kill a process that is closing its database.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  if (withStdin) {
    for (const event of ['end', 'close', 'error']) process.stdin.on(event, end);
    process.stdin.resume();
  }
  return controller.signal;
}

async function main(): Promise<number> {
  const commandLine = readCommandLine(process.argv.slice(2), process.cwd());
  if (!commandLine.ok) {
    log(`${commandLine.reason}\n${USAGE}`);
    return BAD_ARGUMENTS;
  }
  const { endWithStdin, ...options } = commandLine.value;
  const surroundings = { now: Date.now, randomBytes: (size: number) => randomBytes(size), log };
  const end = askedToEnd(endWithStdin);
  const start = (port: number) => startTenant({ ...options, port, pid: process.pid }, surroundings);
  const beginning = await startOrFollow(options.dataFolder, options.port, start, end);
  if (beginning.kind === 'ended') return 0;
  const tenant = await announced(beginning);
  if (!tenant) return 0;
  if (!end.aborted) await once(end, 'abort');
  await tenant.close();
  log('The local tenant has ended.');
  return 0;
}

/** Says where the tenant is; returns it once it is ours, or `undefined` when we are asked to end before. */
async function announced(
  beginning: Exclude<Beginning, { kind: 'ended' }>,
): Promise<StartedTenant | undefined> {
  const { ready } = beginning.kind === 'own' ? beginning.tenant : beginning;
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  log(`The local tenant is for development only. It answers at ${ready.resource}.`);
  if (beginning.kind === 'own') return beginning.tenant;
  log('Another process runs it; when that ends, this one goes on.');
  const tenant = await beginning.takenOver;
  if (tenant) log('The local tenant goes on in this process.');
  return tenant;
}

// Whoever reads our output may be gone before us; that must not end the process half-way.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

main()
  .then(
    exitCode => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      const known = error instanceof LocalTenantError;
      log(known ? error.message : describeFault(error));
      process.exitCode = known ? EXIT_CODES[error.code] : 1;
    },
  )
  // listened to, an open standard input keeps the process alive, also one that could not start
  .finally(() => process.stdin.destroy());
