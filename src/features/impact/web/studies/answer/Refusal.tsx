// "We cannot tell": each reason with what would make the question answerable, and the way there. No figures.
import { IconHelpCircle } from '@tabler/icons-react'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Section } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import type { Answer, Study } from '../../../contract/studies.ts'
import { stepFor, useReasonWords } from './reasons.ts'
import './answer.css'

export function Refusal({ study, answer }: { study: Study; answer: Answer }) {
  const t = useT('impact')
  const words = useReasonWords(study)
  return (
    <>
      <div className="study-finding">
        <h2 className="study-light study-light-refuse">
          <Icon of={IconHelpCircle} />
          {t('studies.verdict.refuse')}
        </h2>
        <p className="study-range">{t('studies.refusal.text')}</p>
      </div>
      <Section hasMargin title={t('studies.refusal.why')} note={t('studies.refusal.whyNote')}>
        <ul className="study-reasons">
          {answer.reasons
            .filter(({ level }) => level === 'refuse')
            .map((reason) => (
              <li key={reason.code}>
                <h3>{words.what(reason)}</h3>
                <p>{words.how(reason)}</p>
                <Link isAlone to={`/studies/${study.id}?tab=plan#${stepFor(reason, study)}`}>
                  {t(`studies.refusal.go.${stepFor(reason, study)}`)}
                </Link>
              </li>
            ))}
        </ul>
        {study.mayWrite && <p className="study-after">{t('studies.refusal.fixed')}</p>}
      </Section>
    </>
  )
}
