import { readdir } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { readIndexKey } from '../../../credentials/hosts/indexEntry.ts';
import { isLease } from '../../../credentials/locks/sharedLease.ts';
import { isKeptSecretKey } from '../../../credentials/records/keptSecrets.ts';
import type { Core } from '../../core/core.ts';

/** Folder of the local tenant in the extension's own folder. */
export const LOCAL_TENANT = 'localTenant';

/** What the extension has saved on this machine. */
export interface SavedData {
  readonly secrets: number;
  readonly signIns: number;
  /** Records of locations that hold a credential. */
  readonly locations: number;
  /** Operations that are not finished. */
  readonly unfinished: number;
  /** Other records and choices: surveys, notices, permissions, remembered files, what hosts tell each other. */
  readonly others: number;
  readonly hasLocalTenant: boolean;
}

/** Returns the names of what is in a folder; none if there is no folder. Rejects when it can't be read. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Counts what is saved, also values that no record names any more. */
export async function findSavedData(core: Core): Promise<SavedData> {
  const { context, bindings, journal } = core;
  const storage = context.globalStorageUri.fsPath;
  const keys = await context.secrets.keys();
  const secrets = keys.filter(isKeptSecretKey).length;
  const ofHosts = keys.filter(key => readIndexKey(key) !== undefined || isLease(key)).length;
  const folders = await Promise.all(
    ['surveys', 'notices', 'signOuts', 'clipboard'].map(name => namesIn(path.join(storage, name))),
  );
  const choices = context.globalState.keys().length + context.workspaceState.keys().length;
  const hasLocalTenant = (await namesIn(storage)).includes(LOCAL_TENANT);
  return {
    secrets,
    signIns: keys.length - secrets - ofHosts,
    locations: (await bindings.all()).length,
    unfinished: (await journal.open()).length,
    others: folders.flat().length + choices + ofHosts,
    hasLocalTenant,
  };
}

/** Tells whether nothing is saved. */
export const isNothingSaved = ({ secrets, signIns, locations, others, hasLocalTenant }: SavedData): boolean =>
  secrets + signIns + locations + others === 0 && !hasLocalTenant;

/** Lists what is saved, for the question whether to remove it. */
export function savedDataInWords({ secrets, signIns, locations, others }: SavedData): string {
  const lines = [
    l10n.t('Saved secrets: {0}', secrets),
    l10n.t('Sign-ins: {0}', signIns),
    l10n.t('Records of files and stores that hold a credential: {0}', locations),
    l10n.t('Other records, permissions and choices: {0}', others),
  ];
  const consequence = l10n.t(
    'The values of saved secrets can’t be shown again. Secrets in the service, files, stores and settings aren’t changed. What other workspaces remember isn’t removed.',
  );
  return `${lines.join('\n')}\n\n${consequence}`;
}
