import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { chooseKept, offerSecret } from '../../core/pickers/chooseKept.ts';
import { VerificationPage } from './verificationPage.ts';
import { tryCredential, verifyKept } from './verifyOne.ts';

/** Trying whether saved secrets and written files work. */
export function feature(core: Core): Feature {
  const page = new VerificationPage(core);
  return {
    commands: {
      verify: async node => {
        const chosen = await chooseKept(core, node);
        if (chosen) await verifyKept(core, chosen);
        else if (node?.kind === 'client') await offerSecret(core, node);
      },
      verifyAll: () => page.verifyAll(),
    },
    services: { verification: { tryCredential: credential => tryCredential(core, credential) } },
  };
}
