// Three studies: one that holds, one that can't tell, and a plan whose starts were drawn by lot. The panels are those of the guide.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { addStudy, changeStudy, drawTeams, nameColumns, putFile, registerStudy, runAtOnce, setTeams } from '#features/impact/public.ts'
import type { House } from './house.ts'

const folder = path.resolve(import.meta.dirname, '..', '..', 'content', 'demo', 'studies')
const weekMs = 7 * 86_400_000
/** A Monday long ago, from which Mondays are counted. */
const someMonday = Date.parse('2024-01-01T00:00:00Z')

interface Brought {
  file: string
  title: string
  question: string
  expectation: string
  daysAgo: number
}
const brought: Brought[] = [
  {
    file: 'new-script.csv',
    title: 'The new script at the partner’s desks',
    question: 'Are customers of those desks more satisfied since the new script?',
    expectation: 'About two points more.',
    daysAgo: 20,
  },
  {
    file: 'listening-first.csv',
    title: 'Listening first at the partner’s desks',
    question: 'Are customers more satisfied where the desk was trained to listen first?',
    expectation: 'Two points more, half a year later.',
    daysAgo: 9,
  },
]

async function bring(house: House, { file, title, question, expectation, daysAgo }: Brought): Promise<void> {
  const ctx = house.at(daysAgo, '09:20', 'Ruth Adler')
  const { id } = await addStudy(ctx, { source: 'file', title, question })
  const { version } = await putFile(ctx, id, { name: file, bytes: await readFile(path.join(folder, file)) })
  await nameColumns(ctx, id, version, {
    unit: 'team',
    time: 'month',
    outcome: 'csat',
    firstTreated: 'trained',
    cluster: null,
    covariates: [],
    control: 'notyet',
    anticipation: 0,
    isRandomised: false,
  })
  await registerStudy(ctx, id, expectation)
  await runAtOnce(ctx, id, 'study')
}

/** Every team takes part; a third starts in three weeks, a third ten weeks later, the others are compared with. */
async function planAhead(house: House): Promise<void> {
  const ctx = house.at(2, '10:05', 'Ruth Adler')
  const monday = (weeks: number) =>
    new Date(someMonday + (Math.floor((ctx.now().getTime() - someMonday) / weekMs) + weeks) * weekMs).toISOString().slice(0, 10)
  const { id, version } = await addStudy(ctx, {
    source: 'signals',
    title: 'Five minutes of thanks in every huddle',
    question: 'Do people thank each other more often where the huddle asks for it?',
    unitId: house.unit('Hollin'),
    measure: 'thanks',
  })
  const changed = await changeStudy(ctx, id, version, { others: ['decided-alone'] })
  const teams = changed.teams.map(({ unit }) => ({ unitId: unit.id, startDay: null }))
  await setTeams(ctx, id, changed.version, { teams })
  const third = Math.floor(teams.length / 3)
  const waves = [
    { startDay: monday(3), count: third },
    { startDay: monday(13), count: third },
  ]
  await drawTeams(ctx, id, { waves, isStratified: true })
}

export async function addStudies(house: House): Promise<void> {
  for (const one of brought) await bring(house, one)
  await planAhead(house)
}
