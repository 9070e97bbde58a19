import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { GLOBAL_RESOURCE } from '../../../credentials/connections/connection.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { Elsewhere } from '../../../credentials/hosts/elsewhere.ts';
import {
  type SavedWithoutRecord,
  savedWithoutRecord,
} from '../../../credentials/hosts/savedWithoutRecord.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { credentialReferenceOf } from '../../../credentials/records/references.ts';
import { isIdentified } from '../../../credentials/records/unidentified.ts';
import { TYPES_WITH_SECRETS } from '../../../service/model/clientTypes.ts';
import { unlessGone } from '../../../service/unlessGone.ts';
import type { Core } from '../../core/core.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { notSureInWords } from '../../vocabulary/savedSecretWords.ts';
import { elsewhereInWords, hostInWords } from '../../vocabulary/words/hostWords.ts';

interface Item extends vscode.QuickPickItem {
  readonly act?: () => Promise<void>;
}

/** Runs *Review Saved Secrets and Hosts*: what is in secret storage, but not among the records of this host. */
export async function reviewSavedSecrets(core: Core): Promise<void> {
  const [saved, hosts] = await withDelayedProgress(l10n.t('Reading SecretStorage…'), () =>
    Promise.all([savedWithoutRecord({ store: core.context.secrets, ...core }), core.hosts.everything()]),
  );
  if (saved.length === 0 && hosts.length === 0) {
    void safeWindow.showInformationMessage(
      l10n.t('Every saved secret has a record on this host, and no other host uses the same SecretStorage.'),
    );
    return;
  }
  const items: readonly Item[] = [
    ...section(
      l10n.t('Saved secrets without a record on this host'),
      saved.map(each => savedItem(each, core)),
    ),
    ...section(
      l10n.t('Other hosts'),
      hosts.map(each => hostItem(each, core)),
    ),
  ];
  const title = l10n.t('Saved Secrets and Hosts');
  const picked = await safeWindow.showQuickPick(items, {
    title,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  await picked?.act?.();
}

function section(label: string, items: readonly Item[]): readonly Item[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

const secretInWords = ({ record, secretId }: SavedWithoutRecord): string =>
  record?.description ||
  (isIdentified(secretId) ? l10n.t('Secret {0}', secretId) : notSureInWords(record?.keptAt));

function savedItem(saved: SavedWithoutRecord, core: Core): Item {
  const { record, clientId, tenantId, hosts } = saved;
  const names = hosts.map(name => name ?? l10n.t('an unknown host'));
  return {
    label: record?.clientName ?? clientId,
    description: secretInWords(saved),
    detail:
      names.length > 0
        ? l10n.t('Tenant {0}, recorded on {1}', tenantId, names.join(', '))
        : l10n.t('Tenant {0}, recorded on no host', tenantId),
    act: () => decideSaved(saved, core),
  };
}

async function decideSaved(saved: SavedWithoutRecord, core: Core): Promise<void> {
  const adopt = l10n.t('Use on This Host');
  const remove = l10n.t('Remove Value');
  const { record, clientId, hosts } = saved;
  const names = hosts.map(name => name ?? l10n.t('an unknown host')).join(', ');
  const chosen = await safeWindow.showInformationMessage(
    l10n.t('“{0}” of “{1}” is in SecretStorage.', secretInWords(saved), record?.clientName ?? clientId),
    {
      modal: true,
      detail: [
        l10n.t('Use on This Host: its record is added here, as if the secret had been issued on this host.'),
        names === ''
          ? l10n.t('Remove Value: its value is taken out of SecretStorage and cannot be read again.')
          : l10n.t(
              'Remove Value: its value is taken out of SecretStorage and cannot be read again, on {0}, either.',
              names,
            ),
        l10n.t('The secret itself stays in the service.'),
      ].join('\n\n'),
    },
    adopt,
    remove,
  );
  if (chosen === adopt) await core.keptSecrets.adopt(record ?? (await describe(saved, core)));
  if (chosen === remove) await core.keptSecrets.forget(saved);
  if (chosen !== undefined) await core.tell({ kind: 'everything' });
}

/**
 * Makes the record of a secret that no host has one of, with what the service says of it. Without a connection to its tenant,
 * it is named by its ids.
 */
async function describe(
  { tenantId, clientId, secretId }: SavedWithoutRecord,
  core: Core,
): Promise<KeptSecret> {
  const reference = { tenantId, clientId, secretId, keptAt: core.now().toISOString() };
  const [connection] = core.connections.reaching(tenantId);
  if (!connection) return { ...reference, resource: GLOBAL_RESOURCE, clientName: clientId, description: '' };
  const service = await core.connections.service(connection);
  for (const type of TYPES_WITH_SECRETS) {
    const client = await service.client(type, clientId).catch(unlessGone);
    if (!client) continue;
    const secret = (await service.secrets(type, clientId)).find(({ id }) => id === secretId);
    if (!secret && isIdentified(secretId)) throw new CredentialsError('changedMeanwhile');
    return {
      ...reference,
      ...credentialReferenceOf(
        { resource: connection.resource, tenantId, client: { type, id: clientId, name: client.name } },
        secretId,
      ),
      description: secret?.description ?? notSureInWords(),
      expiresAt: secret?.expiresAt?.toISOString(),
    };
  }
  throw new CredentialsError('clientGone');
}

function hostItem(host: Elsewhere, core: Core): Item {
  const { bindings, kept, seenAt } = host;
  return {
    label: hostInWords(host, core.hosts.name),
    description: seenAt === undefined ? '' : l10n.t('last used {0}', seenAt.slice(0, 10)),
    detail: l10n.t('Locations: {0}, saved secrets: {1}', bindings.length, kept.length),
    act: () => decideHost(host, core),
  };
}

async function decideHost(host: Elsewhere, core: Core): Promise<void> {
  const remove = l10n.t('Remove Host');
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('Remove “{0}” from the list of hosts?', hostInWords(host, core.hosts.name)),
    {
      modal: true,
      detail: `${elsewhereInWords([host], core.hosts.name)}\n\n${l10n.t(
        'Remove it only if it no longer exists: secrets that it holds are then deleted without a question. Files on it stay as they are.',
      )}`,
    },
    remove,
  );
  if (chosen !== remove) return;
  await core.hosts.forget(host.hostId);
  await core.tell({ kind: 'everything' });
}
