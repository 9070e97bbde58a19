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

/** Where a credential is written, besides secret storage, where it is always saved first. */
export type Destination = Readonly<v.InferOutput<typeof destination>>;

/** Schema of {@link ConfirmedDestination}. */
export const confirmedDestination = v.object({
  destination,
  /** Whether to add the file to .gitignore before it is written. */
  addToGitIgnore: v.boolean(),
});

/** A destination that the user has confirmed. */
export type ConfirmedDestination = Readonly<v.InferOutput<typeof confirmedDestination>>;

/** Saving a credential in secret storage only. */
export const KEYRING: Destination = { kind: 'keyring' };
