import { type ChildProcess, spawn } from 'node:child_process';
import { findProgram, type ProgramSurroundings } from './findProgram.ts';
import { StoreError } from './storeError.ts';
import type { StoredCredential, StoreId, StorePlace } from './storePreset.ts';
import { presetOf } from './storePresets.ts';

/** What is put where. */
export interface StoreOrder {
  readonly id: StoreId;
  readonly place: StorePlace;
}

/** Output that is kept: the end of it says what went wrong. */
const OUTPUT_LIMIT = 4096;

/** Time that a program has to end by itself once it is asked to, milliseconds. */
const END_WITHIN_MS = 2000;

/** What stands where a value was. */
const TAKEN_OUT = '••••••';

/**
 * Puts a secret into a store through the store's own program: the value on its standard input, and in no argument,
 * variable or file of ours. No shell is involved.
 *
 * @throws {StoreError} with every code
 */
export async function putIntoStore(
  { id, place }: StoreOrder,
  credential: StoredCredential,
  surroundings: ProgramSurroundings,
  signal: AbortSignal,
): Promise<void> {
  const preset = presetOf(id);
  const named = preset.program || (place.program ?? '');
  const program = await findProgram(named, surroundings);
  if (program === undefined) throw new StoreError('programMissing', named);
  if (signal.aborted) throw new StoreError('cancelled', named);
  const child = spawn(program, [...preset.args(place)], {
    shell: false,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...surroundings.env },
  });
  const input = preset.input?.(credential, place) ?? credential.secret;
  const written = collect(child);
  const end = ended(child, signal);
  // a program that does not read to the end says why by its exit code
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  const exitCode = await end.catch((cause: unknown) => {
    throw new StoreError('programMissing', named, { cause });
  });
  if (signal.aborted) throw new StoreError('cancelled', named);
  if (exitCode === 0) return;
  const output = withoutValue(written(), credential.secret);
  throw new StoreError('refused', named, { exitCode: exitCode ?? undefined, output });
}

function ended(child: ChildProcess, signal: AbortSignal): Promise<number | null> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const end = () => {
      child.kill('SIGTERM');
      timer = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS);
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
