/** What is wrong with an answer as a whole, in the form of Node's own error codes. */
export type AnswerErrorCode =
  /** It is longer than anything that the service says. */
  | 'ERR_ANSWER_TOO_LARGE'
  /** It keeps coming, but never comes to its end. */
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
