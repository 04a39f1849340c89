// The machine: Node, disk, certificate, mail server.
import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { connect } from 'node:net'
import path from 'node:path'
import type { Clock } from '../../clock.ts'
import type { Config } from '../../config.ts'
import { type Finding, note, ok, problem } from './findings.ts'

const floor = 24
const scarceBytes = 2e9
const dayMs = 86_400_000

export function checkNode(): Finding {
  const text = `${process.versions.node} on ${process.platform}-${process.arch}`
  return Number(process.versions.node.split('.')[0]) >= floor ? ok('Node', text) : problem('Node', text, `Install Node ${floor} or newer.`)
}

export async function checkDisk({ dataDir }: Config): Promise<Finding> {
  let folder = dataDir
  while (!existsSync(folder) && folder !== path.dirname(folder)) folder = path.dirname(folder)
  const { bavail, bsize } = await statfs(folder)
  const free = `${dataDir}: ${((bavail * bsize) / 1e9).toFixed(1)} GB free`
  return bavail * bsize < scarceBytes ? problem('disk', free, 'Make space: below 2 GB a backup may not fit any more.') : ok('disk', free)
}

export function checkTls({ tlsCert, tlsKey, publicUrl, host }: Config, clock: Clock): Finding {
  if (tlsCert !== undefined && tlsKey !== undefined) return checkCertificate(tlsCert, tlsKey, clock)
  if (publicUrl?.startsWith('https:')) return ok('TLS', `left to the proxy in front (${publicUrl})`)
  if (['127.0.0.1', '::1', 'localhost'].includes(host))
    return note('TLS', 'none; people on other machines can’t sign in', 'Set TLS_CERT and TLS_KEY, or PUBLIC_URL.')
  return problem(
    'TLS',
    `plain http on ${host}: phones and other machines can’t sign in`,
    'Set TLS_CERT and TLS_KEY, or PUBLIC_URL behind a proxy.',
  )
}

function checkCertificate(certFile: string, keyFile: string, clock: Clock): Finding {
  try {
    const certificate = new X509Certificate(readFileSync(certFile))
    readFileSync(keyFile)
    const days = Math.floor((certificate.validToDate.getTime() - clock.now().getTime()) / dayMs)
    const text = `certificate for ${certificate.subjectAltName ?? certificate.subject}, ${days} days left`
    if (days < 0) return problem('TLS', text, 'Renew it, then restart.')
    return days < 21 ? note('TLS', text, 'Renew it soon.') : ok('TLS', text)
  } catch (error) {
    return problem('TLS', `the certificate or its key can’t be read: ${(error as Error).message}`, 'Check TLS_CERT and TLS_KEY.')
  }
}

export async function checkMail({ smtpUrl }: Config): Promise<Finding> {
  if (smtpUrl === undefined) return note('mail', 'no SMTP_URL: invitations and codes are printed')
  const { hostname, port, protocol } = new URL(smtpUrl)
  const where = { host: hostname, port: Number(port || (protocol === 'smtps:' ? 465 : 587)) }
  const failure = await new Promise<string | undefined>((resolve) => {
    const socket = connect({ ...where, timeout: 5000 })
    const end = (text?: string) => {
      socket.destroy()
      resolve(text)
    }
    socket
      .once('connect', () => end())
      .once('error', (error) => end(error.message || 'refused'))
      .once('timeout', () => end('no answer within 5 s'))
  })
  const text = `${where.host}:${where.port}`
  return failure === undefined ? ok('mail', `${text} answers`) : problem('mail', `${text}: ${failure}`, 'Check SMTP_URL.')
}
