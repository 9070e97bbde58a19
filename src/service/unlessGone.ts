import { ServiceError } from './serviceError.ts';

/** Turns `notFound` into `undefined`, and throws every other error. Use it with `catch`. */
export function unlessGone(error: unknown): undefined {
  if (!(error instanceof ServiceError) || error.code !== 'notFound') throw error;
}
