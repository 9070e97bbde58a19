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
import { noteAttempt } from '../../vocabulary/errors/attempt.ts';
import { offerRedirectUrisOf } from './offerRedirectUris.ts';
import type { RememberedTarget } from './rememberedTarget.ts';

/** Writes a credential to a confirmed destination; an error knows what was changed before. */
async function deliver(
  credential: DeliverableCredential,
  confirmed: ConfirmedDestination,
  { bindings, delivery, files, now }: Core,
): Promise<Delivered | undefined> {
  let isIgnored = false;
  try {
    return await deliverCredential(credential, confirmed, {
      bindings,
      files: {
        write: (target, values) => files.write(target, values),
        ignore: async file => {
          await files.ignore(file);
          isIgnored = true;
        },
      },
      now,
      mayWrite: (file, purpose) => delivery.mayWrite(file, purpose),
      stores: storesWithProgress,
      newSalt,
    });
  } catch (error) {
    throw noteAttempt(error, isIgnored ? 'insertIgnored' : 'insert');
  }
}

/** Writes a credential to a confirmed destination, and remembers the file for next time. */
export async function deliverAndRemember(
  credential: DeliverableCredential,
  confirmed: ConfirmedDestination,
  core: Core,
  remembered: RememberedTarget,
): Promise<Delivered | undefined> {
  const { permissions, now } = core;
  const delivered = await deliver(credential, confirmed, core);
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
