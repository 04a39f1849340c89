import { IconAlertCircle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import type { Checked, Finding } from '#engines/scenario/validate.ts'
import { Button } from '#ui/Button.tsx'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Spoken } from '#ui/Layout.tsx'

/** Below the text: a page that lists three hundred faults is no help. */
const mostShown = 30

export function Findings({ checked, onGo }: { checked: Checked; onGo: (finding: Finding) => void }) {
  const t = useT('learning')
  const { findings, situations, scenario } = checked
  const errors = findings.filter(({ isError }) => isError)
  const shown = [...errors, ...findings.filter(({ isError }) => !isError)].slice(0, mostShown)
  return (
    <section aria-label={t('scenarios.findings.title')}>
      <output className="findings-sum">
        <Icon of={errors.length > 0 ? IconAlertCircle : IconCheck} size="small" />
        {errors.length > 0
          ? t('scenarios.findings.errors', { count: errors.length })
          : t('scenarios.findings.none', { scenes: scenario.scenes.length, endings: scenario.endings.length, situations: situations ?? 0 })}
      </output>
      <ul className="findings">
        {shown.map((finding, index) => (
          <li key={`${index} ${finding.code}`} data-error={finding.isError}>
            <Icon of={finding.isError ? IconAlertCircle : IconInfoCircle} size="small" />
            <div>
              <p>
                <Spoken>{t(finding.isError ? 'scenarios.findings.error' : 'scenarios.findings.warning')} </Spoken>
                {t.maybe(`scenarios.finding.${finding.code}`, { about: finding.about }) ?? finding.code}
              </p>
              {finding.via.length > 0 && <Via checked={checked} via={finding.via} />}
              <Button kind="plain" isSmall onClick={() => onGo(finding)}>
                {t('scenarios.findings.line', { line: String(finding.line), column: String(finding.column) })}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The choices that lead there, in their own words. */
function Via({ checked: { scenario }, via }: { checked: Checked; via: readonly string[] }) {
  const t = useT('learning')
  const words = via.map((path) => {
    const cut = path.lastIndexOf('/')
    const scene = scenario.scenes.find(({ key }) => key === path.slice(0, cut))
    const last = path.slice(cut + 1)
    return last === 'after' ? t('scenarios.findings.silence') : (scene?.choices[Number(last) - 1]?.text ?? t('scenarios.player.goOn'))
  })
  return (
    <ol className="small second via">
      {words.map((one, index) => (
        <li key={index}>
          <bdi>{one}</bdi>
        </li>
      ))}
    </ol>
  )
}
