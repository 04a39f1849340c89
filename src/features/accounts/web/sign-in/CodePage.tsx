// The other end of an invitation or a reset: a code from a link, a scanned card or the keyboard; then a new password or PIN.
import { useEffect, useEffectEvent, useState } from 'react'
import { usePath } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { Loading } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { rememberHouse } from '#ui/house.ts'
import { switchLanguage, useT } from '#ui/i18n.ts'
import { TextField } from '#ui/Inputs.tsx'
import { Link } from '#ui/Link.tsx'
import { PlainPage } from '#ui/PlainPage.tsx'
import { useWrite } from '#ui/queries.ts'
import type { CodeCheck } from '../../contract.ts'
import { inHand, putDown, takeUp } from '../in-hand.ts'
import { checkCode } from '../queries.ts'
import { ChooseSecret } from './ChooseSecret.tsx'
import { grouped } from './code-groups.ts'
import { HousePanel } from './HousePanel.tsx'

type Known = { code: string; check: CodeCheck }

export function CodePage() {
  const t = useT('accounts')
  const purpose = usePath() === '/invitation' ? 'invitation' : 'reset'
  const [carried] = useState(() => takeUp('code', location.hash) ?? inHand().code)
  const [code, setCode] = useState(() => (carried ? grouped(carried) : ''))
  const [known, setKnown] = useState<Known>()
  const look = useWrite(checkCode, {
    onDone: (check, checked) => {
      rememberHouse({ name: check.organisation, mantra: check.mantra })
      void switchLanguage(check.language)
      setKnown({ code: checked, check })
    },
  })
  const lookAtOnce = useEffectEvent(() => {
    if (location.hash) history.replaceState(history.state, '', location.pathname)
    putDown()
    if (carried) void look.run(carried)
  })
  useEffect(() => lookAtOnce(), [])

  if (known) return <ChooseSecret code={known.code} check={known.check} />
  const isLooking = look.isBusy && code !== ''
  return (
    <PlainPage
      title={t(`code.${purpose}Title`)}
      lead={t(`code.${purpose}Lead`)}
      aside={<HousePanel />}
      foot={
        <Link to="/sign-in?way=password" isAlone>
          {t('forgot.back')}
        </Link>
      }
    >
      {isLooking && <Loading lines={2} />}
      <Form onSubmit={() => void look.run(code)} problem={look.problem} isBusy={look.isBusy} t={t}>
        <TextField
          label={t('code.label')}
          hint={t('code.hint')}
          direction="ltr"
          autoComplete="one-time-code"
          isRequired
          name="code"
          value={code}
          onChange={(typed) => setCode(grouped(typed))}
        />
        <FormActions>
          <Button kind="filled" type="submit">
            {t('ui:next')}
          </Button>
        </FormActions>
      </Form>
    </PlainPage>
  )
}
