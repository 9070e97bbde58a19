/**
 * The local tenant's process: a small version of the service on this machine, for development.
 *
 * When the tenant answers, standard output gets one line of JSON: `resource`, `tenantId`, and `clientId` and `clientSecret` of
 * its administrator. Everything else is written to standard error. SIGINT and SIGTERM end the process cleanly; with
 * `--end-with-stdin`, so does the end of standard input, and thus the end of the process that started it. If another
 * process already serves the data folder, this one attaches to it and takes over when it ends.
 * Exit codes: 0 ended, 2 invalid arguments, others see `EXIT_CODES`.
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

/** Returns a signal that is aborted when the process has to end, even before the tenant has started. */
function watchForEnd(withStdin: boolean): AbortSignal {
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
  const end = watchForEnd(endWithStdin);
  const start = (port: number) => startTenant({ ...options, port, pid: process.pid }, surroundings);
  const beginning = await startOrFollow(options.dataFolder, options.port, start, end);
  if (beginning.kind === 'ended') return 0;
  const tenant = await announce(beginning);
  if (!tenant) return 0;
  if (!end.aborted) await once(end, 'abort');
  await tenant.close();
  log('The local tenant has ended.');
  return 0;
}

/** Prints the tenant's address. Resolves with the tenant once this process runs it; `undefined` if it has to end before. */
async function announce(
  beginning: Exclude<Beginning, { kind: 'ended' }>,
): Promise<StartedTenant | undefined> {
  const { ready } = beginning.kind === 'own' ? beginning.tenant : beginning;
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  log(`The local tenant is for development only. It answers at ${ready.resource}.`);
  if (beginning.kind === 'own') return beginning.tenant;
  log('Another process runs it; when that ends, this one goes on.');
  const tenant = await beginning.takenOver;
  if (tenant) log('The local tenant continues in this process.');
  return tenant;
}

// The reader of the output may end first, which must not stop this process halfway.
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
  // An open standard input with listeners would keep the process alive.
  .finally(() => process.stdin.destroy());
