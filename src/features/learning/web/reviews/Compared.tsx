// Two versions, section by section: only what differs, what went struck through, what came underlined.
import { compareWords } from '#engines/text/compare.ts'
import { useT } from '#ui/i18n.ts'
import { Section, Spoken, Stack } from '#ui/Layout.tsx'
import { EmptyState } from '#ui/Words.tsx'
import './reviews.css'

/** One of a text's parts, known by its key in both versions. */
export interface Piece {
  key: string
  title: string
  text: string
}

export function Compared({ before, after, language }: { before: readonly Piece[]; after: readonly Piece[]; language: string }) {
  const t = useT('learning')
  const keys = [...new Set([...after, ...before].map(({ key }) => key))]
  const changed = keys.flatMap((key) => {
    const [old, young] = [before.find((one) => one.key === key), after.find((one) => one.key === key)]
    return old?.text === young?.text ? [] : [{ key, title: (young ?? old)?.title ?? key, old: old?.text ?? '', young: young?.text ?? '' }]
  })
  if (changed.length === 0) return <EmptyState level={2} title={t('versions.alike')} text={t('versions.alikeText')} />
  return (
    <Stack gap={5}>
      <p className="small second">{t('versions.legend')}</p>
      {changed.map(({ key, title, old, young }) => (
        <Section key={key} level={3} title={<bdi>{title}</bdi>}>
          <p className="compared" lang={language} dir="auto">
            {compareWords(old, young).map(({ kind, words }, index) =>
              kind === 'same' ? (
                words
              ) : kind === 'added' ? (
                <ins key={index}>
                  <Spoken> {t('versions.added')} </Spoken>
                  {words}
                </ins>
              ) : (
                <del key={index}>
                  <Spoken> {t('versions.removed')} </Spoken>
                  {words}
                </del>
              ),
            )}
          </p>
        </Section>
      ))}
    </Stack>
  )
}
