// What Hollin's people may decide alone: twenty rules of shops, depot, contact centre and finance, each with cases that must pass.
import { addRuleIn, addThingIn, type Definition, publishIn } from '#features/authority/public.ts'
import { readContent } from './content.ts'
import type { House } from './house.ts'

type Names = Parameters<typeof addThingIn>[3]['texts']
type Verdict = Definition['cases'][number]['expected']
interface Catalogue {
  situations: { key: string; icon: string; texts: Names }[]
  remedies: { key: string; texts: Names }[]
}
interface RuleContent {
  key: string
  situation: string
  remedy: string
  principle: string
  owner: string
  leastLevel: number
  /** Minor units where a currency is named. */
  limit?: { measure: 'money' | 'count' | 'days'; currency?: string; steps: { level: number; most: number }[] }
  conditions?: Definition['conditions']
  jobRoles?: string[]
  units?: string[]
  texts: Definition['texts']
  cases: {
    title: string
    level: number
    jobRole?: string
    unit?: string
    amount?: number
    facts?: Definition['cases'][number]['facts']
    expected: Verdict
  }[]
}
export interface Rules {
  ruleId: string
  situationId: string
  remedyId: string
  currency: string | null
}

const files = ['shops', 'depot', 'contact-centre', 'finance']
const readRules = async (): Promise<RuleContent[]> =>
  (await Promise.all(files.map((file) => readContent<RuleContent[]>(`authority/${file}.json`)))).flat()

/** Answers each rule by its key. */
export async function addAuthority(house: House): Promise<Map<string, Rules>> {
  const { situations, remedies } = await readContent<Catalogue>('authority/catalogue.json')
  const ctx = house.at(62, '08:30', 'Ruth Adler')
  const effectiveFrom = ctx.now().toISOString().slice(0, 10)
  const known = new Map<string, Rules>()
  await ctx.write(async (tx) => {
    const ids = new Map<string, string>()
    for (const { key, ...thing } of situations) ids.set(`situation ${key}`, await addThingIn(ctx, tx, 'situations', thing))
    for (const { key, ...thing } of remedies) ids.set(`remedy ${key}`, await addThingIn(ctx, tx, 'remedies', thing))
    const idOf = (kind: 'situation' | 'remedy', key: string): string => {
      const id = ids.get(`${kind} ${key}`)
      if (id === undefined) throw new Error(`the demonstration has no ${kind} called ${key}`)
      return id
    }
    for (const rule of await readRules()) {
      const [situationId, remedyId] = [idOf('situation', rule.situation), idOf('remedy', rule.remedy)]
      const currency = rule.limit?.currency ?? null
      const definition: Definition = {
        situationId,
        remedyId,
        principleId: house.principle(rule.principle),
        measure: rule.limit?.measure ?? 'none',
        currency,
        leastLevel: rule.leastLevel,
        steps: rule.limit?.steps ?? [],
        conditions: rule.conditions ?? [],
        jobRoleIds: (rule.jobRoles ?? []).map(house.jobRole),
        unitIds: (rule.units ?? []).map(house.unit),
        effectiveFrom,
        effectiveUntil: null,
        texts: rule.texts,
        cases: rule.cases.map(({ jobRole, unit, amount = null, facts = {}, ...one }) => ({
          ...one,
          amount,
          facts,
          jobRoleId: jobRole === undefined ? null : house.jobRole(jobRole),
          unitId: unit === undefined ? null : house.unit(unit),
        })),
      }
      const ruleId = await addRuleIn(ctx, tx, { ownerId: house.person(rule.owner).id, definition })
      await publishIn(ctx, tx, ruleId)
      known.set(rule.key, { ruleId, situationId, remedyId, currency })
    }
  })
  return known
}
