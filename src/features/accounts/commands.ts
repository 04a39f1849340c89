// `organisation create` and `token create` suffice to drive everything through the API.
import { createOrganisation, findOrganisations } from '#features/people/public.ts'
import { grantableRoles } from '#platform/access/policy.ts'
import { type Command, CommandRefused, defineCommand, WrongUsage } from '#platform/cli/command.ts'
import { systemContext } from '#platform/http/context.ts'
import { email, language, languages, timeZone } from '#platform/http/fields.ts'
import { isUuid, newId } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { newApiToken } from './contract.ts'
import { makeToken } from './service/api-tokens.ts'
import { checkNewSecret, hashNewSecret } from './service/choose-secret.ts'
import { createFirstAdministrator } from './service/first-administrator.ts'
import { grantPath } from './service/role-grants.ts'

function parsed<T>(option: string, schema: { safeParse(value: unknown): { success: boolean; data?: T } }, value: unknown): T {
  const result = schema.safeParse(value)
  if (!result.success) throw new WrongUsage(`--${option}: ${String(value)} can't be used.`)
  return result.data as T
}

const organisationCreate = defineCommand({
  name: 'organisation create',
  summary: 'Create an organisation with its first administrator, who signs in with e-mail and password.',
  details: [
    'The password is read from standard input: echo "$PASSWORD" | npm run attune -- organisation create ... --admin-password-stdin',
  ],
  options: {
    name: { type: 'string', description: 'Name of the organisation.', isRequired: true },
    'admin-email': { type: 'string', description: 'E-mail address of the first administrator.', isRequired: true, placeholder: 'EMAIL' },
    'admin-password-stdin': { type: 'stdin', description: 'Read the password of the first administrator.', isRequired: true },
    'admin-given-name': { type: 'string', description: 'Given name of the first administrator.' },
    'admin-family-name': { type: 'string', description: 'Family name of the first administrator.' },
    language: { type: 'string', description: `Language, of ${languages.join(', ')}; the first is the default.`, isMultiple: true },
    'time-zone': { type: 'string', description: 'Time zone, such as Europe/Berlin. Default: UTC.' },
  },
  needs: 'database',
  async run(platform: Platform, options) {
    const password = options['admin-password-stdin'] ?? ''
    const spoken = options.language.length > 0 ? options.language.map((one) => parsed('language', language(), one)) : [...languages]
    const address = parsed('admin-email', email(), options['admin-email'])
    checkNewSecret('password', password, [address, options.name], '/admin-password-stdin')
    const passwordHash = await hashNewSecret(platform, 'password', password)
    let accountId = ''
    const created = await createOrganisation(
      platform,
      {
        name: options.name,
        languages: spoken,
        defaultLanguage: spoken[0]!,
        timeZone: parsed('time-zone', timeZone(), options['time-zone'] ?? 'UTC'),
        firstPerson: {
          givenName: options['admin-given-name'] ?? null,
          familyName: options['admin-family-name'] ?? null,
          email: address,
        },
      },
      newId(),
      async (tx, ctx, { personId }) => {
        accountId = await createFirstAdministrator(tx, ctx, { personId, passwordHash })
      },
    )
    return { organisationId: created.organisationId, personId: created.personId, accountId, rootUnitId: created.rootUnitId }
  },
})

async function organisationOf(platform: Platform, named: string): Promise<string> {
  const all = await findOrganisations(platform.db)
  const found = all.find(({ id, slug }) => (isUuid(named) ? id === named : slug === named))
  if (!found)
    throw new CommandRefused(
      `There is no organisation ${named}.`,
      `There are: ${all.map(({ id, name }) => `${id} (${name})`).join(', ') || 'none'}`,
    )
  return found.id
}

const tokenCreate = defineCommand({
  name: 'token create',
  summary: 'Make an API token. It is printed once and stored only as a hash.',
  details: ['Send it as: Authorization: Bearer TOKEN. A token can never change roles, sign-ins or tokens.'],
  options: {
    organisation: { type: 'string', description: 'The organisation, by its id or short name.', isRequired: true, placeholder: 'ID' },
    role: { type: 'string', description: `What it may do: ${grantableRoles.join(', ')}.`, isRequired: true },
    name: { type: 'string', description: 'What it is for. Default: command line.' },
    unit: { type: 'string', description: 'Only for this unit and below.', placeholder: 'ID' },
    operation: { type: 'string', description: 'Only this operation of the role.', isMultiple: true },
    'expires-in-days': { type: 'string', description: 'Days until it ends. Default: never.', placeholder: 'DAYS' },
  },
  needs: 'database',
  async run(platform: Platform, options) {
    if (!(grantableRoles as readonly string[]).includes(options.role))
      throw new WrongUsage(`--role: there is no role ${options.role}. There are: ${grantableRoles.join(', ')}.`)
    const organisationId = await organisationOf(platform, options.organisation)
    const days = options['expires-in-days']
    if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days)) throw new WrongUsage(`--expires-in-days: ${days} is no number of days.`)
    const expiresAt = days === undefined ? null : new Date(platform.clock.now().getTime() + Number(days) * 86_400_000).toISOString()
    const input = parsed('name', newApiToken, {
      name: options.name ?? 'command line',
      role: options.role,
      unitId: options.unit ?? null,
      operations: options.operation.length > 0 ? options.operation : null,
      expiresAt,
    })
    const ctx = systemContext(platform, organisationId, newId())
    return ctx.write(async (tx) => {
      await grantPath(tx, input.unitId ?? null)
      const made = await makeToken(tx, ctx, input)
      return { organisationId, tokenId: made.id, role: made.role, expiresAt: made.expiresAt, token: made.token }
    })
  },
})

export const commands: readonly Command[] = [organisationCreate, tokenCreate]
