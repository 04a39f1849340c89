// Items in and out as files: dropped, tried with every mistake by its line, then taken in.
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { usePrinciples } from '#features/language/web/parts.tsx'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { FileDrop } from '#ui/FileDrop.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Row, Section, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { useSession } from '#ui/session.tsx'
import { toast } from '#ui/toast.ts'
import type { ItemImportReply } from '../../contract/items.ts'

const path = '/api/item-imports'

export function FilesPage() {
  const t = useT('learning')
  return (
    <Page title={t('items.files.title')} lead={t('items.files.lead')} back={{ to: '/items', label: t('items.title') }} who={t('items.who')}>
      <TakeIn />
      <TakeOut />
    </Page>
  )
}

function useLanguages() {
  const { organisation } = useSession()
  const { language } = useFormats()
  return { own: organisation.defaultLanguage, options: organisation.languages.map((value) => ({ value, label: language(value) })) }
}

function TakeIn() {
  const t = useT('learning')
  const { own, options } = useLanguages()
  const { items: principles } = usePrinciples()
  const [language, setLanguage] = useState(own)
  const [state, setState] = useState('draft')
  const [file, setFile] = useState<{ picked: File; text: string } | null>(null)
  const [meant, setMeant] = useState<Record<string, string>>({})
  const [trial, setTrial] = useState<ItemImportReply | null>(null)
  const send = useWrite(
    (input: { text: string; isTrial: boolean; language: string; principles: Record<string, string> }, sent) =>
      api.post<ItemImportReply>(path, { ...input, state }, sent),
    {
      stale: ['/api/items', '/api/principles'],
      onDone: (reply, { isTrial }) => {
        setTrial(reply)
        if (isTrial || reply.faults.length > 0) return
        setFile(null)
        setTrial(null)
        toast({ title: t('items.files.taken', { added: reply.added, changed: reply.changed }) })
      },
    },
  )
  const tryOut = (text: string, some: Record<string, string>, code = language) =>
    void send.run({ text, isTrial: true, language: code, principles: some })
  const chosen = async (picked: File) => {
    const text = await picked.text()
    setFile({ picked, text })
    setMeant({})
    tryOut(text, {})
  }
  const isReady = trial !== null && trial.faults.length === 0 && trial.themes.every(({ principleId }) => principleId !== null)
  return (
    <Section hasMargin title={t('items.files.in')} note={t('items.files.inNote')}>
      <Stack>
        <Row>
          <SelectField
            label={t('items.files.language')}
            isRequired
            value={language}
            onChange={(code) => {
              setLanguage(code)
              if (file) tryOut(file.text, meant, code)
            }}
            options={options}
          />
          <SelectField
            label={t('items.files.state')}
            isRequired
            value={state}
            onChange={setState}
            options={['draft', 'live'].map((value) => ({ value, label: t(`items.files.${value}`) }))}
          />
        </Row>
        <FileDrop
          label={t('items.files.drop')}
          accept=".json,application/json"
          isRequired={false}
          file={file?.picked}
          onFile={(picked) => void chosen(picked)}
        />
        {send.problem && <ProblemView problem={send.problem} t={t} />}
        {trial && trial.faults.length > 0 && (
          <Message kind="stop" title={t('items.files.faults', { count: trial.faults.length })}>
            <ul className="item-faults">
              {trial.faults.map(({ line, column, message }) => (
                <li key={`${line} ${column} ${message}`}>
                  {t('items.files.at', { line, column })} <bdi lang="en">{message}</bdi>
                </li>
              ))}
            </ul>
          </Message>
        )}
        {file && trial && trial.faults.length === 0 && (
          <Stack>
            {trial.themes.map(({ theme, items, principleId }) => (
              <SelectField
                key={theme}
                label={t('items.files.theme', { theme, count: items })}
                isRequired
                value={meant[theme] ?? principleId ?? ''}
                empty={t('items.ask.choose')}
                onChange={(id) => {
                  const next = { ...meant, [theme]: id }
                  setMeant(next)
                  tryOut(file.text, next)
                }}
                options={principles.map(({ id, name }) => ({ value: id, label: name }))}
              />
            ))}
            <p>{t('items.files.would', { added: trial.added, changed: trial.changed, unchanged: trial.unchanged, kept: trial.kept })}</p>
            <Row>
              <Button
                kind="filled"
                isBusy={send.isBusy}
                offReason={isReady ? undefined : t('items.files.themeFirst')}
                onClick={() => void send.run({ text: file.text, isTrial: false, language, principles: meant })}
              >
                {t('items.files.take')}
              </Button>
            </Row>
          </Stack>
        )}
      </Stack>
    </Section>
  )
}

function TakeOut() {
  const t = useT('learning')
  const { own, options } = useLanguages()
  const [language, setLanguage] = useState(own)
  const take = useWrite((code: string) => api.getForFile('/api/item-exports', { search: { language: code } }), {
    onDone: (file) => saveFile(file),
  })
  return (
    <Section hasMargin title={t('items.files.out')} note={t('items.files.outNote')}>
      <Stack isNarrow>
        <SelectField label={t('items.files.language')} isRequired value={language} onChange={setLanguage} options={options} />
        {take.problem && <ProblemView problem={take.problem} t={t} />}
        <Row>
          <Button icon={IconDownload} isBusy={take.isBusy} onClick={() => void take.run(language)}>
            {t('items.files.save')}
          </Button>
        </Row>
      </Stack>
    </Section>
  )
}
