// The event study as a picture: one point per time since the start, its range, and the band that holds for all at once.
import type { Answer } from './answer.ts'

const width = 720
const height = 400
const edge = { left: 72, right: 24, top: 56, bottom: 56 }

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Follows whoever looks: dark where the system is. */
const style = `<style>.study-paper{fill:#ffffff}.study-ink{fill:#1c1f24}.study-soft{fill:#4a515c}.study-zero{stroke:#1c1f24}.study-grid{stroke:#e3e6ea}.study-start{stroke:#4a515c}.study-line{stroke:#2f6f9f}.study-band{fill:#2f6f9f;fill-opacity:.14}.study-after{fill:#2f6f9f}@media (prefers-color-scheme:dark){.study-paper{fill:#14171c}.study-ink{fill:#f1f3f5}.study-soft{fill:#b4bcc8}.study-zero{stroke:#f1f3f5}.study-grid{stroke:#333a45}.study-start{stroke:#b4bcc8}.study-line{stroke:#7cb8e4}.study-band{fill:#7cb8e4;fill-opacity:.2}.study-after{fill:#7cb8e4}}</style>`
/** More would run out of the picture. */
const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

/** Round steps of 1, 2 or 5 times a power of ten, about six of them. */
function ticks(low: number, high: number): number[] {
  const rough = (high - low) / 6
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough
  const first = Math.ceil(low / step)
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step || 0)
}

/** Room is for eight signs. */
function written(tick: number): string {
  const plain = String(Number(tick.toPrecision(6)))
  return plain.length > 8 ? Number(tick.toPrecision(3)).toExponential() : plain
}

/** @returns an SVG file; with a refused study, one that says so */
export function eventStudyPlot({ dynamic, verdict }: Answer, outcome: string): string {
  const frame = (body: string, title: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}" font-family="system-ui, sans-serif" font-size="13">\n${style}\n<rect width="${width}" height="${height}" class="study-paper"/>\n<text x="${edge.left}" y="28" font-size="16" font-weight="600" class="study-ink">${escaped(title)}</text>\n${body}\n</svg>\n`
  if (verdict === 'refuse' || dynamic.length === 0)
    return frame(`<text x="${edge.left}" y="${height / 2}" class="study-ink">We cannot tell.</text>`, `Effect on ${cut(outcome)}`)
  const ends = dynamic.flatMap(({ lower, upper, bandLower, bandUpper }) => [lower, upper, bandLower ?? 0, bandUpper ?? 0])
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)]
  const room = (high - low || 1) * 0.06
  const events = dynamic.map(({ event }) => event)
  const [first, last] = [Math.min(...events), Math.max(...events)]
  const x = (event: number) => edge.left + ((event - first + 0.5) / (last - first + 1)) * (width - edge.left - edge.right)
  const y = (value: number) => edge.top + ((high + room - value) / (high - low + 2 * room || 1)) * (height - edge.top - edge.bottom)
  const at = (value: number) => value.toFixed(1)
  const banded = dynamic.filter(({ bandLower }) => bandLower !== null)
  const corner = ({ event }: { event: number }, value: number) => `${at(x(event))},${at(y(value))}`
  const band = [
    ...banded.map((part) => corner(part, part.bandUpper!)),
    ...banded.toReversed().map((part) => corner(part, part.bandLower!)),
  ].join(' ')
  const every = Math.ceil(events.length / 16)
  const start = x(Math.min(...events.filter((event) => event >= 0), last)) - (x(1) - x(0)) / 2
  return frame(
    [
      ...ticks(low - room, high + room).map(
        (tick) =>
          `<line x1="${edge.left}" x2="${width - edge.right}" y1="${at(y(tick))}" y2="${at(y(tick))}" class="${tick === 0 ? 'study-zero' : 'study-grid'}"/><text x="${edge.left - 8}" y="${at(y(tick) + 4)}" text-anchor="end" class="study-soft">${written(tick)}</text>`,
      ),
      `<line x1="${at(start)}" x2="${at(start)}" y1="${edge.top}" y2="${height - edge.bottom}" class="study-start" stroke-dasharray="4 4"/><text x="${at(start + 6)}" y="${edge.top + 12}" class="study-soft">start</text>`,
      ...(banded.length > 1 ? [`<polygon points="${band}" class="study-band"/>`] : []),
      ...dynamic.map(
        (part) =>
          `<line x1="${at(x(part.event))}" x2="${at(x(part.event))}" y1="${at(y(part.lower))}" y2="${at(y(part.upper))}" class="study-line" stroke-width="2"/><circle cx="${at(x(part.event))}" cy="${at(y(part.estimate))}" r="4" class="study-line ${part.event < 0 ? 'study-paper' : 'study-after'}" stroke-width="2"/>`,
      ),
      ...events
        .filter((_, i) => i % every === 0)
        .map(
          (event) => `<text x="${at(x(event))}" y="${height - edge.bottom + 20}" text-anchor="middle" class="study-soft">${event}</text>`,
        ),
      `<text x="${width / 2}" y="${height - 12}" text-anchor="middle" class="study-ink">periods since the start; lines: 95 % of each, shade: of all at once</text>`,
    ].join('\n'),
    `Effect on ${cut(outcome)} before and after the start`,
  )
}
