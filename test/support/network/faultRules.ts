/** What goes wrong with a request. */
export type Fault =
  /** The connection is reset before the target gets the request. */
  | { readonly kind: 'reset' }
  /** The target carries out the request, then the connection is reset: the answer is lost. */
  | { readonly kind: 'dropAnswer' }
  /** Another answer: status, headers (`Retry-After`), body (HTML, empty). */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      /** Whether the target carries out the request first; default: `false`. */
      readonly afterEffect?: boolean;
    }
  /** Half of the target's answer, sent as if it were complete: JSON that ends too early. */
  | { readonly kind: 'truncate' }
  /** The head of the target's answer and half of its body, then nothing more. */
  | { readonly kind: 'stall' }
  /** No answer. The target carries out the request only with `afterEffect`. */
  | { readonly kind: 'silence'; readonly afterEffect?: boolean }
  /** The target's answer, held back until a promise resolves; with `beforeEffect` the request, too. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown>; readonly beforeEffect?: boolean }
  /** The target's answer, delayed by a number of milliseconds. */
  | { readonly kind: 'delay'; readonly ms: number };

/** A fault, and the requests that it applies to. */
export interface FaultRule {
  /** Default: any. */
  readonly method?: string | undefined;
  /** Matched against path and query. */
  readonly path: RegExp;
  readonly fault: Fault;
  /** Number of requests; default 1. `Infinity` = all. */
  readonly times?: number;
}

/** The rules of a proxy, with the number of requests that each still applies to. */
export class FaultRules {
  readonly #rules: { readonly rule: FaultRule; left: number; used: boolean }[] = [];

  add(rule: FaultRule): void {
    this.#rules.push({ rule, left: rule.times ?? 1, used: false });
  }

  clear(): void {
    this.#rules.splice(0);
  }

  /** Returns the fault of the first rule that matches, and counts it as used. */
  take(method: string, path: string): Fault | undefined {
    const row = this.#rules.find(
      ({ rule, left }) =>
        left > 0 && (rule.method === undefined || rule.method === method) && rule.path.test(path),
    );
    if (!row) return undefined;
    row.left -= 1;
    row.used = true;
    return row.rule.fault;
  }

  /** Describes the rules that were never used. */
  unused(): readonly string[] {
    return this.#rules.filter(({ used }) => !used).map(({ rule }) => `${rule.method ?? ''} ${rule.path}`);
  }
}
