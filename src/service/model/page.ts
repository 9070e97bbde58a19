/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Index of the first item in the complete list. */
  readonly skip: number;
  /** Length of the complete list; when the service doesn't return it, one more than so far after a full page. */
  readonly totalCount: number;
  /** Why items are missing; `undefined` when none are. */
  readonly incomplete?: Error;
}
