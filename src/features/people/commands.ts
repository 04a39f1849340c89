// `import people` and `export`: the same services as the pages, for scripts.
import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Command, CommandRefused, defineCommand, WrongUsage } from '#platform/cli/command.ts'
import { type Context, systemContext } from '#platform/http/context.ts'
import { isUuid, newId } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { importChoices, type ImportView } from './contract.ts'
import { type ImportCode, sentenceOf } from './import/codes.ts'
import { exportPeople } from './service/export-people.ts'
import { readEntries, readImport } from './service/read-import.ts'
import { startApplication } from './service/run-import.ts'
import { startImport } from './service/start-import.ts'
import { findOrganisations } from './store/organisations.ts'

const organisation = {
  type: 'string',
  isRequired: true,
  placeholder: 'ID',
  description: 'The organisation, by id or by the short name in its address.',
} as const

async function contextOf(platform: Platform, given: string): Promise<Context> {
  const known = await findOrganisations(platform.db)
  const found = known.find(({ id, slug }) => id === given.toLowerCase() || slug === given)
  if (!found)
    throw new CommandRefused(
      isUuid(given.toLowerCase()) ? 'There is no organisation with this id.' : `There is no organisation “${given}”.`,
      `Known: ${known.map(({ id, slug }) => `${slug} (${id})`).join(', ') || 'none; create one with: organisation create'}`,
    )
  return systemContext(platform, found.id, newId())
}

const importPeople = defineCommand({
  name: 'import people',
  summary: 'Import people from a CSV or TSV file as HR systems export it.',
  details: [
    'Without --apply it shows what would change. Columns are guessed from their names; correct the guess with --map and --choices.',
    'Example: import people staff.csv --organisation hollin --map unitPath=Department --map jobRole="Job Title" --apply',
  ],
  positionals: [{ name: 'FILE', description: 'The file to import.', isRequired: true }],
  options: {
    organisation,
    map: {
      type: 'string',
      isMultiple: true,
      placeholder: 'FIELD=COLUMN',
      description: 'What a column means; repeat it for several columns of one field.',
    },
    choices: {
      type: 'string',
      placeholder: 'JSON',
      description: 'Everything that the page offers (leaderRules, dateOrder, absent, ...), as JSON.',
    },
    apply: { type: 'boolean', description: 'Apply it, all of it or nothing.' },
    'confirm-leaving': { type: 'string', placeholder: 'N', description: 'How many people leave, where more than one in twenty would.' },
  },
  needs: 'database',
  async run(platform, options, io) {
    const ctx = await contextOf(platform, options.organisation)
    const file = io.positionals[0]!
    const bytes = await readFile(file).catch((error: Error) => {
      throw new CommandRefused(`${file} can't be read: ${error.message}`)
    })
    const { id, planned } = await startImport(ctx, { name: path.basename(file), bytes }, choicesOf(options.map ?? [], options.choices))
    io.progress('Reading and comparing ...')
    await planned
    const preview = await readImport(ctx, id)
    if (preview.state !== 'previewed') throw new CommandRefused(`The file could not be planned (${preview.failure ?? preview.state}).`)
    const problems = await problemsOf(ctx, id)
    if (!options.apply) return { import: id, state: preview.state, ...resultOf(preview), problems }
    if (preview.questions.length > 0)
      throw new CommandRefused(
        `The dates of ${preview.questions.map(({ column }) => `“${column}”`).join(', ')} can be read in two ways.`,
        `Say which: --choices '{"dateOrder":{"${preview.questions[0]!.field}":"day-first"}}' or "month-first".`,
      )
    const { applied } = await startApplication(
      ctx,
      id,
      options['confirm-leaving'] === undefined ? null : Number(options['confirm-leaving']),
    )
    io.progress('Applying ...')
    await applied
    return { import: id, state: 'applied', ...resultOf(preview), problems }
  },
  describe: ({ state, counts, questions, needsConfirmation, problems }) =>
    [
      `${state}: ${counts.newPeople} new, ${counts.changed} changed, ${counts.unchanged} unchanged, ${counts.leaving} leaving, ${counts.skipped} skipped of ${counts.rows} rows.`,
      ...questions.map(({ column }) => `Question: are the dates of “${column}” day first or month first?`),
      ...(needsConfirmation ? [`More than one in twenty would leave: apply with --confirm-leaving ${needsConfirmation.leaving}.`] : []),
      ...problems.map(({ line, sentence }) => (line === null ? sentence : `line ${line}: ${sentence}`)),
      ...(state === 'previewed' ? ['Nothing has changed yet. Add --apply to apply it.'] : []),
    ].join('\n'),
})

const resultOf = ({ counts, questions, needsConfirmation }: ImportView) => ({ counts: counts!, questions, needsConfirmation })

function choicesOf(maps: readonly string[], json: string | undefined) {
  const fields: Record<string, string[]> = {}
  for (const map of maps) {
    const at = map.indexOf('=')
    if (at < 1) throw new WrongUsage(`--map ${map}: write it as FIELD=COLUMN`)
    ;(fields[map.slice(0, at)] ??= []).push(map.slice(at + 1))
  }
  let given: unknown = {}
  try {
    given = json === undefined ? {} : JSON.parse(json)
  } catch {
    throw new WrongUsage('--choices is no JSON')
  }
  const parsed = importChoices.safeParse({ ...(given as object), ...(maps.length > 0 ? { fields } : {}) })
  if (!parsed.success) throw new WrongUsage(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
  return parsed.data
}

/** The first 250; the counts say how many there are. */
async function problemsOf(ctx: Context, id: string) {
  const { items } = await readEntries(ctx, id, 'problems', 0)
  return items.map(({ line, problem }) => ({
    line,
    code: problem!.code,
    isError: problem!.isError,
    sentence: sentenceOf(problem!.code as ImportCode, problem!.values),
  }))
}

const exportCommand = defineCommand({
  name: 'export',
  summary: 'Write the people of an organisation to a CSV file.',
  options: {
    organisation,
    to: { type: 'string', isRequired: true, placeholder: 'FILE', description: 'The file to write.' },
    status: { type: 'string', placeholder: 'active|left|all', description: 'Whom; active when left out.' },
  },
  needs: 'database',
  async run(platform, options) {
    const status = options.status ?? 'active'
    if (status !== 'active' && status !== 'left' && status !== 'all') throw new WrongUsage('--status is active, left or all')
    const ctx = await contextOf(platform, options.organisation)
    const csv = await exportPeople(ctx, { status })
    const target = path.resolve(options.to)
    await writeFile(`${target}.part`, csv, { mode: 0o600 })
    await rename(`${target}.part`, target)
    return { file: target, people: csv.split('\r\n').length - 2 }
  },
  describe: ({ file, people }) => `${people} people written to ${file}`,
})

export const commands: Command[] = [importPeople, exportCommand]
