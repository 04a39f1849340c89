// One scene of a scenario asked alone: what has happened, what one can do, and after the answer why it works or not.
import { IconCheck, IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { seeded, shuffledPlaces } from '#engines/item/seeded.ts'
import type { ShownMoment } from '#engines/scenario/moments.ts'
import type { Quality } from '#engines/scenario/scenario.ts'
import { RadioGroup } from '#ui/Choices.tsx'
import { classNames } from '#ui/class-names.ts'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Spoken } from '#ui/Layout.tsx'
import '../../items/items.css'
import { Spoke } from './Conversation.tsx'
import { Why } from './Debrief.tsx'
import { Meters } from './Meters.tsx'
import './player.css'

type Asked = ShownMoment & { language: string }

/** `choice`: its place in the scene; null: none yet. */
export function MomentQuestion({
  moment,
  seed,
  choice,
  onChange,
}: {
  moment: Asked
  seed: string
  choice: number | null
  onChange: (choice: number) => void
}) {
  const t = useT('learning')
  const { title, about, before, language, choices } = moment
  const shown = useMemo(() => shuffledPlaces(choices.length, seeded(seed)), [choices, seed])
  const last = before.at(-1)
  return (
    <div className="moment">
      <div className="moment-head">
        <p className="small second">{t('scenarios.moment.of')}</p>
        <h2 lang={language}>
          <bdi>{title}</bdi>
        </h2>
        {about !== null && (
          <p lang={language}>
            <bdi>{about}</bdi>
          </p>
        )}
      </div>
      <div className="stage">
        {last !== undefined && (
          <p className="said-by-me" lang={language}>
            <Spoken>{t('scenarios.player.youChose')} </Spoken>
            <bdi>{last}</bdi>
          </p>
        )}
        <Spoke lines={moment.lines} cast={moment.cast} language={language} />
      </div>
      <Meters scenario={moment} state={moment.states.map(({ value }) => value)} />
      <div className="item" lang={language}>
        <RadioGroup
          label={<span className="item-prompt">{t('scenarios.player.whatDoYouDo')}</span>}
          isLined
          value={choice === null ? '' : String(choice)}
          onChange={(value) => onChange(Number(value))}
          options={shown.flatMap((place) => {
            const one = choices[place]
            return one ? [{ value: String(one.index), label: <bdi>{one.text}</bdi> }] : []
          })}
        />
      </div>
    </div>
  )
}

const order: readonly Quality[] = ['good', 'defensible', 'poor']
/** What was chosen first, then what else there was, the best first. */
export function MomentFeedback({ moment, choice }: { moment: Asked; choice: number | null }) {
  const t = useT('learning')
  const { language } = moment
  const chosen = moment.choices.filter(({ index }) => index === choice)
  const others = moment.choices.filter(({ index }) => index !== choice).toSorted((a, b) => order.indexOf(a.worth) - order.indexOf(b.worth))
  return (
    <div className="item-after">
      <ul className="item-said">
        {[...chosen, ...others].map((one) => (
          <li key={one.index} className={classNames(one.worth === 'good' && 'item-said-right')}>
            <Icon of={one.worth === 'poor' ? IconX : IconCheck} />
            <div className="moment-why">
              <p className="item-said-what">
                <bdi lang={language}>{one.text}</bdi>{' '}
                <small>{t(`scenarios.moment.${one.index === choice ? 'chosen' : 'other'}.${one.worth}`)}</small>
              </p>
              <Why told={one} language={language} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
