import {
  type DeliverableCredential,
  type Delivered,
  deliverCredential,
} from '../../../credentials/delivery/deliverCredential.ts';
import type { ConfirmedDestination } from '../../../credentials/delivery/destination.ts';
import type { Core } from '../../core/core.ts';
import { newSalt, storesWithProgress } from '../../core/operations/storeWriting.ts';
import { permitInserted } from '../../core/permissions/writtenLaunch.ts';
import { markMilestone } from '../../platform/window/milestones.ts';
import { offerRedirectUrisOf } from './offerRedirectUris.ts';
import type { RememberedTarget } from './rememberedTarget.ts';

/** Writes a credential to a confirmed destination, and remembers the file for next time. */
export async function deliverAndRemember(
  credential: DeliverableCredential,
  confirmed: ConfirmedDestination,
  core: Core,
  remembered: RememberedTarget,
): Promise<Delivered | undefined> {
  const { bindings, delivery, files, now, permissions } = core;
  const delivered = await deliverCredential(credential, confirmed, {
    bindings,
    files,
    now,
    mayWrite: (file, purpose) => delivery.mayWrite(file, purpose),
    stores: storesWithProgress,
    newSalt,
  });
  if (delivered) markMilestone('inProject');
  if (delivered?.kind === 'file') {
    const { target } = delivered;
    await remembered.remember(target);
    if (target.reason === 'launchConfiguration') await permitInserted(permissions, credential, target, now());
    // The credentials are written: whether the service answers now makes no difference to that.
    void offerRedirectUrisOf(core, credential, delivered).catch(error => core.log.error(error));
  }
  return delivered;
}
