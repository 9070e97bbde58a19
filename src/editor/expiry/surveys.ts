import * as l10n from '@vscode/l10n';
import type { Connection } from '../../credentials/connection.ts';
import { CredentialsError } from '../../credentials/credentialsError.ts';
import type { Survey, SurveyedClient } from '../../credentials/expiry/survey.ts';
import { surveyClient, takeSurvey } from '../../credentials/expiry/takeSurvey.ts';
import type { RecordFolder } from '../../credentials/recordFolder.ts';
import type { IdentityService } from '../../service/identityService.ts';
import { withCountedProgress } from '../progress/withCountedProgress.ts';
import { countInWords } from '../words/countWords.ts';

/** What surveys are taken with. */
export interface SurveysParts {
  readonly connections: () => readonly Connection[];
  readonly service: (connection: Connection) => Promise<IdentityService>;
  readonly records: RecordFolder<Survey>;
  readonly now: () => Date;
}

/** A progress message takes the editor longer than a request takes us. */
const REPORT_EVERY = 25;

/** The surveys of the connected tenants, kept on disk with their time. */
export class Surveys {
  readonly #parts: SurveysParts;

  constructor(parts: SurveysParts) {
    this.#parts = parts;
  }

  /** Returns the last surveys that came to their end, one for each connected tenant that has one. */
  async last(): Promise<readonly Survey[]> {
    const { records } = this.#parts;
    const surveys = await Promise.all(this.#connections().map(({ tenantId }) => records.get(tenantId)));
    return surveys.filter(survey => survey?.endedAt !== undefined) as readonly Survey[];
  }

  /** Returns the last surveys where every connected tenant has one, else takes them. */
  async lastOrNew(): Promise<readonly Survey[]> {
    const last = await this.last();
    return last.length > 0 && last.length === this.#connections().length ? last : this.take();
  }

  /** Asks for everything, with progress and Cancel, after which it goes on from there next time. */
  async take(): Promise<readonly Survey[]> {
    const connections = this.#connections();
    if (connections.length === 0) throw new CredentialsError('signedOut');
    const { records, service: open, now } = this.#parts;
    return withCountedProgress(l10n.t('Reading clients and their secrets'), async (signal, report) => {
      const taken: Survey[] = [];
      for (const connection of connections) {
        const { tenantId } = connection;
        const parts = {
          ...{ tenantId, now, service: await open(connection), before: await records.get(tenantId) },
          save: (survey: Survey) => records.put(tenantId, survey),
          report: ({ clients, read }: { readonly clients: number; readonly read: number }) => {
            if (read % REPORT_EVERY === 0)
              report(l10n.t('clients: {0} of {1}', countInWords(read), countInWords(clients)));
          },
        };
        taken.push(await takeSurvey(parts, signal));
      }
      return taken;
    });
  }

  /** Reads one client again, after it was changed. */
  async reread(connection: Connection, { type, id }: Pick<SurveyedClient, 'type' | 'id'>): Promise<void> {
    const { records, service: open } = this.#parts;
    const known = await records.get(connection.tenantId);
    if (!known) return;
    const client = await surveyClient(await open(connection), type, id);
    const clients = known.clients.flatMap(each => (each.id === id ? (client ?? []) : each));
    await records.put(connection.tenantId, { ...known, clients });
  }

  /** One connection for each tenant. */
  #connections(): readonly Connection[] {
    return [...new Map(this.#parts.connections().map(each => [each.tenantId.toLowerCase(), each])).values()];
  }
}
