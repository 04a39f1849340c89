import { IconMail } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import type { InvitationOutcome, Invitations } from '../../contract.ts'
import { peopleIn, useInstallation } from '../queries.ts'

/** As many as the server takes at once. */
const batch = 500
type Counts = Partial<Record<InvitationOutcome, number>>

async function inviteAll(unitId: string): Promise<Counts> {
  const ids = await peopleIn(unitId)
  const counts: Counts = {}
  for (let from = 0; from < ids.length; from += batch) {
    const { items } = await api.post<Invitations>('/api/invitations', { personIds: ids.slice(from, from + batch) })
    for (const { outcome } of items) counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}

/** One letter to everybody of a unit who has e-mail and cannot sign in yet. */
export function MailInvitations({ unitId }: { unitId: string }) {
  const t = useT('accounts')
  const sendsMail = useInstallation().data?.sendsMail
  const invite = useWrite(inviteAll)
  const { data } = invite
  const sent = data?.sent ?? 0
  return (
    <Section title={t('sheets.mail')} note={t('sheets.mailNote')} hasMargin>
      <Stack>
        {invite.problem && <ProblemView problem={invite.problem} t={t} />}
        {data && (
          <Message kind={sent > 0 ? 'good' : 'note'} title={t('sheets.mailSent', { count: sent })} isNews>
            {data['no-email'] && <p>{t('sheets.mailNone', { count: data['no-email'] })}</p>}
          </Message>
        )}
        <Button
          icon={IconMail}
          kind="soft"
          isBusy={invite.isBusy}
          offReason={sendsMail === false ? t('problems.no-mail-server') : undefined}
          onClick={() => void invite.run(unitId)}
        >
          {t('sheets.mailAction')}
        </Button>
      </Stack>
    </Section>
  )
}
