/**
 * The local tenant's process: the service, small, on this machine, for development.
 *
 * Standard output carries one line of JSON, when the tenant answers: `resource`, `tenantId`, and `clientId` and
 * `clientSecret` of its administrator. Everything else goes to standard error. SIGINT and SIGTERM end it cleanly;
 * so does the end of standard input with `--end-with-stdin`, by which the process that started it takes it along.
 * Exit codes: 0 ended, 2 bad arguments, others see `EXIT_CODES`.
 */
import { randomBytes } from 'node:crypto';
import { readCommandLine, USAGE } from './commandLine.ts';
import { describeFault } from './faultDescription.ts';
import { EXIT_CODES, LocalTenantError } from './localTenantError.ts';
import { startTenant } from './startTenant.ts';

const BAD_ARGUMENTS = 2;

function log(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Resolves when somebody wants the process to end, also if that is before it has started. */
function whenAskedToEnd(withStdin: boolean): Promise<void> {
  return new Promise(resolve => {
    // The listeners stay: a second signal must not kill a process that is closing its database.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    if (!withStdin) return;
    for (const event of ['end', 'close', 'error']) process.stdin.on(event, () => resolve());
    process.stdin.resume();
  });
}

async function main(): Promise<number> {
  const commandLine = readCommandLine(process.argv.slice(2), process.cwd());
  if (!commandLine.ok) {
    log(`${commandLine.reason}\n${USAGE}`);
    return BAD_ARGUMENTS;
  }
  const { endWithStdin, ...options } = commandLine.value;
  const askedToEnd = whenAskedToEnd(endWithStdin);
  const tenant = await startTenant(
    { ...options, pid: process.pid },
    { now: Date.now, randomBytes: size => randomBytes(size), log },
  );
  process.stdout.write(`${JSON.stringify(tenant.ready)}\n`);
  log(`The local tenant is for development only. It answers at ${tenant.ready.resource}.`);
  await askedToEnd;
  await tenant.close();
  log('The local tenant has ended.');
  return 0;
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
