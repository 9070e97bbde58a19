import type { StoreOrder } from '../../externalStores/putIntoStore.ts';
import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';

/** Where a credential goes beside the keyring, into which it always goes first. */
export type Destination =
  | { readonly kind: 'keyring' }
  | { readonly kind: 'projectFile'; readonly target: ProjectTarget }
  | { readonly kind: 'store'; readonly order: StoreOrder };

/** A destination that the user has confirmed. */
export interface ConfirmedDestination {
  readonly destination: Destination;
  /** Have git ignore the file before it is written. */
  readonly addToGitIgnore: boolean;
}

/** Keeping a credential in the keyring only. */
export const KEYRING: Destination = { kind: 'keyring' };
