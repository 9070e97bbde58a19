import * as l10n from '@vscode/l10n';
import { atOnce } from '../../../credentials/sweep/atOnce.ts';
import {
  type VerifiablePlace,
  verifiablePlaces,
  verifyPlace,
} from '../../../credentials/verification/verifyPlace.ts';
import type { Core } from '../../core/core.ts';
import { connectionNames } from '../../core/pickers/confirmOn.ts';
import { LivePage } from '../../platform/webview/livePage.ts';
import { openPagePanel } from '../../platform/webview/page.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { fixActions } from './fixActions.ts';
import { type VerificationModel, verificationContent } from './verificationContent.ts';
import { carryOutFix, fixFor, type VerificationFix } from './verificationFixes.ts';
import { byUrgency, placeKey, type VerifiedEntry } from './verificationResults.ts';
import { toolsOf } from './verifyOne.ts';

/** Token requests at the same time: limits the load on the service, and hides its latency. */
const AT_ONCE = 4;

/** Results that arrive within this time, in milliseconds, are shown together. */
const DRAW_EVERY_MS = 100;

/** Fixes after which there are other places, or other values in them. */
const CHANGING: readonly VerificationFix[] = ['addSecret', 'enable', 'forget', 'rotate'];

/** The page with the results of *Verify All*: every value in secret storage and in the files that we have written. */
export class VerificationPage {
  readonly #core: Core;
  #live: LivePage | undefined;
  #entries: readonly VerifiedEntry[] = [];
  #lastId = 0;
  #run: AbortController | undefined;
  #endedAt: Date | undefined;
  #stopDrawing: (() => void) | undefined;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Verifies everything, and shows the results as they arrive. Resolves when all are there. */
  async verifyAll(): Promise<void> {
    const places = await this.#places();
    if (places.length === 0) {
      const nothing = l10n.t('No secret is saved on this machine or written to a file.');
      return void safeWindow.showInformationMessage(nothing);
    }
    this.#run?.abort();
    this.#entries = places.map(place => this.#entry(place));
    this.#show();
    await this.#verify(places);
  }

  #entry(place: VerifiablePlace): VerifiedEntry {
    this.#lastId += 1;
    return { id: this.#lastId, place };
  }

  async #places(): Promise<readonly VerifiablePlace[]> {
    const { keptSecrets, bindings, connections } = this.#core;
    const [kept, bound] = await Promise.all([keptSecrets.all(), bindings.all()]);
    return verifiablePlaces(kept, bound, connections.resourceOf);
  }

  #show(): void {
    if (this.#live) {
      this.#live.panel.reveal();
      return;
    }
    const { pages } = this.#core;
    const panel = openPagePanel('clientCredentials.verification', l10n.t('Verify All'), pages);
    const live = new LivePage(panel, pages, message => this.#act(message), 'verification.js');
    panel.onDidDispose(() => {
      live.dispose();
      this.#stopDrawing?.();
      this.#run?.abort();
      this.#live = undefined;
    });
    this.#live = live;
    live.write(resources => verificationContent(this.#model(), resources));
  }

  /** Tries places, four at a time, until all are done or the user cancels. */
  async #verify(places: readonly VerifiablePlace[]): Promise<void> {
    const run = new AbortController();
    this.#run = run;
    this.#drawSoon();
    const tools = toolsOf(this.#core);
    await atOnce(
      places,
      AT_ONCE,
      async place => {
        const diagnosis = await verifyPlace(place, tools, run.signal);
        if (run.signal.aborted) return;
        const key = placeKey(place);
        this.#entries = this.#entries.map(entry =>
          placeKey(entry.place) === key ? { id: entry.id, place, diagnosis } : entry,
        );
        this.#drawSoon();
      },
      run.signal,
    );
    if (this.#run !== run) return;
    this.#run = undefined;
    this.#endedAt = this.#core.now();
    this.#entries = byUrgency(this.#entries);
    await this.#draw();
  }

  #model(): VerificationModel {
    const { connections } = this.#core;
    const name = (tenantId: string) => connectionNames(connections, tenantId)[0] ?? tenantId;
    return {
      entries: this.#entries,
      isRunning: this.#run !== undefined,
      endedAt: this.#endedAt,
      connectionOf: ({ tenantId }) => name(tenantId),
      now: this.#core.now(),
    };
  }

  #drawSoon(): void {
    this.#stopDrawing ??= this.#core.startTimer(() => {
      void this.#draw();
    }, DRAW_EVERY_MS);
  }

  async #draw(): Promise<void> {
    this.#stopDrawing?.();
    this.#stopDrawing = undefined;
    await this.#live?.update(resources => verificationContent(this.#model(), resources));
  }

  async #act(message: unknown): Promise<void> {
    const { action, at } = (message ?? {}) as { action?: string; at?: number };
    const entry = this.#entries.find(({ id }) => id === at);
    if (action === 'verifyAgain') await this.verifyAll();
    if (action === 'cancel') await this.#cancel();
    if (action === 'fix' && entry) await this.#fix(entry);
    if (action === 'openLocation' && entry) await this.#openLocation(entry);
  }

  async #cancel(): Promise<void> {
    this.#run?.abort();
    this.#run = undefined;
    this.#endedAt = this.#core.now();
    this.#entries = byUrgency(this.#entries);
    await this.#draw();
  }

  async #fix({ diagnosis }: VerifiedEntry): Promise<void> {
    const fix = diagnosis && fixFor(diagnosis);
    if (!fix) return;
    const verify = (place: VerifiablePlace) => this.#again([place]);
    await carryOutFix(fix, diagnosis, { ...fixActions(this.#core), verify });
    if (CHANGING.includes(fix)) await this.#afterChange(placeKey(diagnosis.place));
  }

  /** Verifies what a fix may have changed: the place that it was for, and those that weren't there before. */
  async #afterChange(fixedKey: string): Promise<void> {
    const known = new Map(this.#entries.map(entry => [placeKey(entry.place), entry]));
    known.delete(fixedKey);
    const places = await this.#places();
    this.#entries = byUrgency(places.map(place => known.get(placeKey(place)) ?? this.#entry(place)));
    await this.#again(places.filter(place => !known.has(placeKey(place))));
  }

  async #again(places: readonly VerifiablePlace[]): Promise<void> {
    // A run that is going on tries everything anyway.
    if (this.#run) return;
    const keys = places.map(placeKey);
    this.#entries = this.#entries.map(entry =>
      keys.includes(placeKey(entry.place)) ? { id: entry.id, place: entry.place } : entry,
    );
    await this.#verify(places);
  }

  async #openLocation({ place: { binding }, diagnosis }: VerifiedEntry): Promise<void> {
    if (binding) await fixActions(this.#core).openFile(binding, diagnosis?.error);
  }
}
