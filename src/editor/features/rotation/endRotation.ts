import * as l10n from '@vscode/l10n';
import type { Operation } from '../../../credentials/operations/operation.ts';
import type { Core } from '../../core/core.ts';
import { confirmOn, connectionNames } from '../../core/pickers/confirmOn.ts';
import type { ClientNode, ClientsNode, SecretNode } from '../../vocabulary/clientsNode.ts';
import { placeCountInWords } from './operationWords.ts';
import { goOn, resumeWork, waysOn } from './resumeCommands.ts';

/** Runs *Finish Rotation* on an old secret or its client: a secret that waits for its deletion is deleted after a question. */
export async function finishRotation(core: Core, node?: ClientsNode): Promise<void> {
  const operation = await rotationOf(core, node);
  if (!operation) return resumeWork(core);
  const isWaiting = waysOn(operation).includes('deleteOld');
  if (isWaiting && !(await confirmDeletion(core, operation))) return;
  await goOn(core, operation, isWaiting ? 'deleteOld' : 'finish');
}

/** Runs *Undo Rotation* on an old secret or its client. */
export async function undoRotation(core: Core, node?: ClientsNode): Promise<void> {
  const operation = await rotationOf(core, node);
  if (operation) await goOn(core, operation, 'undo');
  else await resumeWork(core);
}

/** Finds the unfinished rotation that the node is about, as it is now. */
async function rotationOf(core: Core, node: ClientsNode | undefined): Promise<Operation | undefined> {
  if (node?.kind !== 'client' && node?.kind !== 'secret') return undefined;
  const open = await core.journal.ofClient({ tenantId: node.connection.tenantId, clientId: node.client.id });
  return open.find(operation => operation.kind === 'rotate' && isAbout(operation, node));
}

const isAbout = ({ oldSecretId }: Operation, node: ClientNode | SecretNode): boolean =>
  node.kind === 'client' || oldSecretId === node.secret.id;

function confirmDeletion(core: Core, { tenantId, client, places }: Operation): Promise<boolean> {
  const written = places.filter(({ state }) => state === 'written').length;
  return confirmOn(connectionNames(core.connections, tenantId), {
    message: l10n.t('Delete the old secret of “{0}” now?', client.name),
    detail: l10n.t(
      'The new secret is in {0}. Programs that still use the old one can no longer sign in.',
      placeCountInWords(written),
    ),
    button: l10n.t('Delete Old Secret'),
  });
}
