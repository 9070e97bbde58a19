import type { Binding, Bindings } from '../../../credentials/records/bindings.ts';
import type { CredentialReference } from '../../../credentials/records/references.ts';
import { folderHolds } from '../../../projectFiles/folderHolds.ts';
import type { TerminalPermission } from '../../core/permissions/permission.ts';
import type { Permissions } from '../../core/permissions/permissions.ts';

/** What deciding depends on. */
export interface TerminalConsentPorts {
  readonly permissions: Pick<Permissions, 'forTerminal' | 'give'>;
  readonly bindings: Pick<Bindings, 'readableOfClient'>;
  readonly now: () => Date;
  /** The workspace folders. */
  readonly folders: () => readonly string[];
  /** Fingerprint of what the editor starts as a terminal. */
  readonly fingerprint: () => string;
  /**
   * Asks the user; `false` when the user does not agree.
   *
   * @param before the permission that no longer applies, because the terminal has changed
   */
  readonly ask: (client: CredentialReference, before: TerminalPermission | undefined) => Promise<boolean>;
}

/**
 * Decides whether a terminal gets the secret of a client: it does where the client is used in a file of this workspace, or the
 * user has agreed and terminals are still the same. The settings of a workspace say which program a terminal is.
 */
export async function mayOpenTerminal(
  client: CredentialReference,
  { permissions, bindings, now, folders, fingerprint, ask }: TerminalConsentPorts,
): Promise<boolean> {
  const { tenantId, clientId, clientName } = client;
  const used = await bindings.readableOfClient(tenantId, clientId);
  if (used.some(binding => isIn(binding, folders()))) return true;
  const given = permissions.forTerminal(client);
  const present = fingerprint();
  if (given?.fingerprint === present) return true;
  if (!(await ask(client, given))) return false;
  const givenAt = now().toISOString();
  await permissions.give({ kind: 'terminal', tenantId, clientId, clientName, fingerprint: present, givenAt });
  return true;
}

const isIn = (binding: Binding, folders: readonly string[]): boolean =>
  binding.kind === 'file' && folders.some(folder => folderHolds(folder, binding.file));
