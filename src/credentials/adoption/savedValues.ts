import type { SecretText } from '../../secret/secretText.ts';
import type { KeptSecret, KeptSecrets } from '../records/keptSecrets.ts';
import type { ClientIds } from '../records/references.ts';
import { isIdentified } from '../records/unidentified.ts';

/** The saved secrets of a client, compared with a value. */
export interface SavedValues {
  /** The one with the same value; rather one of which it is known which secret it is. */
  readonly same?: KeptSecret | undefined;
  /** Those whose saved values are others. */
  readonly others: readonly KeptSecret[];
}

/** Compares the saved secrets of a client with a value. */
export async function compareSaved(
  client: ClientIds,
  value: SecretText,
  keptSecrets: Pick<KeptSecrets, 'ofClient' | 'value'>,
): Promise<SavedValues> {
  const same: KeptSecret[] = [];
  const others: KeptSecret[] = [];
  for (const kept of await keptSecrets.ofClient(client)) {
    const saved = await keptSecrets.value(kept);
    if (saved) (saved.equals(value) ? same : others).push(kept);
  }
  return { same: same.find(({ secretId }) => isIdentified(secretId)) ?? same[0], others };
}
