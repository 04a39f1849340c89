import { IconBraces, IconFileDownload, IconPrinter } from '@tabler/icons-react'
import { PrincipleChip, usePrinciples } from '#features/language/web/parts.tsx'
import { UnitPicker } from '#features/people/web/parts.tsx'
import { useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Row, Section, Sheet } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { FilterBar } from '#ui/Lists.tsx'
import { useFormats } from '#ui/Moments.tsx'
import { Page } from '#ui/Page.tsx'
import { ProblemView, Reading } from '#ui/ProblemView.tsx'
import { useGet, useWrite } from '#ui/queries.ts'
import { saveFile } from '#ui/save-file.ts'
import { NextStep, Quote } from '#ui/Words.tsx'
import type { Chain, ChainWords } from '../contract/chain.ts'
import { ChainNumber } from './Number.tsx'
import './impact.css'

const parts = ['say', 'prove', 'do', 'way', 'customers'] as const
const defaults = { unitId: '', weeks: '12' }

/** A customer's words, then the chain from what we say to what customers say, then what the page can't say. */
export function ChainPage() {
  const t = useT('impact')
  const { day } = useFormats()
  const [{ unitId, weeks }, set] = useSearchState(defaults)
  const search = { weeks, ...(unitId === '' ? {} : { unitId }) }
  const chain = useGet<Chain>('/api/chain', search)
  const data = chain.data
  const known = unitId || (data?.unit.id ?? '')
  return (
    <Page
      title={t('chain.title')}
      lead={data && t('chain.lead', { unit: `\u2068${data.unit.name}\u2069`, period: t(`chain.weeks.${weeks}`), day: day(data.lastDay) })}
      next={
        <NextStep
          title={t('chain.next')}
          actions={
            <ButtonLink kind="filled" to="/obstacles">
              {t('chain.nextDo')}
            </ButtonLink>
          }
        />
      }
      who={data && t('chain.who', { unit: `\u2068${data.unit.name}\u2069`, fewest: data.fewestPeople })}
    >
      <FilterBar onReset={undefined}>
        <UnitPicker label={t('chain.unit')} value={known} onChange={(next) => set({ unitId: next }, 'push')} />
        <SelectField
          label={t('chain.period')}
          value={weeks}
          onChange={(next) => set({ weeks: next }, 'push')}
          isShort
          options={['4', '12', '26', '52'].map((value) => ({ value, label: t(`chain.short.${value}`) }))}
        />
        {data && <Take chain={data} />}
      </FilterBar>
      <Reading query={chain} t={t}>
        {(found) => <Whole chain={found} />}
      </Reading>
    </Page>
  )
}

function Take({ chain }: { chain: Chain }) {
  const t = useT('impact')
  const search = { unitId: chain.unit.id, weeks: String(chain.weeks) }
  const table = useWrite(() => api.getForFile('/api/chain-export', { search }), { onDone: (file) => saveFile(file) })
  const data = () =>
    saveFile({ blob: new Blob([JSON.stringify(chain, null, 2)], { type: 'application/json' }), name: `chain-${chain.lastDay}.json` })
  return (
    <Row>
      <Button kind="plain" icon={IconFileDownload} isBusy={table.isBusy} onClick={() => void table.run(null)}>
        {t('chain.csv')}
      </Button>
      <Button kind="plain" icon={IconBraces} onClick={data}>
        {t('chain.json')}
      </Button>
      <Button kind="plain" icon={IconPrinter} onClick={() => window.print()}>
        {t('chain.print')}
      </Button>
      {table.problem && <ProblemView problem={table.problem} t={t} />}
    </Row>
  )
}

function Whole({ chain }: { chain: Chain }) {
  const t = useT('impact')
  const to = (name: string) => `/chain/${name}?unitId=${chain.unit.id}&weeks=${chain.weeks}`
  return (
    <>
      <Words chain={chain} />
      <p className="chain-hint">{t('chain.hint')}</p>
      <div className="chain">
        {parts.map((part) => (
          <Section key={part} hasMargin title={t(`part.${part}.title`)} note={t(`part.${part}.note`)}>
            <div className="chain-numbers">
              {chain.items
                .filter((item) => item.part === part)
                .map((item) => (
                  <ChainNumber key={item.name} item={item} fewest={chain.fewestPeople} to={to(item.name)} />
                ))}
              {part === 'say' && <Principles chain={chain} />}
            </div>
          </Section>
        ))}
      </div>
      <Key />
      <Section hasMargin title={t('limits.title')}>
        <ul className="chain-limits">
          {(['cause', 'silent', 'unnoted', 'people'] as const).map((name) => (
            <li key={name}>{t(`limits.${name}`)}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}

function Words({ chain }: { chain: Chain }) {
  const t = useT('impact')
  const { day } = useFormats()
  const { data } = useGet<ChainWords>('/api/chain-words', { unitId: chain.unit.id, weeks: String(chain.weeks) })
  if (!data?.quote) return null
  const { words, language, at } = data.quote
  return (
    <Sheet label={t('chain.words')}>
      <Quote
        isLarge
        lang={language}
        by={t('chain.quoteBy', { day: day(at) })}
        end={<Link to={`/scores?unitId=${chain.unit.id}`}>{t('chain.allAnswers')}</Link>}
      >
        {words}
      </Quote>
    </Sheet>
  )
}

/** In the order of our words, not of their counts: nothing is ranked. */
function Principles({ chain }: { chain: Chain }) {
  const t = useT('impact')
  const { number } = useFormats()
  const { items } = usePrinciples()
  if (items.length === 0) return null
  const uses = new Map(chain.principles.map((one) => [one.id, one.uses]))
  return (
    <div className="chain-principles">
      <h3>{t('principles.title')}</h3>
      <ul>
        {items.map((principle) => (
          <li key={principle.id}>
            <PrincipleChip principle={principle} />
            <span className="figures">
              {uses.has(principle.id) ? t('principles.times', { count: number(uses.get(principle.id)!) }) : t('principles.never')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Key() {
  const t = useT('impact')
  return (
    <ul className="chain-key">
      <li>
        <svg viewBox="0 0 40 14" aria-hidden="true">
          <path className="reach-band" d="M4 7h32" />
          <circle className="reach-dot" cx="20" cy="7" r="5" />
        </svg>
        {t('chain.key.likely')}
      </li>
      <li>
        <svg viewBox="0 0 40 14" aria-hidden="true">
          <path className="reach-goal" d="M20 0v14" />
        </svg>
        {t('chain.key.promised')}
      </li>
      <li>
        <svg viewBox="0 0 40 14" aria-hidden="true">
          <path className="chain-believed" d="M0 7h40" />
        </svg>
        {t('chain.key.believed')}
      </li>
    </ul>
  )
}
