// A picture with words for those who do not see it, or a video with captions and its words to read.
import { useState } from 'react'
import { pictureLine, videoLine } from '#engines/lesson/prose.ts'
import { Button } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { FileDrop } from '#ui/FileDrop.tsx'
import { useT } from '#ui/i18n.ts'
import { TextArea, TextField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import type { LessonFiles } from '../../../contract/lessons.ts'

export function MediaDialog({
  kind,
  lessonId,
  onAdd,
  onClose,
}: {
  kind: 'picture' | 'video'
  lessonId: string
  onAdd: (line: string, files: LessonFiles['items']) => void
  onClose: () => void
}) {
  const t = useT('learning')
  const [file, setFile] = useState<File | null>(null)
  const [captions, setCaptions] = useState<File | null>(null)
  const [words, setWords] = useState('')
  const [caption, setCaption] = useState('')
  const send = async (one: File) => {
    const form = new FormData()
    form.append('file', one)
    return api.upload<LessonFiles>(`/api/lessons/${lessonId}/files`, form)
  }
  const save = useWrite(
    async () => {
      const main = await send(file!)
      const second = captions ? await send(captions) : undefined
      const line = kind === 'picture' ? pictureLine(main.name, words, caption) : videoLine(main.name, second?.name ?? '', words)
      return { line, files: (second ?? main).items }
    },
    { onDone: ({ line, files }) => onAdd(line, files) },
  )
  const isReady = file !== null && words.trim() !== '' && (kind === 'picture' || captions !== null)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`lessons.media.${kind}`)}
      actions={
        <Button
          kind="filled"
          isBusy={save.isBusy}
          offReason={isReady ? undefined : t(`lessons.media.${kind}First`)}
          onClick={() => void save.run(undefined)}
        >
          {t('lessons.media.add')}
        </Button>
      }
    >
      <Stack>
        {save.problem && <ProblemView problem={save.problem} t={t} />}
        <FileDrop
          label={t(`lessons.media.${kind}File`)}
          hint={t(`lessons.media.${kind}Hint`)}
          file={file}
          onFile={setFile}
          accept={kind === 'picture' ? 'image/png,image/jpeg,image/webp,image/gif,image/svg+xml' : 'video/mp4,video/webm'}
        />
        {kind === 'picture' ? (
          <>
            <TextField
              label={t('lessons.media.alt')}
              hint={t('lessons.media.altHint')}
              isRequired
              value={words}
              onChange={setWords}
              maxLength={300}
            />
            <TextField label={t('lessons.media.caption')} isRequired={false} value={caption} onChange={setCaption} maxLength={200} />
          </>
        ) : (
          <>
            <FileDrop
              label={t('lessons.media.captions')}
              hint={t('lessons.media.captionsHint')}
              file={captions}
              onFile={setCaptions}
              accept=".vtt,text/vtt"
            />
            <TextArea
              label={t('lessons.media.transcript')}
              hint={t('lessons.media.transcriptHint')}
              isRequired
              rows={5}
              value={words}
              onChange={setWords}
              maxLength={6000}
            />
          </>
        )}
      </Stack>
    </Dialog>
  )
}
