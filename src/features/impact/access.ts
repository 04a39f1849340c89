// Figures of a unit and everything below it: whoever leads or looks after it. No number is about one person.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'chain.read': {
    lines: [
      ['team-leader', 'scope'],
      ['coach', 'scope'],
      ['head-of-cx', 'scope'],
      ['executive', 'scope'],
    ],
  },
  'chain.name-owners': {
    lines: [
      ['head-of-cx', 'scope'],
      ['executive', 'scope'],
    ],
    peopleOnly: true,
  },
}
