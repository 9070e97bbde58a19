import type { ClientType } from '../../../service/model/clientTypes.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import type { ClientsNode } from '../../vocabulary/clientsNode.ts';
import { addClient, addSecret, duplicateClient } from './issueCommands.ts';

/** Creating clients and secrets. */
export function feature(core: Core): Feature {
  const add = async (node?: ClientsNode, type?: ClientType) => {
    // A user who adds a client while the local tenant starts means that tenant.
    await core.connections.whenSetUp();
    await addClient(core, { node, type });
  };
  return {
    commands: {
      addAuthorizationCodeClient: node => add(node, 'authorizationCode'),
      addClient: () => add(),
      addClientCredentialsClient: node => add(node, 'clientCredentials'),
      addClientTo: node => add(node),
      addDeviceCodeClient: node => add(node, 'deviceCode'),
      addHybridClient: node => add(node, 'hybrid'),
      addSecret: node => addSecret(core, node),
      duplicateClient: node => duplicateClient(core, node),
    },
    services: { issuing: { addSecret: node => addSecret(core, node) } },
  };
}
