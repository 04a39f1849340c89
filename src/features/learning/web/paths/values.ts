// A path as the form holds it: what is typed stays text until it is sent.
import { now } from '#ui/now.ts'
import type { Path, WrittenPath } from '../../contract/paths.ts'

export const blank = (): Values => ({
  title: '',
  startsOn: now().toISOString().slice(0, 10),
  endsOn: '',
  dueDays: '10',
  leaderDueDays: '5',
  who: 'everyone',
  newPeopleOnly: false,
  jobRoleIds: [],
  families: [],
  unitIds: [],
  siteIds: [],
  languages: [],
  steps: [],
})
export type Values = {
  title: string
  startsOn: string
  endsOn: string
  dueDays: string
  leaderDueDays: string
  who: Path['who']
  newPeopleOnly: boolean
  jobRoleIds: string[]
  families: string[]
  unitIds: string[]
  siteIds: string[]
  languages: string[]
  steps: { kind: 'lesson' | 'scenario'; id: string }[]
}
export const valuesOf = (path: Path): Values => ({
  title: path.title,
  startsOn: path.startsOn,
  endsOn: path.endsOn ?? '',
  dueDays: String(path.dueDays),
  leaderDueDays: String(path.leaderDueDays),
  who: path.who,
  newPeopleOnly: path.newPeopleOnly,
  jobRoleIds: path.jobRoleIds,
  families: path.families,
  unitIds: path.unitIds,
  siteIds: path.siteIds,
  languages: path.languages,
  steps: path.steps.map(({ kind, id }) => ({ kind, id })),
})
export const ruleOf = ({ startsOn, who, newPeopleOnly, jobRoleIds, families, unitIds, siteIds, languages }: Values) =>
  ({ startsOn, who, newPeopleOnly, jobRoleIds, families, unitIds, siteIds, languages }) as Pick<
    WrittenPath,
    'startsOn' | 'who' | 'families'
  >
export const bodyOf = (values: Values) => ({
  ...ruleOf(values),
  title: values.title,
  endsOn: values.endsOn || null,
  dueDays: Number(values.dueDays),
  leaderDueDays: Number(values.leaderDueDays),
  steps: values.steps,
})
