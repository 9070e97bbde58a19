import type { Survey } from '../../../credentials/expiry/survey.ts';

/** Returns since when all of several surveys are up to date: an interrupted survey is as old as what it read first. */
export function oldestSurvey(surveys: readonly Survey[]): Date {
  const times = surveys.map(({ startedAt }) => startedAt);
  return new Date(times.toSorted()[0] ?? 0);
}
