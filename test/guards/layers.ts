// Who may import whom (ARCHITECTURE.md). dependency-cruiser reads 0 modules beside TypeScript 7 and calls that a success; this reads them itself.
import path from 'node:path'
import { importsOf, type Import, type SourceFile } from './source.ts'

export const order =
  'people accounts language evidence followups signals journeys obstacles authority learning practice voice coaching recognition huddles hiring impact today'.split(
    ' ',
  )

/** src/demo fills an organisation as its people would: it stands to the right of every feature and uses them as one. */
const demo = 'demo'

/** What engines may stand on: computation, bytes in memory, and giving way to others in a long loop. No I/O. */
const pureNpm = ['ts-fsrs', 'ml-matrix', '@stdlib/', 'minisearch', 'node:buffer', 'node:timers/promises']

/** Engines that answer on the phone too, without a network (docs/decisions/0010): they stand on nothing but the language. */
const browserEngines = ['boundary', 'item', 'lesson', 'recall', 'scenario', 'story', 'text'].map((name) => `src/engines/${name}/`)

/** A guard that sees less than this sees nothing. */
export const fewestFiles = 50

type Zone = 'root' | 'platform' | 'engines' | 'ui' | 'feature' | 'page' | 'test' | 'outside'

interface Place {
  name: string
  zone: Zone
  /** Of a feature: its name, and the file inside it without ending: `store`, `store/people`, `web/parts`. */
  feature: string
  part: string
}

export function placeOf(name: string): Place {
  const [top, area, ...rest] = name.split('/')
  const place = (zone: Zone, feature = '', part = ''): Place => ({ name, zone, feature, part })
  if (top === 'test') return place('test')
  if (top !== 'src' || area === undefined) return place('outside')
  if (rest.length === 0) return place('root')
  if (area === 'platform' || area === 'engines' || area === 'ui') return place(area)
  if (area === demo) return place('feature', demo, rest.join('/').replace(/\.\w+$/, ''))
  if (area !== 'features' || rest.length < 2) return place('outside')
  const part = rest
    .slice(1)
    .join('/')
    .replace(/\.\w+$/, '')
  return place(part.startsWith('web/') ? 'page' : 'feature', rest[0], part)
}

/** The imported file from the root, or undefined for a package. */
function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return `src/${specifier.slice(1)}`
  if (specifier.startsWith('/')) return specifier.slice(1)
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier)
  return undefined
}

const isTest = (name: string): boolean => name.endsWith('.test.ts')
const isLeft = (of: string, feature: string): boolean => feature === demo || (of !== demo && order.indexOf(of) < order.indexOf(feature))

/** Says what is wrong with the import and what to do instead; undefined when it may stand. */
export function objection(from: Place, to: Place, { isTypeOnly }: Pick<Import, 'isTypeOnly'>): string | undefined {
  if (to.zone === 'test') return isTest(from.name) ? undefined : 'only tests import from test/'
  if (to.zone === 'outside') return to.name === 'package.json' || isTest(from.name) ? undefined : 'code in src imports only code in src'
  if (to.zone === 'root' && /^src\/(main\.ts|web\.tsx)$/.test(to.name))
    return 'nobody imports main.ts and web.tsx; move what you need to the room that owns it'
  if (to.name.endsWith('.tsx') && !['page', 'ui'].includes(from.zone) && !isBrowserRoot(from))
    return 'Node can’t run .tsx; only pages and ui import it'
  if (from.zone === 'platform' || from.zone === 'engines' || from.zone === 'ui') {
    return from.zone === to.zone
      ? undefined
      : `${from.zone} imports nothing else of ours; pass the value in, or let main or a feature join the two`
  }
  if (from.zone === 'root') return isBrowserRoot(from) ? fromBrowserRoot(from, to) : fromServerRoot(to)
  if (to.zone === 'root')
    return isTest(from.name) ? undefined : 'features are assembled by main and do not know it; take what you need as an argument'
  if (from.zone === 'page') return fromPage(from, to, isTypeOnly)
  return fromFeature(from, to, isTypeOnly)
}

/** web.tsx and the list of pages that it loads when one of them is opened. */
const isBrowserRoot = ({ name }: Place): boolean => name === 'src/web.tsx' || name === 'src/desk.tsx'

function fromBrowserRoot(from: Place, to: Place): string | undefined {
  if (from.name === 'src/desk.tsx')
    return to.zone === 'page' && to.part.endsWith('Page') ? undefined : 'desk.tsx lists the features’ pages, nothing else'
  if (to.zone === 'ui' || to.name === 'src/desk.tsx') return undefined
  if (to.zone === 'page' && /^web\/(pages$|messages\/)/.test(to.part)) return undefined
  return 'web.tsx joins ui/ and the features’ web/pages.tsx and messages, nothing else'
}

function fromServerRoot(to: Place): string | undefined {
  if (to.zone === 'platform' || to.zone === 'root') return undefined
  if (to.zone === 'feature' && !/^(store|service|rules)(\/|$)/.test(to.part)) return undefined
  return 'main assembles platform and the features’ routes, access, listeners, commands and public; what is behind them stays theirs'
}

function fromPage(from: Place, to: Place, isTypeOnly: boolean): string | undefined {
  if (to.zone === 'ui') return undefined
  if (browserEngines.some((engine) => to.name.startsWith(engine))) return undefined
  if (to.zone === 'platform' || to.zone === 'engines')
    return `a page runs in the browser and imports no ${to.zone}; let the server answer it, or put it into ui/`
  if (to.feature === from.feature) {
    if (to.zone === 'page') return undefined
    if (!/^contract(\/|$)/.test(to.part)) return 'of the server’s side a page sees only its own contract.ts'
    return isTypeOnly ? undefined : 'a page takes only types from contract.ts (import type), so that zod stays out of the first load'
  }
  if (to.part !== 'web/parts') return `a page uses only web/parts.tsx of other features; offer it there, or link by address`
  return isLeft(to.feature, from.feature)
    ? undefined
    : `${to.feature} stands to the right of ${from.feature}: offer a slot that ${to.feature} fills, or link by address`
}

/** Inside a feature: who stands below whom. Files with other names stand beside the ladder. */
const rungs: Record<string, number> = {
  rules: 0,
  contract: 0,
  problems: 0,
  events: 0,
  store: 1,
  service: 2,
  routes: 3,
  listeners: 3,
  commands: 3,
}
const rungOf = ({ part }: Place): number | undefined => rungs[part.split('/')[0]!]

function fromFeature(from: Place, to: Place, isTypeOnly: boolean): string | undefined {
  if (to.zone === 'platform' || to.zone === 'engines') {
    const isDatabase = to.name.startsWith('src/platform/db/')
    return isDatabase && !isTypeOnly && /^rules(\/|$)/.test(from.part) && !isTest(from.name)
      ? 'rules are pure: values in, values out; let store.ts read and service.ts ask'
      : undefined
  }
  if (to.zone === 'ui') return 'the server does not import ui/; say it with data and let the page show it'
  if (to.zone === 'page') return 'the server does not import pages'
  if (to.feature === from.feature) {
    const [own, other] = [rungOf(from), rungOf(to)]
    if (isTest(from.name) || isTypeOnly || own === undefined || other === undefined || own >= other) return undefined
    return `routes → service → store → rules: ${from.part} stands below ${to.part}; turn the call round, or pass the value in`
  }
  if (to.part === 'events' && /^listeners(\/|$)/.test(from.part))
    return isTypeOnly ? undefined : 'listeners take only types from events.ts (import type)'
  if (!isLeft(to.feature, from.feature))
    return `${to.feature} stands to the right of ${from.feature}: announce an event that ${to.feature} hears, or offer a slot that it fills`
  // A test assembles what it needs, as main does.
  if (isTest(from.name)) return fromServerRoot(to)
  return to.part === 'public' ? undefined : `other features use only public.ts of ${to.feature}; offer it there`
}

function packageObjection(from: Place, specifier: string): string | undefined {
  if (isTest(from.name)) return undefined
  const isNode = specifier.startsWith('node:')
  if (from.zone === 'engines') {
    return pureNpm.some((name) => specifier === name || specifier.startsWith(name))
      ? undefined
      : 'engines are pure: values in, values out; no package that reads, writes or asks anybody'
  }
  if ((from.zone === 'page' || from.zone === 'ui' || isBrowserRoot(from)) && isNode) return 'there is no Node in the browser'
  return undefined
}

export function checkLayers(files: readonly SourceFile[]): string[] {
  const problems: string[] = []
  if (files.length < fewestFiles)
    problems.push(`only ${files.length} files were seen, fewer than ${fewestFiles}: the guard looks in the wrong place`)
  for (const file of files) {
    const from = placeOf(file.name)
    const say = (line: number, what: string) => problems.push(`${file.name}:${line} ${what}`)
    if (from.zone === 'outside')
      say(1, 'belongs to no room: src/ holds platform, engines, ui, features/<name> and the files that assemble them')
    if (from.feature && from.feature !== demo && !order.includes(from.feature))
      say(1, `the feature ${from.feature} has no place in the order; add it to test/guards/layers.ts and ARCHITECTURE.md`)
    const { imports, unreadable } = importsOf(file)
    for (const line of unreadable) say(line, 'an import without a literal path hides who needs whom; write the path out')
    for (const one of imports.filter(({ specifier }) => !specifier.startsWith('!'))) {
      const target = targetOf(file.name, one.specifier)
      const why = target === undefined ? packageObjection(from, one.specifier) : objection(from, placeOf(target), one)
      if (why) say(one.line, `imports ${one.specifier}: ${why}`)
    }
  }
  return problems
}
