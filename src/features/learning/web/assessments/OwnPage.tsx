// What one may sit, what came of it, and what one showed last of each principle.
import { PrincipleChip } from '#features/language/web/parts.tsx'
import { useGo, useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api, newOwnId } from '#ui/client.ts'
import { useLanguage, useT } from '#ui/i18n.ts'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { OwnAssessments, Sitting } from '../../contract/assessments.ts'
import { keepSitting } from './kept.ts'
import './sittings.css'

const path = '/api/own-assessments'
type Offered = OwnAssessments['items'][number]

export function OwnPage() {
  const t = useT('learning')
  const query = useGet<OwnAssessments>(path)
  // Who comes from their levels wants this one.
  const [{ one: wanted }] = useSearchState({ one: '' })
  return (
    <Page title={t('sittings.title')} lead={t('sittings.lead')} who={t('sittings.who')}>
      <Reading query={query} t={t}>
        {({ items, skills }) => (
          <Stack gap={6}>
            {items.length === 0 ? (
              <EmptyState
                level={2}
                title={t('sittings.none')}
                text={t('sittings.noneText')}
                action={
                  <ButtonLink kind="filled" to="/practice">
                    {t('sittings.practise')}
                  </ButtonLink>
                }
              />
            ) : (
              <ul className="sitting-list">
                {items
                  .toSorted((a, b) => Number(b.id === wanted) - Number(a.id === wanted))
                  .map((one, i) => (
                    <OneOffered key={one.id} one={one} isFirst={i === 0} />
                  ))}
              </ul>
            )}
            {skills.length > 0 && <Skills skills={skills} />}
          </Stack>
        )}
      </Reading>
    </Page>
  )
}

function OneOffered({ one, isFirst }: { one: Offered; isFirst: boolean }) {
  const t = useT('learning')
  const go = useGo()
  const { code } = useLanguage()
  const { person, sharedDevice } = useSession()
  const begin = useWrite(() => api.post<Sitting>('/api/sittings', { id: newOwnId(), assessmentId: one.id, language: code }), {
    stale: [path],
    onDone: (sitting) => {
      if (sitting.state === 'open' && !sharedDevice) keepSitting(person.id, sitting)
      go(`/learn/sittings/${sitting.id}`)
    },
  })
  return (
    <li className="sitting-offer">
      <h2>
        <bdi>{one.title}</bdi>
      </h2>
      {one.lead && <p>{one.lead}</p>}
      <p className="small second">
        {t('sittings.facts', { number: one.count, percent: one.passPercent })} {t(`items.levels.${one.level}`)}
      </p>
      {one.isBefore && <p>{t('sittings.before')}</p>}
      {one.last && (
        <p>
          <Tag meaning={one.last.isPassed ? 'good' : 'note'}>{t(outcomeOf(one.last))}</Tag>{' '}
          <Link to={`/learn/sittings/${one.last.sittingId}`}>{t('sittings.last', { right: one.last.right, asked: one.last.asked })}</Link>{' '}
          <DateText value={one.last.submittedAt} />
        </p>
      )}
      {begin.problem && <ProblemView problem={begin.problem} t={t} />}
      <Row>
        {one.open ? (
          <ButtonLink kind={isFirst ? 'filled' : 'line'} to={`/learn/sittings/${one.open.sittingId}`}>
            {t('sittings.goOn', { answered: one.open.answered, asked: one.open.asked })}
          </ButtonLink>
        ) : (
          <Button kind={isFirst ? 'filled' : 'line'} isBusy={begin.isBusy} onClick={() => void begin.run(undefined)}>
            {t(one.last ? 'sittings.again' : 'sittings.begin')}
          </Button>
        )}
      </Row>
    </li>
  )
}
const outcomeOf = ({ isPassed, purpose }: NonNullable<Offered['last']>): string =>
  purpose === 'before' ? 'sittings.looked' : isPassed ? 'sittings.passed' : 'sittings.notYet'

function Skills({ skills }: { skills: OwnAssessments['skills'] }) {
  const t = useT('learning')
  return (
    <Section title={t('sittings.skills')} note={t('sittings.skillsNote')}>
      <ul className="sitting-skills">
        {skills.map(({ principle, percent, isMet, isOverdue, shownAt }) => (
          <li key={principle.id}>
            <PrincipleChip principle={principle} />
            <span>
              <strong>{t('skills.percent', { percent })}</strong>{' '}
              {t(isOverdue ? 'skills.state.o' : isMet ? 'skills.state.m' : 'skills.state.n')}, <DateText value={shownAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
