import { StepPicker } from '#features/journeys/web/parts.tsx'
import { UnitPicker } from '#features/people/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { ButtonLink } from '#ui/Button.tsx'
import { Facts, List } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Grid, Section, Stack } from '#ui/Layout.tsx'
import { FilterBar } from '#ui/Lists.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { NumberWithRange } from '#ui/NumberWithRange.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { Scores, ShownScore } from '../contract.ts'
import { CustomerQuote } from './parts.tsx'

const defaults = { unitId: '', stepId: '', days: '90' }

/** The words first, then every score with its count and likely range, then who was asked and who was not. */
export function ScoresPage() {
  const t = useT('voice')
  const [state, set] = useSearchState(defaults)
  const { unitId, stepId, days } = state
  const scores = useGet<Scores>('/api/scores', { days, ...(unitId === '' ? {} : { unitId }), ...(stepId === '' ? {} : { stepId }) })
  return (
    <Page title={t('scores.title')} lead={t('scores.lead')} who={t('scores.who')}>
      <Stack gap={6}>
        <FilterBar onReset={undefined}>
          <UnitPicker label={t('unit')} value={unitId || (scores.data?.unit.id ?? '')} onChange={(next) => set({ unitId: next }, 'push')} />
          <StepPicker isFilter label={t('step')} value={stepId} onChange={(next) => set({ stepId: next }, 'push')} />
          <SelectField
            label={t('scores.period')}
            value={days}
            onChange={(next) => set({ days: next }, 'push')}
            options={['30', '90', '365'].map((value) => ({ value, label: t('scores.days', { count: Number(value) }) }))}
          />
        </FilterBar>
        <Reading query={scores} t={t}>
          {(data) => <Shown scores={data} />}
        </Reading>
      </Stack>
    </Page>
  )
}

const ranges = { csat: [0, 1], nps: [-100, 100], ces: [1, 7], easy: [0, 1], fcr: [0, 1] } as const
type ScoreName = keyof typeof ranges

function Shown({ scores }: { scores: Scores }) {
  const t = useT('voice')
  const { response } = scores
  const write = useWriting()
  return (
    <Stack gap={6}>
      <Section title={t('scores.words')}>
        {scores.quotes.length === 0 ? (
          <EmptyState title={t('scores.noWords')} text={t('scores.noWordsText')} />
        ) : (
          <Stack gap={5}>
            {scores.quotes.map((quote, i) => (
              <CustomerQuote key={quote.id} quote={quote} isLarge={i === 0} />
            ))}
            <ButtonLink to={`/answers?unitId=${scores.unit.id}&hasWords=true`}>{t('scores.allWords')}</ButtonLink>
          </Stack>
        )}
      </Section>
      <Section title={t('scores.numbers')} note={t('scores.numbersNote')}>
        <Grid columns={2}>
          {(Object.keys(ranges) as ScoreName[]).map((name) => (
            <ScoreCard key={name} name={name} score={scores[name]} before={scores.before[name]} />
          ))}
        </Grid>
      </Section>
      <Section title={t('asked.title')} note={t('asked.note')} hasMargin>
        <Stack>
          {response.isAskedLess && (
            <Message kind="wait" title={t('asked.less')}>
              {t('asked.lessText')}
            </Message>
          )}
          <Facts
            items={[
              { label: t('asked.invited'), value: response.invited },
              {
                label: t('asked.answered'),
                value: response.rate ? `${response.answered} (${write.range('csat', response.rate)})` : response.answered,
              },
              { label: t('asked.notAsked'), value: response.notAsked },
              ...response.reasons.map(({ whyNot, count }) => ({ label: t(`asked.why.${whyNot}`), value: count })),
            ]}
          />
        </Stack>
      </Section>
      <Section title={t('causes.title')} note={t('causes.note')} hasMargin>
        {scores.causes.length === 0 ? (
          <EmptyState title={t('causes.none')} text={t('causes.noneText')} />
        ) : (
          <List
            label={t('causes.title')}
            items={scores.causes.map(({ step, count, of }) => ({
              key: step.id,
              title: <bdi>{step.name}</bdi>,
              note: t('causes.share', { count, of }),
              to: `/answers?unitId=${scores.unit.id}&kind=complaint`,
            }))}
          />
        )}
      </Section>
    </Stack>
  )
}

function useWriting() {
  const t = useT('voice')
  const { number } = useFormats()
  const one = (name: ScoreName, value: number): string =>
    name === 'nps'
      ? number(Math.round(value))
      : name === 'ces'
        ? number(Math.round(value * 10) / 10)
        : `${number(Math.round(value * 100))} %`
  return {
    one,
    range: (name: ScoreName, { estimate, low, high }: { estimate: number; low: number; high: number }): string =>
      t('scores.rangeOf', { value: one(name, estimate), low: one(name, low), high: one(name, high) }),
  }
}

function ScoreCard({ name, score, before }: { name: ScoreName; score: ShownScore; before: ShownScore }) {
  const t = useT('voice')
  const write = useWriting()
  const [min, max] = ranges[name]
  if (score.isTooFew)
    return (
      <NumberWithRange
        title={t(`score.${name}`)}
        value={null}
        shown={t('scores.tooFew')}
        note={t(`score.${name}Note`)}
        count={t('scores.soFar', { count: score.n })}
      />
    )
  const { estimate, low, high, n } = score
  return (
    <NumberWithRange
      title={t(`score.${name}`)}
      value={estimate}
      low={low}
      high={high}
      min={min}
      max={max}
      shown={write.one(name, estimate)}
      note={
        <>
          {t('scores.likely', { low: write.one(name, low), high: write.one(name, high) })} {t(`score.${name}Note`)}
          {!before.isTooFew && ` ${t('scores.before', { range: write.range(name, before) })}`}
        </>
      }
      count={t('scores.n', { count: n })}
    />
  )
}
