// What the artefacts say today: the one place that posters, signature, screens and the placement register read the current words from.
import { readSettings, type SettingsRow } from '#features/people/public.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Context } from '#platform/http/context.ts'
import { sha256 } from '#platform/ids.ts'
import { textIn } from '../rules.ts'
import { listVersions, type MantraText } from '../store/mantra.ts'
import { principlesQuery, type RefRow } from '../store/principles.ts'

export interface Wording {
  settings: SettingsRow
  today: string
  mantra: { number: number; since: string; texts: MantraText[] } | null
  principles: (language: string) => RefRow[]
  /** The day since which the principles say what they say. */
  principlesSince: string
}

export async function wordingNow(tx: Tx, ctx: Context): Promise<Wording> {
  const reading = Promise.all([readSettings(tx), listVersions(tx), tx.run(principlesQuery(tx.organisationId))])
  const [settings, versions, rows] = await reading
  const today = dayIn(settings.timeZone, ctx.now())
  const index = versions.findIndex(({ effectiveFrom }) => effectiveFrom <= today)
  const version = versions[index]
  const live = rows.filter(({ isRetired }) => !isRetired)
  const since = live
    .map(({ wordsSince }) => wordsSince)
    .sort()
    .at(-1)
  return {
    settings,
    today,
    mantra: version ? { number: versions.length - index, since: version.effectiveFrom, texts: version.texts } : null,
    principles: (language) =>
      live.map(({ id, colour, icon, position, texts }) => {
        const { name = '', meaning = '' } = textIn(texts, language, settings.defaultLanguage) ?? {}
        return { id, colour, icon, position: position ?? 0, name, meaning }
      }),
    principlesSince: since ? dayIn(settings.timeZone, new Date(since)) : today,
  }
}

export const mantraIn = (wording: Wording, language: string): MantraText | undefined =>
  wording.mantra ? textIn(wording.mantra.texts, language, wording.settings.defaultLanguage) : undefined

export interface Shown {
  /** In words, for whoever stands before it. */
  shows: string
  /** Of everything that is printed: a colour or an icon that changed counts too. */
  print: string
}
/** What a thing of this kind shows when it is put up today; null where nothing is written yet. */
export function shownBy(wording: Wording, kind: string, language: string): Shown | null {
  const mantra = mantraIn(wording, language)
  const principles = wording.principles(language)
  if (kind === 'principles-poster') {
    if (principles.length === 0) return null
    const print = [mantra?.wording ?? '', ...principles.map(({ name, meaning, colour, icon }) => [name, meaning, colour, icon])]
    return {
      shows: principles
        .map(({ name }) => name)
        .join(' · ')
        .slice(0, 1000),
      print: sha256(JSON.stringify(print)),
    }
  }
  return mantra ? { shows: mantra.wording, print: sha256(JSON.stringify([mantra.wording])) } : null
}
