/**
 * A failure in words that may be stored and logged: a database error repeats values in its message, so only its codes are told; our own errors
 * carry our own words.
 */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return 'not an error object'
  const { code, severity, constraint, table, routine } = error as Error & Record<string, string | undefined>
  if (severity !== undefined) return ['database', code, table, constraint ?? routine].filter(Boolean).join(' ').slice(0, 500)
  return `${error.name}: ${error.message}`.slice(0, 500)
}

/** Did the connection or the server go away? Then nothing is wrong with the work itself. */
export function isConnectionFault(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return (
    /^(08...|57P0[1-5]|ECONN.*|EPIPE|ETIMEDOUT)$/.test(code) ||
    /Connection terminated|connection ended|timeout exceeded when trying to connect/i.test(message)
  )
}
