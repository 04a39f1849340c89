// The story sentence by sentence. A tap says "here something was decided"; below it stands what was done and what else one could have done.
import { IconTrash } from '@tabler/icons-react'
import { fewestPoints, isPointWhole, mostOthers, mostPoints } from '#engines/story/draft.ts'
import { flowOf } from '#engines/story/sentences.ts'
import { Button } from '#ui/Button.tsx'
import { RadioGroup } from '#ui/Choices.tsx'
import { useForm } from '#ui/forms.ts'
import { languages, useT } from '#ui/i18n.ts'
import { TextArea } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Message } from '#ui/Message.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import type { PointInput } from '../../contract/stories.ts'
import type { PartProps } from './PreparePage.tsx'
import { usePoints } from './queries.ts'

type Other = PointInput['others'][number]
const emptyOther = (): Other => ({ text: '', why: '', kind: 'wrong' })

export function Points({ story, onChanged }: PartProps) {
  const t = useT('recognition')
  const form = useForm({ initial: { points: story.workshop.points } })
  const { points } = form.values
  const flow = flowOf(story)
  const save = usePoints(story, (now) => {
    form.begin({ points: now.workshop?.points ?? points })
    onChanged(now)
  })
  const put = (next: PointInput[]) =>
    form.set(
      'points',
      next.toSorted((a, b) => flow.indexOf(a.sentence) - flow.indexOf(b.sentence)),
    )
  const change = (sentence: string, part: Partial<PointInput>) =>
    put(points.map((one) => (one.sentence === sentence ? { ...one, ...part } : one)))
  const toggle = (sentence: string) =>
    put(
      points.some((one) => one.sentence === sentence)
        ? points.filter((one) => one.sentence !== sentence)
        : [...points, { sentence, done: sentence.slice(0, 400), why: '', others: [emptyOther()] }],
    )
  const direction = languages.find(({ code }) => code === story.language)?.direction
  const isEnough = points.length >= fewestPoints && points.every(isPointWhole)
  return (
    <Stack gap={5}>
      <fieldset className="story-sentences" lang={story.language} dir={direction}>
        <legend className="spoken">{t('stories.points.sentences')}</legend>
        {flow.map((sentence, index) => {
          const number = points.findIndex((one) => one.sentence === sentence) + 1
          return (
            <button
              key={index}
              type="button"
              aria-pressed={number > 0}
              disabled={!story.may.write || (number === 0 && points.length >= mostPoints)}
              onClick={() => toggle(sentence)}
            >
              {number > 0 && <span className="story-number">{number}</span>}
              {sentence}
            </button>
          )
        })}
      </fieldset>
      {points.length < fewestPoints && <p className="second">{t('stories.points.tap')}</p>}
      {points.map((point, index) => (
        <section key={point.sentence} className="story-point" aria-label={t('stories.points.point', { number: index + 1 })}>
          <Row at="between">
            <h3>{t('stories.points.point', { number: index + 1 })}</h3>
            <Button isSmall kind="plain" icon={IconTrash} onClick={() => toggle(point.sentence)}>
              {t('stories.points.remove')}
            </Button>
          </Row>
          {!flow.includes(point.sentence) && <Message kind="wait" title={t('stories.points.moved')} />}
          <TextArea
            label={t('stories.points.done')}
            hint={t('stories.points.doneHint')}
            rows={2}
            maxLength={400}
            isRequired
            value={point.done}
            onChange={(done) => change(point.sentence, { done })}
          />
          <TextArea
            label={t('stories.points.why')}
            rows={2}
            maxLength={400}
            isRequired={false}
            value={point.why}
            onChange={(why) => change(point.sentence, { why })}
          />
          {point.others.map((other, at) => {
            const set = (part: Partial<Other>) =>
              change(point.sentence, { others: point.others.map((one, n) => (n === at ? { ...one, ...part } : one)) })
            return (
              <div key={at} className="story-other">
                <TextArea
                  label={t(`stories.points.other${at + 1}`)}
                  hint={t('stories.points.otherHint')}
                  rows={2}
                  maxLength={400}
                  isRequired
                  value={other.text}
                  onChange={(text) => set({ text })}
                />
                <TextArea
                  label={t('stories.points.otherWhy')}
                  rows={2}
                  maxLength={400}
                  isRequired
                  value={other.why}
                  onChange={(why) => set({ why })}
                />
                {at > 0 && (
                  <RadioGroup
                    label={t('stories.points.kind')}
                    value={other.kind}
                    onChange={(kind) => set({ kind: kind as Other['kind'] })}
                    options={[
                      { value: 'wrong', label: t('stories.points.wrong') },
                      { value: 'defensible', label: t('stories.points.defensible') },
                    ]}
                  />
                )}
              </div>
            )
          })}
          {point.others.length < mostOthers && (
            <div>
              <Button isSmall onClick={() => change(point.sentence, { others: [...point.others, emptyOther()] })}>
                {t('stories.points.addOther')}
              </Button>
            </div>
          )}
        </section>
      ))}
      {save.problem && <ProblemView problem={save.problem} t={t} />}
      {story.may.write && points.length > 0 && (
        <Row>
          <Button kind="filled" isBusy={save.isBusy} onClick={() => void save.run({ points })}>
            {t('stories.points.save')}
          </Button>
          {!isEnough && <span className="small second">{t('stories.points.notYet')}</span>}
        </Row>
      )}
      <LeaveGuard form={form} />
    </Stack>
  )
}
