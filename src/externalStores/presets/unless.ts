import { StoreError, type StoreErrorCode } from '../storeError.ts';

/** Returns the answer of a program, or what is given for the reason why there is none. Rejects for other reasons. */
export async function unless<Answer, Instead extends string>(
  answer: Promise<Answer>,
  instead: Readonly<Partial<Record<StoreErrorCode, Instead>>>,
): Promise<Answer | Instead> {
  try {
    return await answer;
  } catch (error) {
    const known = error instanceof StoreError ? instead[error.code] : undefined;
    if (known === undefined) throw error;
    return known;
  }
}
