import * as l10n from '@vscode/l10n';
import type { Connection } from '../../../credentials/connections/connection.ts';
import { CredentialsError } from '../../../credentials/credentialsError.ts';
import type { Survey, SurveyedClient } from '../../../credentials/expiry/survey.ts';
import { type SurveyParts, surveyClient, takeSurvey } from '../../../credentials/expiry/takeSurvey.ts';
import { isSameId } from '../../../credentials/records/sameId.ts';
import type { Core } from '../../core/core.ts';
import { withCountedProgress } from '../../platform/progress/withCountedProgress.ts';
import { safeWindow } from '../../platform/window/safeWindow.ts';
import { errorInWords } from '../../vocabulary/errors/messages.ts';
import { countInWords } from '../../vocabulary/words/countWords.ts';

/** Showing a progress message takes longer than a request. */
const REPORT_EVERY = 25;

/** The surveys of the connected tenants, saved on disk with their time. */
export class Surveys {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Returns the last complete surveys, one for each connected tenant that has one. */
  async last(): Promise<readonly Survey[]> {
    const { surveyRecords } = this.#core;
    const surveys = await Promise.all(this.#tenants().map(([{ tenantId }]) => surveyRecords.last(tenantId)));
    return surveys.filter(survey => survey !== undefined);
  }

  /** Returns the last surveys if every connected tenant has one; takes them otherwise. */
  async lastOrNew(): Promise<readonly Survey[]> {
    const last = await this.last();
    return last.length > 0 && last.length === this.#tenants().length ? last : this.take();
  }

  /**
   * Asks for everything, with progress and Cancel. After Cancel, the next call continues from there. A tenant that cannot be read does
   * not affect the others. Rejects when none can be read.
   */
  async take(): Promise<readonly Survey[]> {
    const tenants = this.#tenants();
    if (tenants.length === 0) throw new CredentialsError('signedOut');
    return withCountedProgress(l10n.t('Reading clients and their secrets'), async (signal, report) => {
      const taken: Survey[] = [];
      const failed: { readonly connection: Connection; readonly error: unknown }[] = [];
      for (const sameTenant of tenants) {
        try {
          taken.push(await this.#takeByAny(sameTenant, signal, report));
        } catch (error) {
          signal.throwIfAborted();
          failed.push({ connection: sameTenant[0], error });
        }
      }
      if (taken.length === 0) throw failed[0]?.error;
      for (const { connection, error } of failed) warnUnread(connection, error);
      return taken;
    });
  }

  /** Takes the survey of a tenant with the first of its connections that is allowed to. Rejects with the error of the first one. */
  async #takeByAny(
    [first, ...others]: SameTenant,
    signal: AbortSignal,
    report: (message: string) => void,
  ): Promise<Survey> {
    try {
      return await this.#takeOne(first, signal, report);
    } catch (error) {
      for (const other of others) {
        signal.throwIfAborted();
        const taken = await this.#takeOne(other, signal, report).catch(() => undefined);
        if (taken) return taken;
      }
      throw error;
    }
  }

  async #takeOne(
    connection: Connection,
    signal: AbortSignal,
    report: (message: string) => void,
  ): Promise<Survey> {
    const { surveyRecords: records, connections, now } = this.#core;
    const { tenantId } = connection;
    const parts: SurveyParts = {
      tenantId,
      now,
      service: await connections.service(connection),
      before: await records.interrupted(connection),
      save: survey => records.save(connection, survey),
      report: ({ clients, read }) => {
        if (read % REPORT_EVERY === 0)
          report(l10n.t('clients: {0} of {1}', countInWords(read), countInWords(clients)));
      },
    };
    return takeSurvey(parts, signal);
  }

  /** Reads one client again, after it was changed. */
  async reread(connection: Connection, { type, id }: Pick<SurveyedClient, 'type' | 'id'>): Promise<void> {
    const { surveyRecords: records, connections } = this.#core;
    const known = await records.last(connection.tenantId);
    if (!known) return;
    const client = await surveyClient(await connections.service(connection), type, id);
    const clients = known.clients.flatMap(each => (isSameId(each.id, id) ? (client ?? []) : each));
    await records.save(connection, { ...known, clients });
  }

  /** The connections by tenant: several may reach the same one. */
  #tenants(): readonly SameTenant[] {
    const byTenant = Map.groupBy(this.#core.connections.ofWorkspace(), ({ tenantId }) =>
      tenantId.toLowerCase(),
    );
    return [...byTenant.values()].flatMap(([first, ...others]) => (first ? [[first, ...others]] : []));
  }
}

/** Connections to one tenant. */
type SameTenant = readonly [Connection, ...Connection[]];

/** Says which tenant could not be read, where others could. */
function warnUnread({ name }: Connection, error: unknown): void {
  void safeWindow.showWarningMessage(l10n.t('{0} was left out: {1}', name, errorInWords(error).text));
}
