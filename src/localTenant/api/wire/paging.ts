import { LIMITS } from '../../../service/model/limits.ts';
import type { Page } from '../../storage/clientTable.ts';
import { type Read, refuse } from './answer.ts';

/** Reads `skip` (default 0) and `count` (default 100, 1 to 1000) of a list request. */
export function readPage(query: URLSearchParams): Read<Page> {
  const { min, max, default: usual } = LIMITS.page;
  const skip = wholeNumber(query.get('skip'), 0);
  if (skip === undefined) {
    return {
      ok: false,
      refusal: refuse('badRequest', 'skip is not valid.', 'Give skip as a whole number from 0.'),
    };
  }
  const count = wholeNumber(query.get('count'), usual);
  if (count === undefined || count < min || count > max) {
    const resolution = `Give count as a whole number from ${min} to ${max}.`;
    return { ok: false, refusal: refuse('badRequest', 'count is not valid.', resolution) };
  }
  return { ok: true, value: { skip, count } };
}

/** Returns the values of a repeatable filter without blank ones (documentation: *List all Client Credential Clients*). */
export function valuesOf(query: URLSearchParams, name: string): string[] {
  return query
    .getAll(name)
    .map(value => value.trim())
    .filter(value => value !== '');
}

function wholeNumber(text: string | null, absent: number): number | undefined {
  if (text === null || text === '') return absent;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
