// The installation's secrets inside an archive, under a passphrase: scrypt for the key, AES-256-GCM for the box. The box also holds the SHA-256 of the
// manifest, so that who knows the passphrase knows that nothing in the archive was exchanged.
import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import { newSecret } from '../ids.ts'
import { BackupError } from './error.ts'

export type SecretValues = Record<string, string>

export const shortestPassphrase = 12
// 128 MiB and about half a second for each guess. Fixed by the format: an archive can't ask for more.
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
const base64 = (bytes: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((it) => it.length === bytes)
const boxSchema = z.strictObject({
  cipher: z.literal('scrypt-aes-256-gcm'),
  salt: base64(16),
  nonce: base64(12),
  tag: base64(16),
  content: z.string().max(100_000),
})
const contentSchema = z.strictObject({ manifest: z.string(), secrets: z.record(z.string(), z.string()) })

const randomBytes = (bytes: number): Buffer => Buffer.from(newSecret(), 'base64url').subarray(0, bytes)
const keyOf = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  (promisify(scrypt) as (p: string, s: Buffer, n: number, o: typeof cost) => Promise<Buffer>)(passphrase.normalize('NFC'), salt, 32, cost)

export async function sealSecrets(passphrase: string, secrets: SecretValues, manifestSha256: string): Promise<string> {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt), nonce)
  const content = Buffer.concat([cipher.update(JSON.stringify({ manifest: manifestSha256, secrets })), cipher.final()])
  const text = { salt, nonce, tag: cipher.getAuthTag(), content }
  const encoded = Object.fromEntries(Object.entries(text).map(([name, value]) => [name, value.toString('base64')]))
  return `${JSON.stringify({ cipher: 'scrypt-aes-256-gcm', ...encoded }, null, 2)}\n`
}

export async function openSecrets(passphrase: string, box: string, manifestSha256: string): Promise<SecretValues> {
  const parsed = boxSchema.safeParse(parseJson(box))
  if (!parsed.success) throw new BackupError("The archive's secrets can't be read.", 'Take another copy of the archive.')
  const { salt, nonce, tag, content } = parsed.data
  const decipher = createDecipheriv('aes-256-gcm', await keyOf(passphrase, salt), nonce).setAuthTag(tag)
  let text: string
  try {
    text = Buffer.concat([decipher.update(Buffer.from(content, 'base64')), decipher.final()]).toString()
  } catch {
    throw new BackupError(
      'The passphrase is wrong.',
      'Give the passphrase that the backup was made with, or restore with --without-secrets and read in docs/guide/backup.md what is lost by that.',
    )
  }
  const opened = contentSchema.parse(parseJson(text))
  if (opened.manifest !== manifestSha256)
    throw new BackupError(
      'The archive was changed after it had been made: its manifest is not the one that was sealed.',
      'Do not restore it. Take another copy.',
    )
  return opened.secrets
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
