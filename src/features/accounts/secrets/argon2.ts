// Passwords and PINs as argon2id in PHC strings: 19 MiB, two passes, one lane (OWASP's first choice), some 35 ms.
// A PIN has too few digits to withstand a stolen database, so its hash also takes the pepper, which lies outside.
import { argon2 } from 'node:crypto'
import { isSameSecret, newSecret } from '#platform/ids.ts'
import { createSlots } from './slots.ts'

const memoryKiB = 19_456
const passes = 2
const tagBytes = 32
const shape = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=1\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/
const inSlot = createSlots(2, 100)

interface Cost {
  memoryKiB: number
  passes: number
}

function derive(secret: string, salt: Buffer, cost: Cost, pepper: string | undefined): Promise<Buffer> {
  const parameters = {
    // Composed, so that the same password typed on another system is the same (NIST SP 800-63B, 3.1.1.2).
    message: secret.normalize('NFKC'),
    nonce: salt,
    parallelism: 1,
    tagLength: tagBytes,
    memory: cost.memoryKiB,
    passes: cost.passes,
    ...(pepper === undefined ? {} : { secret: pepper }),
  }
  return inSlot(
    () =>
      new Promise((resolve, reject) => {
        argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(tag)))
      }),
  )
}

const plainBase64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

export async function hashSecret(secret: string, pepper?: string): Promise<string> {
  const salt = Buffer.from(newSecret(), 'base64url').subarray(0, 16)
  const tag = await derive(secret, salt, { memoryKiB, passes }, pepper)
  return `$argon2id$v=19$m=${memoryKiB},t=${passes},p=1$${plainBase64(salt)}$${plainBase64(tag)}`
}

const nobody = `$argon2id$v=19$m=${memoryKiB},t=${passes},p=1$${plainBase64(Buffer.alloc(16))}$${plainBase64(Buffer.alloc(tagBytes))}`

/** Takes the same time without a hash: who has none can't be told from who typed wrong. */
export async function verifySecret(secret: string, hash: string | null | undefined, pepper?: string): Promise<boolean> {
  const [, memory, rounds, salt, tag] = shape.exec(hash ?? nobody) ?? shape.exec(nobody)!
  const cost = { memoryKiB: Number(memory), passes: Number(rounds) }
  const found = await derive(secret, Buffer.from(salt!, 'base64'), cost, pepper)
  return isSameSecret(plainBase64(found), tag!) && shape.test(hash ?? '')
}

// In node:crypto since 24.7; the types that are pinned here do not know it yet.
declare module 'crypto' {
  interface Argon2Parameters {
    message: string
    nonce: Buffer
    parallelism: number
    tagLength: number
    memory: number
    passes: number
    secret?: string
  }
  function argon2(algorithm: 'argon2id', parameters: Argon2Parameters, callback: (error: Error | null, derivedKey: Buffer) => void): void
}
