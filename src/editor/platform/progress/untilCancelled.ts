import { CredentialsError } from '../../../credentials/credentialsError.ts';

/** Waits for a read operation; rejects with `cancelled` as soon as the signal aborts. */
export async function untilCancelled<T>(signal: AbortSignal, reading: Promise<T>): Promise<T> {
  const cancelled = Promise.withResolvers<never>();
  const cancel = () => cancelled.reject(new CredentialsError('cancelled'));
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await Promise.race([reading, cancelled.promise]);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
