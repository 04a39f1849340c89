// One part of a pack: as people will see it, and, where the house says it otherwise, both texts side by side.
import { useMemo, useState } from 'react'
import { parseItems } from '#engines/item/parse.ts'
import { parseLesson } from '#engines/lesson/parse.ts'
import { parseScenario } from '#engines/scenario/parse.ts'
import { useParam, useSearchState } from '#ui/address.ts'
import { useLanguage, useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Section, Stack } from '#ui/Layout.tsx'
import { Message } from '#ui/Message.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import { Tag } from '#ui/Words.tsx'
import type { CardText } from '../../contract/cards.ts'
import type { PackPart } from '../../contract/packs.ts'
import { CardView } from '../cards/CardView.tsx'
import { Preview as ItemPreview } from '../items/Preview.tsx'
import '../items/items.css'
import { Preview as LessonPreview } from '../lessons/studio/Preview.tsx'
import '../lessons/lessons.css'
import '../lessons/studio/studio.css'
import { Preview as ScenarioPreview } from '../scenarios/studio/Preview.tsx'
import { linesOf } from './lines.ts'
import './packs.css'

export function PartPage() {
  const t = useT('learning')
  const packKey = useParam('packKey')
  const [{ part, language: chosen }, set] = useSearchState({ part: '', language: '' })
  const query = useGet<PackPart>(`/api/packs/${packKey}/part`, { part })
  const { language: nameOf } = useFormats()
  const { code: reading } = useLanguage()
  return (
    <Page
      title={query.data?.title ?? t('packs.part.title')}
      lead={query.data && <Tag>{t(`packs.states.${query.data.state}`)}</Tag>}
      back={{ to: `/packs/${packKey}`, label: t('packs.back') }}
      who={t('packs.who')}
    >
      <Reading query={query} t={t}>
        {(data) => {
          const own = data.texts.find(({ language }) => language === (chosen || reading)) ?? data.texts[0]
          if (!own) return null
          const { language, mine, theirs } = own
          return (
            <Stack gap={5}>
              {data.texts.length > 1 && (
                <SelectField
                  label={t('packs.part.language')}
                  isRequired
                  value={language}
                  onChange={(code) => set({ language: code })}
                  options={data.texts.map((one) => ({ value: one.language, label: nameOf(one.language) }))}
                />
              )}
              {mine !== null && theirs !== null && mine !== theirs && (
                <Section title={t('packs.part.both')} note={t('packs.part.bothNote')}>
                  <Both kind={data.kind} language={language} mine={mine} theirs={theirs} />
                </Section>
              )}
              {theirs !== null && (
                <Section title={t('packs.part.asSeen')} note={t(mine === null ? 'packs.part.asSeenNew' : 'packs.part.asSeenNote')}>
                  <Seen kind={data.kind} language={language} text={theirs} />
                </Section>
              )}
            </Stack>
          )
        }}
      </Reading>
    </Page>
  )
}

function Both({ kind, language, mine, theirs }: { kind: PackPart['kind']; language: string; mine: string; theirs: string }) {
  const t = useT('learning')
  const [left, right] = [linesOf(kind, mine), linesOf(kind, theirs)]
  const side = (title: string, lines: readonly string[], others: readonly string[]) => (
    <section aria-label={title}>
      <h3>{title}</h3>
      <div className="pack-text" lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
        {lines.map((line, i) =>
          line.trim() === '' ? (
            <br key={i} />
          ) : others.includes(line) ? (
            <p key={i} dir="auto">
              {line}
            </p>
          ) : (
            <p key={i} dir="auto">
              <mark>{line}</mark>
            </p>
          ),
        )}
      </div>
    </section>
  )
  return (
    <div className="pack-both">
      {side(t('packs.part.mine'), left, right)}
      {side(t('packs.part.theirs'), right, left)}
    </div>
  )
}

function Seen({ kind, language, text }: { kind: PackPart['kind']; language: string; text: string }) {
  const t = useT('learning')
  const [from, setFrom] = useState<string | null>(null)
  const scenario = useMemo(() => (kind === 'scenario' ? parseScenario(text).scenario : null), [kind, text])
  if (scenario) return <ScenarioPreview scenario={scenario} language={language} from={from} onFrom={setFrom} themes={[]} />
  if (kind === 'lesson') {
    const { lesson } = parseLesson(text)
    if (lesson) return <LessonPreview title={lesson.title} blocks={lesson.blocks} lessonId="" language={language} />
  }
  if (kind === 'item') {
    const item = parseItems(text).items?.[0]
    if (item) return <ItemPreview kind={item.kind} text={item} language={language} />
  }
  if (kind === 'card') return <CardView card={{ ...(JSON.parse(text) as CardText), language }} />
  return <Message kind="note" title={t('packs.part.unreadable')} />
}
