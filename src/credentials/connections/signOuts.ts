import { type FSWatcher, mkdirSync, watch } from 'node:fs';
import * as v from 'valibot';
import { decoderOf } from '../records/decoderOf.ts';
import { RecordFolder, type ReportDamage } from '../records/recordFolder.ts';

const signOut = v.object({
  /** Key of the connection's sign-in. */
  key: v.string(),
  /** Id of the sign-in that was ended. */
  id: v.string(),
});

type SignOut = Readonly<v.InferOutput<typeof signOut>>;

const decodeSignOut = decoderOf(signOut);

/** Changes of the folder within this time are reported once, milliseconds. */
const SETTLE_MS = 50;

/**
 * The sign-ins that were ended, on disk. In VS Code for the web each window has a copy of secret storage from when it was
 * loaded: without this record, a second window would continue to use a sign-in that was ended in the first.
 */
export class SignOuts {
  readonly #folder: string;
  readonly #records: RecordFolder<SignOut>;

  /**
   * @param folder where the marks are; shared by all windows of this machine
   * @param newName makes a name for a temporary file, unique each time
   * @param report told once of each damaged file
   */
  constructor(folder: string, newName: () => string, report: ReportDamage = () => {}) {
    this.#folder = folder;
    this.#records = new RecordFolder(folder, decodeSignOut, newName, report);
  }

  /** Records that a sign-in was ended, in place of the record of its key before. */
  async note(key: string, id: string): Promise<void> {
    await this.#records.put(key, { key, id });
  }

  /** Tells whether a sign-in was ended. Rejects with `recordDamaged` or `recordUnreadable` when that is not known. */
  async has(key: string, id: string): Promise<boolean> {
    return (await this.#records.get(key))?.id === id;
  }

  /** Calls back when a window has recorded something. Returns a function that ends this. */
  watch(changed: () => void): () => void {
    let timer: NodeJS.Timeout | undefined;
    let watcher: FSWatcher | undefined;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      watcher = watch(this.#folder, { persistent: false }, () => {
        clearTimeout(timer);
        timer = setTimeout(changed, SETTLE_MS);
      });
      // The folder was deleted, or can no longer be watched. Reading a sign-in still finds the record.
      watcher.on('error', () => watcher?.close());
    } catch {
      // As above.
    }
    return () => {
      clearTimeout(timer);
      watcher?.close();
    };
  }
}
