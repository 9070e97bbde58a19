import type { GroupName } from './shapes/fieldMapping.ts';

/** The files and groups of keys that the user has marked as another service's. Nothing is read from them or written to them. */
export interface NotOurs {
  /** Tells whether a whole file is marked. */
  hasFile(file: string): boolean;
  /** Returns the marked groups of a file. */
  groupsOf(file: string): readonly GroupName[];
}

/** Nothing is marked. */
export const ALL_OURS: NotOurs = { hasFile: () => false, groupsOf: () => [] };
