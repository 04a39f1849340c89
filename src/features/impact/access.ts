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
  // Studies of a file belong to nobody’s part of the house: only whoever has the role for all of it.
  'studies.read': {
    lines: [
      ['head-of-cx', 'scope'],
      ['executive', 'scope'],
    ],
    shows: 'studies.read',
  },
  // Whoever registers a plan signs it.
  'studies.write': { lines: [['head-of-cx', 'scope']], peopleOnly: true },
}
