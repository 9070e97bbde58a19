/** What was being done when an error occurred. Its effect and the advice depend on that. */
export type Attempt =
  /** Credentials are written to a location that the user has chosen. */
  | 'insert'
  /** The same, after the file was added to `.gitignore`. */
  | 'insertIgnored'
  /** What was inserted is undone. */
  | 'undoInsert'
  /** A reference replaces the value of a saved secret in a file. */
  | 'replaceValue'
  /** A secret is rotated, or a rotation is finished. */
  | 'rotate'
  /** A rotation is undone. */
  | 'undoRotation';

const attempts = new WeakMap<object, Attempt>();

/** Notes what was attempted when an error occurred. The first note counts: it is of the innermost attempt. */
export function noteAttempt<T>(error: T, attempt: Attempt): T {
  if (typeof error === 'object' && error !== null && !attempts.has(error)) attempts.set(error, attempt);
  return error;
}

/** Runs a task, and notes with its error what was attempted. */
export async function attempting<T>(attempt: Attempt, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw noteAttempt(error, attempt);
  }
}

/** Returns what was being attempted when an error occurred; `undefined` if it isn't known. */
export const attemptOf = (error: unknown): Attempt | undefined =>
  typeof error === 'object' && error !== null ? attempts.get(error) : undefined;
