import type { StartFolder } from './startFolder.ts';
import type { StartOptions } from './startOptions.ts';

/** An editor that `npm start` opened. */
export interface StartedEditor {
  /** What is printed after `Editor: `: an address, or which window to look for. */
  readonly description: string;
  /** Resolves when the user closes it, or it fails. */
  readonly ended: Promise<unknown>;
  dispose(): Promise<void>;
}

/** Opens one kind of editor on the folder's workspace; `undefined` where it is not there. */
export type OpenEditor = (folder: StartFolder, options: StartOptions) => Promise<StartedEditor | undefined>;
