/**
 * Shows elsewhere what a folder of records has. It must not keep a record from being written: none of its methods rejects.
 *
 * @see HostIndex
 */
export interface RecordMirror<T> {
  /** Shows a record that is about to be written: a crash in between then shows too much, never too little. */
  announce(name: string, record: T): Promise<void>;
  /** Shows a record that has been written, in place of all others of its name. */
  confirm(name: string, record: T): Promise<void>;
  /** No longer shows a record, which has been removed. */
  withdraw(name: string): Promise<void>;
  /** Names the records that are shown. */
  shown(): Promise<readonly string[]>;
}

/** Mirrors nothing. */
export const NO_MIRROR: RecordMirror<unknown> = {
  announce: async () => {},
  confirm: async () => {},
  withdraw: async () => {},
  shown: async () => [],
};
