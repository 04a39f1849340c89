// What somebody answered is read by that person alone, with the works council's switch and without it. Leaders see predicted recall of groups.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'practice.do': { lines: [['employee', 'self']], shows: 'practice.do' },
  'practice.map': {
    lines: [
      ['team-leader', 'scope'],
      ['hr', 'scope'],
      ['head-of-cx', 'scope'],
      ['executive', 'scope'],
    ],
  },
  'practice.refresh': {
    lines: [
      ['team-leader', 'scope'],
      ['hr', 'scope'],
      ['head-of-cx', 'scope'],
    ],
  },
}
