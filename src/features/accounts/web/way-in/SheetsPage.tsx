import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useSearchState } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { RadioGroup } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Section, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { useSession } from '#ui/session.tsx'
import type { NewBadgeSheet } from '../../contract.ts'
import { UnitField } from '../access/UnitField.tsx'
import { useAccount, useUnits } from '../queries.ts'
import { MailInvitations } from './MailInvitations.tsx'

/** Badges, start PINs and invitation cards for everybody of a unit who needs one. `?unit=` is the unit. */
export function SheetsPage() {
  const t = useT('accounts')
  const { person } = useSession()
  const account = useAccount(person.id)
  const units = useUnits()
  const [{ unit: wanted }, setSearch] = useSearchState({ unit: '' })
  const roots = (account.data?.roles ?? [])
    .filter(({ role }) => ['team-leader', 'hr', 'administrator'].includes(role))
    .map(({ unit }) => unit?.id ?? null)
  const chosen = units.data?.items.find(({ id }) => id === (wanted || roots[0]))?.id ?? ''
  return (
    <Page title={t('sheets.title')} lead={t('sheets.lead')} who={t('sheets.who')}>
      <Reading query={units} t={t}>
        {() => (
          <Stack gap={5}>
            <div className="narrow">
              <UnitField
                label={t('roles.unit')}
                hint={t('sheets.unitHint')}
                isRequired
                roots={roots}
                value={chosen}
                onChange={(unit) => setSearch({ unit }, 'push')}
              />
            </div>
            {chosen ? <Sheets key={chosen} unitId={chosen} /> : <p className="second">{t('sheets.chooseUnit')}</p>}
          </Stack>
        )}
      </Reading>
    </Page>
  )
}

function Sheets({ unitId }: { unitId: string }) {
  const t = useT('accounts')
  const [ground, setGround] = useState('paper')
  return (
    <>
      <MailInvitations unitId={unitId} />
      <Sheet kind="badges" path="/api/badge-sheets" body={{ unitId, ground: ground as NewBadgeSheet['ground'] }}>
        <RadioGroup
          label={t('sheets.ground')}
          value={ground}
          onChange={setGround}
          options={[
            { value: 'paper', label: t('sheets.paper') },
            { value: 'deep', label: t('sheets.deep') },
          ]}
        />
      </Sheet>
      <Sheet kind="pins" path="/api/pin-sheets" body={{ unitId }} />
      <Sheet kind="invitations" path="/api/invitation-cards" body={{ unitId }} />
    </>
  )
}

function Sheet({
  kind,
  path,
  body,
  children,
}: {
  kind: 'badges' | 'pins' | 'invitations'
  path: string
  body: object
  children?: ReactNode
}) {
  const t = useT('accounts')
  const print = useWrite((what: object) => api.postForFile(path, what), { onDone: saveFile })
  return (
    <Section title={t(`sheets.${kind}`)} note={t(`sheets.${kind}Note`)} hasMargin>
      <Stack>
        {children}
        {print.problem &&
          (print.problem.slug === 'nobody-to-print' ? (
            <Message kind="note" title={t('problems.nobody-to-print')} isNews />
          ) : (
            <ProblemView problem={print.problem} t={t} />
          ))}
        {print.isDone && <Message kind="good" title={t('sheets.done')} isNews />}
        <Button icon={IconPrinter} kind="soft" isBusy={print.isBusy} onClick={() => void print.run(body)}>
          {t(`sheets.${kind}Action`)}
        </Button>
      </Stack>
    </Section>
  )
}
