// Journeys are everybody's to read; a person's own words about their part are theirs alone.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'journeys.read': {
    lines: [
      ['employee', 'anywhere'],
      ['administrator', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
      ['auditor', 'anywhere'],
    ],
  },
  'journeys.change': {
    lines: [
      ['head-of-cx', 'scope'],
      ['author', 'scope'],
      ['administrator', 'scope'],
    ],
  },
  'my-part.read': { lines: [['employee', 'self']], shows: 'my-part.read' },
  'my-part.word': { lines: [['employee', 'self']] },
  'part-gaps.read': {
    lines: [
      ['team-leader', 'scope'],
      ['hr', 'scope'],
      ['head-of-cx', 'scope'],
      ['administrator', 'scope'],
    ],
    shows: 'part-gaps.read',
  },
}
