import { useState } from 'react'
import { useT } from '../i18n.ts'
import { Grid, Section } from '../Layout.tsx'
import { PinPad } from '../PinPad.tsx'
import { QrScanner } from '../QrScanner.tsx'

export function SignSheet() {
  const t = useT('gallery')
  const [pin, setPin] = useState('12')
  return (
    <Section title={t('sign.title')} note={t('sign.note')} hasMargin>
      <Grid gap={6}>
        <PinPad value={pin} onChange={setPin} onComplete={() => setPin('')} side={{ label: t('sign.notMe'), onClick: () => setPin('') }} />
        <PinPad value="" onChange={() => undefined} onComplete={() => undefined} error={t('sign.wrong')} isBusy />
        <QrScanner onCode={() => undefined}>
          <p>{t('mantra')}</p>
        </QrScanner>
      </Grid>
    </Section>
  )
}
