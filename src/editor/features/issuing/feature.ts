import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { addClient, addSecret, duplicateClient } from './issueCommands.ts';

/** Creating clients and secrets. */
export function feature(core: Core): Feature {
  return {
    commands: {
      addClient: async node => {
        // A user who adds a client while the local tenant starts means that tenant.
        await core.connections.whenSetUp();
        await addClient(core, node);
      },
      addSecret: node => addSecret(core, node),
      duplicateClient: node => duplicateClient(core, node),
    },
    services: { issuing: { addSecret: node => addSecret(core, node) } },
  };
}
