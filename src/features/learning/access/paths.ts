// Everybody reads their own plan; who has finished what is counted for those who lead and for those who answer for learning, and named only outside
// works-council mode. Whoever writes rules writes them for the whole house.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'plans.read': { lines: [['employee', 'self']], shows: 'plans.read' },
  'paths.read': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
  },
  'paths.write': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
    peopleOnly: true,
  },
  'coverage.read': {
    lines: [
      ['team-leader', 'scope'],
      ['hr', 'scope'],
      ['head-of-cx', 'scope'],
      ['executive', 'scope'],
    ],
    shows: 'coverage.read',
  },
  'coverage.remind': {
    lines: [
      ['team-leader', 'scope'],
      ['hr', 'scope'],
      ['head-of-cx', 'scope'],
    ],
    peopleOnly: true,
  },
  'buy-ins.say': { lines: [['employee', 'self']], shows: 'buy-ins.say' },
  'buy-ins.read': {
    lines: [
      ['team-leader', 'scope'],
      ['hr', 'scope'],
      ['head-of-cx', 'scope'],
      ['executive', 'scope'],
    ],
    peopleOnly: true,
  },
}
