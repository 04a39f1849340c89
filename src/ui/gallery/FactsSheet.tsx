import { IconBarrierBlock, IconCircle, IconCircleCheck, IconCircleHalf2 } from '@tabler/icons-react'
import { Avatar, Dots, Facts, Leaders, List, Loading, PersonLine, Progress, Secret } from '../Facts.tsx'
import { useT } from '../i18n.ts'
import { Grid, Row, Section, Stack } from '../Layout.tsx'
import { Link } from '../Link.tsx'
import { DateText, NumberText, useFormats } from '../Moments.tsx'
import { NumberWithRange } from '../NumberWithRange.tsx'
import { Steps } from '../Steps.tsx'
import { WaitingList } from '../Waits.tsx'

const trend = [59, 57, 60, 63, 61, 64, 63, 67, 66, 70, 69, 71].map((value) => ({ value, low: value - 8, high: value + 8 }))
const waiting = { path: '/api/things', body: {}, at: '2026-03-06T09:05:00Z' }

export function FactsSheet() {
  const t = useT('gallery')
  const formats = useFormats()
  return (
    <>
      <Section title={t('numbers.title')} note={t('numbers.note')} hasMargin>
        <Grid gap={6}>
          <NumberWithRange
            title={t('numbers.know')}
            value={71}
            low={63}
            high={78}
            promised={80}
            shown={<NumberText value={0.71} of="percent" />}
            note={t('numbers.likely', { low: 63, high: 78, promised: 80 })}
            count={t('numbers.people', { count: 148 })}
            trend={trend}
          />
          <NumberWithRange
            title={t('numbers.returns')}
            value={null}
            shown={t('numbers.few')}
            note={t('numbers.fewNote', { count: 6, from: 10 })}
            count={<Link to="/read">{t('numbers.read', { count: 6 })}</Link>}
          />
        </Grid>
      </Section>
      <Section title={t('facts.title')} hasMargin>
        <Grid gap={6}>
          <Facts
            items={[
              { label: t('fields.unit'), value: t('unit.packing') },
              { label: t('lists.since'), value: <DateText value="2019-11-18" /> },
              { label: t('facts.seen'), value: <DateText value="2026-03-06T09:00:00Z" as="ago" /> },
              { label: t('facts.moment'), value: <DateText value="2026-03-06T09:05:00Z" as="moment" zone="Europe/Berlin" /> },
              { label: t('facts.limit'), value: <NumberText value={40} of="EUR" digits={0} /> },
              { label: t('facts.size'), value: formats.bytes(1_470_000) },
              { label: t('switch.language'), value: formats.list(['en', 'de', 'ar'].map(formats.language)) },
            ]}
          />
          <Leaders
            items={[
              { name: t('facts.lessons'), end: formats.number(6), to: '/lessons' },
              { name: t('facts.questions'), end: formats.number(23), to: '/questions' },
              { name: t('facts.stories'), end: formats.number(1470), to: '/stories' },
            ]}
          />
          <List
            label={t('facts.todo')}
            items={[
              { key: '1', icon: IconCircleCheck, title: t('facts.todo1'), end: t('facts.done') },
              { key: '2', icon: IconCircleHalf2, title: t('facts.todo2'), end: t('facts.half') },
              { key: '3', icon: IconCircle, title: t('facts.todo3'), end: t('facts.todoEnd'), to: '/practice' },
              { key: '4', icon: IconBarrierBlock, title: t('facts.obstacle'), note: t('voices.label'), to: '/obstacle' },
            ]}
          />
          <Stack>
            <Row>
              <Avatar initials="MK" />
              <Avatar initials="SH" isQuiet />
              <Avatar initials="AD" isBig />
              <PersonLine name="Tomas Lindqvist" note={t('unit.service')} initials="TL" />
            </Row>
            <Dots done={1} of={4} label={t('facts.dots', { done: 1, count: 4 })} />
            <Progress share={0.62} label={t('facts.importing')} />
            <Progress share={null} label={t('facts.waiting')} />
            <Loading lines={3} />
            <Secret value="npm run attune -- doctor" label={t('facts.command')} />
          </Stack>
        </Grid>
      </Section>
      <Section title={t('waits.title')} note={t('waits.note')} hasMargin>
        <WaitingList
          t={t}
          onRemove={() => undefined}
          items={[
            { ...waiting, id: '1', title: t('waits.one') },
            { ...waiting, id: '2', title: t('waits.two'), refused: 'conflict' },
          ]}
        />
      </Section>
      <Section title={t('steps.title')} hasMargin>
        <Steps
          current="people"
          steps={[
            { key: 'name', title: t('steps.name') },
            { key: 'people', title: t('steps.people') },
            { key: 'mantra', title: t('steps.mantra') },
          ]}
        />
      </Section>
    </>
  )
}
