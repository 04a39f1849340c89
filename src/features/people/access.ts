// Who may do what with people. `scope`: the units under the grant; a grant without a unit covers the organisation.
import type { Policy } from '#platform/access/policy.ts'

export const policy: Policy = {
  'organisation.read': {
    lines: [
      ['employee', 'anywhere'],
      ['administrator', 'anywhere'],
      ['hr', 'anywhere'],
      ['auditor', 'anywhere'],
    ],
  },
  'organisation.change': { lines: [['administrator', 'scope']] },
  'units.read': {
    lines: [
      ['employee', 'anywhere'],
      ['administrator', 'anywhere'],
      ['hr', 'anywhere'],
      ['auditor', 'anywhere'],
    ],
  },
  'units.change': {
    lines: [
      ['administrator', 'scope'],
      ['hr', 'scope'],
    ],
  },
  'catalogue.change': {
    lines: [
      ['administrator', 'scope'],
      ['hr', 'scope'],
    ],
  },
  'people.read': {
    lines: [
      ['employee', 'anywhere'],
      ['administrator', 'anywhere'],
      ['hr', 'anywhere'],
      ['auditor', 'anywhere'],
    ],
    shows: 'people.read',
  },
  'people.details': {
    lines: [
      ['employee', 'self'],
      ['employee', 'manager'],
      ['team-leader', 'scope'],
      ['hr', 'scope'],
      ['administrator', 'scope'],
    ],
    shows: 'people.details',
  },
  'people.add': {
    lines: [
      ['administrator', 'scope'],
      ['hr', 'scope'],
    ],
  },
  'people.change': {
    lines: [
      ['administrator', 'scope'],
      ['hr', 'scope'],
    ],
  },
  'people.settle': {
    lines: [
      ['employee', 'self'],
      ['administrator', 'scope'],
      ['hr', 'scope'],
    ],
  },
  'people.move': {
    lines: [
      ['administrator', 'scope'],
      ['hr', 'scope'],
    ],
  },
  'people.depart': {
    lines: [
      ['administrator', 'scope'],
      ['hr', 'scope'],
    ],
  },
  'absences.note': {
    lines: [
      ['employee', 'self'],
      ['employee', 'manager'],
      ['team-leader', 'scope'],
      ['hr', 'scope'],
      ['administrator', 'scope'],
    ],
  },
  'people.list-export': {
    lines: [
      ['administrator', 'scope'],
      ['hr', 'scope'],
    ],
    stepUp: true,
  },
  'people.import': {
    lines: [
      ['administrator', 'scope'],
      ['hr', 'scope'],
    ],
  },
  'people.take-out': { lines: [['employee', 'self']], shows: 'people.take-out' },
  'people.erase': { lines: [['administrator', 'scope']], stepUp: true },
  'data-map.read': {
    lines: [
      ['employee', 'anywhere'],
      ['administrator', 'anywhere'],
      ['hr', 'anywhere'],
      ['auditor', 'anywhere'],
    ],
  },
}
