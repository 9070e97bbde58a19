import type { ExpiringSecret } from '../../../credentials/clientHealth.ts';
import { calendarDays } from '../../../credentials/expiry/calendarDays.ts';
import type { Tone } from './pageHtml.ts';

/** Days until which an expiration is urgent, and soon. */
const URGENT_DAYS = 7;
const SOON_DAYS = 30;

/** Returns the tone of a secret's chip: the more urgent, the warmer. `plain` for what needs nothing. */
export function urgencyTone({ expiresAt, expiryUnknown }: ExpiringSecret, now: Date): Tone | 'plain' {
  if (expiryUnknown) return 'plain';
  if (!expiresAt) return 'amber';
  if (expiresAt <= now) return 'red';
  const days = calendarDays(expiresAt, now);
  if (days <= URGENT_DAYS) return 'orange';
  return days <= SOON_DAYS ? 'amber' : 'plain';
}
