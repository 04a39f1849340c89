// Results and failures in words for people, and as JSON for programs.
import { Problem } from '../http/problem.ts'
import { WrongUsage } from './command.ts'

export interface Failure {
  status: 1 | 2
  /** As the API says it (RFC 9457), so that a program reads one form everywhere. */
  problem: { type: string; title: string; detail?: string; errors?: readonly { pointer: string; detail: string }[] }
}

const remedyOf = (error: Error): string | undefined => ('remedy' in error && typeof error.remedy === 'string' ? error.remedy : undefined)
const connectionCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ETIMEDOUT',
  'ECONNRESET',
  'EAI_AGAIN',
  '57P03',
  '28P01',
  '28000',
  '3D000',
])

export function failureOf(error: unknown): Failure {
  const thrown = error instanceof Error ? error : new Error(String(error))
  const detailOf = (detail: string | undefined) => (detail === undefined ? {} : { detail })
  if (thrown instanceof WrongUsage) return { status: 2, problem: { type: 'wrong-usage', title: thrown.message } }
  if (thrown instanceof Problem) {
    const { type, detail, errors } = thrown
    return { status: 1, problem: { type: `/problems/${type.slug}`, title: type.title, ...detailOf(detail), ...(errors ? { errors } : {}) } }
  }
  const code = (thrown as NodeJS.ErrnoException).code ?? ''
  if (connectionCodes.has(code)) {
    const title = `The database can't be reached: ${thrown.message || code}.`
    return {
      status: 1,
      problem: { type: 'refused', title, detail: 'Check DATABASE_URL and that PostgreSQL runs there: npm run attune -- doctor' },
    }
  }
  const isExpected = 'remedy' in thrown || thrown.name === 'ConfigError'
  return { status: 1, problem: { type: isExpected ? 'refused' : 'unexpected', title: thrown.message, ...detailOf(remedyOf(thrown)) } }
}

export function failureText({ problem }: Failure): string {
  const fields = (problem.errors ?? []).map(({ pointer, detail }) => `  ${pointer.replace(/^\//, '')}: ${detail}`)
  return [problem.title, ...(problem.detail ? [problem.detail] : []), ...fields].join('\n')
}

const spaced = (key: string): string => key.replace(/([A-Z])/g, ' $1').toLowerCase()
const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value)

/** A result line by line, nested ones indented. */
export function resultText(value: unknown, indent = ''): string {
  if (value === undefined || value === null) return ''
  if (isPlain(value)) return `${indent}${value}`
  const entries = Object.entries(value).filter(([, member]) => member !== undefined)
  return entries
    .map(([key, member]) => {
      const name = Array.isArray(value) ? '-' : `${spaced(key)}:`
      if (member === null) return `${indent}${name} none`
      if (isPlain(member)) return `${indent}${name} ${member}`
      const inner = resultText(member, `${indent}  `)
      return inner === '' ? `${indent}${name} none` : `${indent}${name}\n${inner}`
    })
    .join('\n')
}
