// Everybody learns for themselves, and nobody else sees how: where a person stands, what they answered and what they will do is theirs. Whoever writes may write
// in any unit, because a lesson is for the whole house; a second person's look is asked for by the service, not by a role.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'lessons.learn': { lines: [['employee', 'self']], shows: 'lessons.learn' },
  'lessons.read': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
    shows: 'lessons.read',
  },
  'lessons.write': {
    lines: [
      ['author', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
  },
  'lessons.review': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
    peopleOnly: true,
  },
  'lessons.publish': {
    lines: [
      ['author', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
    peopleOnly: true,
  },
}
