import { IconId, IconKey, IconMail, IconPrinter, IconUserShield } from '@tabler/icons-react'
import { useState } from 'react'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { Facts } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import type { Meaning } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { useSession } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import { Tag, WhoSees } from '#ui/Words.tsx'
import type { Account, AccountState, Invitations } from '../../contract.ts'
import { at, useAccount } from '../queries.ts'

const meanings: Record<AccountState, Meaning> = { none: 'note', invited: 'wait', ready: 'good', ended: 'stop' }

/** On a person's page: how they come in, what they may do, and what the reader can do about it. */
export function WayIn({ personId }: { personId: string }) {
  const t = useT('accounts')
  const account = useAccount(personId)
  const isMe = useSession().person.id === personId
  // Nobody's business but that of those who may: the directory shows the page to everybody.
  if (account.problem && (account.problem.status === 403 || account.problem.status === 404)) return null
  return (
    <Section title={t(isMe ? 'wayIn.mine' : 'wayIn.title')} hasMargin note={t('wayIn.note')}>
      <Reading query={account} t={t} lines={3}>
        {(data) => <Panel account={data} isMe={isMe} />}
      </Reading>
    </Section>
  )
}

function Panel({ account, isMe }: { account: Account; isMe: boolean }) {
  const t = useT('accounts')
  const { day, list, number } = useFormats()
  const { badgeIssuedOn, hasPassword, hasPin, invitedUntil, mustChangeSecret, roles, sessions, state } = account
  const ways = [
    ...(hasPassword ? [t('wayIn.byPassword')] : []),
    ...(badgeIssuedOn && hasPin ? [t('wayIn.byBadge', { day: day(badgeIssuedOn) })] : []),
  ]
  const role = (one: Account['roles'][number]): string => {
    const name = t(`role.${one.role}`)
    return one.unit ? t(one.followsUnit ? 'wayIn.roleLeads' : 'wayIn.roleUnit', { role: name, unit: one.unit.name }) : name
  }
  return (
    <Stack>
      <Tag meaning={meanings[state]}>{t(`state.${state}`)}</Tag>
      <Facts
        items={[
          { label: t('wayIn.ways'), value: ways.length > 0 ? list(ways) : undefined },
          { label: t('wayIn.invited'), value: invitedUntil && t('wayIn.until', { day: day(invitedUntil) }) },
          { label: t('wayIn.startPin'), value: mustChangeSecret && hasPin ? t('wayIn.startPinOpen') : undefined },
          { label: t('wayIn.devices'), value: sessions > 0 ? number(sessions) : undefined },
          { label: t('wayIn.roles'), value: roles.length > 0 ? list(roles.map(role)) : undefined },
        ]}
      />
      {isMe && (
        <Row>
          <ButtonLink to="/sessions" isSmall>
            {t('sessions.title')}
          </ButtonLink>
          <ButtonLink to="/password" isSmall>
            {t('secret.title')}
          </ButtonLink>
        </Row>
      )}
      <Deeds account={account} isMe={isMe} />
      <WhoSees>{t('whoSees.accounts-read')}</WhoSees>
    </Stack>
  )
}

/** What can be handed out or ended here. One's own secrets are changed on one's own page. */
function Deeds({ account, isMe }: { account: Account; isMe: boolean }) {
  const t = useT('accounts')
  const { personId, may, hasEmail, sessions, state } = account
  const [isEnding, setEnding] = useState(false)
  const stale = [at.account(personId)]
  const invite = useWrite(() => api.post<Invitations>('/api/invitations', { personIds: [personId] }), {
    stale,
    onDone: ({ items }) => toast({ title: t(`outcome.${items[0]?.outcome ?? 'not-allowed'}`) }),
  })
  const card = useWrite(() => api.postForFile('/api/invitation-cards', { personIds: [personId] }), { stale, onDone: saveFile })
  const end = useWrite(() => api.delete(`/api/people/${personId}/sessions`), {
    stale,
    onDone: () => toast({ title: t('wayIn.sessionsEnded') }),
  })
  const problem = invite.problem ?? card.problem ?? end.problem
  const hasNone = !may.invite && !may.badge && !may.reset && !may.endSessions && !may.grant
  if (hasNone) return isMe ? null : <p className="small second">{t(state === 'ended' ? 'wayIn.leftNote' : 'wayIn.nothing')}</p>
  const isFirstWayBadge = may.badge && !hasEmail
  return (
    <>
      {problem && <ProblemView problem={problem} t={t} />}
      <Row>
        {may.badge && (
          <ButtonLink to={`/people/${personId}/badge`} icon={IconId} kind={isFirstWayBadge ? 'soft' : 'line'}>
            {t('wayIn.badge')}
          </ButtonLink>
        )}
        {may.invite && (
          <>
            <Button icon={IconMail} kind="soft" isBusy={invite.isBusy} onClick={() => void invite.run(undefined)}>
              {t(state === 'invited' ? 'wayIn.inviteAgain' : 'wayIn.invite')}
            </Button>
            <Button icon={IconPrinter} isBusy={card.isBusy} onClick={() => void card.run(undefined)}>
              {t('wayIn.card')}
            </Button>
          </>
        )}
        {may.reset && state === 'ready' && !isMe && (
          <ButtonLink to={`/people/${personId}/new-code`} icon={IconKey}>
            {t('wayIn.reset')}
          </ButtonLink>
        )}
        {may.grant && (
          <ButtonLink to={`/access/give-role?person=${personId}`} icon={IconUserShield}>
            {t('roles.give')}
          </ButtonLink>
        )}
        {may.endSessions && !isMe && (
          <Button offReason={sessions === 0 ? t('wayIn.noSessions') : undefined} isBusy={end.isBusy} onClick={() => setEnding(true)}>
            {t('wayIn.endSessions')}
          </Button>
        )}
      </Row>
      <ConfirmDialog
        isOpen={isEnding}
        isStop={false}
        title={t('wayIn.endTitle')}
        text={t('wayIn.endText')}
        action={t('wayIn.endSessions')}
        onClose={() => setEnding(false)}
        onConfirm={() => {
          setEnding(false)
          void end.run(undefined)
        }}
      />
    </>
  )
}
