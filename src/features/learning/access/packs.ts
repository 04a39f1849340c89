// A pack changes what the whole house is taught: those who publish take it in, and whoever sets the house up may begin with it.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'packs.read': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
      ['administrator', 'anywhere'],
    ],
  },
  'packs.install': {
    lines: [
      ['author', 'anywhere'],
      ['head-of-cx', 'anywhere'],
      ['administrator', 'anywhere'],
    ],
    peopleOnly: true,
  },
}
