/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Index of the first item within the whole list. */
  readonly skip: number;
  /** Length of the whole list; what was seen so far when the service does not tell. */
  readonly totalCount: number;
  /** Why some items are missing that should be here. */
  readonly incomplete?: Error;
}
