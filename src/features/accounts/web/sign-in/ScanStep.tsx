import { IconKeyboard } from '@tabler/icons-react'
import { Suspense, lazy, useState } from 'react'
import { Button } from '#ui/Button.tsx'
import { Loading } from '#ui/Facts.tsx'
import { Form, FormActions } from '#ui/Form.tsx'
import { useHouse } from '#ui/house.ts'
import { useT } from '#ui/i18n.ts'
import { TextField } from '#ui/Inputs.tsx'
import { Link } from '#ui/Link.tsx'
import { Message } from '#ui/Message.tsx'
import { PlainPage } from '#ui/PlainPage.tsx'
import { problemText } from '#ui/problem.ts'
import type { ProblemError } from '#ui/problem.ts'
import { useWayBack } from './arrive.ts'
import './sign-in.css'

const QrScanner = lazy(() => import('#ui/QrScanner.tsx').then((module) => ({ default: module.QrScanner })))

/** The camera; a hand scanner or a keyboard instead; the phone's own camera app opens `/b#…` without this page. */
export function ScanStep({
  startsAtOnce,
  isBusy,
  problem,
  onCode,
  onAgain,
}: {
  startsAtOnce: boolean
  isBusy: boolean
  problem: ProblemError | undefined
  onCode: (code: string) => void
  onAgain: () => void
}) {
  const t = useT('accounts')
  const { withBack } = useWayBack()
  const mantra = useHouse()?.mantra ?? t('aside')
  const [code, setCode] = useState('')
  const [isTyping, setTyping] = useState(false)
  return (
    <PlainPage
      title={t('badge.title')}
      lead={t('badge.lead')}
      aside={
        <Suspense fallback={<div className="camera" />}>
          {/* Whether the device is shared may be known a moment later than the page stands: the camera starts then. */}
          <QrScanner
            key={problem ? 'again' : String(startsAtOnce)}
            startsAtOnce={startsAtOnce || Boolean(problem)}
            isPaused={isBusy}
            onCode={onCode}
          >
            <p className="mantra">
              <bdi>{mantra}</bdi>
            </p>
          </QrScanner>
        </Suspense>
      }
      foot={
        <div className="foot-links">
          <Link to={withBack('/sign-in?way=password')} isAlone>
            {t('badge.byPassword')}
          </Link>
          <Link to="/forgot?way=pin" isAlone>
            {t('badge.lost')}
          </Link>
        </div>
      }
    >
      {problem && !isTyping && (
        <Message
          kind="stop"
          title={problemText(problem, t)}
          isNews
          actions={
            <Button isSmall onClick={onAgain}>
              {t('ui:retry')}
            </Button>
          }
        />
      )}
      {isBusy && <Loading lines={2} />}
      {isTyping ? (
        <Form onSubmit={() => onCode(code.trim())} problem={problem} isBusy={isBusy} t={t}>
          <TextField
            label={t('badge.code')}
            hint={t('badge.codeHint')}
            direction="ltr"
            autoComplete="off"
            isRequired
            name="badge"
            value={code}
            onChange={setCode}
          />
          <FormActions>
            <Button kind="filled" type="submit">
              {t('ui:next')}
            </Button>
          </FormActions>
        </Form>
      ) : (
        <Button icon={IconKeyboard} onClick={() => setTyping(true)}>
          {t('badge.type')}
        </Button>
      )}
    </PlainPage>
  )
}
