import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'mantra.read': {
    lines: [
      ['employee', 'anywhere'],
      ['administrator', 'anywhere'],
      ['head-of-cx', 'anywhere'],
    ],
  },
  'mantra.change': {
    lines: [
      ['head-of-cx', 'scope'],
      ['administrator', 'scope'],
    ],
  },
}
