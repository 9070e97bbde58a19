import fs from 'node:fs';
import * as v from 'valibot';
import { changesClients } from '../clientChange.ts';
import { LocalTenantError } from '../localTenantError.ts';
import { type FaultRule, faultRuleSchema } from './faultRule.ts';

/**
 * A file of rules (a JSON array) by which a test makes the tenant fail. It is read again after each change, so that a test
 * can write new rules while the tenant runs. A missing file has no rules.
 */
export class FaultFile {
  readonly #file: string;
  readonly #log: (line: string) => void;
  #version = '';
  #rules: { rule: FaultRule; left: number }[] = [];

  /** @throws {LocalTenantError} `faultsUnusable` if the file has other content */
  constructor(file: string, log: (line: string) => void) {
    this.#file = file;
    this.#log = log;
    this.#version = this.#currentVersion();
    this.#rules = this.#read();
  }

  /** Returns the rule for a request, the first that matches and isn't used up, and counts it as used. */
  take(method: string, path: string): FaultRule | undefined {
    this.#readIfChanged();
    const found = this.#rules.find(({ rule, left }) => left > 0 && isFor(rule, method, path));
    if (found) found.left -= 1;
    return found?.rule;
  }

  #readIfChanged(): void {
    const version = this.#currentVersion();
    if (version === this.#version) return;
    this.#version = version;
    try {
      this.#rules = this.#read();
    } catch (error) {
      if (!(error instanceof LocalTenantError)) throw error;
      this.#rules = [];
      this.#log(error.message);
    }
  }

  /** With the inode, because a test may replace the file twice within one tick of the clock. */
  #currentVersion(): string {
    const stat = fs.statSync(this.#file, { throwIfNoEntry: false, bigint: true });
    return stat ? `${stat.ino} ${stat.size} ${stat.mtimeNs}` : '';
  }

  #read(): { rule: FaultRule; left: number }[] {
    if (this.#version === '') return [];
    try {
      const rules = v.parse(v.array(faultRuleSchema), JSON.parse(fs.readFileSync(this.#file, 'utf8')));
      return rules.map(rule => ({ rule, left: rule.times }));
    } catch (cause) {
      const where = cause instanceof v.ValiError ? ` at ${v.getDotPath(cause.issues[0]) ?? 'its top'}` : '';
      throw new LocalTenantError('faultsUnusable', `${this.#file} isn't a list of faults${where}.`, {
        cause,
      });
    }
  }
}

function isFor(rule: FaultRule, method: string, path: string): boolean {
  if (rule.kind === 'late' && !changesClients(method, path)) return false;
  return (rule.method ?? method) === method && rule.path.test(path);
}
