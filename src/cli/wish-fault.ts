import type { FailureCode } from '../domain/actions/say-failure.js';

/** What cannot be done as it was asked for; the message is the whole sentence. */
export class WishFault extends Error {
  override readonly name = 'WishFault';
  readonly code: FailureCode;

  constructor(code: FailureCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}
