import {
  type DeliverableCredential,
  type Delivered,
  deliverCredential,
} from '../../../credentials/delivery/deliverCredential.ts';
import type { ConfirmedDestination } from '../../../credentials/delivery/destination.ts';
import type { Core } from '../../core/core.ts';
import { newSalt, storesWithProgress } from '../../core/operations/storeWriting.ts';
import { markMilestone } from '../../platform/window/milestones.ts';
import type { RememberedTarget } from './rememberedTarget.ts';

/** Writes a credential to a confirmed destination, and remembers the file for next time. */
export async function deliverAndRemember(
  credential: DeliverableCredential,
  confirmed: ConfirmedDestination,
  { bindings, files, now }: Core,
  remembered: RememberedTarget,
): Promise<Delivered | undefined> {
  const delivered = await deliverCredential(credential, confirmed, {
    bindings,
    files,
    now,
    stores: storesWithProgress,
    newSalt,
  });
  if (delivered) markMilestone('inProject');
  if (delivered?.kind === 'file') await remembered.remember(delivered.target);
  return delivered;
}
