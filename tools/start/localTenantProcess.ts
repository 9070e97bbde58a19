import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../test/support/folders/projectFolders.ts';
import { endProcessGroup } from '../../test/support/realEditor/endProcessGroup.ts';

/** Number of sample clients of the first start. */
const SEED = 12;

/**
 * What a local tenant prints when it is ready, without its secret, which the extension reads itself.
 */
export interface LocalTenant {
  readonly resource: string;
  readonly tenantId: string;
  readonly clientId: string;
  /** Resolves when the process ends. */
  readonly ended: Promise<unknown>;
  dispose(): Promise<void>;
}

/**
 * Starts the local tenant from source as a child process, on `port` of 127.0.0.1 (0: a free one). Its log is written to
 * standard error. Rejects if it ends before it is ready.
 */
export async function startLocalTenant(dataFolder: string, port: number): Promise<LocalTenant> {
  const parentWatch = pathToFileURL(path.join(projectRoot, 'tools/parentWatch.mjs')).href;
  const program = path.join(projectRoot, 'src/localTenant/main.ts');
  const args = ['--port', `${port}`, '--data', dataFolder, '--seed', `${SEED}`];
  const child = spawn(process.execPath, ['--import', parentWatch, program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'exit');
  const [line] = await Promise.race([
    once(readline.createInterface({ input: child.stdout }), 'line'),
    ended.then(([code, signal]) => {
      throw new Error(`The local tenant ended before it was ready (${code ?? signal}).`);
    }),
  ]);
  const { resource, tenantId, clientId } = JSON.parse(line);
  return { resource, tenantId, clientId, ended, dispose: () => endProcessGroup(child) };
}
