import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import path from 'node:path';
import type { SecretText } from '../secret/secretText.ts';
import { fillInput } from './fillInput.ts';
import { StoreError } from './storeError.ts';

/** Bytes of each output that are kept, more than any store's value. Of a longer one, the end is kept. */
const OUTPUT_LIMIT = 4 * 1024 * 1024;

/** Default of {@link ProgramRun.endWithinMs}. */
const END_WITHIN_MS = 2000;

/** What is run, and how. */
export interface ProgramRun {
  /** Absolute path. */
  readonly program: string;
  readonly args: readonly string[];
  /** What the program reads on its standard input; default: nothing. */
  readonly input?: SecretText | undefined;
  /** Whether the program opens its standard input by the name `/dev/stdin`. */
  readonly opensInput?: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that it runs in; default: the program's own, which no other project can prepare. */
  readonly folder?: string | undefined;
  /** Grace period between SIGTERM and SIGKILL, in milliseconds; default 2000. */
  readonly endWithinMs?: number | undefined;
}

/** How a program ended. */
export interface ProgramEnd {
  readonly exitCode: number | undefined;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/**
 * Runs a program to its end. A value is only on its standard input, never in an argument, a variable or a file, and no shell
 * interprets the arguments. When the signal is aborted, the program is stopped. Rejects if it can't be started.
 */
export async function runProgram(run: ProgramRun, signal: AbortSignal): Promise<ProgramEnd> {
  const { child, kill } = await start(run);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const exitCode = await waitForEnd({ child, kill }, signal, run.endWithinMs ?? END_WITHIN_MS);
  return { exitCode: exitCode ?? undefined, stdout: stdout(), stderr: stderr() };
}

interface Started {
  readonly child: ChildProcess;
  readonly kill: (signal: NodeJS.Signals) => void;
}

async function start({ program, args, input, opensInput, env, folder }: ProgramRun): Promise<Started> {
  const text = input?.reveal() ?? '';
  const isPosix = process.platform !== 'win32';
  const full = isPosix && text !== '' ? await fillOrRefuse(text, program) : undefined;
  // Node gives a program a socket to read from, which can't be opened by the name /dev/stdin; `cat` turns it into a pipe.
  const [command, ...given] = opensInput
    ? ['/bin/sh', '-c', 'cat | "$0" "$@"', program, ...args]
    : [program, ...args];
  const child = spawn(command ?? program, given, {
    shell: false,
    windowsHide: true,
    detached: opensInput === true,
    cwd: folder ?? path.dirname(program),
    env: { ...env },
    stdio: [full ?? (text === '' ? 'ignore' : 'pipe'), 'pipe', 'pipe'],
  });
  full?.destroy();
  // If the program ends before it has read everything, its exit code tells why.
  child.stdin?.on('error', () => {});
  child.stdin?.end(text);
  const { pid } = child;
  const kill = (signal: NodeJS.Signals) => {
    if (opensInput && pid) process.kill(-pid, signal);
    else child.kill(signal);
  };
  return { child, kill };
}

const fillOrRefuse = (text: string, program: string): Promise<Socket> =>
  fillInput(text).catch((cause: unknown) => {
    throw new StoreError('noSocketFolder', program, { cause });
  });

function waitForEnd(
  { child, kill }: Started,
  signal: AbortSignal,
  endWithinMs: number,
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const end = () => {
      kill('SIGTERM');
      timer = setTimeout(() => kill('SIGKILL'), endWithinMs);
    };
    signal.addEventListener('abort', end, { once: true });
    const done = () => {
      signal.removeEventListener('abort', end);
      clearTimeout(timer);
    };
    child.once('error', error => {
      done();
      reject(error);
    });
    child.once('close', code => {
      done();
      resolve(code);
    });
    // It may have been aborted while the input was filled.
    if (signal.aborted) end();
  });
}

function collect(stream: NodeJS.ReadableStream | null): () => Buffer {
  let chunks: Buffer[] = [];
  let length = 0;
  stream?.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length <= 2 * OUTPUT_LIMIT) return;
    chunks = [Buffer.concat(chunks).subarray(-OUTPUT_LIMIT)];
    length = OUTPUT_LIMIT;
  });
  return () => Buffer.concat(chunks);
}
