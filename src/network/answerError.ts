/** Why an answer was not read to its end, in the form of Node's error codes. */
export type AnswerErrorCode =
  /** It is longer than any answer of the service. */
  | 'ERR_ANSWER_TOO_LARGE'
  /** It didn't end in time. */
  | 'ERR_ANSWER_TOO_SLOW';

/** An answer that was not read to its end. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
  readonly code: AnswerErrorCode;

  constructor(code: AnswerErrorCode) {
    super(code);
    this.code = code;
  }
}
