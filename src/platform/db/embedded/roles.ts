// The database and its two roles. The superuser never leaves the supervisor: the program only ever sees the owner and the application's role.
import pg from 'pg'
import type { Logger } from '../../log.ts'
import { appRole, type Credentials, databaseName, ownerRole, supervisorRole } from './credentials.ts'

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

function connect(credentials: Credentials, database: string): pg.Client {
  return new pg.Client({
    host: credentials.host,
    port: credentials.port,
    user: supervisorRole,
    password: credentials.passwords.supervisor,
    database,
    application_name: 'attune supervisor',
    connectionTimeoutMillis: 5000,
  })
}

async function withClient<T>(credentials: Credentials, database: string, log: Logger, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = connect(credentials, database)
  client.on('error', (err) => log.warn({ err }, 'the supervisor lost its database connection'))
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Makes what is missing and sets the passwords; changes nothing where all is there. Returns the folder that the server says it works in. */
export async function ensureRoles(credentials: Credentials, log: Logger, mustSetPasswords: boolean): Promise<string> {
  return withClient(credentials, 'postgres', log, async (client) => {
    const { rows } = await client.query<{ directory: string; roles: string[]; has_database: boolean }>(
      `select current_setting('data_directory') as directory,
              array(select rolname::text from pg_roles where rolname in ('${ownerRole}', '${appRole}')) as roles,
              exists (select from pg_database where datname = '${databaseName}') as has_database`,
    )
    const { directory, roles, has_database: hasDatabase } = rows[0]!
    for (const [role, password] of [
      [appRole, credentials.passwords.app],
      [ownerRole, credentials.passwords.owner],
    ] as const) {
      const isThere = roles.includes(role)
      if (isThere && !mustSetPasswords) continue
      const attributes = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls'
      await client.query(`${isThere ? 'alter' : 'create'} role ${role} ${attributes} password ${literal(password)}`)
    }
    // The owner may act as the application, so that checks of "what would the application see" need no second login.
    if (roles.length < 2) await client.query(`grant ${appRole} to ${ownerRole}`)
    if (!hasDatabase) {
      await client.query(`create database ${databaseName} owner ${ownerRole} template template0`)
      await client.query(`revoke all on database ${databaseName} from public`)
      await client.query(`grant connect on database ${databaseName} to ${appRole}`)
    }
    return directory
  })
}

/** For single-user mode, when the passwords were lost: the statement that gives the superuser its new one. */
export const newSupervisorPassword = (credentials: Credentials): string =>
  `alter role ${supervisorRole} password ${literal(credentials.passwords.supervisor)}\n`
