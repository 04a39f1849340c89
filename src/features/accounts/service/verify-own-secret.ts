import type { Platform } from '#platform/platform.ts'
import { verifySecret } from '../secrets/argon2.ts'
import { verifyPin } from '../secrets/pins.ts'
import type { AccountRow } from '../store/accounts.ts'

export const isPin = (typed: string): boolean => /^\d{4,6}$/.test(typed)

/** The PIN where four to six digits were typed, else the password: a password is longer. Takes a hash's time also without an account. */
export function verifyOwnSecret(
  { secrets, clock }: Platform,
  typed: string,
  account: Pick<AccountRow, 'id' | 'pinHash' | 'startPinUntil' | 'passwordHash'> | undefined,
): Promise<boolean> {
  if (isPin(typed)) return verifyPin(typed, account, secrets.pepper, clock.now())
  return verifySecret(typed, account?.passwordHash)
}
