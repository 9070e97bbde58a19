import { splitArguments } from '../splitArguments.ts';
import type { StoreCall, StorePreset } from '../storePreset.ts';

const run: StoreCall = {
  args: ({ commandLine = '' }) => {
    const { args, fault } = splitArguments(commandLine);
    if (fault) throw new RangeError(`arguments that can't be split, at ${fault.at}`);
    return args;
  },
  // What it guards is the user's business.
  guards: true,
};

/** The user's own command, which knows itself how to create and update. */
export const customCommand: StorePreset = {
  id: 'custom',
  program: '',
  asked: [{ field: 'program' }, { field: 'commandLine', optional: true }],
  create: run,
  update: run,
  failures: [],
};
