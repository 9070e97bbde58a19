import * as l10n from '@vscode/l10n';
import { ServiceError, type ServiceErrorCode } from '../../../service/serviceError.ts';
import { nothingChanged } from '../../core/steps/askAndAct.ts';

/** Errors with which the service has refused a change for certain. */
const REFUSED: ReadonlySet<ServiceErrorCode> = new Set<ServiceErrorCode>([
  'badRequest',
  'conflict',
  'forbidden',
  'notFound',
  'notSignedIn',
  'preconditionFailed',
  'tooManyRequests',
  'writeOnRegionalAddress',
]);

/** Remembers whether the request that changes something was sent, for the words after a failure. */
export class Sending {
  #isSent = false;

  /** Begins an attempt. */
  begin(): void {
    this.#isSent = false;
  }

  /** Sends the request. */
  send(request: () => Promise<unknown>): Promise<unknown> {
    this.#isSent = true;
    return request();
  }

  /** What is said after a failure, for `askAndAct`. */
  readonly words = {
    nothingDone: nothingChanged(),
    effectInWords: (error: unknown): string => {
      const isRefused = error instanceof ServiceError && REFUSED.has(error.code);
      return !this.#isSent || isRefused ? nothingChanged() : maybeChanged();
    },
  };
}

function maybeChanged(): string {
  return l10n.t('The change may have been saved. Trying again does no harm.');
}
