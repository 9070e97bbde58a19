import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { type DeliveryParts, storeWriter } from '../../../credentials/delivery/deliverCredential.ts';
import { withDelayedProgress } from '../../platform/progress/withDelayedProgress.ts';
import { requireTrust } from '../../platform/window/workspaceTrust.ts';
import { storeInWords } from '../../vocabulary/words/storeWords.ts';

/** Writes credentials to stores by their own programs; shows progress and Cancel if that takes long. */
export const putIntoStoreWithProgress: DeliveryParts['putIntoStore'] = async (order, credential) => {
  requireTrust();
  const { env, platform } = process;
  await withDelayedProgress(l10n.t('Storing in {0}…', storeInWords(order.id)), signal =>
    storeWriter({ env, platform }, signal)(order, credential),
  );
};

/** Makes a salt of 16 random bytes, hexadecimal. */
export const newSalt = (): string => randomBytes(16).toString('hex');
