import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { disableClients, enableClients, removeClients, removeSecret } from './removeCommands.ts';

/** Removing, disabling and enabling clients, and removing secrets. */
export function feature(core: Core): Feature {
  return {
    commands: {
      disableClient: chosen => disableClients(core, chosen),
      enableClient: chosen => enableClients(core, chosen),
      removeClient: chosen => removeClients(core, chosen),
      removeSecret: node => removeSecret(core, node),
    },
  };
}
