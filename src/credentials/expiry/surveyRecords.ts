import { type Connection, signInKey } from '../connections/connection.ts';
import type { RecordFolder } from '../records/recordFolder.ts';
import type { Survey } from './survey.ts';

/**
 * The surveys on disk: the last complete survey of each tenant and, beside it, the state of an interrupted one. The last
 * complete survey remains when a new one is canceled. An interrupted survey is resumed with the same sign-in only, because
 * another one may see more or less.
 */
export class SurveyRecords {
  readonly #records: RecordFolder<Survey>;

  constructor(records: RecordFolder<Survey>) {
    this.#records = records;
  }

  /** Returns the last complete survey of a tenant. */
  async last(tenantId: string): Promise<Survey | undefined> {
    const survey = await this.#records.getUndamaged(tenantId.toLowerCase());
    return survey?.endedAt === undefined ? undefined : survey;
  }

  /** Returns the survey that was interrupted, taken with the sign-in of a connection. */
  interrupted(connection: Connection): Promise<Survey | undefined> {
    return this.#records.getUndamaged(interruptedKey(connection));
  }

  /** Saves a survey, complete or not, that was taken with the sign-in of a connection. */
  async save(connection: Connection, survey: Survey): Promise<void> {
    if (survey.endedAt === undefined) return this.#records.put(interruptedKey(connection), survey);
    await this.#records.put(survey.tenantId.toLowerCase(), survey);
    await this.#records.remove(interruptedKey(connection));
  }
}

const interruptedKey = (connection: Connection): string => `interrupted\n${signInKey(connection)}`;
