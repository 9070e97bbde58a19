import type { Binding, Bindings } from '../records/bindings.ts';
import { isSameClient } from '../records/sameId.ts';
import type { DeliveredToFile } from './deliverCredential.ts';
import type { ProjectFileWriter } from './projectFileWriter.ts';

/** What undoing works with. */
export interface UndoParts {
  readonly bindings: Pick<Bindings, 'at' | 'forget' | 'note'>;
  readonly files: Pick<ProjectFileWriter, 'restore'>;
}

/**
 * Restores a file, and the record of what it has, as they were before a delivery. Rejects with `changedMeanwhile` if the file
 * was changed since: nothing is restored then.
 */
export async function undoDelivery(
  { written, binding, former }: Pick<DeliveredToFile, 'written' | 'binding' | 'former'>,
  { bindings, files }: UndoParts,
): Promise<void> {
  await files.restore(written);
  const now = await bindings.at(binding);
  // Someone has written the same bytes, and recorded that.
  if (!now || !isSameRecord(now, binding)) return;
  if (former) await bindings.note(former);
  else await bindings.forget(binding);
}

const isSameRecord = (one: Binding, other: Binding): boolean =>
  isSameClient(one, other) && one.secretId === other.secretId && one.writtenAt === other.writtenAt;
