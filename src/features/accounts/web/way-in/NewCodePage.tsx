import { IconKey, IconPrinter } from '@tabler/icons-react'
import { useParam } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { DateText } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { at, makeResetCode, usePerson } from '../queries.ts'
import '../sign-in/sign-in.css'
import './hand-over.css'

/** A one-time code for somebody who forgot the password: read out, or printed as a card. What they have goes on working until it is used. */
export function NewCodePage() {
  const t = useT('accounts')
  const personId = useParam('personId')
  const person = usePerson(personId)
  const stale = [at.account(personId)]
  const make = useWrite(() => makeResetCode(personId), { stale })
  const print = useWrite(() => api.postForFile('/api/reset-cards', { personId }), { stale, onDone: saveFile })
  const name = person.data?.displayName ?? ''
  const back = { to: `/people/${personId}`, label: name || t('roles.backToPerson') }
  const problem = make.problem ?? print.problem
  if (make.data) {
    return (
      <Page title={t('newCode.doneTitle')} lead={name && <bdi>{name}</bdi>} who={t('newCode.who')}>
        <div className="hand-over">
          <div className="hand-over-words">
            <p className="eyebrow">{t('newCode.code')}</p>
            <p className="big-code big-code-long" dir="ltr">
              {make.data.code}
            </p>
            <p className="small second">
              {t.rich('newCode.until', { day: () => <DateText value={make.data?.expiresAt ?? ''} as="moment" /> }, { day: '' })}
            </p>
            <ol className="ways">
              <li>
                {t.rich('newCode.step1', { address: (inside) => <bdi dir="ltr">{inside}</bdi> }, { address: addressOf(make.data.address) })}
              </li>
              <li>{t('newCode.step2')}</li>
              <li>{t('newCode.step3')}</li>
            </ol>
            <ButtonLink to={back.to} kind="filled" isWide>
              {t('issue.done')}
            </ButtonLink>
          </div>
        </div>
      </Page>
    )
  }
  return (
    <Page title={t('newCode.title')} lead={name && <bdi>{name}</bdi>} back={back} who={t('newCode.who')}>
      <Stack isNarrow>
        {problem && <ProblemView problem={problem} t={t} />}
        <p className="measure">{t('newCode.text')}</p>
        <Button kind="filled" icon={IconKey} isBusy={make.isBusy} onClick={() => void make.run(undefined)} isWide>
          {t('newCode.action')}
        </Button>
        <Button icon={IconPrinter} isBusy={print.isBusy} onClick={() => void print.run(undefined)} isWide>
          {t('newCode.print')}
        </Button>
      </Stack>
    </Page>
  )
}

/** What somebody types who reads it out: no scheme, no code behind the #. */
const addressOf = (link: string): string => link.replace(/^https?:\/\//, '').replace(/#.*$/, '')
