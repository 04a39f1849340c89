// The roles are repeated because a phone's layout (display: block) takes them away in Safari.
/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role */
import { IconCheck, IconSlash } from '@tabler/icons-react'
import { ButtonLink } from '#ui/Button.tsx'
import { classNames } from '#ui/class-names.ts'
import { useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { Spoken } from '#ui/Layout.tsx'
import { EmptyState } from '#ui/Words.tsx'
import type { Example } from '../../contract.ts'

/** What the principle looks like, and does not, in each job; on a phone one block for each. */
export function ExampleTable({ examples, mayChange, id }: { examples: Example[]; mayChange: boolean; id: string }) {
  const t = useT('language')
  if (examples.length === 0)
    return (
      <div className="principle-examples">
        <EmptyState
          level={2}
          title={t('principle.noExamples')}
          text={t('principle.noExamplesText')}
          action={mayChange && <ButtonLink to={`/principles/${id}/examples`}>{t('examples.add')}</ButtonLink>}
        />
      </div>
    )
  return (
    <table className="principle-examples" role="table">
      <caption className="spoken">{t('principle.examples')}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            <Spoken>{t('jobRole')}</Spoken>
          </th>
          <th role="columnheader" scope="col">
            <Icon of={IconCheck} />
            {t('principle.looksLike')}
          </th>
          <th role="columnheader" scope="col">
            <Icon of={IconSlash} />
            {t('principle.doesNot')}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {examples.map((example) => (
          <tr key={example.id} role="row" className={classNames(example.isMine && 'example-mine')}>
            <th role="rowheader" scope="row">
              <bdi>{example.jobRole?.name ?? t('everybody')}</bdi>
              {example.isMine && <span className="example-yours">{t('principle.yourJob')}</span>}
            </th>
            <td role="cell">
              <span className="example-head">
                <Icon of={IconCheck} size="small" />
                {t('principle.looksLike')}
              </span>
              <bdi>{example.looksLike}</bdi>
            </td>
            <td role="cell" className="example-not">
              <span className="example-head">
                <Icon of={IconSlash} size="small" />
                {t('principle.doesNot')}
              </span>
              <bdi>{example.doesNot}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
