import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { chooseKept, offerSecret } from '../../core/pickers/chooseKept.ts';
import { verifyAll, verifyKept } from './verifyCommands.ts';

/** Trying whether saved secrets and written files work. */
export function feature(core: Core): Feature {
  return {
    commands: {
      verify: async node => {
        const chosen = await chooseKept(core, node);
        if (chosen) await verifyKept(core, chosen);
        else if (node?.kind === 'client') await offerSecret(core, node);
      },
      verifyAll: () => verifyAll(core),
    },
  };
}
