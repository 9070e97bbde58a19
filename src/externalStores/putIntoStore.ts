import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { fillInput } from './fillInput.ts';
import { findProgram, type ProgramSurroundings } from './findProgram.ts';
import { StoreError } from './storeError.ts';
import type { StoredCredential, StoreId, StorePlace, StorePreset } from './storePreset.ts';
import { presetOf } from './storePresets.ts';

/** A store, and the location in it that a value goes to. */
export interface StoreOrder {
  readonly id: StoreId;
  readonly place: StorePlace;
}

/** Characters of a program's output that an error keeps, from the end, where the reason is. */
const OUTPUT_LIMIT = 4096;

/** Default of {@link StoreSurroundings.endWithinMs}. */
const END_WITHIN_MS = 2000;

/** The environment in which a store's program runs. */
export interface StoreSurroundings extends ProgramSurroundings {
  /** Grace period between SIGTERM and SIGKILL, in milliseconds; default 2000. */
  readonly endWithinMs?: number;
}

/** Replaces the value in a program's output. */
const MASK = '••••••';

/**
 * Stores a secret with the store's own program. The value is only on the program's standard input, never in an argument, a
 * variable or a file. No shell interprets what the user typed.
 *
 * @throws {StoreError} with every code
 */
export async function putIntoStore(
  { id, place }: StoreOrder,
  credential: StoredCredential,
  surroundings: StoreSurroundings,
  signal: AbortSignal,
): Promise<void> {
  const preset = presetOf(id);
  const named = preset.program || (place.program ?? '');
  const program = await findProgram(named, surroundings);
  if (program === undefined) throw new StoreError('programMissing', named);
  if (signal.aborted) throw new StoreError('cancelled', named);
  const text = preset.input?.(credential, place) ?? credential.secret;
  const input = await inputOf(text, named);
  const { child, kill } = start(program, preset, { place, text, input, env: surroundings.env });
  const written = collect(child);
  const end = waitForEnd({ child, kill }, signal, surroundings.endWithinMs ?? END_WITHIN_MS);
  const exitCode = await end.catch((cause: unknown) => {
    throw new StoreError('programMissing', named, { cause });
  });
  if (signal.aborted) throw new StoreError('cancelled', named);
  if (exitCode === 0) return;
  const output = removeValue(written(), credential.secret);
  throw new StoreError('refused', named, { exitCode: exitCode ?? undefined, output });
}

async function inputOf(text: string, named: string): Promise<Socket | undefined> {
  if (process.platform === 'win32') return undefined;
  return fillInput(text).catch((cause: unknown) => {
    throw new StoreError('noSocketFolder', named, { cause });
  });
}

interface StartOptions {
  readonly place: StorePlace;
  readonly text: string;
  /** Missing on Windows, where the text is written after the program has started. */
  readonly input: Socket | undefined;
  readonly env: ProgramSurroundings['env'];
}

interface Started {
  readonly child: ChildProcess;
  readonly kill: (signal: NodeJS.Signals) => void;
}

function start(
  program: string,
  { args, posixOnly }: StorePreset,
  { place, text, input, env }: StartOptions,
): Started {
  // Node gives a program a socket to read from, which can't be opened by the name /dev/stdin; `cat` turns it into a pipe.
  const [command, ...given] = posixOnly
    ? ['/bin/sh', '-c', 'cat | "$0" "$@"', program, ...args(place)]
    : [program, ...args(place)];
  const child = spawn(command ?? program, given, {
    shell: false,
    windowsHide: true,
    detached: posixOnly === true,
    env: { ...env },
    stdio: [input ?? 'pipe', 'pipe', 'pipe'],
  });
  input?.destroy();
  // If the program ends before it has read everything, its exit code tells why.
  child.stdin?.on('error', () => {});
  child.stdin?.end(text);
  const { pid } = child;
  const kill = (signal: NodeJS.Signals) => {
    if (posixOnly && pid) process.kill(-pid, signal);
    else child.kill(signal);
  };
  return { child, kill };
}

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
  });
}

function collect(child: ChildProcess): () => string {
  let text = '';
  const add = (chunk: Buffer) => {
    // Twice what is kept, so that a value that crosses the limit is still complete when it is removed.
    text = (text + chunk.toString('utf8')).slice(-2 * OUTPUT_LIMIT);
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
}

/** Removes a value from a text, also as it is written in base64, in JSON and in a URL. */
function removeValue(text: string, secret: string): string {
  const forms = [
    secret,
    Buffer.from(secret).toString('base64'),
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
  ];
  return forms
    .reduce((clean, form) => clean.replaceAll(form, MASK), text)
    .trim()
    .slice(-OUTPUT_LIMIT);
}
