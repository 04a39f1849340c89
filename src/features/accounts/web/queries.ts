// Where the pages of accounts read and write. People and units belong to people: only what is shown here is named.
import type { inTreeOrder } from '#features/people/web/parts.tsx'
import { api } from '#ui/client.ts'
import { useGet, usePages } from '#ui/queries.ts'
import type { Page } from '#ui/queries.ts'
import type {
  Account,
  ApiToken,
  BadgeCheck,
  CodeCheck,
  CodeUse,
  Device,
  Installation,
  IssuedBadge,
  NewSession,
  ResetCode,
  RoleGrant,
  SessionRow,
  SharedDeviceView,
  SignIn,
} from '../contract.ts'

export const at = {
  session: '/api/session',
  sessions: '/api/sessions',
  sharedDevice: '/api/shared-device',
  grants: '/api/role-grants',
  tokens: '/api/api-tokens',
  devices: '/api/devices',
  account: (personId: string) => `/api/people/${personId}/account`,
  person: (personId: string) => `/api/people/${personId}`,
}

export const useInstallation = () => useGet<Installation>('/api/installation')
export const useSharedDevice = () => useGet<SharedDeviceView>(at.sharedDevice)
export const useOwnSessions = () => useGet<{ items: SessionRow[] }>(at.sessions)
export const useAccount = (personId: string | null) => useGet<Account>(personId && at.account(personId))
export const useGrants = (role: string) => usePages<RoleGrant>(at.grants, { role })
export const useTokens = () => usePages<ApiToken>(at.tokens)
export const useDevices = () => usePages<Device>(at.devices)

export const signIn = (input: NewSession) => api.post<SignIn>(at.sessions, input)
export const checkBadge = (badge: string) => api.post<BadgeCheck>('/api/badge-checks', { badge })
export const checkCode = (code: string) => api.post<CodeCheck>('/api/code-checks', { code })
export const redeemCode = (purpose: CodeCheck['purpose'], input: CodeUse) =>
  api.post<SignIn>(purpose === 'invitation' ? '/api/invitation-acceptances' : '/api/resets', input)
export const issueBadge = (personId: string) => api.post<IssuedBadge>('/api/badges', { personId })
export const makeResetCode = (personId: string) => api.post<ResetCode>('/api/reset-codes', { personId })

/** Everybody who works in a unit and below it. */
export async function peopleIn(unit: string): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page: Page<{ id: string }> = await api.get('/api/people', { search: { unit, limit: 200, after } })
    ids.push(...page.items.map(({ id }) => id))
    after = page.next ?? undefined
  } while (after)
  return ids
}

export type NamedPerson = { id: string; displayName: string }

export const usePerson = (personId: string | null) => useGet<NamedPerson>(personId && at.person(personId))
export const useUnits = () => useGet<{ items: Parameters<typeof inTreeOrder>[0] }>('/api/units')
