import { z } from 'zod'
// Requests and replies of accounts. The only file that pages and server share.
import { grantableRoles } from '#platform/access/policy.ts'
import { email, id, instant, language, pageOf, pageQuery, secretText, text, timeZone } from '#platform/http/fields.ts'

const ref = z.object({ id: z.string(), name: z.string() })
const password = () => secretText(400)
const pin = () => secretText(20)
const anySecret = () => secretText(400)
/** Badge tokens, codes of letters and codes as typed. */
const code = () => secretText(200)
const personIds = (most: number) => z.array(id()).min(1).max(most)
export const secretKinds = ['password', 'pin'] as const
const secretKind = z.enum(secretKinds)

// who is here
export const session = z.object({
  person: z.object({ id: z.string(), displayName: z.string(), initials: z.string() }),
  organisation: z.object({
    id: z.string(),
    name: z.string(),
    languages: z.array(z.string()),
    defaultLanguage: z.string(),
    mantra: z.string().nullable(),
  }),
  roles: z.array(z.string()),
  operations: z.array(z.string()),
  surfaces: z.array(z.string()),
  language: z.string(),
  sharedDevice: z.boolean(),
  /** Seconds without a touch until a shared device locks. */
  autoLockSeconds: z.number().nullable(),
  /** Signed in with a start PIN: nothing else is open until it was changed. */
  mustChangeSecret: z.boolean(),
  /** What step-up and changes ask for. */
  secret: secretKind,
  hasPin: z.boolean(),
})

// signing in
const onSharedDevice = z.boolean().optional()
export const newSession = z.discriminatedUnion('method', [
  z
    .object({
      method: z.literal('password'),
      email: email(),
      password: password(),
      organisationId: id().optional(),
      isSharedDevice: onSharedDevice,
    })
    .strict(),
  z.object({ method: z.literal('badge'), badge: code(), pin: pin(), isSharedDevice: onSharedDevice }).strict(),
  z.object({ method: z.literal('switch'), accountId: id(), secret: anySecret() }).strict(),
])
export const signIn = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('signed-in'), session }),
  /** The same address and password in several organisations: ask which, then send it again with `organisationId`. */
  z.object({ outcome: z.literal('choose-organisation'), organisations: z.array(ref) }),
])
export const newBadgeCheck = z.object({ badge: code() }).strict()
export const badgeCheck = z.object({
  givenName: z.string(),
  organisation: z.string(),
  mantra: z.string().nullable(),
  language: z.string(),
  pinLength: z.number(),
  sharedDevice: z.boolean(),
  autoLockSeconds: z.number(),
})
export const sharedDeviceView = z.object({
  sharedDevice: z.boolean(),
  name: z.string().nullable(),
  organisation: z.string().nullable(),
  autoLockSeconds: z.number().nullable(),
  /** Who signed in here lately, last first. `isLockedHere`: the one behind the lock. */
  people: z.array(
    z.object({ accountId: z.string(), name: z.string(), secret: secretKind, pinLength: z.number().nullable(), isLockedHere: z.boolean() }),
  ),
})

// one's own sessions and secrets
export const sessionRow = z.object({
  id: z.string(),
  device: z.string(),
  deviceName: z.string().nullable(),
  sharedDevice: z.boolean(),
  startedAt: z.string(),
  lastSeenAt: z.string(),
  isThisOne: z.boolean(),
})
export const sessionList = z.object({ items: z.array(sessionRow) })
export const sessionParams = z.object({ sessionId: id() })
export const newStepUp = z.object({ secret: anySecret() }).strict()
export const newPasswordChange = z.object({ current: anySecret(), password: password() }).strict()
/** `current`: the PIN so far, or the password where there is none; not asked after a start PIN. */
export const newPinChange = z.object({ current: anySecret().optional(), pin: pin() }).strict()

// another person's way in
export const personParams = z.object({ personId: id() })
export const accountStates = ['none', 'invited', 'ready', 'ended'] as const
export const account = z.object({
  personId: z.string(),
  state: z.enum(accountStates),
  hasEmail: z.boolean(),
  hasPassword: z.boolean(),
  hasPin: z.boolean(),
  badgeIssuedOn: z.string().nullable(),
  mustChangeSecret: z.boolean(),
  invitedUntil: z.string().nullable(),
  /** How many devices are signed in; never when. */
  sessions: z.number(),
  roles: z.array(z.object({ id: z.string(), role: z.string(), unit: ref.nullable(), followsUnit: z.boolean() })),
  may: z.object({ invite: z.boolean(), badge: z.boolean(), reset: z.boolean(), endSessions: z.boolean(), grant: z.boolean() }),
})
export const newBadge = z.object({ personId: id() }).strict()
/** Shown once: `address` is what the QR code holds. */
export const issuedBadge = z.object({ personId: z.string(), name: z.string(), address: z.string(), startPin: z.string() })
export const newInvitations = z.object({ personIds: personIds(500) }).strict()
export const invitationOutcomes = ['sent', 'no-email', 'has-account', 'left', 'not-allowed'] as const
export const invitations = z.object({ items: z.array(z.object({ personId: z.string(), outcome: z.enum(invitationOutcomes) })) })
export const newResetCode = z.object({ personId: id() }).strict()
export const resetCode = z.object({ personId: z.string(), code: z.string(), address: z.string(), expiresAt: z.string() })

// printing: for named people, or for all of a unit and below who need one
export const newSheet = z
  .object({ personIds: personIds(1000).optional(), unitId: id().optional() })
  .strict()
  .refine((value) => (value.personIds === undefined) !== (value.unitId === undefined), 'needs personIds or unitId, not both')
export const newBadgeSheet = z
  .object({ personIds: personIds(1000).optional(), unitId: id().optional(), ground: z.enum(['deep', 'paper']).default('paper') })
  .strict()
  .refine((value) => (value.personIds === undefined) !== (value.unitId === undefined), 'needs personIds or unitId, not both')
export const newResetCard = z.object({ personId: id() }).strict()

// codes
export const newCodeCheck = z.object({ code: code() }).strict()
export const codeCheck = z.object({
  purpose: z.enum(['invitation', 'reset']),
  givenName: z.string(),
  organisation: z.string(),
  mantra: z.string().nullable(),
  language: z.string(),
  email: z.string().nullable(),
  secret: secretKind,
})
export const codeUse = z.object({ code: code(), secret: anySecret(), isSharedDevice: onSharedDevice }).strict()
export const newResetRequest = z.object({ email: email() }).strict()

// roles
export const grantQuery = z.object({ ...pageQuery, role: z.enum(grantableRoles).optional() })
export const roleGrant = z.object({ id: z.string(), person: ref, role: z.string(), unit: ref.nullable(), grantedBy: ref.nullable() })
export const roleGrantPage = pageOf(roleGrant)
export const newRoleGrant = z.object({ personId: id(), role: z.enum(grantableRoles), unitId: id().nullish() }).strict()
export const grantParams = z.object({ grantId: id() })

// programs
export const apiToken = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  unit: ref.nullable(),
  operations: z.array(z.string()).nullable(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  createdAt: z.string(),
})
export const apiTokenPage = pageOf(apiToken)
export const newApiToken = z
  .object({
    name: text(100),
    role: z.enum(grantableRoles),
    unitId: id().nullish(),
    /** Fewer operations than the role has; without it, all that are open to programs. */
    operations: z.array(text(100)).min(1).max(200).nullish(),
    expiresAt: instant().nullish(),
  })
  .strict()
/** The only answer that holds the token. */
export const madeApiToken = apiToken.extend({ token: z.string() })
export const tokenParams = z.object({ tokenId: id() })
export const listQuery = z.object(pageQuery)

// shared devices
export const device = z.object({
  id: z.string(),
  name: z.string().nullable(),
  unit: ref.nullable(),
  isRegistered: z.boolean(),
  lastUsedOn: z.string(),
})
export const devicePage = pageOf(device)
export const newDevice = z.object({ name: text(100), unitId: id().nullish() }).strict()
export const deviceParams = z.object({ deviceId: id() })

// the first start
export const installation = z.object({
  isSetUp: z.boolean(),
  hasDemo: z.boolean(),
  needsSetUpCode: z.boolean(),
  sendsMail: z.boolean(),
  languages: z.array(z.string()),
})
export const newOrganisation = z
  .object({
    name: text(200),
    languages: z.array(language()).min(1).max(3),
    defaultLanguage: language(),
    timeZone: timeZone(),
    administrator: z.object({ givenName: text(200), familyName: text(200), email: email(), password: password() }).strict(),
    mantra: z
      .object({ wording: text(300), language: language() })
      .strict()
      .nullish(),
    setUpCode: secretText(40).optional(),
  })
  .strict()
  .refine((value) => value.languages.includes(value.defaultLanguage), { message: 'is not among the languages', path: ['defaultLanguage'] })

export type Session = z.infer<typeof session>
export type NewSession = z.infer<typeof newSession>
export type SignIn = z.infer<typeof signIn>
export type BadgeCheck = z.infer<typeof badgeCheck>
export type SharedDeviceView = z.infer<typeof sharedDeviceView>
export type SessionRow = z.infer<typeof sessionRow>
export type Account = z.infer<typeof account>
export type AccountState = (typeof accountStates)[number]
export type IssuedBadge = z.infer<typeof issuedBadge>
export type InvitationOutcome = (typeof invitationOutcomes)[number]
export type Invitations = z.infer<typeof invitations>
export type ResetCode = z.infer<typeof resetCode>
export type NewSheet = z.infer<typeof newSheet>
export type NewBadgeSheet = z.infer<typeof newBadgeSheet>
export type CodeCheck = z.infer<typeof codeCheck>
export type CodeUse = z.infer<typeof codeUse>
export type GrantQuery = z.infer<typeof grantQuery>
export type RoleGrant = z.infer<typeof roleGrant>
export type NewRoleGrant = z.infer<typeof newRoleGrant>
export type ApiToken = z.infer<typeof apiToken>
export type NewApiToken = z.infer<typeof newApiToken>
export type Device = z.infer<typeof device>
export type NewDevice = z.infer<typeof newDevice>
export type Installation = z.infer<typeof installation>
export type NewOrganisation = z.infer<typeof newOrganisation>
