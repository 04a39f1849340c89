// Obstacles are public in the house. `self`: whoever has to answer it, or stands in; of reopening, whom it stops; of saying whether it helped, whom it stopped and who did not answer it; of withdrawing, who raised it.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'obstacles.read': {
    lines: [
      ['employee', 'anywhere'],
      ['administrator', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
      ['auditor', 'anywhere'],
    ],
    shows: 'obstacles.read',
  },
  'obstacles.raise': { lines: [['employee', 'anywhere']], peopleOnly: true },
  'obstacles.answer': {
    lines: [
      ['employee', 'self'],
      ['employee', 'manager'],
      ['head-of-cx', 'scope'],
    ],
    peopleOnly: true,
  },
  'obstacles.reopen': {
    lines: [
      ['employee', 'self'],
      ['head-of-cx', 'scope'],
    ],
    peopleOnly: true,
  },
  'obstacles.say-helped': { lines: [['employee', 'self']] },
  'obstacles.withdraw': { lines: [['employee', 'self']], shows: 'obstacles.withdraw' },
}
