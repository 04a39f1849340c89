// A text of a lesson as it is read: on the phone and in the editor's preview.
import { parseProse, type Span } from '#engines/lesson/prose.ts'
import { useT } from '#ui/i18n.ts'
import './lessons.css'

/** The look of a quote brings its own marks. */
const unquoted = (spans: Span[]): Span[] =>
  spans.map((span, i) => ({
    ...span,
    text: span.text.replace(i === 0 ? /^[“„”"«»]/ : /(?!)/, '').replace(i === spans.length - 1 ? /[“”"«»]$/ : /(?!)/, ''),
  }))
const Spans = ({ spans }: { spans: Span[] }) => spans.map(({ text, isBold }, i) => (isBold ? <strong key={i}>{text}</strong> : text))

export const filePath = (lessonId: string, name: string): string => `/api/lessons/${lessonId}/files/${encodeURIComponent(name)}`

/** `language`: that the words are written in; captions are in it too. */
export function Prose({ text, lessonId, language }: { text: string; lessonId: string; language: string }) {
  const t = useT('learning')
  return (
    <div className="prose" lang={language} dir="auto">
      {parseProse(text).map((part, i) => {
        switch (part.kind) {
          case 'paragraph':
            return (
              <p key={i} dir="auto">
                <Spans spans={part.spans} />
              </p>
            )
          case 'quote':
            return (
              <blockquote key={i} className="quote" dir="auto">
                <Spans spans={unquoted(part.spans)} />
              </blockquote>
            )
          case 'list':
            return (
              <ul key={i}>
                {part.items.map((spans, k) => (
                  <li key={k} dir="auto">
                    <Spans spans={spans} />
                  </li>
                ))}
              </ul>
            )
          case 'picture':
            return (
              <figure key={i} className="prose-picture">
                <img src={filePath(lessonId, part.file)} alt={part.alt} />
                {part.caption && <figcaption>{part.caption}</figcaption>}
              </figure>
            )
          case 'video':
            return (
              <figure key={i} className="prose-picture">
                <video controls playsInline preload="metadata" src={filePath(lessonId, part.file)}>
                  <track
                    default
                    kind="captions"
                    srcLang={language}
                    label={t('lessons.player.captions')}
                    src={part.captions ? filePath(lessonId, part.captions) : undefined}
                  />
                </video>
                {part.transcript && (
                  <details>
                    <summary>{t('lessons.player.transcript')}</summary>
                    <p dir="auto">{part.transcript}</p>
                  </details>
                )}
              </figure>
            )
        }
      })}
    </div>
  )
}
