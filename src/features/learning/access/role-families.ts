// Which of the six families a job role belongs to decides which variant of a lesson its people see: those who write correct it, and whoever keeps job roles.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'role-families.read': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
      ['administrator', 'anywhere'],
    ],
  },
  'role-families.change': {
    lines: [
      ['author', 'anywhere'],
      ['hr', 'anywhere'],
      ['head-of-cx', 'anywhere'],
      ['administrator', 'anywhere'],
    ],
  },
}
