import * as vscode from 'vscode';
import type { StoreId } from '../../../externalStores/storePlace.ts';
import { isUsableOn, STORE_PRESETS } from '../../../externalStores/storePresets.ts';
import { findProgram } from '../../../machine/findProgram.ts';

/**
 * Lists the stores whose programs are on the PATH, and the custom command. None in Restricted Mode: a program may
 * read its configuration from the working folder.
 */
export async function availableStores(): Promise<readonly StoreId[]> {
  if (!vscode.workspace.isTrusted) return [];
  const { env, platform } = process;
  const usable = STORE_PRESETS.filter(preset => isUsableOn(preset, platform));
  const found = await Promise.all(
    usable.map(async ({ id, program }) =>
      program === '' || (await findProgram(program, { env, platform })) ? [id] : [],
    ),
  );
  return found.flat();
}
