import type { GlobalTx } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Platform } from '#platform/platform.ts'
import { secretTooWeak } from '../problems.ts'
import { passwordFault, passwordLeast, passwordMost } from '../rules/passwords.ts'
import { pinFault } from '../rules/pins.ts'
import { hashSecret } from '../secrets/argon2.ts'
import { hashPin } from '../secrets/pins.ts'
import { setPassword, setPin } from '../store/accounts.ts'

export type SecretKind = 'password' | 'pin'

const remedies: Record<string, string> = {
  'too short': `at least ${passwordLeast} characters`,
  'too long': `at most ${passwordMost} characters`,
  'easy to guess': 'easy to guess: take something that nobody expects',
  'not 4 to 6 digits': '4 to 6 digits',
}

/** Throws `secret-too-weak` with what to do. `known`: words that a guesser has. */
export function checkNewSecret(kind: SecretKind, secret: string, known: readonly string[], pointer: string): void {
  const fault = kind === 'pin' ? pinFault(secret) : passwordFault(secret, known)
  if (fault) throw new Problem(secretTooWeak, { errors: [{ pointer, detail: remedies[fault]! }], extra: { fault } })
}

export const hashNewSecret = (platform: Platform, kind: SecretKind, secret: string): Promise<string> =>
  kind === 'pin' ? hashPin(secret, platform.secrets.pepper) : hashSecret(secret)

export const storeSecret = (tx: GlobalTx, accountId: string, kind: SecretKind, hash: string, length: number) =>
  kind === 'pin' ? setPin(tx, accountId, hash, length) : setPassword(tx, accountId, hash)
