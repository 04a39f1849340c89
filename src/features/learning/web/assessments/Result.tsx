// What came of a sitting: sure and wrong first, each with why; then the rest. What to do next is one step.
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { ButtonLink } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { NextStep, Tag } from '#ui/Words.tsx'
import type { SubmittedSitting } from '../../contract/assessments.ts'
import { ItemFeedback, verdictOf } from '../items/ItemFeedback.tsx'

type Answer = SubmittedSitting['answers'][number]

export function Result({ result }: { result: SubmittedSitting }) {
  const t = useT('learning')
  const sureAndWrong = result.answers.filter((one) => one.isSureAndWrong)
  const others = result.answers.filter((one) => !one.isSureAndWrong)
  return (
    <Stack gap={6}>
      <section className="sitting-outcome">
        <h2>{t(result.purpose === 'before' ? 'result.before' : result.isPassed ? 'result.passed' : 'result.notYet')}</h2>
        <p>
          {t('result.score', { right: result.right, asked: result.asked })}{' '}
          {t(result.purpose === 'before' ? 'result.beforeText' : result.isPassed ? 'result.passedText' : 'result.notYetText', {
            percent: result.passPercent,
          })}
        </p>
      </section>
      {result.change && <Change change={result.change} asked={result.asked} right={result.right} />}
      {sureAndWrong.length > 0 && (
        <Section title={t('result.sureAndWrong')} note={t('result.sureAndWrongNote')}>
          <Answers answers={sureAndWrong} isOpen />
        </Section>
      )}
      <Section title={t('result.principles')}>
        <ul className="sitting-skills">
          {result.byPrinciple.map(({ principleId, right, asked }) => {
            const principle = result.principles.find(({ id }) => id === principleId)
            return (
              principle && (
                <li key={principleId}>
                  <PrincipleChip principle={principle} />
                  <span>{t('result.of', { right, asked })}</span>
                </li>
              )
            )
          })}
        </ul>
      </Section>
      {result.byConfidence.length > 0 && (
        <Section title={t('result.confidence')} note={t('result.confidenceNote')}>
          <ul className="sitting-skills">
            {result.byConfidence.map(({ confidence, right, asked }) => (
              <li key={confidence}>
                <span>{t(`sittings.confidence.${confidence}`)}</span>
                <span>{t('result.of', { right, asked })}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t('result.answers')}>
          <Answers answers={others} />
        </Section>
      )}
    </Stack>
  )
}

/** The one next step, at the foot of the page. */
export function AfterResult({ result }: { result: SubmittedSitting }) {
  const t = useT('learning')
  const isSureAndWrong = result.answers.some((one) => one.isSureAndWrong)
  return (
    <NextStep
      title={t(isSureAndWrong ? 'result.nextSure' : 'result.next')}
      text={t('result.nextText')}
      actions={
        <ButtonLink kind="filled" to="/practice">
          {t(isSureAndWrong ? 'result.practise' : 'sittings.practise')}
        </ButtonLink>
      }
    />
  )
}

function Change({ change, right, asked }: { change: NonNullable<SubmittedSitting['change']>; right: number; asked: number }) {
  const t = useT('learning')
  const { number } = useFormats()
  const points = (share: number) => number(Math.round(share * 100))
  return (
    <Section title={t('result.change')}>
      <p>
        {t('result.changeFrom', { before: change.before.right, beforeAsked: change.before.asked, right, asked })}{' '}
        {t(change.isTold ? 'result.changeTold' : 'result.changeUntold', {
          points: points(change.estimate),
          low: points(change.low),
          high: points(change.high),
        })}
      </p>
    </Section>
  )
}

function Answers({ answers, isOpen }: { answers: readonly Answer[]; isOpen?: boolean }) {
  const t = useT('learning')
  return (
    <ul className="sitting-answers">
      {answers.map((one) => {
        const item = { kind: one.kind, text: one.text, language: one.language }
        const verdict = verdictOf(item, one)
        return (
          <li key={one.itemId}>
            <details open={isOpen}>
              <summary>
                <span lang={one.language}>
                  <bdi>{one.text.prompt}</bdi>
                </span>{' '}
                <Tag meaning={verdict === 'wrong' ? 'stop' : 'good'}>{t(`result.verdict.${verdict}`)}</Tag>
                {one.confidence && <small> {t(`sittings.confidence.${one.confidence}`)}</small>}
              </summary>
              {one.kind === 'short' && one.words && <p>{t('result.said', { words: `\u2068${one.words}\u2069` })}</p>}
              <ItemFeedback item={item} answer={{ places: one.places, text: one.words }} />
            </details>
          </li>
        )
      })}
    </ul>
  )
}
