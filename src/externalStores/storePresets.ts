import { awsSecretsManager } from './presets/awsSecretsManager.ts';
import { azureKeyVault } from './presets/azureKeyVault.ts';
import { customCommand } from './presets/customCommand.ts';
import { githubActions } from './presets/githubActions.ts';
import { kubernetes } from './presets/kubernetes.ts';
import { onePassword } from './presets/onePassword.ts';
import { passwordStore } from './presets/passwordStore.ts';
import { vault } from './presets/vault.ts';
import type { StoreId } from './storePlace.ts';
import { callOn, type StorePreset } from './storePreset.ts';

/** All stores; adding one is adding a row. Each uses the store's own program as documented. */
export const STORE_PRESETS: readonly StorePreset[] = [
  githubActions,
  vault,
  azureKeyVault,
  awsSecretsManager,
  onePassword,
  kubernetes,
  passwordStore,
  customCommand,
];

/** Returns the row of a store. */
export function presetOf(id: StoreId): StorePreset {
  const preset = STORE_PRESETS.find(row => row.id === id);
  if (!preset) throw new RangeError(`unknown store ${id}`);
  return preset;
}

/** Tells whether a platform has everything that a store's program needs. */
export function isUsableOn({ create, update }: StorePreset, platform: NodeJS.Platform): boolean {
  return callOn(create, platform) !== undefined && callOn(update, platform) !== undefined;
}
