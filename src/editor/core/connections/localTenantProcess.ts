import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import readline from 'node:readline';
import * as v from 'valibot';
import { SecretText } from '../../../secret/secretText.ts';
import { LocalTenantError } from '../../vocabulary/errors/localTenantError.ts';

/** A running local tenant, with its administrator client. */
export interface RunningTenant {
  readonly resource: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: SecretText;
}

/** How to run the embedded service. */
export interface LocalTenantProgram {
  /** Node, or the editor's executable run as Node. */
  readonly executable: string;
  /** The bundle `dist/localTenant.cjs`. */
  readonly program: string;
  /**
   * Returns the folder of the tenant's database. Called at each start, since the extension may be activated before
   * the user's settings, and with them the connections, are read.
   */
  readonly dataFolder: () => string;
  /** Receives each log line. */
  readonly log: (line: string) => void;
  /** Time to wait for the ready line, milliseconds; default 30 s. */
  readonly startLimitMs?: number;
}

/** Default of {@link LocalTenantProgram.startLimitMs}: usually 0.1 s is enough, but a busy machine may need many seconds. */
const START_LIMIT_MS = 30_000;
/** Exit code of a tenant whose port is taken. */
const PORT_TAKEN = 1;
/** Exit code of a tenant whose Node has no `node:sqlite`. */
const NO_SQLITE = 4;

/**
 * The embedded service as a child process. If another window already serves the folder, this process attaches to
 * that one and takes over when that window closes, so the windows need no coordination.
 */
export class LocalTenantProcess {
  readonly #program: LocalTenantProgram;
  /** The tenant that our process serves or is attached to, while it runs. */
  #own: { readonly child: ChildProcess; readonly tenant: RunningTenant } | undefined;
  #starting: Promise<RunningTenant> | undefined;

  constructor(program: LocalTenantProgram) {
    this.#program = program;
  }

  /**
   * Returns a running tenant: an existing one of the data folder, else a new one, on the given port if that is
   * free. Rejects with a {@link LocalTenantError}.
   */
  async ensureRunning(preferredPort = 0): Promise<RunningTenant> {
    if (this.#own) return this.#own.tenant;
    this.#starting ??= this.#startOnFreePort(preferredPort).finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /** Ends our process, and resolves when it has ended. Keeps the data; a tenant of another window continues. */
  async stop(): Promise<void> {
    const child = this.#own?.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    this.dispose();
    await ended;
  }

  /** Ends our process. Keeps the data; a tenant of another window continues. */
  dispose(): void {
    this.#own?.child.kill('SIGTERM');
    this.#own = undefined;
  }

  async #startOnFreePort(preferredPort: number): Promise<RunningTenant> {
    try {
      return await this.#start(preferredPort);
    } catch (error) {
      const taken = error instanceof LocalTenantError && error.exitCode === PORT_TAKEN;
      if (taken && preferredPort !== 0) return this.#start(0);
      throw error;
    }
  }

  async #start(port: number): Promise<RunningTenant> {
    const { executable, program, dataFolder, log, startLimitMs = START_LIMIT_MS } = this.#program;
    // --end-with-stdin: a tenant must not outlive an editor that was killed
    const args = [program, '--port', String(port), '--data', dataFolder(), '--end-with-stdin'];
    const child = spawn(executable, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    readline.createInterface({ input: child.stderr }).on('line', log);
    try {
      const tenant = await readyTenant(child, startLimitMs);
      this.#own = { child, tenant };
      child.once('exit', () => {
        if (this.#own?.child === child) this.#own = undefined;
      });
      return tenant;
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }
}

function readyTenant(child: ChildProcess, limitMs: number): Promise<RunningTenant> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new LocalTenantError('notReady')), limitMs);
    const fail = (error: LocalTenantError) => {
      clearTimeout(timer);
      reject(error);
    };
    child.once('error', cause => fail(new LocalTenantError('notStarted', { cause })));
    child.once('exit', exitCode =>
      fail(new LocalTenantError(exitCode === NO_SQLITE ? 'noSqlite' : 'ended', { exitCode })),
    );
    if (!child.stdout) return fail(new LocalTenantError('notStarted'));
    readline.createInterface({ input: child.stdout }).once('line', line => {
      const tenant = readTenant(line);
      if (!tenant) return fail(new LocalTenantError('notReady'));
      clearTimeout(timer);
      resolve(tenant);
    });
  });
}

const readyLine = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    resource: v.pipe(v.string(), v.url()),
    tenantId: v.string(),
    clientId: v.string(),
    clientSecret: v.pipe(
      v.string(),
      v.nonEmpty(),
      v.transform(value => new SecretText(value)),
    ),
  }),
);

function readTenant(line: string): RunningTenant | undefined {
  const read = v.safeParse(readyLine, line);
  return read.success ? read.output : undefined;
}
