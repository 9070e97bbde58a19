import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { deleteItem } from './deleteItem.ts';
import { disableClients, enableClients, removeClients } from './removeCommands.ts';
import { removeSecrets } from './removeSecrets.ts';

/** Removing, disabling and enabling clients, and removing secrets. */
export function feature(core: Core): Feature {
  return {
    commands: {
      deleteItem: node => deleteItem(core, node),
      disableClient: chosen => disableClients(core, chosen),
      enableClient: chosen => enableClients(core, chosen),
      removeClient: chosen => removeClients(core, chosen),
      removeSecret: chosen => removeSecrets(core, chosen),
    },
  };
}
