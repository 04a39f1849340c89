// A person's own export, and erasure, of what they answered in assessments.
import type { PersonParticipant } from '#features/people/public.ts'
import { exportedSittings, exportedSkills, forgetSittings } from '../store/sittings.ts'

export const assessmentsFollowPeople: Pick<PersonParticipant, 'personalTables' | 'exportPerson' | 'erasePerson'> = {
  personalTables: { sittings: 'sittings.take', sitting_answers: 'sittings.take', person_skills: 'skills.read' },
  exportPerson: async (tx, personId) => {
    const [sittings, skills] = await Promise.all([exportedSittings(tx, personId), exportedSkills(tx, personId)])
    return { sittings, skills }
  },
  erasePerson: (tx, _ctx, personId) => forgetSittings(tx, personId),
}
