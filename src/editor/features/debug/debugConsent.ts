import type { Bindings } from '../../../credentials/records/bindings.ts';
import type { KeptSecret } from '../../../credentials/records/keptSecrets.ts';
import { folderHolds } from '../../../projectFiles/folderHolds.ts';
import { isLaunchFile } from '../../../projectFiles/search/projectIndex.ts';
import type { WorkspaceMemory } from '../../platform/workspaceMemory.ts';

/** The launch configuration that asks for a secret. */
export interface DebugRequest {
  /** The workspace folder that it is from; missing for one of the whole workspace or of the user. */
  readonly folder?: { readonly name: string; readonly path: string } | undefined;
  /** The configuration's own name. */
  readonly name: string;
}

/** What deciding depends on. */
export interface DebugConsentPorts {
  readonly memory: WorkspaceMemory;
  readonly bindings: Pick<Bindings, 'ofClient'>;
  /** False in Restricted Mode. */
  readonly isTrusted: () => boolean;
  /** Asks the user; `false` when the user does not agree. */
  readonly ask: (kept: KeptSecret, request: DebugRequest) => Promise<boolean>;
}

const KEY = 'debugConsents';

/** The key of configurations that belong to no folder. */
const NO_FOLDER = '';

/**
 * Decides whether a launch configuration gets a saved secret. The author of a workspace's files can name any client,
 * also one of another project: so its secret is given where the user has inserted that very client into a launch
 * configuration of this folder, or has agreed once. In Restricted Mode nothing is given.
 */
export async function mayGiveSecret(
  kept: KeptSecret,
  request: DebugRequest,
  { memory, bindings, isTrusted, ask }: DebugConsentPorts,
): Promise<boolean> {
  if (!isTrusted()) return false;
  const { folder } = request;
  const all = await bindings.ofClient(kept.tenantId, kept.clientId);
  const inserted = all.some(
    each => each.kind === 'file' && folder && isLaunchFile(each.file) && folderHolds(folder.path, each.file),
  );
  if (inserted) return true;
  const entry = [folder?.path ?? NO_FOLDER, kept.tenantId, kept.clientId].join('\n');
  if (readConsents(memory).includes(entry)) return true;
  if (!(await ask(kept, request))) return false;
  await memory.update(KEY, [...readConsents(memory), entry]);
  return true;
}

function readConsents(memory: WorkspaceMemory): readonly unknown[] {
  const all = memory.get(KEY);
  return Array.isArray(all) ? all : [];
}
