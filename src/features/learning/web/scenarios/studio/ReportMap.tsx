// The map of a version with what people did on it: a line as thick as its share, how many came to each box. The figures in words stand below.
import { useMemo } from 'react'
import { checkScenario } from '#engines/scenario/validate.ts'
import { useLanguage, useT } from '#ui/i18n.ts'
import type { ScenarioReport } from '../../../contract/scenarios.ts'
import { ScenarioMap } from './ScenarioMap.tsx'

export function ReportMap({ report, text }: { report: ScenarioReport; text: string }) {
  const t = useT('learning')
  const { locale } = useLanguage()
  const checked = useMemo(() => checkScenario(text), [text])
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  const scenes = new Map(report.scenes.map((scene) => [scene.scene, scene]))
  const endings = new Map(report.endings.map((ending) => [ending.ending, ending]))
  return (
    <ScenarioMap
      checked={checked}
      text={text}
      counts={{
        noteOf(key) {
          const ending = endings.get(key)
          if (ending) return `${percent.format(ending.share)} · ${t('scenarios.report.plays', { count: ending.plays })}`
          const scene = scenes.get(key)
          return scene?.plays == null ? t('scenarios.report.fewHere') : t('scenarios.report.plays', { count: scene.plays })
        },
        shareOf(from, to, kind) {
          const scene = scenes.get(from)
          if (scene?.plays == null) return null
          return scene.ways.filter((way) => way.to === to && way.kind === kind).reduce((sum, { share }) => sum + share, 0)
        },
        format: (share) => percent.format(share),
      }}
      onOpen={(key) => {
        const place = document.getElementById(`of-${key}`)
        place?.scrollIntoView({ block: 'center' })
        place?.focus()
      }}
    />
  )
}
