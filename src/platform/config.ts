// The only reader of the environment. Every setting has one line of documentation, printed by `attune doctor`.
import path from 'node:path'
import { z } from 'zod'

const flag = z.enum(['true', 'false', '1', '0', '']).transform((value) => value === 'true' || value === '1')
const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `needs an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  })

export const settings = {
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000).describe('Port that the server listens on.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address that the server listens on; 0.0.0.0 for all.'),
  DATA_DIR: z.string().min(1).default('./data').describe('Folder for the embedded database, secrets and backups.'),
  DATABASE_URL: url(['postgres:', 'postgresql:'])
    .optional()
    .describe('PostgreSQL 15 or newer, as the role that owns the schema. Without it the embedded server is used.'),
  DATABASE_APP_URL: url(['postgres:', 'postgresql:'])
    .optional()
    .describe('The same database as the role that the application runs as. Without it: SET ROLE attune_app.'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(12).describe('Connections for requests.'),
  PUBLIC_URL: url(['http:', 'https:']).optional().describe('The address that people type, when a proxy stands in front.'),
  SMTP_URL: url(['smtp:', 'smtps:']).optional().describe('Mail server. Without it, letters are printed.'),
  MAIL_FROM: z.string().min(3).default('Attune <attune@localhost>').describe('Sender of mail.'),
  TLS_CERT: z.string().optional().describe('File with the certificate chain (PEM); needs TLS_KEY.'),
  TLS_KEY: z.string().optional().describe('File with the private key (PEM); needs TLS_CERT.'),
  TRUST_PROXY: flag.default(false).describe('Believe X-Forwarded-For and X-Forwarded-Proto. Only behind a proxy that sets them.'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info').describe('Least level that is logged.'),
  METRICS_TOKEN: z.string().min(16).optional().describe('Bearer token for /metrics from other machines; loopback needs none.'),
  ATTUNE_ENV: z.enum(['production', 'development', 'test']).default('production').describe('development adds the gallery of parts.'),
} as const

const schema = z.object(settings).refine((values) => (values.TLS_CERT === undefined) === (values.TLS_KEY === undefined), {
  message: 'TLS_CERT and TLS_KEY belong together: set both or neither',
  path: ['TLS_CERT'],
  // Also beside other faults, so that all of them are named at once.
  when: () => true,
})

export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl?: string | undefined
  databaseAppUrl?: string | undefined
  databasePool: number
  publicUrl?: string | undefined
  smtpUrl?: string | undefined
  mailFrom: string
  tlsCert?: string | undefined
  tlsKey?: string | undefined
  trustProxy: boolean
  logLevel: string
  metricsToken?: string | undefined
  environment: 'production' | 'development' | 'test'
}

export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Reads the settings once, at start. Empty strings count as absent. Throws ConfigError that names every bad setting. */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.keys(settings).map((name) => [name, env[name] === '' ? undefined : env[name]]))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`These settings can't be used:\n${lines.join('\n')}`)
  }
  const values = parsed.data
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: path.resolve(values.DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    databaseAppUrl: values.DATABASE_APP_URL,
    databasePool: values.DATABASE_POOL,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, ''),
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    tlsCert: values.TLS_CERT,
    tlsKey: values.TLS_KEY,
    trustProxy: values.TRUST_PROXY,
    logLevel: values.LOG_LEVEL,
    metricsToken: values.METRICS_TOKEN,
    environment: values.ATTUNE_ENV,
  }
}

/** Every setting as text, whether it was given, and what it is for; `doctor` shows them, with secrets masked. */
export function settingSources(
  env: Record<string, string | undefined> = process.env,
): { name: string; value: string | undefined; isGiven: boolean; meaning: string }[] {
  return Object.entries(settings).map(([name, setting]) => {
    const given = env[name] === '' ? undefined : env[name]
    const standard: unknown = setting.safeParse(undefined).data
    return {
      name,
      value: given ?? (standard === undefined ? undefined : JSON.stringify(standard).replace(/^"|"$/g, '')),
      isGiven: given !== undefined,
      meaning: setting.description ?? '',
    }
  })
}
