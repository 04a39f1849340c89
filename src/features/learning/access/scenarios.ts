// Everybody plays for themselves, and nobody else reads a play: authors see how often each choice was taken, from five people on, and no name.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'scenarios.play': { lines: [['employee', 'self']], shows: 'scenarios.play' },
  'scenarios.read': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
    shows: 'scenarios.read',
  },
  'scenarios.write': {
    lines: [
      ['author', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
  },
  'scenarios.review': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
    peopleOnly: true,
  },
  'scenarios.publish': {
    lines: [
      ['author', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
    peopleOnly: true,
  },
}
