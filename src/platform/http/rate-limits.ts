// Fixed windows of a minute, in memory: a brake against runaway clients and floods. Sign-in keeps its own, stored counts.
import { isIPv6 } from 'node:net'
import type { Clock } from '../clock.ts'

/** IPv6 callers own a /64, so that is what is counted; IPv4 counts whole. */
export function networkOf(ip: string): string {
  if (ip.startsWith('::ffff:') && ip.includes('.')) return ip.slice(7)
  if (!isIPv6(ip)) return ip
  const [head = '', tail = ''] = ip.split('::')
  const left = head.split(':').filter(Boolean)
  const right = ip.includes('::') ? tail.split(':').filter(Boolean) : []
  const zeros = ip.includes('::') ? Array.from({ length: 8 - left.length - right.length }, () => '0') : []
  return `${[...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => parseInt(part, 16).toString(16))
    .join(':')}::/64`
}

export interface RateLimits {
  /** Seconds to wait, or 0 when the call may pass. */
  countAndWait(kind: 'network' | 'device' | 'account', key: string): number
}

/** Calls a minute for each kind; 0 switches a kind off. */
export function createRateLimits(clock: Clock, perMinute: { network: number; device: number; account: number }): RateLimits {
  let window = -1
  let counts = new Map<string, number>()
  return {
    countAndWait(kind, key) {
      const limit = perMinute[kind]
      if (limit === 0) return 0
      const nowMs = clock.now().getTime()
      const current = Math.floor(nowMs / 60_000)
      if (current !== window) {
        window = current
        counts = new Map()
      }
      const name = `${kind} ${key}`
      const count = (counts.get(name) ?? 0) + 1
      // Bounded: beyond a hundred thousand callers a minute new ones are not counted, rather than memory lost.
      if (count > 1 || counts.size < 100_000) counts.set(name, count)
      return count > limit ? Math.ceil(((current + 1) * 60_000 - nowMs) / 1000) : 0
    },
  }
}
