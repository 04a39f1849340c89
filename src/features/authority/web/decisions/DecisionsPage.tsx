// My decisions and what I passed on; for leaders also what their teams decided, to learn from.
import { IconShieldCheck } from '@tabler/icons-react'
import { useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { List } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { FilterTabs, LoadMore } from '#ui/Lists.tsx'
import { Message } from '#ui/Message.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { usePages, useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import { Waits } from '#ui/Waits.tsx'
import { EmptyState, Tag } from '#ui/Words.tsx'
import type { Decision, Escalation } from '../../contract.ts'
import { useAmount } from '../amounts.ts'

const shownHere = ['/api/decisions', '/api/escalations']
/** A question without an answer stands on no page of whoever asked; while it waits it stands here. */
const sentTo = [...shownHere, '/api/authority-gaps']
const tabs = ['mine', 'team', 'asked-by-me', 'asked-of-me'] as const

export function DecisionsPage() {
  const t = useT('authority')
  const session = useSession()
  const [{ show }] = useSearchState({ show: 'mine' })
  const leads = session.roles.includes('team-leader')
  const isAsked = show === 'asked-by-me' || show === 'asked-of-me'
  return (
    <Page
      title={t('decisions.title')}
      lead={t('decisions.lead')}
      actions={
        <ButtonLink to="/may-i" kind="filled">
          {t('mayI.title')}
        </ButtonLink>
      }
      who={t(isAsked ? 'escalation.who' : 'decisions.who')}
    >
      <Stack gap={5}>
        <Waits paths={sentTo} stale={shownHere} t={t} />
        <FilterTabs
          label={t('decisions.title')}
          current={show}
          tabs={tabs
            .filter((tab) => leads || tab !== 'team')
            .map((tab) => ({ key: tab, label: t(`decisions.tab.${tab}`), to: tab === 'mine' ? '/decisions' : `/decisions?show=${tab}` }))}
        />
        {isAsked ? <Asked key={show} whose={show} /> : <Decided key={show} whose={show} />}
      </Stack>
    </Page>
  )
}

function Decided({ whose }: { whose: string }) {
  const t = useT('authority')
  const amountText = useAmount()
  const decisions = usePages<Decision>('/api/decisions', { whose })
  const take = useWrite((id: string, options) => api.delete(`/api/decisions/${id}`, options), {
    stale: ['/api/decisions'],
    onDone: () => toast({ title: t('act.takenBack') }),
  })
  const problem = decisions.problem ?? take.problem
  const isMine = whose === 'mine'
  return (
    <Stack>
      {problem && <ProblemView problem={problem} t={t} onRetry={() => void decisions.refetch()} />}
      {decisions.items.length > 0 && (
        <Message kind="good" icon={IconShieldCheck} title={t('decisions.shield')}>
          <p>{t(isMine ? 'act.shield' : 'decisions.learn')}</p>
        </Message>
      )}
      {decisions.items.length === 0 && !decisions.isPending && !problem && (
        <EmptyState
          level={2}
          title={t(`decisions.none.${isMine ? 'mine' : 'team'}`)}
          text={t(`decisions.noneText.${isMine ? 'mine' : 'team'}`)}
        />
      )}
      <List
        label={t('decisions.title')}
        items={decisions.items.map((one) => ({
          key: one.id,
          title: (
            <bdi>
              {one.situationName}: {one.remedyName}
              {one.amount !== null && `, ${amountText(one.amount, one)}`}
            </bdi>
          ),
          note: (
            <>
              {!isMine && (
                <>
                  <bdi>{one.person.name}</bdi> ·{' '}
                </>
              )}
              <DateText value={one.decidedAt} as="moment" />
              {one.rule && (
                <>
                  {' · '}
                  <Link to={`/rules/${one.rule.id}`}>{t('mayI.rule', { number: one.rule.number, title: one.rule.title })}</Link>
                </>
              )}
              {one.note && (
                <>
                  <br />
                  <bdi>{one.note}</bdi>
                </>
              )}
            </>
          ),
          end: (
            <>
              <Tag meaning={one.verdict === 'not-alone' ? 'note' : 'good'}>
                {t(one.verdict === 'not-alone' ? 'decisions.beyond' : 'decisions.inside')}
              </Tag>
              {isMine && (
                <ButtonLink isSmall kind="plain" to={`/stories/tell?decision=${one.id}`}>
                  {t('decisions.tell')}
                </ButtonLink>
              )}
              {isMine && one.mayTakeBack && (
                <Button isSmall kind="plain" isBusy={take.isBusy} onClick={() => void take.run(one.id)}>
                  {t('act.takeBack')}
                </Button>
              )}
            </>
          ),
        }))}
      />
      {decisions.items.length > 0 && (
        <LoadMore
          shown={decisions.items.length}
          hasMore={decisions.hasNextPage}
          isBusy={decisions.isFetchingNextPage}
          onMore={() => void decisions.fetchNextPage()}
        />
      )}
    </Stack>
  )
}

function Asked({ whose }: { whose: string }) {
  const t = useT('authority')
  const amountText = useAmount()
  const asked = usePages<Escalation>('/api/escalations', { whose })
  if (asked.problem) return <ProblemView problem={asked.problem} t={t} onRetry={() => void asked.refetch()} />
  return (
    <Stack>
      {asked.items.length === 0 && !asked.isPending && (
        <EmptyState level={2} title={t('escalation.none')} text={t('escalation.noneText')} />
      )}
      <List
        label={t('decisions.tab.asked-by-me')}
        items={asked.items.map((one) => ({
          key: one.id,
          to: `/escalations/${one.id}`,
          title: (
            <bdi>
              {one.situationName}: {one.remedyName}
              {one.amount !== null && `, ${amountText(one.amount, one)}`}
            </bdi>
          ),
          note: (
            <>
              <bdi>{whose === 'asked-by-me' ? one.asked.name : one.person.name}</bdi> · <DateText value={one.askedAt} as="moment" />
            </>
          ),
          end: (
            <Tag meaning={one.answer ? 'good' : 'wait'}>{t(one.answer ? `escalation.word.${one.answer.word}` : 'escalation.waits')}</Tag>
          ),
        }))}
      />
      {asked.items.length > 0 && (
        <LoadMore
          shown={asked.items.length}
          hasMore={asked.hasNextPage}
          isBusy={asked.isFetchingNextPage}
          onMore={() => void asked.fetchNextPage()}
        />
      )}
    </Stack>
  )
}
