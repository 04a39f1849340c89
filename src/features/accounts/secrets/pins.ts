// A PIN is hashed like a password, with the pepper. A start PIN is random, dies at the first sign-in and is made by the hundred for
// a sheet of slips: its hash is keyed with the pepper only, which is what protects four digits in either case.
import { hmacSha256, isSameSecret, newDigits } from '#platform/ids.ts'
import { pinFault } from '../rules/pins.ts'
import { hashSecret, verifySecret } from './argon2.ts'

const startMark = 'start$'

export const hashPin = (pin: string, pepper: string): Promise<string> => hashSecret(pin, pepper)

export function newStartPin(): string {
  for (;;) {
    const pin = newDigits(4)
    if (pinFault(pin) === undefined) return pin
  }
}

export const hashStartPin = (pin: string, accountId: string, pepper: string): string =>
  startMark + hmacSha256(pepper, `start-pin ${accountId} ${pin}`)

export interface PinHolder {
  id: string
  pinHash: string | null
  startPinUntil: string | null
}
/** Takes the time of a hash also without an account or a PIN. A start PIN that is past its day is wrong. */
export async function verifyPin(pin: string, holder: PinHolder | undefined, pepper: string, now: Date): Promise<boolean> {
  if (!holder?.pinHash?.startsWith(startMark)) return verifySecret(pin, holder?.pinHash, pepper)
  const isRight = isSameSecret(holder.pinHash, hashStartPin(pin, holder.id, pepper))
  return isRight && holder.startPinUntil !== null && new Date(holder.startPinUntil) > now
}

export const isStartPin = (hash: string): boolean => hash.startsWith(startMark)
