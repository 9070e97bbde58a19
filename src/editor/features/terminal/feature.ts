import type { DeliverableCredential } from '../../../credentials/delivery/deliverCredential.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { chooseCredential } from '../../core/pickers/chooseKept.ts';
import { confirmUse } from '../../platform/window/confirmUse.ts';
import { markMilestone } from '../../platform/window/milestones.ts';
import { openCredentialTerminal } from './credentialTerminal.ts';

/** Terminals whose environment has a credential. */
export function feature(core: Core): Feature {
  const open = async (credential: DeliverableCredential) => {
    if (!(await confirmUse('terminal', credential.clientName))) return;
    openCredentialTerminal(credential, core.log);
    markMilestone('authenticated');
  };
  return {
    commands: {
      openTerminal: async node => {
        const credential = await chooseCredential(core, node);
        if (credential) await open(credential);
      },
    },
    services: { terminal: { open } },
  };
}
