import type { Core } from '../../core/core.ts';
import { markMilestone } from '../../platform/window/milestones.ts';

/**
 * Checks the steps of the walkthrough that were done before the walkthrough was opened, or on another profile of this machine:
 * there is a connection, a secret is saved, a location has one. Reads small records only.
 */
export async function markReached({ connections, keptSecrets, bindings }: Core): Promise<void> {
  if (connections.all().length > 0) markMilestone('connected');
  const [saved, located] = await Promise.all([keptSecrets.all(), bindings.all()]);
  if (saved.length > 0 || located.length > 0) markMilestone('clientAdded');
  if (located.length > 0) markMilestone('inProject');
}
