import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import readline from 'node:readline';
import { builtProgramEnvironment } from '../../builds/builtProgram.ts';

/** A forward proxy in its own process, like those of companies. */
export interface ForwardProxy {
  /** `host:port` of the proxy. */
  readonly host: string;
  /** The `host:port` of each requested tunnel, with the status of the answer. */
  readonly tunnels: readonly string[];
  dispose(): Promise<void>;
}

/** Options of a proxy. */
export interface ForwardProxyOptions {
  /** The ports of 127.0.0.1 by the `host:port` that clients request. All others get 403. */
  readonly map: Readonly<Record<string, number>>;
  /** `name:password`; default: no authentication. */
  readonly user?: string;
}

/** Starts a proxy on a free port of 127.0.0.1. */
export async function startProxy({ map, user }: ForwardProxyOptions): Promise<ForwardProxy> {
  const entries = Object.entries(map).flatMap(([from, port]) => ['--map', `${from}=${port}`]);
  const program = path.join(import.meta.dirname, 'proxyProgram.ts');
  const child = spawn(process.execPath, [program, ...entries, ...(user ? ['--user', user] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: builtProgramEnvironment(),
  });
  const lines = readline.createInterface({ input: child.stdout });
  const [first] = (await once(lines, 'line')) as [string];
  const tunnels: string[] = [];
  lines.on('line', line => tunnels.push(line));
  return {
    host: `127.0.0.1:${first.split(' ')[1]}`,
    tunnels,
    async dispose() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
