import { type FSWatcher, mkdirSync, watch } from 'node:fs';
import * as v from 'valibot';
import { decoderOf } from '../records/decoderOf.ts';
import { RecordFolder } from '../records/recordFolder.ts';

const signOut = v.object({
  /** Of the connection's sign-in. */
  key: v.string(),
  /** Of the one sign-in that was ended. */
  id: v.string(),
});

type SignOut = Readonly<v.InferOutput<typeof signOut>>;

const decodeSignOut = decoderOf(signOut);

/** A burst of changes to a folder is one. */
const SETTLE_MS = 50;

/**
 * Which sign-ins were ended, on disk. An editor that runs in a browser gives each of its windows a copy of the
 * keyring, made when the window was loaded (VS Code for the web): without this, a second window would go on.
 */
export class SignOuts {
  readonly #folder: string;
  readonly #records: RecordFolder<SignOut>;

  /**
   * @param folder where the marks are; shared by all windows of this machine
   * @param newName makes a name for a temporary file, never the same twice
   */
  constructor(folder: string, newName: () => string) {
    this.#folder = folder;
    this.#records = new RecordFolder(folder, decodeSignOut, newName);
  }

  /** Notes that a sign-in was ended, in place of what was noted for its key before. */
  async note(key: string, id: string): Promise<void> {
    await this.#records.put(key, { key, id });
  }

  /** Tells whether a sign-in was ended. */
  async has(key: string, id: string): Promise<boolean> {
    return (await this.#records.get(key))?.id === id;
  }

  /** Calls back when another window has noted something; returns what ends that. */
  watch(changed: () => void): () => void {
    let timer: NodeJS.Timeout | undefined;
    let watcher: FSWatcher | undefined;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      watcher = watch(this.#folder, { persistent: false }, () => {
        clearTimeout(timer);
        timer = setTimeout(changed, SETTLE_MS);
      });
      // a folder that is taken away or cannot be watched: the next look at a sign-in still finds out
      watcher.on('error', () => watcher?.close());
    } catch {
      // the same
    }
    return () => {
      clearTimeout(timer);
      watcher?.close();
    };
  }
}
