// One JSON line per event. Never a body, a secret, a name or an address of a person: the redaction below is the net, not the rule.
import { type Logger, pino } from 'pino'

export type { Logger }

/** Logs to stdout, or to stderr for one-off commands, whose stdout is their answer. */
export function createLog(level: string, to: 'stdout' | 'stderr' = 'stdout'): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['*.password', '*.pin', '*.token', '*.secret', '*.email', 'headers', '*.headers'], censor: '[hidden]' },
      serializers: { err: pino.stdSerializers.err },
    },
    pino.destination({ dest: to === 'stdout' ? 1 : 2, sync: true }),
  )
}
