// `pack install` and `pack export`: a folder of plain files in, and out again.
import { parsePack, type Pack } from '#engines/pack/pack.ts'
import { findOrganisations } from '#features/people/public.ts'
import { type Command, CommandRefused, defineCommand, WrongUsage } from '#platform/cli/command.ts'
import { type Context, systemContext } from '#platform/http/context.ts'
import { newId } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { exportPack } from './service/packs/export.ts'
import { everydayService, readFolder, writeFolder } from './service/packs/folder.ts'
import { type Count, installPack } from './service/packs/install.ts'

const organisation = {
  type: 'string',
  isRequired: true,
  placeholder: 'ID',
  description: 'The organisation, by id or by the short name in its address.',
} as const
const from = {
  type: 'string',
  placeholder: 'FOLDER',
  description: 'The pack; without it “Everyday service”, which comes with the program.',
} as const

async function contextOf(platform: Platform, given: string): Promise<Context> {
  const known = await findOrganisations(platform.db)
  const found = known.find(({ id, slug }) => id === given.toLowerCase() || slug === given)
  if (!found)
    throw new CommandRefused(
      `There is no organisation “${given}”.`,
      `Known: ${known.map(({ id, slug }) => `${slug} (${id})`).join(', ') || 'none'}`,
    )
  return systemContext(platform, found.id, newId())
}

async function packIn(folder: string): Promise<Pack> {
  const { pack, faults } = parsePack(await readFolder(folder))
  if (!pack)
    throw new CommandRefused(
      `${folder} can't be read as a pack.`,
      faults
        .slice(0, 30)
        .map(({ file, line, message }) => `${file}:${line} ${message}`)
        .join('\n'),
    )
  return pack
}

function chosenOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((one) => {
      const [theme = '', ...rest] = one.split('=')
      if (theme === '' || rest.length === 0) throw new WrongUsage(`--theme ${one}: write THEME="The principle's name".`)
      return [theme, rest.join('=')]
    }),
  )
}

const counted = ({ added, changed, unchanged, kept }: Count): string =>
  `${added} new, ${changed} changed, ${unchanged} as before, ${kept} kept as they are here`

const install = defineCommand({
  name: 'pack install',
  summary: 'Take in lessons, scenarios, practice items, cards and behaviours from a folder of files.',
  details: [
    'Without --apply it shows what would happen. Each theme of the pack is matched to one of your principles; correct the match with --theme.',
    'Run it again after an update: what you have changed stays as you wrote it.',
    'Example: pack install --organisation hollin --theme clear="Say it early" --apply',
  ],
  options: {
    organisation,
    from,
    theme: { type: 'string', isMultiple: true, placeholder: 'THEME=PRINCIPLE', description: 'Which principle a theme means; repeat it.' },
    apply: { type: 'boolean', description: 'Apply it, all of it or nothing.' },
  },
  needs: 'database',
  async run(platform, options) {
    const ctx = await contextOf(platform, options.organisation)
    const pack = await packIn(options.from ?? everydayService)
    return {
      isApplied: options.apply,
      ...(await installPack(ctx, pack, { chosen: chosenOf(options.theme ?? []), isApplied: options.apply })),
    }
  },
  describe: ({ isApplied, pack, version, themes, languages, lessons, scenarios, items, cards, behaviours }) =>
    [
      `${pack} ${version} in ${languages.join(', ')}${isApplied ? '' : ' (nothing has been changed yet; add --apply)'}`,
      ...themes.map(
        ({ theme, principle, isGuess }) =>
          `  ${theme}: ${principle ? `${principle.name}${isGuess ? ' (guessed)' : ''}` : 'nothing fits; say it with --theme'}`,
      ),
      `Lessons: ${counted(lessons)}`,
      `Scenarios: ${counted(scenarios)}`,
      `Practice items: ${counted(items)}`,
      `Cards: ${counted(cards)}`,
      `Behaviours: ${counted(behaviours)}`,
    ].join('\n'),
})

const writeOut = defineCommand({
  name: 'pack export',
  summary: 'Write what a pack has brought, as it stands here now, into a folder in the same form.',
  positionals: [{ name: 'FOLDER', description: 'Where to; files of the same name are overwritten.', isRequired: true }],
  options: { organisation, from },
  needs: 'database',
  async run(platform, options, io) {
    const ctx = await contextOf(platform, options.organisation)
    const files = await exportPack(ctx, await packIn(options.from ?? everydayService))
    await writeFolder(io.positionals[0]!, files)
    return { folder: io.positionals[0]!, files: files.size }
  },
  describe: ({ folder, files }) => `${files} files in ${folder}.`,
})

export const commands: Command[] = [install, writeOut]
