import * as l10n from '@vscode/l10n';
import type { ReportDamage } from '../../credentials/records/recordFolder.ts';
import type { Log } from '../platform/log/redactingLog.ts';
import { safeWindow } from '../platform/window/safeWindow.ts';

/** Files named in a message; the log names all. */
const NAMED = 5;

/**
 * Makes the function that reports damaged records to the user: all that are found together in one message, each once.
 *
 * @param showLog shows the log, which says of each file what is wrong with it
 */
export function damagedRecordNotice(log: Pick<Log, 'warn'>, showLog: () => void): ReportDamage {
  const told = new Set<string>();
  let found: string[] = [];
  const tell = () => {
    const files = found;
    found = [];
    void showNotice(files, showLog);
  };
  return (file, reason) => {
    if (told.has(file)) return;
    told.add(file);
    log.warn(`damaged record (${reason}): ${file}`);
    // Those of the same read are reported right after another.
    if (found.push(file) === 1) setImmediate(tell);
  };
}

async function showNotice(files: readonly string[], showLog: () => void): Promise<void> {
  const open = l10n.t('Show Log');
  const text =
    files.length === 1
      ? l10n.t(
          'A record of this extension is damaged and was left as it is: {0}. Rotation is refused for clients that it may be about.',
          files[0] ?? '',
        )
      : l10n.t(
          '{0} records of this extension are damaged and were left as they are: {1}. Rotation is refused for clients that they may be about.',
          files.length,
          files.slice(0, NAMED).join(', '),
        );
  if ((await safeWindow.showWarningMessage(text, open)) === open) showLog();
}
