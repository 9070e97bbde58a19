import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { editorLogsVariables } from '../../platform/window/traceRefusal.ts';
import { askForDebug } from './askForDebug.ts';
import { type DebugRequest, mayGiveSecret } from './debugConsent.ts';
import { type DebugPorts, resolveCredentials } from './debugCredentials.ts';

/** Credentials in the environment of launch configurations. */
export function feature(core: Core): Feature {
  const ports: DebugPorts = {
    keptSecrets: core.keptSecrets,
    now: core.now,
    resourceOf: core.connections.resourceOf,
    mayGive: (kept, request) => mayGive(core, kept, request),
    refuse,
    show: error => void core.run(() => Promise.reject(error)),
  };
  return {
    services: {
      debug: {
        resolve: (folder, configuration) =>
          resolveCredentials(folder && { name: folder.name, path: folder.uri.fsPath }, configuration, ports),
      },
    },
  };
}

const refuse = (reason: string): void => void safeWindow.showErrorMessage(reason);

async function mayGive(
  { context, bindings, log }: Core,
  kept: KeptSecret,
  request: DebugRequest,
): Promise<boolean> {
  if (editorLogsVariables(log)) return false;
  const isTrusted = () => vscode.workspace.isTrusted;
  if (!isTrusted())
    refuse(l10n.t('In Restricted Mode no program gets a secret. Trust the workspace, then start it again.'));
  return mayGiveSecret(kept, request, {
    memory: context.workspaceState,
    bindings,
    isTrusted,
    ask: askForDebug,
  });
}
