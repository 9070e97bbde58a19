import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { KeptSecret, KeptSecrets } from '../../../credentials/records/keptSecrets.ts';
import type { IdentityService } from '../../../service/identityService.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { commandId } from '../../vocabulary/commandId.ts';
import type { FixActions } from './verificationFixes.ts';

/** What fixes are carried out with. */
export interface FixActionParts {
  readonly connections: () => readonly Connection[];
  readonly service: (connection: Connection) => Promise<IdentityService>;
  readonly keptSecrets: Pick<KeptSecrets, 'forget'>;
  readonly rotate: (kept: KeptSecret) => Promise<void>;
  readonly show: (kept: KeptSecret) => Promise<void>;
  /** Has the views show what has changed. */
  readonly refresh: () => void;
}

/** Makes what carries fixes out; on clients through the very commands of the tree. */
export function fixActions(parts: FixActionParts): Omit<FixActions, 'verify'> {
  const { connections, service, rotate, show } = parts;
  return {
    ...{ rotate, show },
    onClient: async (command, { tenantId, clientId, type }) => {
      const connection = connections().find(each => each.tenantId.toLowerCase() === tenantId.toLowerCase());
      if (!connection) throw new CredentialsError('signedOut');
      const client = await (await service(connection)).client(type, clientId);
      await vscode.commands.executeCommand(commandId(command), { kind: 'client', connection, client });
    },
    forget: kept => confirmAndForget(kept, parts),
    openFile: async file => {
      await vscode.window.showTextDocument(vscode.Uri.file(file));
    },
  };
}

/** Forgets a kept value, once the user has said so: nobody can read it again. */
export async function confirmAndForget(
  kept: KeptSecret,
  { keptSecrets, refresh }: Pick<FixActionParts, 'keptSecrets' | 'refresh'>,
): Promise<void> {
  const forget = l10n.t('Forget It');
  const chosen = await safeWindow.showWarningMessage(
    l10n.t('Forget the secret “{0}” of “{1}”?', kept.description, kept.clientName),
    {
      modal: true,
      detail: l10n.t('Its value is taken out of SecretStorage. Files that hold it stay as they are.'),
    },
    forget,
  );
  if (chosen !== forget) return;
  await keptSecrets.forget(kept);
  refresh();
}
