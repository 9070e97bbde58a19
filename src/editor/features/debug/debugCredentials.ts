import type * as vscode from 'vscode';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { KeptSecret, KeptSecrets } from '../../../credentials/records/keptSecrets.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import { usableSecret } from '../../../credentials/records/usableSecret.ts';
import {
  type DebuggerAttributes,
  environmentKeysOf,
  exposuresOf,
  hasOwnEnvironment,
  knownAttributes,
  type LaunchExposure,
  withoutExposures,
} from '../../../projectFiles/shapes/launch/launchExposure.ts';
import type { SecretText } from '../../../secret/secretText.ts';
import { launchFingerprint } from '../../core/permissions/fingerprint.ts';
import type { DebugRequest } from './debugConsent.ts';
import { changeInWords, type LaunchRefusal, refusalInWords } from './debugWords.ts';
import { type EnvironmentKeys, type LaunchVariable, variablesOf, withVariables } from './launchVariables.ts';

/** What putting credentials into a launch configuration works with. */
export interface DebugPorts {
  readonly keptSecrets: Pick<KeptSecrets, 'all' | 'value'>;
  readonly now: () => Date;
  /** Address that reaches a tenant today, where a connection knows it. */
  readonly resourceOf: (tenantId: string) => string | undefined;
  /** Returns what the debuggers of this editor declare; `undefined` for a type that none of them has. */
  readonly declaredAttributes: (type: string) => DebuggerAttributes | undefined;
  /** Returns the fingerprint of a folder's `launch.json`, if the configuration is as it is written there. */
  readonly written: (folder: string, configuration: vscode.DebugConfiguration) => Promise<string | undefined>;
  /** Decides whether the configuration gets the secret; tells the user if it does not. */
  readonly mayGive: (kept: KeptSecret, request: DebugRequest) => Promise<boolean>;
  /** Told of each secret before a program gets it. */
  readonly giving: (secret: SecretText) => void;
  /** Shows why a program is not started. */
  readonly refuse: (reason: string) => void;
  /** Shows an error with the button that fixes it. */
  readonly show: (error: unknown) => void;
}

interface Known {
  readonly kept: KeptSecret;
  readonly secret: SecretText;
}

/** A launch configuration whose variables can be replaced. */
interface Launch {
  readonly keys: EnvironmentKeys;
  readonly variables: readonly LaunchVariable[];
  /** What has to be changed first. */
  readonly exposures: readonly LaunchExposure[];
}

/**
 * Replaces the variables in the environment of a launch configuration with what is saved in SecretStorage, as the
 * program starts: no file has the secret, and no terminal or log shows it. `undefined`: the program is not started, and the
 * user knows why.
 */
export async function resolveCredentials(
  folder: DebugRequest['folder'],
  configuration: vscode.DebugConfiguration,
  ports: DebugPorts,
): Promise<vscode.DebugConfiguration | undefined> {
  const launch = inspectLaunch(configuration, ports.declaredAttributes(configuration.type));
  if ('code' in launch) {
    ports.refuse(refusalInWords(configuration.name, launch));
    return undefined;
  }
  const { keys, variables, exposures } = launch;
  try {
    const clients = new Map<string, Known>();
    for (const { clientId } of variables) {
      if (!clients.has(clientId)) clients.set(clientId, await knownOf(clientId, ports));
    }
    // What a log would be called may differ each time.
    const withoutLogs = withoutExposures(
      configuration,
      exposures.filter(({ kind }) => kind === 'log'),
    );
    const request: DebugRequest = {
      name: configuration.name,
      folder,
      fingerprint: launchFingerprint(withoutLogs),
      changes: exposures.map(changeInWords),
      written: async () => folder && ports.written(folder.path, configuration),
    };
    for (const { kept } of clients.values()) {
      if (!(await ports.mayGive(kept, request))) return undefined;
    }
    for (const { secret } of clients.values()) ports.giving(secret);
    const safe = withoutExposures(configuration, exposures);
    return withVariables(safe, keys, variable => textOf(variable, clients, ports));
  } catch (error) {
    ports.show(error);
    return undefined;
  }
}

/** Finds the variables of a configuration, and what has to be changed before they are replaced. */
function inspectLaunch(
  configuration: vscode.DebugConfiguration,
  declared: DebuggerAttributes | undefined,
): Launch | LaunchRefusal {
  const { type } = configuration;
  const attributes = knownAttributes(type, declared);
  const keys = environmentKeysOf(attributes);
  const found = variablesOf(configuration, keys);
  if (!found.ok) return { code: 'variable', fault: found.fault, keys };
  const { variables } = found;
  if (variables.length > 0 && !hasOwnEnvironment(configuration)) return { code: 'noEnvironment', type };
  // Ids and addresses are no secrets: they may be shown.
  if (!variables.some(({ field }) => field === 'clientSecret')) return { keys, variables, exposures: [] };
  if (declared === undefined) return { code: 'unknownDebugger', type };
  const exposures = exposuresOf(configuration, attributes);
  const exposure = exposures.find(({ remedy }) => remedy === undefined);
  return exposure ? { code: 'exposed', exposure } : { keys, variables, exposures };
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
