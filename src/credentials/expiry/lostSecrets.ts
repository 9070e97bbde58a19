import { createHash } from 'node:crypto';
import { type KeptSecret, type KeptSecrets, keptSecretKey } from '../records/keptSecrets.ts';
import type { RecordFolder } from '../records/recordFolder.ts';
import type { NoticeMark } from './noticeMark.ts';

/** What finding lost secrets works with. */
export interface LostParts {
  readonly keptSecrets: Pick<KeptSecrets, 'all' | 'value'>;
  readonly marks: Pick<RecordFolder<NoticeMark>, 'all' | 'put' | 'remove'>;
  readonly now: () => Date;
}

const PREFIX = 'lost ';

/**
 * Finds the saved secrets whose values are no longer in secret storage, once for each set of them. Values that come back
 * and get lost again are reported again.
 */
export async function newlyLost({ keptSecrets, marks, now }: LostParts): Promise<readonly KeptSecret[]> {
  const lost: KeptSecret[] = [];
  for (const kept of await keptSecrets.all()) if (!(await keptSecrets.value(kept))) lost.push(kept);
  const keys = lost.map(keptSecretKey).toSorted().join('\n');
  const current = `${PREFIX}${createHash('sha256').update(keys).digest('hex')}`;
  const told = (await marks.all()).map(({ mark }) => mark).filter(mark => mark.startsWith(PREFIX));
  for (const mark of told) if (mark !== current || lost.length === 0) await marks.remove(mark);
  if (lost.length === 0 || told.includes(current)) return [];
  await marks.put(current, { mark: current, toldAt: now().toISOString() });
  return lost;
}
