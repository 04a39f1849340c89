// Writing one language of a lesson: fields, what is still missing, saved by itself, undone and redone.
import { IconArrowBackUp, IconArrowForwardUp, IconPlus } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { checkLesson, fewestMinutes, type Missing, mostMinutes } from '#engines/lesson/check.ts'
import { type Block, families, type Family, minutesOf, wordsOf, wordsPerMinute } from '#engines/lesson/lesson.ts'
import { Button, IconButton } from '#ui/Button.tsx'
import { type T, useT } from '#ui/i18n.ts'
import { SelectField, TextField } from '#ui/Inputs.tsx'
import { Row, Stack } from '#ui/Layout.tsx'
import { LeaveGuard } from '#ui/LeaveGuard.tsx'
import { Message } from '#ui/Message.tsx'
import type { DraftSaved, Lesson } from '../../../contract/lessons.ts'
import { BlockFields, titleOf } from './BlockFields.tsx'
import {
  add,
  alike,
  begin,
  blocksOf,
  byPlace,
  emptyQuestion,
  freeFamilies,
  type History,
  isMovable,
  mayMove,
  move,
  placesOf,
  redo,
  remove,
  replace,
  step,
  type Text,
  textFrom,
  undo,
} from './editing.ts'
import { type Draft, type SavingState, useSaving } from './saving.ts'
import './studio.css'

export interface Source {
  language: string
  title: string
  blocks: Block[]
  /** Of what is live; null while the first language is only a draft. */
  number: number | null
}
export function Editor({
  lesson,
  language,
  start,
  version,
  isNew,
  source,
  onSaved,
  onSend,
  onReload,
}: {
  lesson: Lesson
  language: string
  start: Draft
  version: number
  isNew: boolean
  source: Source | undefined
  onSaved: (saved: DraftSaved, sent: Draft) => void
  /** Told what sends at once. */
  onSend: (send: () => Promise<void>) => void
  onReload: () => void
}) {
  const t = useT('learning')
  const [history, setHistory] = useState<History>(() => begin(textFrom(start.title, start.blocks)))
  const [sourceNumber, setSourceNumber] = useState(start.sourceNumber)
  const [files, setFiles] = useState(lesson.files)
  const text = history.now
  const blocks = useMemo(() => blocksOf(text), [text])
  const draft = useMemo(() => ({ title: text.title, blocks, sourceNumber }), [text.title, blocks, sourceNumber])
  const saving = useSaving({ lessonId: lesson.id, language, draft, version, isNew, onSaved })
  const missing = useMemo(
    () =>
      checkLesson(
        text.title,
        blocks,
        files.map(({ name }) => name),
      ),
    [text.title, blocks, files],
  )
  const places = placesOf(blocks)
  const besides = useMemo(() => (source ? byPlace(source.blocks) : undefined), [source])
  const isBuiltAlike = !source || placesOf(source.blocks).every((place) => places.includes(place))
  const change = useCallback((make: (before: Text) => Text, field = '') => {
    setHistory((before) => {
      const next = make(before.now)
      return next === before.now ? before : step(before, next, field)
    })
  }, [])
  const send = saving.flush
  useEffect(() => {
    onSend(send)
  })
  return (
    // The browser's own undo knows nothing of blocks that moved.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- catches two keys for the fields inside
    <div
      className="edit"
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.altKey) return
        const key = event.key.toLowerCase()
        if (key !== 'z' && key !== 'y') return
        event.preventDefault()
        setHistory(key === 'y' || event.shiftKey ? redo : undo)
      }}
    >
      <div className="edit-bar">
        <SavedLine state={saving.state} />
        <Row gap={1}>
          <IconButton
            icon={IconArrowBackUp}
            turns
            label={t('lessons.edit.undo')}
            isOff={history.past.length === 0}
            onClick={() => setHistory(undo)}
          />
          <IconButton
            icon={IconArrowForwardUp}
            turns
            label={t('lessons.edit.redo')}
            isOff={history.future.length === 0}
            onClick={() => setHistory(redo)}
          />
        </Row>
        <Length blocks={blocks} t={t} />
      </div>
      {saving.state === 'conflict' && (
        <Message
          kind="stop"
          isNews
          title={t('lessons.edit.conflict')}
          actions={
            <Button
              isSmall
              onClick={() => {
                saving.drop()
                onReload()
              }}
            >
              {t('lessons.edit.takeTheirs')}
            </Button>
          }
        >
          <p>{t('lessons.edit.conflictText')}</p>
        </Message>
      )}
      {source && source.number !== null && sourceNumber !== source.number && (
        <Message
          kind="wait"
          title={t('lessons.edit.behind', { language: t(`lessons.language.${source.language}`), number: String(source.number) })}
          actions={
            <Button isSmall onClick={() => setSourceNumber(source.number)}>
              {t('lessons.edit.follows')}
            </Button>
          }
        />
      )}
      {source && !isBuiltAlike && (
        <Message
          kind="note"
          title={t('lessons.edit.otherBuild')}
          actions={
            <Button isSmall onClick={() => change((before) => textFrom(before.title, alike(source.blocks, blocksOf(before))))}>
              {t('lessons.edit.takeBuild')}
            </Button>
          }
        />
      )}
      <div className={source ? 'edit-beside' : undefined}>
        {source && (
          <p className="edit-source edit-source-title" lang={source.language} dir="auto">
            {source.title}
          </p>
        )}
        <TextField
          label={t('lessons.edit.title')}
          hint={t('lessons.edit.titleHint')}
          value={text.title}
          onChange={(title) => change((before) => ({ ...before, title }), 'title')}
          maxLength={120}
        />
      </div>
      {text.items.map(({ id, block }, i) => {
        const movable = isMovable({ id, block })
        const beside = besides?.get(places[i] ?? '')
        return (
          <BlockFields
            key={id}
            block={block}
            number={i}
            lessonId={lesson.id}
            missing={missing.filter((one) => one.block === i).map((one) => t(`lessons.missing.${one.what}`))}
            source={source && beside ? { block: beside, language: source.language } : undefined}
            doing={{
              change: (next, field) => change((before) => replace(before, id, next), field && `${id} ${field}`),
              onFiles: setFiles,
              ...(movable
                ? {
                    remove: () => change((before) => remove(before, id)),
                    up: mayMove(text, id, -1) ? () => change((before) => move(before, id, -1)) : undefined,
                    down: mayMove(text, id, 1) ? () => change((before) => move(before, id, 1)) : undefined,
                  }
                : {}),
            }}
          />
        )
      })}
      <AddBlock text={text} change={change} />
      <Checklist missing={missing} t={t} titles={blocks.map((block) => titleOf(block, t))} />
      <LeaveGuard form={{ hasChanges: () => saving.state === 'refused' }} />
    </div>
  )
}

function SavedLine({ state }: { state: SavingState }) {
  const t = useT('learning')
  return (
    <output className="edit-saved" data-state={state}>
      {t(`lessons.saving.${state}`)}
    </output>
  )
}

function Length({ blocks, t }: { blocks: ReturnType<typeof blocksOf>; t: T }) {
  const words = wordsOf(blocks)
  const [least, most] = [fewestMinutes * wordsPerMinute, mostMinutes * wordsPerMinute]
  return (
    <span className="edit-length">
      <meter
        min={0}
        max={most + 200}
        low={least}
        high={most}
        optimum={(least + most) / 2}
        value={words}
        aria-label={t('lessons.edit.length')}
      />
      <span>
        {t('lessons.edit.words', { count: words })} · {t('lessons.minutes', { count: minutesOf(blocks) })}
      </span>
    </span>
  )
}

function AddBlock({ text, change }: { text: Text; change: (make: (before: Text) => Text) => void }) {
  const t = useT('learning')
  const free = freeFamilies(text, families)
  const hasCommon = text.items.some(({ block }) => block.kind === 'how' && block.family === null)
  return (
    <div className="edit-add">
      <SelectField
        label={t('lessons.edit.addVariant')}
        isRequired={false}
        empty={t('lessons.edit.chooseFamily')}
        value=""
        onChange={(family) => {
          if (family) change((before) => add(before, { kind: 'how', family: family === 'all' ? null : (family as Family), text: '' }))
        }}
        options={[
          ...(hasCommon ? [] : [{ value: 'all', label: t('lessons.edit.howAll') }]),
          ...free.map((family) => ({ value: family, label: t(`families.${family}`) })),
        ]}
      />
      <Button icon={IconPlus} onClick={() => change((before) => add(before, emptyQuestion()))}>
        {t('lessons.edit.addQuestion')}
      </Button>
      <Button icon={IconPlus} onClick={() => change((before) => add(before, { kind: 'reflect', prompt: '' }))}>
        {t('lessons.edit.addReflect')}
      </Button>
    </div>
  )
}

/** What is missing, each with a way to it. */
function Checklist({ missing, titles, t }: { missing: readonly Missing[]; titles: readonly string[]; t: T }) {
  return (
    <section className="edit-check" aria-labelledby="edit-check">
      <h3 id="edit-check">{t(missing.length === 0 ? 'lessons.check.complete' : 'lessons.check.missing')}</h3>
      {missing.length === 0 ? (
        <p>{t('lessons.check.completeText')}</p>
      ) : (
        <Stack gap={2}>
          <ul>
            {missing.map(({ what, block }, i) => (
              <li key={`${what} ${block} ${i}`}>
                {block === null ? (
                  t(`lessons.missing.${what}`)
                ) : (
                  <a href={`#block-${block}`}>
                    {titles[block]}: {t(`lessons.missing.${what}`)}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </Stack>
      )}
    </section>
  )
}
