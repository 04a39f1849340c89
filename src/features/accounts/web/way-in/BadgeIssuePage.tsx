import { IconId, IconPrinter } from '@tabler/icons-react'
import { Suspense, lazy } from 'react'
import type { ReactNode } from 'react'
import { useParam } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Loading } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { Row, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import type { Account, IssuedBadge } from '../../contract.ts'
import { at, issueBadge, useAccount, usePerson } from '../queries.ts'
import '../sign-in/sign-in.css'
import './hand-over.css'

const QrPicture = lazy(() => import('./QrPicture.tsx').then((module) => ({ default: module.QrPicture })))

/** A team leader's twenty seconds: one tap, then the badge and its start PIN stand large on the phone, once. */
export function BadgeIssuePage() {
  const t = useT('accounts')
  const personId = useParam('personId')
  const person = usePerson(personId)
  const account = useAccount(personId)
  const issue = useWrite(() => issueBadge(personId), { stale: [at.account(personId)] })
  const name = person.data?.displayName ?? ''
  const back = { to: `/people/${personId}`, label: name || t('roles.backToPerson') }
  if (issue.data) return <HandOver issued={issue.data} back={back} />
  return (
    <Page title={t('issue.title')} lead={name && <bdi>{name}</bdi>} back={back} who={t('issue.who')}>
      <Reading query={account} t={t}>
        {(data) => (
          <Before account={data} isBusy={issue.isBusy} onIssue={() => void issue.run(undefined)}>
            {issue.problem && <ProblemView problem={issue.problem} t={t} />}
          </Before>
        )}
      </Reading>
    </Page>
  )
}

function Before({ account, isBusy, onIssue, children }: { account: Account; isBusy: boolean; onIssue: () => void; children: ReactNode }) {
  const t = useT('accounts')
  const { personId, may, badgeIssuedOn } = account
  const stale = [at.account(personId)]
  const badge = useWrite(() => api.postForFile('/api/badge-sheets', { personIds: [personId] }), { stale, onDone: saveFile })
  const pin = useWrite(() => api.postForFile('/api/pin-sheets', { personIds: [personId] }), { stale, onDone: saveFile })
  if (!may.badge) return <Message kind="note" title={t('issue.notAllowed')} />
  const problem = badge.problem ?? pin.problem
  return (
    <Stack isNarrow>
      {children}
      <p className="measure">{t(badgeIssuedOn ? 'issue.replaces' : 'issue.first')}</p>
      <Button kind="filled" icon={IconId} isBusy={isBusy} onClick={onIssue} isWide>
        {t('issue.action')}
      </Button>
      <p className="measure small second">{t('issue.orPrint')}</p>
      {problem && <ProblemView problem={problem} t={t} />}
      <Row>
        <Button icon={IconPrinter} isSmall isBusy={badge.isBusy} onClick={() => void badge.run(undefined)}>
          {t('issue.printBadge')}
        </Button>
        <Button icon={IconPrinter} isSmall isBusy={pin.isBusy} onClick={() => void pin.run(undefined)}>
          {t('issue.printPin')}
        </Button>
      </Row>
    </Stack>
  )
}

function HandOver({ issued, back }: { issued: IssuedBadge; back: { to: string; label: string } }) {
  const t = useT('accounts')
  return (
    <Page title={t('issue.doneTitle')} lead={<bdi>{issued.name}</bdi>} who={t('issue.once')}>
      <div className="hand-over">
        <div className="hand-over-code">
          <Suspense fallback={<Loading />}>
            <QrPicture text={issued.address} label={t('issue.qrLabel', { name: issued.name })} />
          </Suspense>
        </div>
        <div className="hand-over-words">
          <p className="eyebrow">{t('issue.startPin')}</p>
          <p className="big-code" dir="ltr">
            {issued.startPin}
          </p>
          <ol className="ways">
            <li>{t('issue.step1')}</li>
            <li>{t('issue.step2')}</li>
            <li>{t('issue.step3')}</li>
          </ol>
          <ButtonLink to={back.to} kind="filled" isWide>
            {t('issue.done')}
          </ButtonLink>
        </div>
      </div>
    </Page>
  )
}
