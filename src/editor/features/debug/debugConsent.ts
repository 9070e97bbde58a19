import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import type { LaunchPermission } from '../../core/permissions/permission.ts';
import type { Permissions } from '../../core/permissions/permissions.ts';

/** The launch configuration that asks for a secret. */
export interface DebugRequest {
  /** The workspace folder that it is from; missing for one of the whole workspace or of the user. */
  readonly folder?: { readonly name: string; readonly path: string } | undefined;
  /** The configuration's own name. */
  readonly name: string;
  /** Fingerprint of the configuration. */
  readonly fingerprint: string;
  /** What is changed so that the secret isn't shown in a terminal or log, in words; empty: nothing. */
  readonly changes: readonly string[];
  /** Returns the fingerprint of `launch.json`, if the configuration is as it is written there. */
  readonly written: () => Promise<string | undefined>;
}

/** What deciding depends on. */
export interface DebugConsentPorts {
  readonly permissions: Pick<Permissions, 'forLaunch' | 'give'>;
  readonly now: () => Date;
  /** False in Restricted Mode. */
  readonly isTrusted: () => boolean;
  /**
   * Asks the user; `false` when the user does not agree.
   *
   * @param before the permission that no longer applies, because the configuration has changed
   */
  readonly ask: (
    kept: KeptSecret,
    request: DebugRequest,
    before: LaunchPermission | undefined,
  ) => Promise<boolean>;
}

/**
 * Decides whether a launch configuration gets a saved secret. The author of a workspace's files can name any client, also one
 * of another project, and can change what is started: so its secret is given where the user has inserted the client into this
 * very configuration, or has agreed, and the configuration is still the same. In Restricted Mode nothing is given.
 */
export async function mayGiveSecret(
  kept: KeptSecret,
  request: DebugRequest,
  { permissions, now, isTrusted, ask }: DebugConsentPorts,
): Promise<boolean> {
  if (!isTrusted()) return false;
  const { folder, name, fingerprint, changes } = request;
  const subject = {
    tenantId: kept.tenantId,
    clientId: kept.clientId,
    folder: folder?.path,
    configuration: name,
  };
  const given = permissions.forLaunch(subject);
  const isGiven = given !== undefined && (await covers(given, request));
  if (isGiven && given.of === 'started') return true;
  if (!isGiven && !(await ask(kept, request, given))) return false;
  await permissions.give({
    kind: 'launch',
    ...subject,
    clientName: kept.clientName,
    of: 'started',
    fingerprint,
    withChanges: changes.length > 0,
    givenAt: now().toISOString(),
  });
  return true;
}

async function covers(given: LaunchPermission, request: DebugRequest): Promise<boolean> {
  if (request.changes.length > 0 && !given.withChanges) return false;
  const present = given.of === 'written' ? await request.written() : request.fingerprint;
  return given.fingerprint === present;
}
