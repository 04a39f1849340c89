import type { OpenRequest, Reply } from '#platform/http/route.ts'
// The two cookies: the session's, and one that names the browser, for counting wrong tries and for shared devices.
import { newSecret, sha256 } from '#platform/ids.ts'

type Cookie = NonNullable<Reply<unknown>['cookies']>[number]

// Without https (on this very machine only) browsers refuse the prefix that pins a cookie to its host.
const sessionName = (isSecure: boolean): string => (isSecure ? '__Host-attune' : 'attune')
const deviceName = (isSecure: boolean): string => (isSecure ? '__Host-attune-device' : 'attune-device')
const shape = /^[\w-]{43}$/
/** The longest that browsers keep a cookie. */
const deviceMaxAgeS = 400 * 24 * 3600

const read = (cookies: Record<string, string | undefined>, name: string): string | undefined => {
  const value = cookies[name]
  return value !== undefined && shape.test(value) ? value : undefined
}

export const sessionTokenOf = (from: { cookies: Record<string, string | undefined>; isSecure: boolean }): string | undefined =>
  read(from.cookies, sessionName(from.isSecure))

/** Ends with the session's own limit on a device of one's own; with the browser on a shared one. */
export const sessionCookie = (isSecure: boolean, token: string, maxAgeS: number | undefined): Cookie => ({
  name: sessionName(isSecure),
  value: token,
  ...(maxAgeS === undefined ? {} : { maxAgeS }),
})
export const noSessionCookie = (isSecure: boolean): Cookie => ({ name: sessionName(isSecure), value: '', maxAgeS: 0 })

export interface DeviceMark {
  /** Hash of the browser's cookie; of a fresh one where it sent none. */
  hash: string
  isNew: boolean
  cookie: Cookie
  /** The same as a header, for answers that are problems. */
  header: Record<string, string>
}

export function deviceMarkOf({ cookies, isSecure }: OpenRequest): DeviceMark {
  const known = read(cookies, deviceName(isSecure))
  const token = known ?? newSecret()
  const name = deviceName(isSecure)
  return {
    hash: sha256(token),
    isNew: known === undefined,
    cookie: { name, value: token, maxAgeS: deviceMaxAgeS },
    header: known
      ? {}
      : { 'set-cookie': `${name}=${token}; Max-Age=${deviceMaxAgeS}; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}` },
  }
}
