import type { PersonParticipant } from '#features/people/public.ts'
import { choicesOfPerson, deletePlays, playsOfPerson } from '../store/scenarios/plays.ts'
import { forgetWriter } from '../store/scenarios/scenarios.ts'

export const scenariosFollowPeople: Pick<PersonParticipant, 'personalTables' | 'exportPerson' | 'erasePerson'> = {
  personalTables: {
    scenario_plays: 'scenarios.play',
    scenario_choices: 'scenarios.play',
    scenarios: 'scenarios.read',
    scenario_translations: 'scenarios.read',
    scenario_versions: 'scenarios.read',
  },
  async exportPerson(tx, personId) {
    const [plays, choices] = await Promise.all([playsOfPerson(tx, personId), choicesOfPerson(tx, personId)])
    return { scenarioPlays: plays.map((row) => ({ ...row })), scenarioChoices: choices.map((row) => ({ ...row })) }
  },
  async erasePerson(tx, _ctx, personId) {
    await deletePlays(tx, personId)
    await forgetWriter(tx, personId)
  },
}
