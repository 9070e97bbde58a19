import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { DeliverableCredential } from '../../../credentials/delivery/deliverCredential.ts';
import { ENVIRONMENT_VARIABLES } from '../../../projectFiles/shapes/field.ts';
import type { Log } from '../../platform/log/redactingLog.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { editorLogsVariables } from '../../platform/window/traceRefusal.ts';

/**
 * Opens a terminal whose environment has the credential under the names that `.env` files have: no file is written,
 * and nothing is typed into the shell. The editor does not bring it back after a restart, so that it keeps no value.
 */
export function openCredentialTerminal(credential: DeliverableCredential, log: Pick<Log, 'level'>): void {
  if (editorLogsVariables(log)) return;
  const { resource, tenantId, clientId, clientName, secret } = credential;
  const values = { resource, tenantId, clientId, clientSecret: secret.reveal() };
  const env = Object.fromEntries(ENVIRONMENT_VARIABLES.map(([field, name]) => [name, values[field]]));
  const terminal = safeWindow.createTerminal({
    name: clientName,
    env,
    isTransient: true,
    message: l10n.t('Set in this terminal: {0}', Object.keys(env).join(', ')),
    iconPath: new vscode.ThemeIcon('key'),
  });
  terminal.show();
}
