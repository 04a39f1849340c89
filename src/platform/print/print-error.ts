export type PrintFailure =
  /** The data breaks a limit or a shape. */
  | 'refused'
  /** Too many prints wait already. */
  | 'busy'
  /** Took longer than the limit, or the typesetting process ended. */
  | 'stopped'
  /** The template itself failed: a bug. */
  | 'failed'

export class PrintError extends Error {
  override name = 'PrintError'
  readonly failure: PrintFailure

  constructor(failure: PrintFailure, message: string) {
    super(message)
    this.failure = failure
  }
}
