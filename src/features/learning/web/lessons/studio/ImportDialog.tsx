// Takes in a lesson that somebody wrote as text. What can't be read is said with line and column before anything is kept.
import { useState } from 'react'
import { parseLesson } from '#engines/lesson/parse.ts'
import { useGo } from '#ui/address.ts'
import { Button } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { api } from '#ui/client.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { FileDrop } from '#ui/FileDrop.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField, TextArea } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { useSession } from '#ui/session.tsx'
import type { Lesson } from '../../../contract/lessons.ts'

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useT('learning')
  const go = useGo()
  const { organisation } = useSession()
  const [language, setLanguage] = useState(organisation.defaultLanguage)
  const [file, setFile] = useState<File | null>(null)
  const [text, setText] = useState('')
  const [replaces, setReplaces] = useState(false)
  const { faults } = text.trim() === '' ? { faults: [] } : parseLesson(text)
  const save = useWrite((_: void, options) => api.post<Lesson>('/api/lesson-imports', { language, text, replaces }, options), {
    stale: ['/api/lessons'],
    onDone: ({ id }) => go(`/lessons/${id}?language=${language}`),
  })
  const read = async (one: File) => {
    setFile(one)
    setText(await one.text())
    // listen-first.de.md and de.md say their language.
    const said = /(?:^|\.)(\w\w)\.(?:md|txt)$/.exec(one.name)?.[1]
    if (said && organisation.languages.includes(said)) setLanguage(said)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('lessons.import.title')}
      text={t('lessons.import.text')}
      actions={
        <Button
          kind="filled"
          isBusy={save.isBusy}
          offReason={text.trim() === '' ? t('lessons.import.first') : faults.length > 0 ? t('lessons.import.mend') : undefined}
          onClick={() => void save.run()}
        >
          {t('lessons.import.do')}
        </Button>
      }
    >
      <Stack>
        {save.problem && <ProblemView problem={save.problem} t={t} />}
        {save.problem?.slug === 'draft-is-there' && (
          <Checkbox label={t('lessons.import.replaces')} isOn={replaces} onChange={setReplaces} />
        )}
        <SelectField
          label={t('lessons.new.language')}
          isRequired
          value={language}
          onChange={setLanguage}
          options={organisation.languages.map((value) => ({ value, label: t(`lessons.language.${value}`) }))}
        />
        <FileDrop
          label={t('lessons.import.file')}
          file={file}
          onFile={(one) => void read(one)}
          accept=".md,.txt,text/markdown,text/plain"
        />
        <TextArea label={t('lessons.import.words')} isRequired={false} rows={8} value={text} onChange={setText} />
        {faults.length > 0 && (
          <Message kind="stop" title={t('lessons.import.faults', { count: faults.length })}>
            <ul>
              {faults.slice(0, 8).map(({ line, column, message }) => (
                <li key={`${line} ${column} ${message}`}>
                  {t('lessons.import.at', { line: String(line), column: String(column) })} <span lang="en">{message}</span>
                </li>
              ))}
            </ul>
          </Message>
        )}
      </Stack>
    </Dialog>
  )
}
