import * as l10n from '@vscode/l10n';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { DeliverableCredential, Delivered } from '../../../credentials/delivery/deliverCredential.ts';
import type { KeyPath } from '../../../projectFiles/formats/fileFormat.ts';
import { formatOf } from '../../../projectFiles/formats/fileFormats.ts';
import type { ProjectTarget } from '../../../projectFiles/projectTarget.ts';
import { redirectUrisIn } from '../../../projectFiles/shapes/redirectUris.ts';
import { settingsOfType } from '../../../service/model/clientSettings.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { Core } from '../../core/core.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import type { ClientNode } from '../../vocabulary/clientsNode.ts';
import { targetInWords } from '../../vocabulary/words/targetWords.ts';
import { currentText } from './showMaskedChange.ts';

/** Does the same as {@link offerRedirectUris} for a client with secrets, which is read from the service first. */
export async function offerRedirectUrisOf(
  core: Core,
  { tenantId, clientId, clientType = 'clientCredentials' }: DeliverableCredential,
  { target, places }: Extract<Delivered, { kind: 'file' }>,
): Promise<void> {
  const clientIdKey = places.find(({ field }) => field === 'clientId')?.keyPath;
  const mayHaveUris = settingsOfType(clientType).some(({ key }) => key === 'redirectUris');
  if (!clientIdKey || !mayHaveUris) return;
  if ((await redirectUrisOf(target, clientIdKey)).length === 0) return;
  const node = await core.connections.clientNode({ tenantId, clientId, clientType });
  await offerRedirectUris(core, node, target, clientIdKey);
}

/** Offers to add the redirect URIs of a file that its client doesn't have: without them, each sign-in fails. */
export async function offerRedirectUris(
  core: Core,
  { connection, client }: ClientNode,
  target: ProjectTarget,
  clientIdKey: KeyPath,
): Promise<void> {
  const inFile = await redirectUrisOf(target, clientIdKey);
  const known = client.settings.redirectUris;
  const missing = known ? inFile.filter(uri => !known.includes(uri)) : [];
  if (missing.length === 0) return;
  const add = missing.length === 1 ? l10n.t('Add Redirect URI') : l10n.t('Add Redirect URIs');
  const text = l10n.t(
    '{0} signs in with {1}, which isn’t a redirect URI of the client {2}. Sign-ins would fail. Adding it requires the Tenant Administrator role.',
    targetInWords(target),
    missing.join(', '),
    client.name,
  );
  void safeWindow.showWarningMessage(text, add).then(async chosen => {
    if (chosen === add)
      await core.run(() => addRedirectUris(core, { kind: 'client', connection, client }, missing));
  });
}

async function redirectUrisOf(target: ProjectTarget, clientIdKey: KeyPath): Promise<readonly string[]> {
  const format = await formatOf(target.path);
  return redirectUrisIn(format.read(await currentText(target)), clientIdKey);
}

async function addRedirectUris(
  core: Core,
  { connection, client }: ClientNode,
  missing: readonly string[],
): Promise<void> {
  const { type, id } = client;
  const service = await core.connections.service(connection);
  await withDelayedProgress(l10n.t('Saving “{0}”…', client.name), async signal => {
    // As it is now: someone else may have added some.
    const now = await service.client(type, id, { signal }).catch(unlessGone);
    if (!now) throw new CredentialsError('clientGone');
    const redirectUris = [...new Set([...(now.settings.redirectUris ?? []), ...missing])];
    await service.updateClient(type, id, { settings: { redirectUris } }, { signal });
  });
  await core.tell({ kind: 'client', connection, type, clientId: id });
  void safeWindow.showInformationMessage(
    l10n.t('The client {0} has {1} as a redirect URI.', client.name, missing.join(', ')),
  );
}
