import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';

/** Where a credential goes beside the keyring, into which it always goes first. */
export type Destination =
  | { readonly kind: 'keyring' }
  | { readonly kind: 'projectFile'; readonly target: ProjectTarget };

/** Keeping a credential in the keyring only. */
export const KEYRING: Destination = { kind: 'keyring' };
