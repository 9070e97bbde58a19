import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import * as run from './connectionCommands.ts';

/** Adding, changing, testing and removing connections, and signing in and out. */
export function feature(core: Core): Feature {
  return {
    commands: {
      addConnection: () => run.addConnection(core),
      editConnection: node => run.editConnection(core, node),
      removeConnection: node => run.removeConnection(core, node),
      renameConnection: node => run.renameConnection(core, node),
      signIn: node => run.signIn(core, node),
      signOut: node => run.signOut(core, node),
      switchConnection: () => run.switchConnection(core),
      testConnection: node => run.testConnection(core, node),
      useGlobalAddress: node => run.useGlobalAddress(core, node),
      useLocalTenant: () => core.connections.setUp(run.useLocalTenant(core)),
    },
    services: { connecting: { addConnection: () => run.addConnection(core) } },
  };
}
