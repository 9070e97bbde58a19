import type { StoreOrder } from '../../externalStores/putIntoStore.ts';
import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';

/** Where a credential goes beside the keyring, into which it always goes first. */
export type Destination =
  | { readonly kind: 'keyring' }
  | { readonly kind: 'projectFile'; readonly target: ProjectTarget }
  | { readonly kind: 'store'; readonly order: StoreOrder };

/** Keeping a credential in the keyring only. */
export const KEYRING: Destination = { kind: 'keyring' };
