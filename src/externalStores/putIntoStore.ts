import { type ChildProcess, spawn } from 'node:child_process';
import { filledInput } from './filledInput.ts';
import { findProgram, type ProgramSurroundings } from './findProgram.ts';
import { StoreError } from './storeError.ts';
import type { StoredCredential, StoreId, StorePlace, StorePreset } from './storePreset.ts';
import { presetOf } from './storePresets.ts';

/** What is put where. */
export interface StoreOrder {
  readonly id: StoreId;
  readonly place: StorePlace;
}

/** Output that is kept: the end of it says what went wrong. */
const OUTPUT_LIMIT = 4096;

/** Default of {@link StoreSurroundings.endWithinMs}. */
const END_WITHIN_MS = 2000;

/** What putting a secret into a store depends on. */
export interface StoreSurroundings extends ProgramSurroundings {
  /** Grace period between SIGTERM and SIGKILL, in milliseconds; default 2000. */
  readonly endWithinMs?: number;
}

/** What stands where a value was. */
const TAKEN_OUT = '••••••';

/**
 * Puts a secret into a store through the store's own program: the value on its standard input, and in no argument,
 * variable or file of ours. No shell ever sees what the user typed as more than arguments.
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
  const { child, kill } = await start(program, preset, { place, text, env: surroundings.env });
  const written = collect(child);
  const end = ended({ child, kill }, signal, surroundings.endWithinMs ?? END_WITHIN_MS);
  const exitCode = await end.catch((cause: unknown) => {
    throw new StoreError('programMissing', named, { cause });
  });
  if (signal.aborted) throw new StoreError('cancelled', named);
  if (exitCode === 0) return;
  const output = withoutValue(written(), credential.secret);
  throw new StoreError('refused', named, { exitCode: exitCode ?? undefined, output });
}

interface StartOptions {
  readonly place: StorePlace;
  readonly text: string;
  readonly env: ProgramSurroundings['env'];
}

interface Started {
  readonly child: ChildProcess;
  readonly kill: (signal: NodeJS.Signals) => void;
}

async function start(
  program: string,
  { args, posixOnly }: StorePreset,
  { place, text, env }: StartOptions,
): Promise<Started> {
  const isPosix = process.platform !== 'win32';
  const input = isPosix ? await filledInput(text) : undefined;
  // what Node gives a program to read from is a socket, and a socket cannot be opened by its name: `cat` makes a pipe of it
  const [command, ...given] = posixOnly
    ? ['/bin/sh', '-c', 'cat | "$0" "$@"', program, ...args(place)]
    : [program, ...args(place)];
  const child = spawn(command ?? program, given, {
    ...{ shell: false, windowsHide: true, detached: posixOnly === true, env: { ...env } },
    stdio: [input ?? 'pipe', 'pipe', 'pipe'],
  });
  input?.destroy();
  // a program that does not read to the end says why by its exit code
  child.stdin?.on('error', () => {});
  child.stdin?.end(text);
  const { pid } = child;
  const kill = (signal: NodeJS.Signals) => {
    if (posixOnly && pid) process.kill(-pid, signal);
    else child.kill(signal);
  };
  return { child, kill };
}

function ended({ child, kill }: Started, signal: AbortSignal, endWithinMs: number): Promise<number | null> {
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
    // twice what is kept, so that a value that stands across the cut is taken out first
    text = (text + chunk.toString('utf8')).slice(-2 * OUTPUT_LIMIT);
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
}

/** Takes a value out of a text, also as programs like to write it: in base64, in JSON, in an address. */
function withoutValue(text: string, secret: string): string {
  const forms = [
    secret,
    Buffer.from(secret).toString('base64'),
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
  ];
  return forms
    .reduce((clean, form) => clean.replaceAll(form, TAKEN_OUT), text)
    .trim()
    .slice(-OUTPUT_LIMIT);
}
