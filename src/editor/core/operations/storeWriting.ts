import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { type DeliveryParts, storeWriter } from '../../../credentials/delivery/deliverCredential.ts';
import { type LookedAt, lookInStore } from '../../../externalStores/putIntoStore.ts';
import { StoreError } from '../../../externalStores/storeError.ts';
import type { StoreLocation } from '../../../externalStores/storePlace.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { requireTrust } from '../../platform/window/workspaceTrust.ts';
import { storeInWords } from '../../vocabulary/words/storeWords.ts';
import { askToUpdate } from './askToUpdate.ts';
import { withExactPlace } from './exactPlace.ts';

/** Looks what is at a location in a store; shows progress and Cancel if that takes long. */
export const lookInStoreWithProgress = (location: StoreLocation): Promise<LookedAt> =>
  withExactPlace(location, exact =>
    withDelayedProgress(l10n.t('Looking in {0}…', storeInWords(location.id)), signal =>
      lookInStore(exact, { surroundings: process, signal }),
    ),
  );

/**
 * Writes credentials to stores by their own programs; shows progress and Cancel if that takes long. What is there is replaced
 * only if the user agrees.
 */
export const storesWithProgress: DeliveryParts['stores'] = {
  deliver: async (order, credential) => {
    const deliver = (write: typeof order.write) =>
      withExactPlace(order, exact =>
        withStoringProgress(order, writer => writer.deliver({ ...exact, write }, credential)),
      );
    try {
      return await deliver(order.write);
    } catch (error) {
      // Someone was faster, or it is already there: after a crash, for example.
      if (!(error instanceof StoreError) || error.code !== 'exists') throw error;
      const answer = await askToUpdate(await lookInStoreWithProgress(order));
      if (answer !== 'update') throw error;
      return deliver('update');
    }
  },
  update: (location, credential, isOurs) =>
    withExactPlace(location, exact =>
      withStoringProgress(location, writer => writer.update(exact, credential, isOurs)),
    ),
};

function withStoringProgress(
  { id }: StoreLocation,
  task: (writer: DeliveryParts['stores']) => Promise<StoreLocation>,
): Promise<StoreLocation> {
  requireTrust();
  const { env, platform } = process;
  return withDelayedProgress(l10n.t('Storing in {0}…', storeInWords(id)), signal =>
    task(storeWriter({ env, platform }, signal)),
  );
}

/** Makes a salt of 16 random bytes, hexadecimal. */
export const newSalt = (): string => randomBytes(16).toString('hex');
