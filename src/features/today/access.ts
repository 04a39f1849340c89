// One's own page: everybody reads it about themselves, nobody about somebody else.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'today.read': { lines: [['employee', 'self']], peopleOnly: true },
}
