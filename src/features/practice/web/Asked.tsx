// One question with its answer, how sure one is, and then what is right. Focus goes along, so that keys and screen readers need no searching.
import { useEffect, useRef, useState } from 'react'
import { gradeItem } from '#engines/item/grade.ts'
import type { ItemAnswer } from '#engines/item/grade.ts'
import { recallOf } from '#engines/recall/match.ts'
import { PrincipleChip } from '#features/language/web/parts.tsx'
import {
  blankAnswer,
  isAnswered,
  ItemFeedback,
  ItemQuestion,
  MomentFeedback,
  MomentQuestion,
  verdictOf,
} from '#features/learning/web/parts.tsx'
import { Button } from '#ui/Button.tsx'
import { Dots } from '#ui/Facts.tsx'
import { useT } from '#ui/i18n.ts'
import { now } from '#ui/now.ts'
import type { ItemThing, Thing } from '../contract.ts'
import { MantraFeedback, MantraQuestion } from './Mantra.tsx'
import type { Confidence, Run, usePractice } from './session.ts'

const confidences: Confidence[] = ['sure', 'rather', 'guess']
interface Given {
  thing: Thing
  answer: ItemAnswer
  confidence: Confidence
  verdict: 'right' | 'defensible' | 'wrong'
}
const asItem = (thing: ItemThing) => ({ kind: thing.itemKind, text: thing.text, language: thing.language })

function grade(thing: Thing, answer: ItemAnswer): Given['verdict'] {
  if (thing.kind === 'scene') {
    const worth = thing.choices.find(({ index }) => index === answer.places[0])?.worth
    return worth === 'good' ? 'right' : worth === 'defensible' ? 'defensible' : 'wrong'
  }
  if (thing.kind === 'mantra') return recallOf(answer.text, thing.wording).isRight ? 'right' : 'wrong'
  return verdictOf(asItem(thing), gradeItem({ ...thing.text, kind: thing.itemKind }, answer))
}

export function Asked({ practice, run }: { practice: ReturnType<typeof usePractice>; run: Run }) {
  const t = useT('practice')
  const { things, principles, seed } = run.session
  // What was just answered stays until the person goes on; after a reload the next one is asked.
  const [given, setGiven] = useState<Given | null>(null)
  const thing = given?.thing ?? things[run.done]
  const shown = run.done - (given ? 1 : 0)
  const top = useRef<HTMLDivElement>(null)
  const isFirst = useRef(true)
  useEffect(() => {
    if (!isFirst.current) top.current?.focus()
    isFirst.current = false
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- whenever something else is on the screen
  }, [thing?.id, given])
  if (!thing) return null
  const principle = thing.kind === 'mantra' ? undefined : principles.find(({ id }) => id === thing.principleId)
  const answered = (answer: ItemAnswer, confidence: Confidence, tookSeconds: number) => {
    const verdict = grade(thing, answer)
    setGiven({ thing, answer, confidence, verdict })
    void practice.note(thing, answer, { isRight: verdict !== 'wrong', confidence, tookSeconds, title: t('queued') })
  }
  return (
    <section
      className="practice"
      data-principle={principle?.colour}
      aria-label={t('question', { number: shown + 1, count: things.length })}
    >
      <Dots done={shown} of={things.length} label={t('of', { number: shown + 1, count: things.length })} />
      <div className="practice-one" ref={top} tabIndex={-1}>
        {principle && (
          <p>
            <PrincipleChip principle={principle} isPlain />
          </p>
        )}
        {given ? (
          <After given={given} isLast={run.done >= things.length} onNext={() => setGiven(null)} />
        ) : (
          <Question key={thing.id} thing={thing} seed={`${seed} ${thing.id}`} onAnswer={answered} />
        )}
      </div>
    </section>
  )
}

function Question({
  thing,
  seed,
  onAnswer,
}: {
  thing: Thing
  seed: string
  onAnswer: (answer: ItemAnswer, confidence: Confidence, tookSeconds: number) => void
}) {
  const t = useT('practice')
  const [answer, setAnswer] = useState(blankAnswer)
  const [asks, setAsks] = useState(false)
  const begun = useRef(now().getTime())
  const isReady =
    thing.kind === 'mantra'
      ? answer.text.trim() !== ''
      : thing.kind === 'scene'
        ? answer.places.length > 0
        : isAnswered(asItem(thing), answer)
  const say = (confidence: Confidence) => {
    if (isReady) onAnswer(answer, confidence, Math.min(3600, Math.round((now().getTime() - begun.current) / 1000)))
    else setAsks(true)
  }
  return (
    <form
      className="practice-form"
      onSubmit={(event) => {
        event.preventDefault()
        // The enter key answers too, as most people would.
        say('rather')
      }}
    >
      {thing.kind === 'mantra' ? (
        <MantraQuestion value={answer.text} language={thing.language} onChange={(text) => setAnswer({ places: [], text })} />
      ) : thing.kind === 'scene' ? (
        <MomentQuestion
          moment={thing}
          seed={seed}
          choice={answer.places[0] ?? null}
          onChange={(choice) => setAnswer({ places: [choice], text: '' })}
        />
      ) : (
        <ItemQuestion item={asItem(thing)} seed={seed} answer={answer} onChange={setAnswer} />
      )}
      <fieldset className="practice-sure">
        <legend>{t('sure.title')}</legend>
        <div>
          {confidences.map((one) => (
            <Button key={one} kind="soft" onClick={() => say(one)}>
              {t(`sure.${one}`)}
            </Button>
          ))}
        </div>
        <output className="practice-ask">{asks && !isReady ? t('sure.first') : ''}</output>
      </fieldset>
      {/* Without a button of its own a form of one field is sent by the enter key, and others are not. */}
      <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
    </form>
  )
}

function After({ given: { thing, answer, confidence, verdict }, isLast, onNext }: { given: Given; isLast: boolean; onNext: () => void }) {
  const t = useT('practice')
  return (
    <div className="practice-after">
      {thing.kind === 'item' && (
        <p className="practice-asked" lang={thing.language}>
          {thing.text.prompt}
        </p>
      )}
      {thing.kind === 'scene' && (
        <p className="practice-asked" lang={thing.language}>
          <bdi>{thing.title}</bdi>
        </p>
      )}
      <h2>{t(`after.${verdict}`)}</h2>
      {verdict === 'wrong' && confidence === 'sure' && <p>{t('after.sureAndWrong')}</p>}
      {verdict !== 'wrong' && confidence === 'guess' && <p>{t('after.guessed')}</p>}
      {thing.kind === 'mantra' ? (
        <MantraFeedback said={answer.text} thing={thing} />
      ) : thing.kind === 'scene' ? (
        <MomentFeedback moment={thing} choice={answer.places[0] ?? null} />
      ) : (
        <ItemFeedback item={asItem(thing)} answer={answer} />
      )}
      <p>
        <Button kind="filled" onClick={onNext}>
          {t(isLast ? 'after.end' : 'after.next')}
        </Button>
      </p>
    </div>
  )
}
