// Everybody reads the cards, and how often one was opened is counted without them; those who write lessons write cards.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'cards.use': { lines: [['employee', 'self']], shows: 'cards.use' },
  'cards.read': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
  },
  'cards.change': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
  },
}
