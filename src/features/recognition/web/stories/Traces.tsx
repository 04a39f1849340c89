// What could give somebody away: found here by the same engine as on the server, proposed, and confirmed by the author one by one.
import { useMemo, useState } from 'react'
import { findTraces, type Trace } from '#engines/story/anonymise.ts'
import { Button } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { Tag } from '#ui/Words.tsx'
import type { PartProps, Workshop } from './PreparePage.tsx'
import { useTraces } from './queries.ts'

const keep = 'keep'
const other = 'other'
const nameOf = (trace: Pick<Trace, 'kind' | 'words'>): string => `${trace.kind} ${trace.words}`

/** Each once, the strong ones first, in the order of the text. */
export function tracesOf(story: Workshop): Trace[] {
  const { people, workshop, language, sheets } = story
  const called = (isUnnamed: boolean) => people.flatMap(({ name, answer }) => (name && (answer === 'unnamed') === isUnnamed ? [name] : []))
  const options = {
    language,
    allowed: [...called(false), story.toldBy?.name ?? ''],
    unnamed: called(true),
    firstNames: workshop.firstNames,
  }
  const texts = [
    story.title ?? '',
    story.happened,
    story.hard,
    story.did,
    story.felt,
    ...workshop.points.flatMap((point) => [point.done, point.why, ...point.others.flatMap(({ text, why }) => [text, why])]),
    ...sheets.flatMap(({ headline, sentence, question }) => [headline, sentence, question]),
  ]
  const found = texts.flatMap((text) => findTraces(text, options))
  return [...new Map(found.map((trace) => [nameOf(trace), trace])).values()].toSorted((a, b) => Number(b.isStrong) - Number(a.isStrong))
}

export function Traces({ story, onChanged }: PartProps) {
  const t = useT('recognition')
  const { kept } = story.workshop
  const known = useMemo(() => new Set(kept.map(nameOf)), [kept])
  const traces = useMemo(() => tracesOf(story), [story]).filter((trace) => trace.isFirm || !known.has(nameOf(trace)))
  const [chosen, setChosen] = useState<Record<string, string>>({})
  const [own, setOwn] = useState<Record<string, string>>({})
  const save = useTraces(story, onChanged)
  if (traces.length === 0) return <p>{t(kept.length > 0 ? 'stories.traces.settled' : 'stories.traces.none')}</p>
  const choiceOf = (trace: Trace): string => chosen[nameOf(trace)] ?? (trace.isStrong ? (trace.offers[0] ?? other) : keep)
  const isWhole = traces.every((trace) => choiceOf(trace) !== other || own[nameOf(trace)]?.trim())
  const run = () => {
    const replaced = traces.filter((trace) => choiceOf(trace) !== keep)
    void save.run({
      replace: replaced.map((trace) => ({
        words: trace.words,
        by: choiceOf(trace) === other ? (own[nameOf(trace)] ?? '').trim() : choiceOf(trace),
      })),
      kept: [...kept, ...traces.filter((trace) => choiceOf(trace) === keep).map(({ kind, words }) => ({ kind, words }))],
    })
  }
  return (
    <Stack gap={4}>
      <ul className="story-traces">
        {traces.map((trace) => (
          <li key={nameOf(trace)}>
            <div>
              <strong>
                <bdi>{trace.words}</bdi>
              </strong>{' '}
              <Tag meaning={trace.isStrong ? 'wait' : 'note'}>{t(`stories.traces.kind.${trace.kind}`)}</Tag>
            </div>
            <div>
              <SelectField
                label={t('stories.traces.instead', { words: `\u2068${trace.words}\u2069` })}
                value={choiceOf(trace)}
                onChange={(value) => setChosen({ ...chosen, [nameOf(trace)]: value })}
                options={[
                  ...trace.offers.map((one) => ({ value: one, label: one })),
                  { value: other, label: t('stories.traces.other') },
                  ...(trace.isFirm ? [] : [{ value: keep, label: t('stories.traces.keep') }]),
                ]}
              />
              {choiceOf(trace) === other && (
                <TextField
                  label={t('stories.traces.own')}
                  isRequired
                  maxLength={80}
                  value={own[nameOf(trace)] ?? ''}
                  onChange={(value) => setOwn({ ...own, [nameOf(trace)]: value })}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      {save.problem && <ProblemView problem={save.problem} t={t} />}
      {story.may.write && (
        <div>
          <Button kind="filled" isBusy={save.isBusy} offReason={isWhole ? undefined : t('stories.traces.off')} onClick={run}>
            {t('stories.traces.do', { count: traces.length })}
          </Button>
        </div>
      )}
    </Stack>
  )
}
