// A person's own export, and erasure, of what each part keeps about them.
import type { PersonParticipant } from '#features/people/public.ts'
import { assessmentsFollowPeople } from './participants/assessments.ts'
import { lessonsFollowPeople } from './participants/lessons.ts'
import { pathsFollowPeople } from './participants/paths.ts'
import { scenariosFollowPeople } from './participants/scenarios.ts'

const parts: readonly Pick<PersonParticipant, 'personalTables' | 'exportPerson' | 'erasePerson'>[] = [
  lessonsFollowPeople,
  scenariosFollowPeople,
  assessmentsFollowPeople,
  pathsFollowPeople,
]

export const participant: PersonParticipant = {
  name: 'learning',
  personalTables: Object.assign({}, ...parts.map(({ personalTables }) => personalTables)) as Record<string, string>,
  async exportPerson(tx, personId) {
    const sections = await Promise.all(parts.map(async (part) => part.exportPerson?.(tx, personId)))
    return Object.assign({}, ...sections) as Record<string, Record<string, unknown>[]>
  },
  async erasePerson(tx, ctx, personId) {
    for (const part of parts) await part.erasePerson?.(tx, ctx, personId)
  },
}
