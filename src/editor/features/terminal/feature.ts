import * as vscode from 'vscode';
import type { DeliverableCredential } from '../../../credentials/delivery/deliverCredential.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import { chooseCredential } from '../../core/pickers/chooseKept.ts';
import { confirmUse } from '../../platform/window/confirmUse.ts';
import { markMilestone } from '../../platform/window/milestones.ts';
import { editorLogsVariables } from '../../platform/window/traceRefusal.ts';
import { askForTerminal } from './askForTerminal.ts';
import { openCredentialTerminal } from './credentialTerminal.ts';
import { mayOpenTerminal } from './terminalConsent.ts';
import { terminalFingerprint } from './terminalSettings.ts';

/** Terminals whose environment has a credential. */
export function feature(core: Core): Feature {
  const { permissions, bindings, log, now } = core;
  const open = async (credential: DeliverableCredential) => {
    if (editorLogsVariables(log)) return;
    const isAllowed = await mayOpenTerminal(credential, {
      permissions,
      bindings,
      now,
      folders: () => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
      fingerprint: () => terminalFingerprint(process.platform),
      ask: (client, before) => askForTerminal(vscode.env.shell, client, before),
    });
    if (!isAllowed || !(await confirmUse('terminal', credential.clientName))) return;
    openCredentialTerminal(credential);
    markMilestone('authenticated');
  };
  return {
    commands: {
      openTerminal: async node => {
        const credential = await chooseCredential(core, node);
        if (credential) await open(credential);
      },
    },
    services: { terminal: { open } },
  };
}
