// A parcel's way, from the shelf in the shop window to the refund: four stages of three steps, with who shapes each.
import { addJourney, addStage, addStep } from '#features/journeys/public.ts'
import { newId } from '#platform/ids.ts'
import { type ByLanguage, readContent } from './content.ts'
import type { House } from './house.ts'

type StepInput = Parameters<typeof addStep>[2]
interface Stage {
  name: ByLanguage
  steps: (Pick<StepInput, 'channel' | 'emotion' | 'evidence'> & {
    key: string
    principle: string
    texts: Record<'name' | 'customer' | 'front' | 'back' | 'support', ByLanguage>
    shapers: { unit?: string; jobRole?: string; lane: 'front' | 'back' | 'support'; sentence: ByLanguage; harm: ByLanguage }[]
  })[]
}
interface Journey {
  texts: Record<'name' | 'summary', ByLanguage>
  stages: string[]
}

/** Answers the id of each step by its key. */
export async function addParcelJourney(house: House): Promise<Map<string, string>> {
  const { texts, stages } = await readContent<Journey>('journey/journey.json')
  const ctx = house.at(75, '09:00', 'Ruth Adler')
  const journey = await addJourney(ctx, { texts })
  const keys: string[] = []
  let ids: string[] = []
  for (const file of stages) {
    const { name, steps } = await readContent<Stage>(`journey/${file}.json`)
    const stage = (await addStage(ctx, journey.id, { texts: { name } })).stages.at(-1)!
    for (const { key, principle, shapers, ...step } of steps) {
      const written = await addStep(ctx, journey.id, {
        ...step,
        stageId: stage.id,
        principleId: house.principle(principle),
        shapers: shapers.map(({ unit, jobRole, lane, sentence, harm }) => ({
          id: newId(ctx.now().getTime()),
          unitId: unit === undefined ? null : house.unit(unit),
          jobRoleId: jobRole === undefined ? null : house.jobRole(jobRole),
          lane,
          texts: { sentence, harm },
        })),
      })
      keys.push(key)
      ids = written.stages.flatMap((one) => one.steps.map(({ id }) => id))
    }
  }
  return new Map(keys.map((key, i) => [key, ids[i]!]))
}
