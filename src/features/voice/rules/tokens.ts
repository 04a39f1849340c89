// Addresses of surveys. The organisation stands in front of the secret, so that an answer finds its tenant without a global table. The secret is made from
// the id and a key outside the database: it can be shown again on a card, and a stolen database alone opens no survey.
import { hmacSha256, isUuid, sha256 } from '#platform/ids.ts'

const secretBytes = 16
const organisationBytes = 16

export type Address = 'survey-link' | 'survey-invitation'

export function tokenOf(pepper: string, organisationId: string, kind: Address, id: string): string {
  const secret = Buffer.from(hmacSha256(pepper, `${kind} ${organisationId} ${id}`), 'hex').subarray(0, secretBytes)
  return Buffer.concat([Buffer.from(organisationId.replaceAll('-', ''), 'hex'), secret]).toString('base64url')
}

export const hashOf = (token: string): string => sha256(token)

/** Whose it would be; undefined for what can't be a token. */
export function organisationOf(token: string): string | undefined {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== organisationBytes + secretBytes) return undefined
  const hex = bytes.subarray(0, organisationBytes).toString('hex')
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  return isUuid(id) ? id : undefined
}

/** Finds a customer again without keeping a name: the same number, address or phone gives the same key in one organisation. */
export const customerKeyOf = (pepper: string, organisationId: string, customer: string): string =>
  hmacSha256(pepper, `customer ${organisationId} ${customer.normalize('NFKC').replace(/\s+/g, '').toLowerCase()}`)

/** The same contact of another program, whatever becomes of its id. */
export const externalKeyOf = (pepper: string, organisationId: string, externalId: string): string =>
  hmacSha256(pepper, `contact ${organisationId} ${externalId.trim()}`)

export const surveyPath = (token: string): string => `/s/${token}`
