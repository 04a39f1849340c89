// The first start: an empty server becomes an organisation with one administrator. On this very machine anybody may do it; where others can
// reach the server, only who can read its console: the set-up code stands there.
import { createOrganisation, findOrganisations } from '#features/people/public.ts'
import type { Context, WriteTx } from '#platform/http/context.ts'
import { languages } from '#platform/http/fields.ts'
import { Problem } from '#platform/http/problem.ts'
import { networkOf } from '#platform/http/rate-limits.ts'
import type { OpenRequest, Reply } from '#platform/http/route.ts'
import { isSameSecret } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import type { Installation, NewOrganisation, SignIn } from '../contract.ts'
import { deviceMarkOf } from '../cookies.ts'
import { beginMantra } from '../mantra.ts'
import { alreadySetUp, setUpCodeNeeded } from '../problems.ts'
import { codeLimits } from '../rules/guessing.ts'
import { setupCodeOf } from '../secrets/codes.ts'
import { holdSetUp } from '../store/set-up.ts'
import { checkNewSecret, hashNewSecret } from './choose-secret.ts'
import { createFirstAdministrator } from './first-administrator.ts'
import { beginTry } from './guard.ts'
import { trustedOrigin } from './make-codes.ts'
import { openSession } from './open-session.ts'

/** A request that came over this machine's own loopback and through no proxy that we know of. */
function isOnThisMachine({ config }: Platform, request: OpenRequest): boolean {
  const isLoopback = /^(127\.|::1$|::ffff:127\.)/.test(request.ip)
  return isLoopback && !request.isSecure && !config.trustProxy && config.publicUrl === undefined
}

export async function readInstallation(platform: Platform, request: OpenRequest): Promise<Installation> {
  const organisations = await findOrganisations(platform.db)
  return {
    isSetUp: organisations.some(({ isDemo }) => !isDemo),
    hasDemo: organisations.some(({ isDemo }) => isDemo),
    needsSetUpCode: !isOnThisMachine(platform, request),
    sendsMail: Boolean(platform.config.smtpUrl) && trustedOrigin(platform.config, request) !== undefined,
    languages: [...languages],
  }
}

export async function setUp(platform: Platform, input: NewOrganisation, request: OpenRequest, requestId: string): Promise<Reply<SignIn>> {
  if ((await readInstallation(platform, request)).isSetUp) throw new Problem(alreadySetUp)
  await requireInstaller(platform, input.setUpCode, request)
  const { administrator, mantra } = input
  checkNewSecret(
    'password',
    administrator.password,
    [administrator.email, administrator.givenName, administrator.familyName, input.name],
    '/administrator/password',
  )
  const passwordHash = await hashNewSecret(platform, 'password', administrator.password)
  const device = deviceMarkOf(request)
  let reply: Reply<SignIn> | undefined
  const also = async (tx: WriteTx, ctx: Context, created: { personId: string }) => {
    // The row of the new organisation is written already: of two set-ups at once, the second waits here and then sees the first.
    if (await holdSetUp(tx)) throw new Problem(alreadySetUp)
    const accountId = await createFirstAdministrator(tx, ctx, { personId: created.personId, passwordHash })
    if (mantra) await beginMantra(tx, ctx, mantra)
    const entrance = { accountId, isStillRight: () => true, isStart: false }
    reply = await openSession(tx, { platform, request, device, isSharedDevice: undefined }, entrance)
  }
  await createOrganisation(platform, beginningOf(input), requestId, also).catch((error: unknown) => {
    // Two with the same name at once: the slower one meets the name of the first before it meets the lock.
    throw (error as { constraint?: string }).constraint === 'organisations_slug_key' ? new Problem(alreadySetUp) : error
  })
  return reply!
}

/** Whoever may set this server up: on this very machine anybody, from elsewhere who can read its console. */
export async function requireInstaller(platform: Platform, code: string | undefined, request: OpenRequest): Promise<void> {
  if (!isOnThisMachine(platform, request)) await proveSetUpCode(platform, code ?? '', request)
}

const beginningOf = ({ administrator, ...input }: NewOrganisation) => ({
  name: input.name,
  languages: input.languages,
  defaultLanguage: input.defaultLanguage,
  timeZone: input.timeZone,
  firstPerson: { givenName: administrator.givenName, familyName: administrator.familyName, email: administrator.email },
})

async function proveSetUpCode(platform: Platform, code: string, request: OpenRequest): Promise<void> {
  const attempt = await beginTry(platform, codeLimits(networkOf(request.ip)))
  const plain = (text: string) => text.replace(/[\s-]/g, '').toUpperCase()
  if (!isSameSecret(plain(code), plain(setupCodeOf(platform.secrets.pepper))))
    throw new Problem(setUpCodeNeeded, { detail: 'It stands on the console where Attune was started.' })
  await platform.db.control((tx) => attempt.wasRight(tx))
}

/** What the console says as long as nobody has set the server up; undefined afterwards. */
export async function setUpNotice(platform: Platform): Promise<string | undefined> {
  const organisations = await findOrganisations(platform.db)
  if (organisations.some(({ isDemo }) => !isDemo)) return undefined
  return `Nobody has set this server up yet. From another machine, that takes this code: ${setupCodeOf(platform.secrets.pepper)}`
}
