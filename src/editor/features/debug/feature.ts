import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { writtenFingerprint } from '../../core/permissions/writtenLaunch.ts';
import { declaredAttributes } from '../../platform/declaredAttributes.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { editorLogsVariables } from '../../platform/window/traceRefusal.ts';
import { askForDebug } from './askForDebug.ts';
import { type DebugRequest, mayGiveSecret } from './debugConsent.ts';
import { type DebugPorts, resolveCredentials } from './debugCredentials.ts';
import { TerminalGuard } from './terminalGuard.ts';

/** Credentials in the environment of launch configurations. */
export function feature(core: Core): Feature {
  const guard = new TerminalGuard();
  const ports: DebugPorts = {
    keptSecrets: core.keptSecrets,
    now: core.now,
    resourceOf: core.connections.resourceOf,
    declaredAttributes,
    written: writtenFingerprint,
    mayGive: (kept, request) => mayGive(core, kept, request),
    giving: secret => guard.note(secret),
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
    disposables: [
      vscode.debug.registerDebugAdapterTrackerFactory('*', {
        createDebugAdapterTracker: session => ({
          onDidSendMessage: message => {
            if (guard.clean(message)) stop(session);
          },
        }),
      }),
    ],
  };
}

const refuse = (reason: string): void => void safeWindow.showErrorMessage(reason);

function stop(session: vscode.DebugSession): void {
  void vscode.debug.stopDebugging(session);
  refuse(
    l10n.t(
      '“{0}” was stopped: its debugger starts the program in a terminal, where the secret would be shown. The program didn’t get the secret.',
      session.name,
    ),
  );
}

async function mayGive(
  { permissions, now, log }: Core,
  kept: KeptSecret,
  request: DebugRequest,
): Promise<boolean> {
  if (editorLogsVariables(log)) return false;
  const isTrusted = () => vscode.workspace.isTrusted;
  if (!isTrusted())
    refuse(l10n.t('In Restricted Mode no program gets a secret. Trust the workspace, then start it again.'));
  return mayGiveSecret(kept, request, { permissions, now, isTrusted, ask: askForDebug });
}
