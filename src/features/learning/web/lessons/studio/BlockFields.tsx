// The fields of one block. Beside each, where one translates, the words of the first language.
import { IconArrowDown, IconArrowUp, IconPhoto, IconPlus, IconTrash, IconVideo } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import type { ReactNode } from 'react'
import type { Block, Option } from '#engines/lesson/lesson.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { Checkbox } from '#ui/Choices.tsx'
import { classNames } from '#ui/class-names.ts'
import { type T, useT } from '#ui/i18n.ts'
import { TextArea, TextField } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import type { LessonFiles } from '../../../contract/lessons.ts'
import { Prose } from '../Prose.tsx'
import { emptyOption } from './editing.ts'

const MediaDialog = lazy(() => import('./MediaDialog.tsx').then((file) => ({ default: file.MediaDialog })))

export interface Doing {
  change: (block: Block, field: string) => void
  remove?: (() => void) | undefined
  up?: (() => void) | undefined
  down?: (() => void) | undefined
  onFiles: (files: LessonFiles['items']) => void
}
export const titleOf = (block: Block, t: T): string => {
  if (block.kind === 'why') return t(`lessons.edit.why-${block.who}`)
  if (block.kind === 'how')
    return block.family ? t('lessons.edit.how', { family: t(`families.${block.family}`) }) : t('lessons.edit.howAll')
  return t(`lessons.edit.${block.kind}`)
}

export function BlockFields({
  block,
  number,
  lessonId,
  missing,
  source,
  doing,
}: {
  block: Block
  /** Of the block, from 0; its anchor. */
  number: number
  lessonId: string
  /** What it lacks, in words. */
  missing: string[]
  /** The same block in the language that is translated from. */
  source: { block: Block; language: string } | undefined
  doing: Doing
}) {
  const t = useT('learning')
  const title = titleOf(block, t)
  const fields = (
    <div className="edit-fields">
      {block.kind === 'question' ? (
        <QuestionFields block={block} doing={doing} />
      ) : block.kind === 'commit' ? (
        <CommitFields block={block} doing={doing} />
      ) : block.kind === 'reflect' ? (
        <TextArea
          label={t('lessons.edit.question')}
          hint={t('lessons.edit.reflectHint')}
          isLabelSpoken
          value={block.prompt}
          onChange={(prompt) => doing.change({ ...block, prompt }, 'prompt')}
          maxLength={600}
        />
      ) : (
        <ProseField block={block} label={title} lessonId={lessonId} doing={doing} />
      )}
    </div>
  )
  return (
    <section className="edit-block" id={`block-${number}`} aria-labelledby={`block-${number}-title`} tabIndex={-1}>
      <header className="edit-block-head">
        <h3 id={`block-${number}-title`}>{title}</h3>
        <span className="edit-block-tools">
          {doing.up && <IconButton icon={IconArrowUp} label={t('lessons.edit.up', { title })} onClick={doing.up} />}
          {doing.down && <IconButton icon={IconArrowDown} label={t('lessons.edit.down', { title })} onClick={doing.down} />}
          {doing.remove && <IconButton icon={IconTrash} label={t('lessons.edit.remove', { title })} onClick={doing.remove} />}
        </span>
      </header>
      {missing.length > 0 && (
        <ul className="edit-missing">
          {missing.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      {source ? (
        <div className="edit-beside">
          <div className="edit-source" lang={source.language}>
            <SourceWords block={source.block} lessonId={lessonId} language={source.language} />
          </div>
          {fields}
        </div>
      ) : (
        fields
      )}
    </section>
  )
}

const hintKey = (block: Block): string =>
  block.kind === 'why' ? `lessons.edit.whyHint-${block.who}` : block.kind === 'how' ? 'lessons.edit.howHint' : 'lessons.edit.whatHint'

function ProseField({
  block,
  label,
  lessonId,
  doing,
}: {
  block: Extract<Block, { text: string }>
  label: string
  lessonId: string
  doing: Doing
}) {
  const t = useT('learning')
  const [media, setMedia] = useState<'picture' | 'video' | null>(null)
  return (
    <Stack gap={2}>
      <TextArea
        label={label}
        hint={t(hintKey(block))}
        isLabelSpoken
        rows={block.kind === 'why' ? 4 : 8}
        value={block.text}
        onChange={(text) => doing.change({ ...block, text }, 'text')}
        maxLength={8000}
      />
      {block.kind !== 'why' && (
        <Row gap={2}>
          <Button isSmall kind="plain" icon={IconPhoto} onClick={() => setMedia('picture')}>
            {t('lessons.edit.picture')}
          </Button>
          <Button isSmall kind="plain" icon={IconVideo} onClick={() => setMedia('video')}>
            {t('lessons.edit.video')}
          </Button>
        </Row>
      )}
      {media && (
        <Suspense fallback={null}>
          <MediaDialog
            kind={media}
            lessonId={lessonId}
            onClose={() => setMedia(null)}
            onAdd={(line, files) => {
              doing.onFiles(files)
              doing.change({ ...block, text: `${block.text.trimEnd()}\n\n${line}`.trimStart() }, '')
              setMedia(null)
            }}
          />
        </Suspense>
      )}
    </Stack>
  )
}

function QuestionFields({ block, doing }: { block: Extract<Block, { kind: 'question' }>; doing: Doing }) {
  const t = useT('learning')
  const set = (i: number, change: Partial<Option>, field: string) =>
    doing.change(
      {
        ...block,
        options: block.options.map((option, k) =>
          k === i ? { ...option, ...change } : change.isRight && !block.isMultiple ? { ...option, isRight: false } : option,
        ),
      },
      field,
    )
  return (
    <Stack gap={4}>
      <TextArea
        label={t('lessons.edit.prompt')}
        rows={2}
        value={block.prompt}
        onChange={(prompt) => doing.change({ ...block, prompt }, 'prompt')}
        maxLength={600}
      />
      <Checkbox
        label={t('lessons.edit.several')}
        isOn={block.isMultiple}
        onChange={(isMultiple) => {
          const first = block.options.findIndex(({ isRight }) => isRight)
          doing.change(
            {
              ...block,
              isMultiple,
              options: isMultiple ? block.options : block.options.map((option, i) => ({ ...option, isRight: i === first })),
            },
            '',
          )
        }}
      />
      <ol className="edit-options">
        {block.options.map((option, i) => (
          <li key={i} className={classNames('edit-option', option.isRight && 'edit-option-right')}>
            <TextField
              label={t('lessons.edit.option', { number: String(i + 1) })}
              value={option.text}
              onChange={(text) => set(i, { text }, `option ${i}`)}
              maxLength={300}
            />
            <TextArea
              label={t('lessons.edit.feedback', { number: String(i + 1) })}
              hint={t('lessons.edit.feedbackHint')}
              rows={2}
              value={option.feedback}
              onChange={(feedback) => set(i, { feedback }, `feedback ${i}`)}
              maxLength={600}
            />
            <Row at="between">
              <Checkbox
                label={t('lessons.edit.isRight', { number: String(i + 1) })}
                isOn={option.isRight}
                onChange={(isRight) => set(i, { isRight }, '')}
              />
              <IconButton
                icon={IconTrash}
                label={t('lessons.edit.removeOption', { number: String(i + 1) })}
                onClick={() => doing.change({ ...block, options: block.options.toSpliced(i, 1) }, '')}
              />
            </Row>
          </li>
        ))}
      </ol>
      {block.options.length < 8 && (
        <div>
          <Button isSmall icon={IconPlus} onClick={() => doing.change({ ...block, options: [...block.options, emptyOption()] }, '')}>
            {t('lessons.edit.addOption')}
          </Button>
        </div>
      )}
    </Stack>
  )
}

function CommitFields({ block, doing }: { block: Extract<Block, { kind: 'commit' }>; doing: Doing }) {
  const t = useT('learning')
  return (
    <Stack gap={3}>
      <TextArea
        label={t('lessons.edit.commitPrompt')}
        hint={t('lessons.edit.commitHint')}
        rows={2}
        value={block.prompt}
        onChange={(prompt) => doing.change({ ...block, prompt }, 'prompt')}
        maxLength={600}
      />
      {block.suggestions.map((words, i) => (
        <div key={i} className="edit-suggestion">
          <TextField
            label={t('lessons.edit.suggestion', { number: String(i + 1) })}
            value={words}
            onChange={(next) =>
              doing.change({ ...block, suggestions: block.suggestions.map((one, k) => (k === i ? next : one)) }, `suggestion ${i}`)
            }
            maxLength={200}
          />
          <IconButton
            icon={IconTrash}
            label={t('lessons.edit.removeSuggestion', { number: String(i + 1) })}
            onClick={() => doing.change({ ...block, suggestions: block.suggestions.toSpliced(i, 1) }, '')}
          />
        </div>
      ))}
      {block.suggestions.length < 8 && (
        <div>
          <Button isSmall icon={IconPlus} onClick={() => doing.change({ ...block, suggestions: [...block.suggestions, ''] }, '')}>
            {t('lessons.edit.addSuggestion')}
          </Button>
        </div>
      )}
    </Stack>
  )
}

/** The words of a block in the first language, to be read beside. */
function SourceWords({ block, lessonId, language }: { block: Block; lessonId: string; language: string }): ReactNode {
  const t = useT('learning')
  if ('text' in block) return <Prose text={block.text} lessonId={lessonId} language={language} />
  return (
    <div className="prose" dir="auto">
      <p>{block.prompt}</p>
      {block.kind === 'question' && (
        <ol>
          {block.options.map(({ text, feedback, isRight }, i) => (
            <li key={i}>
              <strong>{text}</strong> {isRight && <small>({t('lessons.edit.rightMark')})</small>}
              <br />
              {feedback}
            </li>
          ))}
        </ol>
      )}
      {block.kind === 'commit' && (
        <ul>
          {block.suggestions.map((one, i) => (
            <li key={i}>{one}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
