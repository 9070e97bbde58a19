import * as v from 'valibot';

const times = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1);
const status = v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599));
const seconds = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A regular expression, matched in any case. */
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

/** Which requests a rule is for; what is left out matches all. */
const MATCH = {
  method: v.optional(v.string()),
  /** On the path, without the query. */
  path: v.optional(pattern, ''),
  /** For how many requests. */
  times,
};

/** One rule of a file of faults, by what it does to a request. */
export const faultRuleSchema = v.variant('kind', [
  /** Answers late. */
  v.strictObject({ ...MATCH, kind: v.literal('latency'), delayMs: seconds }),
  /** Does what is asked, then closes the connection without an answer. */
  v.strictObject({ ...MATCH, kind: v.literal('dropAnswer') }),
  /** Answers an error; does what is asked before only with `afterEffect`, as a gateway that gave up waiting. */
  v.strictObject({
    ...MATCH,
    kind: v.literal('status'),
    status,
    retryAfterSeconds: v.optional(seconds),
    afterEffect: v.optional(v.boolean(), false),
  }),
  /** Does what is asked and sends the first half of the answer as if it were all. */
  v.strictObject({ ...MATCH, kind: v.literal('truncatedJson') }),
  /** Answers a proxy's page. */
  v.strictObject({ ...MATCH, kind: v.literal('html'), status: v.optional(status, 502) }),
  /** Answers without a body. */
  v.strictObject({ ...MATCH, kind: v.literal('empty'), status: v.optional(status, 500) }),
  /** Resets the connection before anything is done. */
  v.strictObject({ ...MATCH, kind: v.literal('reset') }),
]);

/** A rule as it is used. */
export type FaultRule = v.InferOutput<typeof faultRuleSchema>;

/** A rule as it stands in the file. */
export type WrittenFaultRule = v.InferInput<typeof faultRuleSchema>;
