import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { editClient, editSecret, manageRoles } from './changeCommands.ts';

/** Changing clients, their roles and their secrets. */
export function feature(core: Core): Feature {
  return {
    commands: {
      editClient: node => editClient(core, node),
      editSecret: node => editSecret(core, node),
      manageRoles: node => manageRoles(core, node),
    },
  };
}
