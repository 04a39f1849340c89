// The little that a text of a lesson can: paragraphs, lists, quotes, **bold**, a picture or a video on a line of its own.
export type Span = { text: string; isBold: boolean }
export type Prose =
  | { kind: 'paragraph' | 'quote'; spans: Span[] }
  | { kind: 'list'; items: Span[][] }
  | { kind: 'picture'; file: string; alt: string; caption: string }
  | { kind: 'video'; file: string; captions: string; transcript: string }

const picture = /^!\[([^\]]*)\]\(([^\s)"]*)(?:\s+"([^"]*)")?\)$/
const video = /^!video\((\S+)((?:\s+\w+="[^"]*")*)\)$/
const attribute = (text: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1] ?? ''

export function spansOf(text: string): Span[] {
  return text
    .split(/\*\*(.+?)\*\*/)
    .map((part, i) => ({ text: part, isBold: i % 2 === 1 }))
    .filter((span) => span.text !== '')
}

function mediaOf(line: string): Prose | undefined {
  const shown = picture.exec(line)
  if (shown) return { kind: 'picture', alt: shown[1]!, file: shown[2]!, caption: shown[3] ?? '' }
  const played = video.exec(line)
  if (played) {
    const [, file = '', more = ''] = played
    return { kind: 'video', file, captions: attribute(more, 'captions'), transcript: attribute(more, 'transcript') }
  }
  return undefined
}

/** What is to be shown, in order. Every text can be read; what is no mark is words. */
export function parseProse(text: string): Prose[] {
  const found: Prose[] = []
  let open: { kind: 'paragraph' | 'quote' | 'list'; lines: string[] } | undefined
  const end = () => {
    if (open?.kind === 'list') found.push({ kind: 'list', items: open.lines.map(spansOf) })
    else if (open) found.push({ kind: open.kind, spans: spansOf(open.lines.join(' ')) })
    open = undefined
  }
  const add = (kind: 'paragraph' | 'quote' | 'list', words: string) => {
    if (open?.kind !== kind) end()
    open ??= { kind, lines: [] }
    open.lines.push(words)
  }
  for (const line of text.split('\n').map((one) => one.trim())) {
    const media = mediaOf(line)
    if (line === '' || media) {
      end()
      if (media) found.push(media)
    } else if (line.startsWith('- ')) add('list', line.slice(2).trim())
    else if (line.startsWith('> ')) add('quote', line.slice(2).trim())
    else add('paragraph', line)
  }
  end()
  return found
}

export const pictureLine = (file: string, alt: string, caption: string): string =>
  `![${plain(alt, /[[\]]/g)}](${file}${caption ? ` "${plain(caption, /"/g)}"` : ''})`
export const videoLine = (file: string, captions: string, transcript: string): string =>
  `!video(${file}${captions ? ` captions="${captions}"` : ''}${transcript ? ` transcript="${plain(transcript, /"/g)}"` : ''})`
const plain = (text: string, marks: RegExp): string => text.replace(/\s+/g, ' ').replace(marks, '’').trim()

/** Names of the files that a text shows. */
export const filesOf = (text: string): string[] =>
  parseProse(text).flatMap((part) =>
    part.kind === 'picture' ? [part.file] : part.kind === 'video' ? [part.file, ...(part.captions ? [part.captions] : [])] : [],
  )
