/** A backup or a restore can't be done; nothing was changed. `remedy` says what to do. */
export class BackupError extends Error {
  override name = 'BackupError'
  readonly remedy: string
  constructor(message: string, remedy: string, options?: ErrorOptions) {
    super(message, options)
    this.remedy = remedy
  }
}
