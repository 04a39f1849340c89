import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useSearchState } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { useLanguage, useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { FilterBar } from '#ui/Lists.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import type { Signature } from '../../contract.ts'
import './artefacts.css'

/** The signature to paste into a mail program, with the mantra of today. */
export function SignaturePage() {
  const t = useT('language')
  const { code } = useLanguage()
  const { language: nameOf } = useFormats()
  const [{ language }, set] = useSearchState({ language: code })
  const signature = useGet<Signature>('/api/signature', { language })
  return (
    <Page title={t('signature.title')} lead={t('signature.lead')} who={t('signature.who')}>
      <FilterBar>
        <SelectField
          label={t('posters.language')}
          value={language}
          onChange={(value) => set({ language: value }, 'push')}
          options={['en', 'de', 'ar'].map((one) => ({ value: one, label: nameOf(one) }))}
        />
      </FilterBar>
      <Section title={t('signature.preview')} hasMargin note={t('signature.note')}>
        <Reading query={signature} t={t}>
          {(data) => <Preview key={data.html} signature={data} />}
        </Reading>
      </Section>
    </Page>
  )
}

function Preview({ signature }: { signature: Signature }) {
  const t = useT('language')
  const [copied, setCopied] = useState<'' | 'block' | 'code' | 'failed'>('')
  const { name, jobRole, organisation, mantra, language, direction, html, text } = signature
  const blob = (type: string, words: string) => new Blob([words], { type })
  const copy = async (what: 'block' | 'code') => {
    try {
      if (what === 'block')
        await navigator.clipboard.write([
          new ClipboardItem({ 'text/html': blob('text/html', html), 'text/plain': blob('text/plain', text) }),
        ])
      else await navigator.clipboard.writeText(html)
      setCopied(what)
    } catch {
      setCopied('failed')
    }
  }
  return (
    <Stack>
      <div className="signature" lang={language} dir={direction}>
        <p className="signature-name">{name}</p>
        <p className="signature-work">{[jobRole, organisation].filter(Boolean).join(direction === 'rtl' ? '، ' : ', ')}</p>
        {mantra && <p className="signature-mantra">{mantra}</p>}
      </div>
      <Row>
        <Button kind="filled" icon={copied === 'block' ? IconCheck : IconCopy} onClick={() => void copy('block')}>
          {t(copied === 'block' ? 'signature.copied' : 'signature.copy')}
        </Button>
        <Button kind="plain" icon={copied === 'code' ? IconCheck : IconCopy} onClick={() => void copy('code')}>
          {t(copied === 'code' ? 'signature.copied' : 'signature.copyHtml')}
        </Button>
      </Row>
      <output className="small second">{copied === 'failed' ? t('signature.failed') : copied && t('signature.paste')}</output>
      {copied === 'failed' && (
        <textarea className="signature-code" readOnly rows={6} dir="ltr" aria-label={t('signature.copyHtml')} value={html} />
      )}
    </Stack>
  )
}
