// The bank holds what is right: those who write read it, those who learn are asked through practice and assessments.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'items.read': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
  },
  'items.change': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
  },
}
