import { type ProjectTarget, targetId } from '../../../projectFiles/projectTarget.ts';

/**
 * Returns the target that credentials most likely belong to: one that has the id of the client, of several the last one used;
 * else the last one used; else the best one. `undefined` if none can take them.
 *
 * @param targets the best ones first
 * @param last returns the one of them that was used last
 */
export function likeliestTarget(
  targets: readonly ProjectTarget[],
  last: (among: readonly ProjectTarget[]) => ProjectTarget | undefined,
): ProjectTarget | undefined {
  const usable = targets.filter(({ refusal }) => !refusal);
  const ofClient = usable.filter(({ isOfClient }) => isOfClient);
  return last(ofClient) ?? ofClient[0] ?? last(usable) ?? usable[0];
}

/** Moves the target that was used last to the first place. */
export function lastFirst(
  targets: readonly ProjectTarget[],
  last: ProjectTarget | undefined,
): readonly ProjectTarget[] {
  if (!last) return targets;
  return [last, ...targets.filter(target => targetId(target) !== targetId(last))];
}
