import type { StartFolder } from './startFolder.ts';
import type { StartOptions } from './startOptions.ts';

/** An editor that `npm start` opened. */
export interface StartedEditor {
  /** The text printed after `Editor: `: an address, or the window to look for. */
  readonly description: string;
  /** Resolves when the user closes it or it fails. */
  readonly ended: Promise<unknown>;
  dispose(): Promise<void>;
}

/** Opens one kind of editor with the folder's workspace; `undefined` if it isn't available. */
export type OpenEditor = (folder: StartFolder, options: StartOptions) => Promise<StartedEditor | undefined>;
