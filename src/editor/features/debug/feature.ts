import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Connection } from '../../../credentials/connections/connection.ts';
import type { Bindings } from '../../../credentials/records/bindings.ts';
import type { KeptSecret, KeptSecrets } from '../../../credentials/records/keptSecrets.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import type { ResolveDebug } from '../../platform/registration/registerDebug.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { editorLogsVariables } from '../../platform/window/traceRefusal.ts';
import type { WorkspaceMemory } from '../../platform/workspaceMemory.ts';
import { askForDebug } from './askForDebug.ts';
import { type DebugRequest, mayGiveSecret } from './debugConsent.ts';
import { resolveCredentials } from './debugCredentials.ts';

/** What giving credentials to launch configurations is made of. */
export interface DebugNeeds {
  readonly keptSecrets: KeptSecrets;
  readonly bindings: Bindings;
  readonly connections: () => readonly Connection[];
  readonly memory: WorkspaceMemory;
  readonly now: () => Date;
  /** Shows an error with what mends it. */
  readonly show: (error: unknown) => void;
}

/** Makes what puts credentials into launch configurations. */
export function debugParts({ keptSecrets, bindings, connections, memory, now, show }: DebugNeeds) {
  const refuse = (reason: string) => void safeWindow.showErrorMessage(reason);
  const isTrusted = () => vscode.workspace.isTrusted;
  const mayGive = async (kept: KeptSecret, request: DebugRequest) => {
    if (editorLogsVariables()) return false;
    if (!isTrusted())
      refuse(
        l10n.t('In Restricted Mode no program gets a secret. Trust the workspace, then start it again.'),
      );
    return mayGiveSecret(kept, request, { memory, bindings, isTrusted, ask: askForDebug });
  };
  const parts = {
    ...{ keptSecrets, now, mayGive, refuse, show },
    resourceOf: (tenantId: string) => connections().find(each => isSameId(each.tenantId, tenantId))?.resource,
  };
  const resolve: ResolveDebug = (folder, configuration) =>
    resolveCredentials(folder && { name: folder.name, path: folder.uri.fsPath }, configuration, parts);
  return { resolve };
}
