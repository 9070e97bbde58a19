import { findProgram, type ProgramSurroundings } from '../machine/findProgram.ts';
import { SecretText } from '../secret/secretText.ts';
import { cleanOutput } from './cleanOutput.ts';
import { type ProgramEnd, runProgram } from './runProgram.ts';
import { StoreError, type StoreErrorCode } from './storeError.ts';
import type { StoreLocation, StorePlace } from './storePlace.ts';
import { callOn, type Seen, type StoreCall, type StoredCredential, type StorePreset } from './storePreset.ts';
import { presetOf } from './storePresets.ts';

/** The environment in which a store's program runs. */
export interface StoreSurroundings extends ProgramSurroundings {
  /** Grace period between SIGTERM and SIGKILL, in milliseconds; default 2000. */
  readonly endWithinMs?: number | undefined;
  /** The system by whose rules the program is called; default: the one on which it is looked up. */
  readonly calledAsOn?: NodeJS.Platform | undefined;
}

/** A store whose program was found. */
export interface OpenStore {
  readonly preset: StorePreset;
  /** The program's name, for messages. */
  readonly named: string;
  /** Runs the program to read something. Rejects with a `StoreError`. */
  readonly ask: (args: readonly string[]) => Promise<SecretText | undefined>;
  /** Returns the form of a call on this platform. Throws `tooOld` if there is none. */
  readonly call: (call: StoreCall) => StoreCall;
  /** Runs the program to write a value, and returns the location for updates. Rejects with a `StoreError`. */
  readonly run: (call: StoreCall, credential: StoredCredential, seen: Seen) => Promise<StoreLocation>;
}

/** Opens a store. Rejects with `programMissing`, or with `cancelled`. */
export async function openStore(
  { id, place }: StoreLocation,
  { surroundings, signal }: { readonly surroundings: StoreSurroundings; readonly signal: AbortSignal },
): Promise<OpenStore> {
  const preset = presetOf(id);
  const named = preset.program || (place.program ?? '');
  const program = await findProgram(named, surroundings);
  if (program === undefined) throw new StoreError('programMissing', named);
  const { platform, endWithinMs, calledAsOn = platform } = surroundings;
  const env = { ...surroundings.env, ...preset.env };
  // The user's own command runs where the editor runs, as before.
  const folder = preset.program === '' ? process.cwd() : undefined;
  const start = async (run: Pick<Parameters<typeof runProgram>[0], 'args' | 'input' | 'opensInput'>) => {
    if (signal.aborted) throw new StoreError('cancelled', named);
    const running = runProgram({ program, env, folder, endWithinMs, ...run }, signal);
    return running.catch((cause: unknown) => {
      if (cause instanceof StoreError) throw cause;
      throw new StoreError('programMissing', named, { cause });
    });
  };
  const callHere = (call: StoreCall): StoreCall => {
    const here = callOn(call, calledAsOn);
    if (!here) throw new StoreError('tooOld', named);
    return here;
  };
  return {
    preset,
    named,
    call: callHere,
    ask: async args => {
      const end = await start({ args });
      if (signal.aborted) throw new StoreError('cancelled', named);
      if (end.exitCode !== 0) throw failure(preset, named, end, { values: [] });
      return readOutput(end.stdout, named);
    },
    run: async (call, credential, seen) => {
      const { args, input, opensInput, learn } = callHere(call);
      const text = (await input?.(credential, seen)) ?? credential.secret;
      const end = await start({ args: args(seen.place, seen), input: text, opensInput: opensInput === true });
      if (signal.aborted) throw new StoreError('cancelled', named, { mayHaveWritten: true });
      const values = [credential.secret, ...[seen.value, seen.content].filter(value => value !== undefined)];
      if (end.exitCode !== 0) throw failure(preset, named, end, { values, wrote: true });
      const learned = learn && tryToLearn(() => learn(readOutput(end.stdout, named), credential));
      return { id, place: { ...seen.place, ...learned } };
    },
  };
}

/** A value that is stored stays stored, whatever the program prints: an update finds its location by name then. */
function tryToLearn(learn: () => StorePlace): StorePlace | undefined {
  try {
    return learn();
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readOutput(output: Buffer, named: string): SecretText | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(output);
    return text === '' ? undefined : new SecretText(text);
  } catch (cause) {
    throw new StoreError('unfit', named, { cause });
  }
}

/** Failures after which it is certain that nothing was written. */
const NOTHING_WRITTEN: ReadonlySet<StoreErrorCode> = new Set<StoreErrorCode>([
  'changedMeanwhile',
  'denied',
  'exists',
  'missing',
  'signedOut',
  'tooOld',
]);

function failure(
  { program, failures }: StorePreset,
  named: string,
  { exitCode, stdout, stderr }: ProgramEnd,
  { values, wrote = false }: { readonly values: readonly SecretText[]; readonly wrote?: boolean },
): StoreError {
  // What a store's program prints as its result may have values of others. A command of the user's own has one output.
  const complaint = program === '' ? Buffer.concat([stdout, stderr]) : stderr;
  const text = complaint.toString('utf8');
  const code = failures.find(([pattern]) => pattern.test(text))?.[1] ?? 'refused';
  const output = cleanOutput(text, values);
  const mayHaveWritten = wrote && !NOTHING_WRITTEN.has(code);
  return new StoreError(code, named, { exitCode, output, mayHaveWritten });
}
