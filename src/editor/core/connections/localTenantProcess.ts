import { type ChildProcess, spawn } from 'node:child_process';
import readline from 'node:readline';
import * as v from 'valibot';
import { SecretText } from '../../../secret/secretText.ts';
import { LocalTenantError } from '../../vocabulary/errors/localTenantError.ts';

/** A local tenant that answers, with the administrator client to sign in with. */
export interface RunningTenant {
  readonly resource: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: SecretText;
}

/** What it takes to run the embedded service. */
export interface LocalTenantProgram {
  /** Node, or the editor's own executable acting as one. */
  readonly executable: string;
  /** The bundle `dist/localTenant.cjs`. */
  readonly program: string;
  /**
   * Folder that holds the tenant's database; asked for at each start, since an editor may activate us before it has
   * read the user's settings: then it has read no connection either.
   */
  readonly dataFolder: () => string;
  /** Takes each line that the tenant logs. */
  readonly log: (line: string) => void;
  /** Time to wait for the ready line, milliseconds; default 30 s. */
  readonly startLimitMs?: number;
}

/** Default of {@link LocalTenantProgram.startLimitMs}: usually a tenth of a second is enough, but a busy machine may need many. */
const START_LIMIT_MS = 30_000;
/** Exit code of a tenant whose port is taken. */
const PORT_TAKEN = 1;
/** Exit code of a tenant whose Node has no `node:sqlite`. */
const NO_SQLITE = 4;

/**
 * The embedded service as a child process. Where another window's serves the same folder, ours attaches to that one
 * and takes over when that window closes, so neither window needs to know about the other.
 */
export class LocalTenantProcess {
  readonly #program: LocalTenantProgram;
  /** The tenant that our process serves or is attached to, while the process lives. */
  #own: { readonly child: ChildProcess; readonly tenant: RunningTenant } | undefined;
  #starting: Promise<RunningTenant> | undefined;

  constructor(program: LocalTenantProgram) {
    this.#program = program;
  }

  /**
   * Returns a tenant that answers: the one running on the data folder, else one started now, on the given port
   * if that is free. Rejects with a {@link LocalTenantError}.
   */
  async ensureRunning(preferredPort = 0): Promise<RunningTenant> {
    if (this.#own) return this.#own.tenant;
    this.#starting ??= this.#startOnFreePort(preferredPort).finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  /** Ends our process. The data stays, and a tenant of another window continues. */
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
