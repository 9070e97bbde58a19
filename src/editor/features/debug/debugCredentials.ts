import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { KeptSecret, KeptSecrets } from '../../../credentials/records/keptSecrets.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import { usableSecret } from '../../../credentials/records/usableSecret.ts';
import type { SecretText } from '../../../secret/secretText.ts';
import type { DebugRequest } from './debugConsent.ts';
import { type LaunchVariable, type VariableFault, variablesOf, withVariables } from './launchVariables.ts';

/** What putting credentials into a launch configuration works with. */
export interface DebugPorts {
  readonly keptSecrets: Pick<KeptSecrets, 'all' | 'value'>;
  readonly now: () => Date;
  /** Address that reaches a tenant today, where a connection knows it. */
  readonly resourceOf: (tenantId: string) => string | undefined;
  /** Decides whether the configuration gets the secret; tells the user if it does not. */
  readonly mayGive: (kept: KeptSecret, request: DebugRequest) => Promise<boolean>;
  /** Shows why a program is not started. */
  readonly refuse: (reason: string) => void;
  /** Shows an error with the button that fixes it. */
  readonly show: (error: unknown) => void;
}

interface Known {
  readonly kept: KeptSecret;
  readonly secret: SecretText;
}

/**
 * Replaces the variables in the environment of a launch configuration with what is saved in SecretStorage, as the
 * program starts: no file has the secret. `undefined`: the program is not started, and the user knows why.
 */
export async function resolveCredentials(
  folder: DebugRequest['folder'],
  configuration: vscode.DebugConfiguration,
  ports: DebugPorts,
): Promise<vscode.DebugConfiguration | undefined> {
  const found = variablesOf(configuration);
  if (!found.ok) {
    ports.refuse(faultInWords(found.fault));
    return undefined;
  }
  try {
    const clients = new Map<string, Known>();
    for (const { clientId } of found.variables) {
      if (!clients.has(clientId)) clients.set(clientId, await knownOf(clientId, ports));
    }
    const request = { name: configuration.name, folder };
    for (const { kept } of clients.values()) {
      if (!(await ports.mayGive(kept, request))) return undefined;
    }
    return withVariables(configuration, variable => textOf(variable, clients, ports));
  } catch (error) {
    ports.show(error);
    return undefined;
  }
}

async function knownOf(clientId: string, { keptSecrets, now }: DebugPorts): Promise<Known> {
  const all = await keptSecrets.all();
  const own = all.filter(kept => isSameId(kept.clientId, clientId));
  const kept = usableSecret(own, now());
  const secret = kept && (await keptSecrets.value(kept));
  if (!kept || !secret) throw new CredentialsError('notKept');
  return { kept, secret };
}

function textOf(
  { clientId, field }: LaunchVariable,
  clients: ReadonlyMap<string, Known>,
  { resourceOf }: DebugPorts,
): string {
  const known = clients.get(clientId);
  if (!known) throw new CredentialsError('notKept');
  const { kept, secret } = known;
  const values = {
    resource: () => resourceOf(kept.tenantId) ?? kept.resource,
    tenantId: () => kept.tenantId,
    clientId: () => kept.clientId,
    clientSecret: () => secret.reveal(),
  };
  return values[field]();
}

function faultInWords({ code, variable }: VariableFault): string {
  return code === 'elsewhere'
    ? l10n.t('{0} may stand in “env” only: what stands elsewhere can be read by other programs.', variable)
    : l10n.t('{0} is not known. It ends with clientId, clientSecret, tenantId or resource.', variable);
}
