import * as v from 'valibot';
import { CLIENT_TYPES, type ClientType } from '../../service/model/clientTypes.ts';

/** A secret as a survey found it. */
export interface SurveyedSecret {
  /** The service's number. */
  readonly id: number;
  readonly description: string;
  /** ISO 8601; missing: it never expires. */
  readonly expiresAt?: string | undefined;
}

/** A client as a survey found it. */
export interface SurveyedClient {
  readonly type: ClientType;
  /** GUID. */
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Ids of roles, not role type ids. */
  readonly roleIds: readonly string[];
  /** Missing: not read yet. */
  readonly secrets?: readonly SurveyedSecret[] | undefined;
}

/** What a tenant had at a time: its clients and their secrets, without any value. */
export interface Survey {
  /** GUID. */
  readonly tenantId: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** ISO 8601; missing: it was cancelled or interrupted, and goes on from here. */
  readonly endedAt?: string | undefined;
  /** Ids of the roles that may do everything. */
  readonly administratorRoleIds: readonly string[];
  readonly clients: readonly SurveyedClient[];
}

const isoTime = v.pipe(
  v.string(),
  v.check(text => !Number.isNaN(Date.parse(text))),
);
const survey = v.object({
  tenantId: v.string(),
  startedAt: isoTime,
  endedAt: v.optional(isoTime),
  administratorRoleIds: v.array(v.string()),
  clients: v.array(
    v.object({
      type: v.picklist(CLIENT_TYPES.map(({ type }) => type)),
      id: v.string(),
      name: v.string(),
      enabled: v.boolean(),
      roleIds: v.array(v.string()),
      secrets: v.optional(
        v.array(v.object({ id: v.number(), description: v.string(), expiresAt: v.optional(isoTime) })),
      ),
    }),
  ),
});

/** Checks a survey as read from disk. */
export function decodeSurvey(value: unknown): Survey | undefined {
  const read = v.safeParse(survey, value);
  return read.success ? read.output : undefined;
}
