// The links and codes of letters that wait: AES-256-GCM under a key that lies outside the database, bound to their row. Neither an administrator
// nor a stolen database reads them.
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { newSecret } from '../../ids.ts'

const nonceBytes = 12
const tagBytes = 16

const keyOf = (pepper: string): Buffer => Buffer.from(hkdfSync('sha256', pepper, '', 'attune mail secrets', 32))
const placeOf = (organisationId: string, mailId: string): Buffer => Buffer.from(`${organisationId}/${mailId}`)

/** nonce, tag, ciphertext. */
export function sealSecrets(pepper: string, organisationId: string, mailId: string, secrets: Record<string, string>): Buffer {
  const nonce = Buffer.from(newSecret(), 'base64url').subarray(0, nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(pepper), nonce).setAAD(placeOf(organisationId, mailId))
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Throws when the row was changed or moved, or the key is another one. */
export function openSecrets(pepper: string, organisationId: string, mailId: string, sealed: Buffer): Record<string, string> {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(pepper), sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
  decipher.setAAD(placeOf(organisationId, mailId)).setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')) as Record<
    string,
    string
  >
}
