import * as v from 'valibot';
import { CLIENT_TYPES } from '../../service/model/clientTypes.ts';
import { decoderOf } from '../records/decoderOf.ts';

const isoTime = v.pipe(
  v.string(),
  v.check(text => !Number.isNaN(Date.parse(text))),
);

const surveyedSecret = v.object({
  /** The service's number. */
  id: v.number(),
  description: v.string(),
  /** ISO 8601; missing: it never expires, unless that is unknown. */
  expiresAt: v.optional(isoTime),
  /** The service didn't say whether it expires. */
  expiryUnknown: v.optional(v.literal(true)),
});

const surveyedClient = v.object({
  type: v.picklist(CLIENT_TYPES.map(({ type }) => type)),
  /** GUID. */
  id: v.string(),
  name: v.string(),
  /** Missing: the service didn't say. */
  enabled: v.optional(v.boolean()),
  /** Ids of roles, not role type ids. Missing: the service didn't say. */
  roleIds: v.optional(v.pipe(v.array(v.string()), v.readonly())),
  /** Missing: not read yet. */
  secrets: v.optional(v.pipe(v.array(surveyedSecret), v.readonly())),
});

const survey = v.object({
  /** GUID. */
  tenantId: v.string(),
  /** ISO 8601. */
  startedAt: isoTime,
  /** ISO 8601; missing when it was canceled or interrupted, and can be resumed. */
  endedAt: v.optional(isoTime),
  /** Ids of the administrator roles. */
  administratorRoleIds: v.pipe(v.array(v.string()), v.readonly()),
  clients: v.pipe(v.array(surveyedClient), v.readonly()),
});

/** A secret as a survey found it. */
export type SurveyedSecret = Readonly<v.InferOutput<typeof surveyedSecret>>;

/** A client as a survey found it. */
export type SurveyedClient = Readonly<v.InferOutput<typeof surveyedClient>>;

/** What a tenant had at a time: its clients and their secrets, without any value. */
export type Survey = Readonly<v.InferOutput<typeof survey>>;

/** Checks a survey as read from disk. */
export const decodeSurvey = decoderOf(survey);
