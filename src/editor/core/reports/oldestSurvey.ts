import type { Survey } from '../../../credentials/expiry/survey.ts';

/** Returns when the oldest of these surveys started: an interrupted survey is as old as its first data. */
export function oldestSurvey(surveys: readonly Survey[]): Date {
  const times = surveys.map(({ startedAt }) => startedAt);
  return new Date(times.toSorted()[0] ?? 0);
}
