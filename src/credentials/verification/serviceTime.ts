import type { HttpDispatcher } from '../../network/httpDispatcher.ts';

/**
 * Asks for the time of the service's clock, which is exact to a second (`Date` of RFC 9110, section 6.6.1).
 * Resolves with `undefined` where there is no answer.
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
    // a clock that cannot be asked explains nothing, and prevents nothing either
    return undefined;
  }
}
