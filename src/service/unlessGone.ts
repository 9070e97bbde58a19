import { ServiceError } from './serviceError.ts';

/** Takes what the service does not have (404) for an answer, to be put behind `catch`; throws every other error. */
export function unlessGone(error: unknown): undefined {
  if (!(error instanceof ServiceError) || error.code !== 'notFound') throw error;
}
