// Authors see items and groups. What somebody answered is read by that person; leaders and coaches read what it showed of each principle, unless the works
// council's switch is on: then nobody but the person does. Groups are seen from five people on, then from ten.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'assessments.read': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
  },
  'assessments.change': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
  },
  'sittings.take': { lines: [['employee', 'self']], shows: 'sittings.take' },
  'skills.map': {
    lines: [
      ['team-leader', 'scope'],
      ['coach', 'scope'],
      ['hr', 'scope'],
      ['head-of-cx', 'scope'],
      ['executive', 'scope'],
    ],
  },
  'skills.remind': {
    lines: [
      ['team-leader', 'scope'],
      ['coach', 'scope'],
      ['hr', 'scope'],
      ['head-of-cx', 'scope'],
    ],
    peopleOnly: true,
  },
  'skills.read': {
    lines: [
      ['team-leader', 'scope'],
      ['coach', 'scope'],
    ],
    shows: 'skills.read',
  },
}
