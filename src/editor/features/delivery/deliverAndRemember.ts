import * as l10n from '@vscode/l10n';
import {
  type DeliverableCredential,
  type Delivered,
  type DeliveryParts,
  deliverCredential,
  storeWriter,
} from '../../../credentials/delivery/deliverCredential.ts';
import type { ConfirmedDestination } from '../../../credentials/delivery/destination.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import type { Milestone } from '../../platform/window/milestones.ts';
import { storeInWords } from '../../vocabulary/words/storeWords.ts';
import type { RememberedTarget } from './rememberedTarget.ts';

/** What bringing a credential somewhere works with. */
export interface EditorDeliveryParts extends DeliveryParts {
  readonly remembered: RememberedTarget;
  readonly reached: (milestone: Milestone) => void;
}

/** Writes a credential to a confirmed destination, and remembers the file for next time. */
export async function deliverAndRemember(
  credential: DeliverableCredential,
  confirmed: ConfirmedDestination,
  parts: EditorDeliveryParts,
): Promise<Delivered | undefined> {
  const delivered = await deliverCredential(credential, confirmed, parts);
  if (delivered) parts.reached('inProject');
  if (delivered?.kind === 'file') await parts.remembered.remember(delivered.target);
  return delivered;
}

/** Puts credentials into stores by their own programs, with progress and Cancel where one takes its time. */
export const putIntoStoreWithProgress: DeliveryParts['putIntoStore'] = (order, credential) => {
  const { env, platform } = process;
  return withDelayedProgress(l10n.t('Storing in {0}…', storeInWords(order.id)), signal =>
    storeWriter({ env, platform }, signal)(order, credential),
  );
};
