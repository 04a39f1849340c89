// A lesson, one thing at a time. Everything is kept on the phone first, so that a tunnel, a reload or an empty battery loses nothing.
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Block } from '#engines/lesson/lesson.ts'
import { PrincipleChipOf } from '#features/language/web/parts.tsx'
import { useParam, useSearchState } from '#ui/address.ts'
import { Arrived } from '#ui/Arrived.tsx'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { type T, useT, useTexts } from '#ui/i18n.ts'
import { TextArea } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { staleNow } from '#ui/queries.ts'
import { NextStep } from '#ui/Words.tsx'
import type { OwnLesson } from '../../../contract/learning.ts'
import { BuyIn } from '../../buy-ins/BuyIn.tsx'
import '../lessons.css'
import { Prose } from '../Prose.tsx'
import { Commit } from './Commit.tsx'
import { isOfLesson, type Kept, useLesson, useSending } from './kept.ts'
import { Question } from './Question.tsx'

/** What stands on one screen: a block; the common how and one's own variant together. */
type Screen = { at: number; first: Block; blocks: OwnLesson['blocks'] }
const screensOf = (blocks: OwnLesson['blocks']): Screen[] => {
  const screens: Screen[] = []
  for (const one of blocks) {
    const last = screens.at(-1)
    if (one.block.kind === 'how' && last?.first.kind === 'how') last.blocks.push(one)
    else screens.push({ at: one.at, first: one.block, blocks: [one] })
  }
  return screens
}

export function LessonPage() {
  const t = useT('learning')
  useTexts(['language'])
  const lessonId = useParam('lessonId')
  const { known, change, query, isKept } = useLesson(lessonId)
  if (!known)
    return (
      <Page title={t('lessons.player.title')} back={{ to: '/learn', label: t('lessons.mine.title') }}>
        <Reading query={query} t={t} />
      </Page>
    )
  return <Player key={`${known.lesson.id} ${known.lesson.number} ${known.lesson.language}`} known={known} change={change} isKept={isKept} />
}

function Player({ known, change, isKept }: { known: Kept; change: (make: (before: Kept) => Kept) => void; isKept: boolean }) {
  const t = useT('learning')
  const client = useQueryClient()
  const [{ step }, set] = useSearchState({ step: '' })
  const { lesson } = known
  const screens = screensOf(lesson.blocks)
  const sending = useSending(lesson)
  const isDone = step === 'done'
  // Without a step in the address one begins where one was.
  const resumed = Math.max(
    0,
    screens.findLastIndex(({ at }) => at <= known.block),
  )
  const asked = Number(step) - 1
  const index = step === '' || isDone || !screens[asked] ? resumed : asked
  const [hasMoved, setMoved] = useState(false)
  const go = (to: number | 'done') => {
    setMoved(true)
    const at = to === 'done' ? undefined : screens[to]?.at
    if (at !== undefined) {
      change((before) => ({ ...before, block: at, isFinished: false }))
      sending.step(at)
    }
    set({ step: to === 'done' ? 'done' : String(to + 1) }, 'push')
    scrollTo({ top: 0 })
  }
  const finish = () => {
    change((before) => ({ ...before, isFinished: true }))
    sending.step(screens.at(-1)?.at ?? 0, true)
    void staleNow(client, ['/api/my-lessons', '/api/my-plan', '/api/commitments'])
    go('done')
  }
  const back = { to: '/learn', label: t('lessons.mine.title') }
  if (isDone)
    return (
      <Page
        title={t('lessons.player.doneTitle')}
        lead={<bdi>{lesson.title}</bdi>}
        back={back}
        next={
          <NextStep
            title={lesson.next ? lesson.next.title : t('lessons.player.doneNext')}
            text={t('lessons.player.doneText')}
            actions={
              <ButtonLink kind="filled" to={lesson.next ? `/learn/lessons/${lesson.next.id}` : '/learn'}>
                {t(lesson.next ? 'lessons.player.nextLesson' : 'lessons.player.toMine')}
              </ButtonLink>
            }
          />
        }
        who={t('lessons.player.who')}
      >
        <Stack gap={5}>
          <p>{t('lessons.player.doneLead')}</p>
          <Arrived isOf={isOfLesson(lesson.id)} />
          <BuyIn lessonId={lesson.id} title={lesson.title} />
          <div>
            <Button onClick={() => go(0)}>{t('lessons.player.readAgain')}</Button>
          </div>
        </Stack>
      </Page>
    )
  const screen = screens[index]
  if (!screen) return null
  const isLast = index === screens.length - 1
  const kind = screen.first.kind
  return (
    <Page
      title={lesson.title}
      back={back}
      lead={
        <span className="lesson-facts">
          {t('lessons.minutes', { count: lesson.minutes })} <PrincipleChipOf id={lesson.principleId} />
        </span>
      }
      who={t('lessons.player.who')}
    >
      <article className="lesson" aria-label={lesson.title}>
        {isKept && <Message kind="note" title={t('lessons.player.offline')} />}
        <div className="lesson-way">
          <span className="lesson-way-bar" aria-hidden="true">
            {screens.map(({ at }, i) => (
              <i key={at} className={i <= index ? 'lesson-way-on' : undefined} />
            ))}
          </span>
          <span className="lesson-way-words">{t('lessons.player.at', { at: index + 1, all: screens.length })}</span>
        </div>
        <ScreenHead key={screen.at} takesFocus={hasMoved}>
          {headOf(screen.first, t)}
        </ScreenHead>
        <div className="lesson-body">
          {screen.blocks.map(({ at, block }) => (
            <BlockView
              key={at}
              at={at}
              block={block}
              known={known}
              change={change}
              onAnswer={(chosen) => {
                change((before) => ({ ...before, block: screen.at, chosen: { ...before.chosen, [at]: chosen } }))
                sending.answer(at, chosen)
              }}
              onCommit={async (words) => {
                const sent = await sending.commit(words)
                if (sent !== 'refused') finish()
              }}
              onFinish={finish}
            />
          ))}
        </div>
        <nav className="lesson-nav" aria-label={t('lessons.player.way')}>
          {index > 0 && (
            <Button icon={IconArrowLeft} onClick={() => go(index - 1)}>
              {t('lessons.player.back')}
            </Button>
          )}
          {kind !== 'commit' && (
            <Button kind="filled" icon={IconArrowRight} onClick={() => (isLast ? finish() : go(index + 1))}>
              {t(isLast ? 'lessons.player.finish' : 'lessons.player.next')}
            </Button>
          )}
        </nav>
        <Arrived isOf={isOfLesson(lesson.id)} />
      </article>
    </Page>
  )
}

/** Takes the focus when the screen has changed, so that a screen reader says where one has come. */
function ScreenHead({ takesFocus, children }: { takesFocus: boolean; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const isMoved = useRef(takesFocus)
  useEffect(() => {
    if (isMoved.current) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <h2 className="lesson-head" tabIndex={-1} ref={heading}>
      {children}
    </h2>
  )
}

const headOf = (block: Block, t: T): string => (block.kind === 'why' ? t(`lessons.head.why-${block.who}`) : t(`lessons.head.${block.kind}`))

function BlockView({
  at,
  block,
  known,
  change,
  onAnswer,
  onCommit,
  onFinish,
}: {
  at: number
  block: Block
  known: Kept
  change: (make: (before: Kept) => Kept) => void
  onAnswer: (chosen: number[]) => void
  onCommit: (words: string) => Promise<void>
  onFinish: () => void
}) {
  const t = useT('learning')
  const { lesson } = known
  switch (block.kind) {
    case 'why':
    case 'what':
      return <Prose text={block.text} lessonId={lesson.id} language={lesson.language} />
    case 'how':
      return (
        <>
          {block.family && <p className="eyebrow">{t('lessons.player.forYou', { family: t(`families.${block.family}`) })}</p>}
          <Prose text={block.text} lessonId={lesson.id} language={lesson.language} />
        </>
      )
    case 'question':
      return <Question block={block} chosen={known.chosen[at]} onAnswer={onAnswer} />
    case 'reflect':
      return (
        <Stack>
          <p className="lesson-prompt" dir="auto">
            {block.prompt}
          </p>
          <TextArea
            label={t('lessons.player.thoughts')}
            hint={t('lessons.player.thoughtsHint')}
            isRequired={false}
            rows={5}
            value={known.thoughts[at] ?? ''}
            onChange={(words) => change((before) => ({ ...before, thoughts: { ...before.thoughts, [at]: words } }))}
          />
        </Stack>
      )
    case 'commit':
      return (
        <Commit prompt={block.prompt} suggestions={block.suggestions} before={lesson.commitment} onCommit={onCommit} onSkip={onFinish} />
      )
  }
}
