import * as l10n from '@vscode/l10n';

/** What the rows, bars and counts of the timeline say. `{0}` stands for what the page puts in. */
export interface TimelineWords {
  /** Days from now; the keys are those of the page's script. */
  readonly today: string;
  readonly tomorrow: string;
  readonly yesterday: string;
  readonly inDays: string;
  readonly daysAgo: string;
  readonly never: string;
  readonly unknown: string;
  /** A secret without a description. */
  readonly secret: string;
  readonly disabled: string;
  readonly rotate: string;
  readonly rotateOf: string;
  readonly open: string;
  readonly openOf: string;
  readonly loadMore: string;
  readonly oneSecret: string;
  readonly secrets: string;
  readonly oneClient: string;
  readonly clients: string;
  readonly updated: string;
  readonly updatedNow: string;
  readonly earlier: string;
  readonly neverBar: string;
  readonly part: string;
  readonly deleteExpired: string;
  /** Of {@link urgencyWords} and {@link groupWords}. */
  readonly urgencies: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
}

/** Returns what stands for a text that the page puts in. */
const ANY = '{0}';

/** Returns the words of the page's script. */
export const timelineWords = (): TimelineWords => ({
  today: l10n.t('today'),
  tomorrow: l10n.t('tomorrow'),
  yesterday: l10n.t('yesterday'),
  inDays: l10n.t('in {0} days', ANY),
  daysAgo: l10n.t('{0} days ago', ANY),
  never: l10n.t('never expires'),
  unknown: l10n.t('expiration unknown'),
  secret: l10n.t('Secret {0}', ANY),
  disabled: l10n.t('disabled'),
  rotate: l10n.t('Rotate'),
  rotateOf: l10n.t('Rotate: {0}', ANY),
  open: l10n.t('Open'),
  openOf: l10n.t('Open: {0}', ANY),
  loadMore: l10n.t('Load More ({0} of {1})', ANY, '{1}'),
  oneSecret: l10n.t('1 secret'),
  secrets: l10n.t('{0} secrets', ANY),
  oneClient: l10n.t('1 client'),
  clients: l10n.t('{0} clients', ANY),
  updated: l10n.t('Updated {0}', ANY),
  updatedNow: l10n.t('Updated just now'),
  earlier: l10n.t('Earlier'),
  neverBar: l10n.t('Never'),
  part: l10n.t('{0}: {1}', ANY, '{1}'),
  deleteExpired: l10n.t('Delete All Expired…'),
  urgencies: urgencyWords(),
  groups: groupWords(),
});

/** Returns the names of urgencies, as the tiles and the legend have them. */
export const urgencyWords = () => ({
  expired: l10n.t('expired'),
  week: l10n.t('this week'),
  month: l10n.t('next 30 days'),
  later: l10n.t('later'),
  never: l10n.t('never expire'),
});

/** Returns the names of the groups of the list. */
const groupWords = () => ({
  expired: l10n.t('Expired'),
  tomorrow: l10n.t('Today and tomorrow'),
  week: l10n.t('This week'),
  month: l10n.t('This month'),
  later: l10n.t('Later'),
  never: l10n.t('Never expires'),
  unknown: l10n.t('Expiration unknown'),
});
