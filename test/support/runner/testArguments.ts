import { isProfileName, PROFILES, type ProfileName } from '../../../src/localTenant/profile.ts';
import type { StageName } from './testStages.ts';

/** What a run of `npm test` runs. */
export interface TestRequest {
  /** The stages to run, in their order. */
  readonly stages: readonly StageName[];
  /** Test files and options of mocha, by stage; empty for all tests of a stage. */
  readonly selections: Readonly<Partial<Record<StageName, readonly string[]>>>;
  /** Whether sweeps run whole. */
  readonly exhaustive: boolean;
  /** The profile of local tenants whose test doesn't choose one. */
  readonly profile: ProfileName;
}

const TEST_FILE = /^(?:\.\/)?test\/(unit|host|ui)\/.+/;
/** The folder of a whole stage. */
const STAGE_FOLDER = /^(?:\.\/)?test\/(unit|host|ui)\/?$/;

/** Stages whose tests can be selected. */
const WITH_TESTS = ['unit', 'host', 'ui'] as const satisfies readonly StageName[];

/**
 * Reads the arguments of `npm test`: names of stages, test files (each in its stage), options of mocha (`-g`, `-f` and
 * whatever follows), `--exhaustive`, and `--profile NAME`. Without stages and files every stage runs. Returns a `problem`, in
 * words, where the arguments make no sense.
 */
export function readTestArguments(
  args: readonly string[],
  known: readonly StageName[],
): TestRequest | { readonly problem: string } {
  const { profile, others } = takeProfile(args);
  if (!isProfileName(profile))
    return { problem: `--profile takes one of ${Object.keys(PROFILES).join(', ')}` };
  const rest = others.filter(arg => arg !== '--exhaustive').map(arg => arg.replace(STAGE_FOLDER, '$1'));
  const firstOption = rest.findIndex(arg => arg.startsWith('-'));
  const words = firstOption < 0 ? rest : rest.slice(0, firstOption);
  const options = firstOption < 0 ? [] : rest.slice(firstOption);
  const isStage = (word: string): word is StageName => (known as readonly string[]).includes(word);
  const unknown = words.filter(word => !isStage(word) && !TEST_FILE.test(word));
  if (unknown.length > 0) {
    return { problem: `No such stage or test file: ${unknown.join(', ')}. Stages: ${known.join(', ')}` };
  }
  const filesOf = (stage: StageName): readonly string[] =>
    words.filter(word => TEST_FILE.exec(word)?.[1] === stage);
  const asked = known.filter(stage => words.includes(stage) || filesOf(stage).length > 0);
  // A stage in which nothing is selected would count as failed.
  if (asked.length === 0 && options.length > 0) {
    return { problem: `Name the stage or test file that ${options.join(' ')} is for.` };
  }
  return {
    stages: asked.length > 0 ? asked : known,
    selections: Object.fromEntries(WITH_TESTS.map(stage => [stage, [...filesOf(stage), ...options]])),
    exhaustive: args.includes('--exhaustive'),
    profile,
  };
}

/** Takes `--profile NAME` out of the arguments. */
function takeProfile(args: readonly string[]): { profile: string; others: readonly string[] } {
  const at = args.indexOf('--profile');
  if (at < 0) return { profile: 'usual', others: args };
  return { profile: args[at + 1] ?? '', others: args.toSpliced(at, 2) };
}
