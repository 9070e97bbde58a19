import * as vscode from 'vscode';
import type { WatchedSecret } from '../../../credentials/expiry/dueNotices.ts';
import type { ExpiringEntry } from '../../../credentials/expiry/expiringSecrets.ts';
import { readNoticeDays } from '../../../credentials/expiry/noticeDays.ts';
import type { Survey } from '../../../credentials/expiry/survey.ts';
import type { ChangeKind } from '../../core/change.ts';
import type { Core } from '../../core/core.ts';
import type { Feature } from '../../core/feature.ts';
import type { Services } from '../../core/services.ts';
import { lazily } from '../../platform/lazily.ts';
import { lazyService } from '../../platform/lazyService.ts';
import type { ExpiryTimeline } from './expiryTimeline.ts';
import { ExpiryWatch } from './expiryWatch.ts';
import { expiringCountInWords } from './watchWords.ts';

/** Changes after which the watched secrets are counted again. */
const COUNTED: readonly ChangeKind[] = ['everything', 'client', 'clients', 'savedSecrets', 'operations'];

/** Surveys of all secrets, their timeline and report, and notices of those that expire. */
export function feature(core: Core): Feature {
  // Loaded on first use: a window that starts only looks which secrets expire.
  const timeline: () => Promise<ExpiryTimeline> = lazily(async () => {
    const { ExpiryTimeline } = await import('./expiryTimeline.ts');
    return new ExpiryTimeline(core, {
      open: entry => openEntry(core, entry),
      check: surveys.take,
      exportReport,
    });
  });
  const surveys = surveysOf(core, async taken => (await timeline()).update(taken));
  const exportReport = async () => {
    const { exportExpiryReport } = await import('./exportExpiryReport.ts');
    await exportExpiryReport(await surveys.lastOrNew(), core.now());
  };
  const showTimeline = async () => {
    const last = await surveys.lastOrNew();
    (await timeline()).show(last);
    await core.tell({ kind: 'surveys' });
  };
  const watch = new ExpiryWatch(core, {
    noticeDays,
    showTimeline,
    showExpiring: expiring => showExpiring(core, expiring),
  });
  return {
    commands: {
      checkExpiry: async () => {
        const taken = await surveys.take();
        (await timeline()).show(taken);
      },
      exportExpiry: exportReport,
      showTimeline,
    },
    services: { surveys },
    changed: ({ kind }) => {
      if (COUNTED.includes(kind)) watch.changed();
    },
    start: () => watch.start(),
    disposables: [watch],
  };
}

/** Makes the surveys, and tells who shows them when they are taken. */
function surveysOf(core: Core, update: (taken: readonly Survey[]) => Promise<void>): Services['surveys'] {
  const load = lazily(async () => new (await import('./surveys.ts')).Surveys(core));
  const surveys = lazyService(load);
  const take = async () => {
    const taken = await surveys.take();
    await update(taken);
    await core.tell({ kind: 'surveys' });
    return taken;
  };
  return {
    last: () => surveys.last(),
    lastOrNew: () => surveys.lastOrNew(),
    reread: (connection, client) => surveys.reread(connection, client),
    take,
  };
}

async function openEntry(
  { connections, details }: Core,
  { tenantId, clientId, type, secretId }: ExpiringEntry,
): Promise<void> {
  await details.show(await connections.clientNode({ tenantId, clientId, clientType: type }), secretId);
}

function showExpiring({ views, statusItem }: Core, expiring: readonly WatchedSecret[]): void {
  const words = expiringCountInWords(expiring);
  views.clients.badge(expiring.length, words);
  statusItem.showExpiring(expiring.length > 0 ? words : '');
}

const noticeDays = (): readonly number[] =>
  readNoticeDays(vscode.workspace.getConfiguration('clientCredentials').get<unknown>('expiry.noticeDays'));
