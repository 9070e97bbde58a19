import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A bare server in a process of its own, against which ours is measured. */
export interface ReferenceProcess {
  readonly origin: string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** The servers that there are, each in a file beside this one. */
export type ReferenceServer = 'answerRecorded' | 'delayAnswers' | 'readPages' | 'signEach';

/** Starts a reference server; resolves once it listens. */
export async function startReference(
  server: ReferenceServer,
  ...args: readonly string[]
): Promise<ReferenceProcess> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, `${server}.mjs`), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [origin] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    origin,
    child,
    async stop() {
      child.kill();
      await once(child, 'close');
    },
  };
}
