// The plain frame with camera and PIN, to compare with the mock sign-in-badge-shared.
import { useState } from 'react'
import { useT } from '../i18n.ts'
import { Link } from '../Link.tsx'
import { PinPad } from '../PinPad.tsx'
import { PlainPage } from '../PlainPage.tsx'
import { QrScanner } from '../QrScanner.tsx'
import { PlainFrame } from '../shell/PlainFrame.tsx'
import { WhoSees } from '../Words.tsx'

export function SignInSheet() {
  const t = useT('gallery')
  const [pin, setPin] = useState('12')
  return (
    <PlainFrame>
      <PlainPage
        title={t('sign.hello')}
        lead={t('sign.lead')}
        isCentred
        aside={
          <QrScanner onCode={() => undefined}>
            <p className="mantra">{t('mantra')}</p>
          </QrScanner>
        }
        foot={<WhoSees isDevice>{t.rich('sign.shared', { link: (inside) => <Link to="/forgot">{inside}</Link> }, { count: 2 })}</WhoSees>}
      >
        <PinPad value={pin} onChange={setPin} onComplete={() => setPin('')} side={{ label: t('sign.notMe'), onClick: () => setPin('') }} />
      </PlainPage>
    </PlainFrame>
  )
}
