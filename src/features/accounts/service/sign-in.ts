import type { Database } from '#platform/db/database.ts'
// The three ways to sign in. Unknown and known accounts take the same path: the same counts, the same number of hashes, the same answer.
import { systemContext } from '#platform/http/context.ts'
import { Problem } from '#platform/http/problem.ts'
import { networkOf } from '#platform/http/rate-limits.ts'
import type { OpenRequest, Reply } from '#platform/http/route.ts'
import type { Platform } from '#platform/platform.ts'
import type { NewSession, SignIn } from '../contract.ts'
import { type DeviceMark, deviceMarkOf } from '../cookies.ts'
import { queueSignInNotice } from '../letters.ts'
import { badgeNotValid, signInRefused } from '../problems.ts'
import { type Guesser, limitsFor } from '../rules/guessing.ts'
import { emailKey } from '../rules/names.ts'
import { verifySecret } from '../secrets/argon2.ts'
import { badgeHashOf } from '../secrets/codes.ts'
import { verifyPin } from '../secrets/pins.ts'
import {
  type AccountRow,
  type CandidateRow,
  findByBadge,
  findByEmail,
  findOnSharedDevice,
  mostPerAddress,
  widestSharing,
} from '../store/accounts.ts'
import { beginTry, type Try } from './guard.ts'
import { type Entrance, type Opening, openSession } from './open-session.ts'
import { sharedSince } from './shared-device.ts'
import { isPin, verifyOwnSecret } from './verify-own-secret.ts'

type By<M extends NewSession['method']> = Extract<NewSession, { method: M }>

interface Arrival {
  platform: Platform
  request: OpenRequest
  requestId: string
  device: DeviceMark
}

export function signIn(platform: Platform, input: NewSession, request: OpenRequest, requestId: string): Promise<Reply<SignIn>> {
  const arrival = { platform, request, requestId, device: deviceMarkOf(request) }
  switch (input.method) {
    case 'password':
      return byPassword(arrival, input)
    case 'badge':
      return byBadge(arrival, input)
    case 'switch':
      return bySwitch(arrival, input)
  }
}

const refused = (device: DeviceMark) => new Problem(signInRefused, { headers: device.header })
const guesser = (device: DeviceMark, request: OpenRequest): Pick<Guesser, 'device' | 'network'> => ({
  device: device.isNew ? undefined : device.hash,
  network: networkOf(request.ip),
})

interface Found {
  account: CandidateRow
  attempt: Try
  requestId: string
}
async function enter(opening: Opening, { account, attempt, requestId }: Found, how: Omit<Entrance, 'accountId'>): Promise<Reply<SignIn>> {
  const ctx = systemContext(opening.platform, account.organisationId, requestId)
  const reply = await ctx.write(async (tx) => {
    await attempt.wasRight(tx)
    const opened = await openSession(tx, opening, { ...how, accountId: account.id })
    if (opened && account.hasDevices && !account.isKnownDevice) await queueSignInNotice(tx, ctx, account, opening.request)
    return opened
  })
  if (!reply) throw refused(opening.device)
  return reply
}

async function byPassword({ platform, request, requestId, device }: Arrival, input: By<'password'>): Promise<Reply<SignIn>> {
  const subject = emailKey(input.email)
  const found = await findByEmail(platform.db, subject, device.hash)
  const candidates = found.filter(({ organisationId }) => input.organisationId === undefined || organisationId === input.organisationId)
  const isKnownDevice = candidates.some((candidate) => candidate.isKnownDevice)
  const attempt = await beginTry(
    platform,
    limitsFor({ subject, secret: 'password', isKnownDevice, ...guesser(device, request) }),
    device.header,
  )
  const right: CandidateRow[] = []
  const rounds = Math.max(found.length, await sharing(platform))
  for (let i = 0; i < rounds; i++) {
    const candidate = candidates[i]
    const isRight = await verifySecret(input.password, candidate?.passwordHash)
    if (candidate && isRight && candidate.disabledAt === null) right.push(candidate)
  }
  const [account, ...others] = right
  if (!account) throw refused(device)
  if (others.length > 0) {
    await platform.db.control((tx) => attempt.wasRight(tx))
    const organisations = right.map(({ organisationId, organisationName }) => ({ id: organisationId, name: organisationName }))
    return { body: { outcome: 'choose-organisation', organisations }, cookies: [device.cookie] }
  }
  const opening = { platform, request, device, isSharedDevice: input.isSharedDevice }
  const isStillRight = (row: AccountRow) => row.passwordHash === account.passwordHash
  return enter(opening, { account, attempt, requestId }, { isStillRight, isStart: false })
}

// Looked up every ten minutes: whether an address is known must not show in how many hashes a try takes.
const sharingByDatabase = new WeakMap<Database, { most: number; untilMs: number }>()
async function sharing({ db, clock }: Platform): Promise<number> {
  const nowMs = clock.now().getTime()
  let known = sharingByDatabase.get(db)
  if (!known || known.untilMs <= nowMs) {
    known = { most: Math.min(mostPerAddress, await widestSharing(db)), untilMs: nowMs + 600_000 }
    sharingByDatabase.set(db, known)
  }
  return known.most
}

async function byBadge({ platform, request, requestId, device }: Arrival, input: By<'badge'>): Promise<Reply<SignIn>> {
  const badgeHash = badgeHashOf(input.badge)
  const account = await findByBadge(platform.db, badgeHash, device.hash)
  const isKnownDevice = account?.isKnownDevice ?? false
  // Counted by badge, not by account: a new badge begins anew whatever a finder of the old one has tried.
  const attempt = await beginTry(
    platform,
    limitsFor({ subject: badgeHash, secret: 'pin', isKnownDevice, ...guesser(device, request) }),
    device.header,
  )
  if (!account) throw new Problem(badgeNotValid, { headers: device.header })
  if (!(await verifyPin(input.pin, account, platform.secrets.pepper, platform.clock.now()))) throw refused(device)
  const opening = { platform, request, device, isSharedDevice: input.isSharedDevice }
  const isStillRight = (row: AccountRow) => row.badgeHash === badgeHash && row.pinHash === account.pinHash
  return enter(opening, { account, attempt, requestId }, { isStillRight, isStart: account.startPinUntil !== null })
}

/** Fast switch on a shared device: somebody of its list, with the PIN or the password. */
async function bySwitch({ platform, request, requestId, device }: Arrival, input: By<'switch'>): Promise<Reply<SignIn>> {
  const account = await findOnSharedDevice(platform.db, input.accountId, device.hash, sharedSince(platform))
  const attempt = await beginTry(
    platform,
    limitsFor({ subject: input.accountId, secret: 'pin', isKnownDevice: account !== undefined, ...guesser(device, request) }),
    device.header,
  )
  const isRight = await verifyOwnSecret(platform, input.secret, account)
  if (!account || !isRight) throw refused(device)
  const opening = { platform, request, device, isSharedDevice: undefined }
  const isStillRight = (row: AccountRow) => row.pinHash === account.pinHash && row.passwordHash === account.passwordHash
  return enter(opening, { account, attempt, requestId }, { isStillRight, isStart: isPin(input.secret) && account.startPinUntil !== null })
}
