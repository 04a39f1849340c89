// The camera alone, for the tests: what it reads is written below.
import { useState } from 'react'
import { useT } from '../i18n.ts'
import { PlainPage } from '../PlainPage.tsx'
import { QrScanner } from '../QrScanner.tsx'
import { PlainFrame } from '../shell/PlainFrame.tsx'

export function CameraSheet() {
  const t = useT('gallery')
  const [code, setCode] = useState('')
  return (
    <PlainFrame>
      <PlainPage title={t('sign.title')} aside={<QrScanner onCode={setCode} />}>
        <output>{code}</output>
      </PlainPage>
    </PlainFrame>
  )
}
