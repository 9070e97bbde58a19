import * as v from 'valibot';
import type { ProjectTarget } from '../../projectFiles/projectTarget.ts';
import { storeOrder } from '../records/bindings.ts';

const isTarget = (value: unknown): boolean => {
  const { path, relativePath, folder, places } = (value ?? {}) as Partial<
    Record<keyof ProjectTarget, unknown>
  >;
  return [path, relativePath, folder].every(each => typeof each === 'string') && Array.isArray(places);
};

const destination = v.variant('kind', [
  v.object({ kind: v.literal('keyring') }),
  v.object({ kind: v.literal('projectFile'), target: v.custom<ProjectTarget>(isTarget) }),
  v.object({ kind: v.literal('store'), order: storeOrder }),
]);

/** Where a credential goes beside the keyring, into which it always goes first. */
export type Destination = Readonly<v.InferOutput<typeof destination>>;

/** Schema of {@link ConfirmedDestination}. */
export const confirmedDestination = v.object({
  destination,
  /** Have git ignore the file before it is written. */
  addToGitIgnore: v.boolean(),
});

/** A destination that the user has confirmed. */
export type ConfirmedDestination = Readonly<v.InferOutput<typeof confirmedDestination>>;

/** Keeping a credential in the keyring only. */
export const KEYRING: Destination = { kind: 'keyring' };
