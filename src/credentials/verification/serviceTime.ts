import type { HttpDispatcher } from '../../network/httpDispatcher.ts';

/**
 * Reads the time of the service's clock, exact to a second. Resolves with `undefined` when there is no answer.
 *
 * @see RFC 9110, section 6.6.1 (`Date`)
 *
 * @param resource base URL of the service
 */
export async function serviceTime(
  resource: string,
  dispatcher: Pick<HttpDispatcher, 'fetch'>,
  signal?: AbortSignal,
): Promise<Date | undefined> {
  const discovery = new URL('/identity/.well-known/openid-configuration', resource);
  try {
    const answer = await dispatcher.fetch(discovery, { signal });
    await answer.body?.cancel();
    const time = new Date(answer.headers.get('date') ?? '');
    return Number.isNaN(time.getTime()) ? undefined : time;
  } catch {
    // Verifying works without the service's time: it is only one of the possible explanations.
    return undefined;
  }
}
