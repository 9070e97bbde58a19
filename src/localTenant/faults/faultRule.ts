import * as v from 'valibot';

const times = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1);
const status = v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599));
const seconds = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A regular expression that ignores case. */
const pattern = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return new RegExp(dataset.value, 'i');
    } catch {
      addIssue({ message: 'not a regular expression' });
      return NEVER;
    }
  }),
);

/** Which requests a rule applies to; a missing condition matches all. */
const MATCH = {
  method: v.optional(v.string()),
  /** Matched against the path, without the query. */
  path: v.optional(pattern, ''),
  /** The number of requests. */
  times,
};

/** One rule, by what it does to a request. */
export const faultRuleSchema = v.variant('kind', [
  /** Delays the answer. */
  v.strictObject({ ...MATCH, kind: v.literal('latency'), delayMs: seconds }),
  /** Carries out the request, then closes the connection without an answer. */
  v.strictObject({ ...MATCH, kind: v.literal('dropAnswer') }),
  /** Answers with an error; with `afterEffect`, carries out the request first, like a gateway that stops waiting. */
  v.strictObject({
    ...MATCH,
    kind: v.literal('status'),
    status,
    retryAfterSeconds: v.optional(seconds),
    afterEffect: v.optional(v.boolean(), false),
  }),
  /** Carries out the request and sends the first half of the answer as if it were complete. */
  v.strictObject({ ...MATCH, kind: v.literal('truncatedJson') }),
  /** Answers with an HTML page, like a proxy. */
  v.strictObject({ ...MATCH, kind: v.literal('html'), status: v.optional(status, 502) }),
  /** Answers without a body. */
  v.strictObject({ ...MATCH, kind: v.literal('empty'), status: v.optional(status, 500) }),
  /**
   * Carries out the request, whose change of a client or its secrets counts in authentication only after some seconds, as in
   * the service. Only requests that can make such a change match.
   */
  v.strictObject({ ...MATCH, kind: v.literal('late'), seconds }),
  /** Resets the connection and doesn't carry out the request. */
  v.strictObject({ ...MATCH, kind: v.literal('reset') }),
]);

/** A rule after reading. */
export type FaultRule = v.InferOutput<typeof faultRuleSchema>;

/** A rule as written in the file. */
export type WrittenFaultRule = v.InferInput<typeof faultRuleSchema>;
