import { useGo, useParam } from '#ui/address.ts'
import { useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { Page } from '#ui/Page.tsx'
import { Reading } from '#ui/ProblemView.tsx'
import { useGet } from '#ui/queries.ts'
import type { Thanks } from '../contract.ts'
import { Actions } from './Actions.tsx'
import { SayThanks, ThanksCard } from './parts.tsx'
import { at } from './queries.ts'

export function OnePage() {
  const t = useT('recognition')
  const go = useGo()
  const query = useGet<Thanks>(at.one(useParam('thanksId')))
  return (
    <Page
      title={t('one.title')}
      back={{ to: '/thanks', label: t('list.title') }}
      actions={<SayThanks />}
      who={query.data && t(query.data.isPrivate ? 'one.whoPrivate' : query.data.isHidden ? 'one.whoHidden' : 'list.who')}
    >
      <Reading query={query} t={t}>
        {(thanks) => (
          <Stack isNarrow>
            <ThanksCard thanks={thanks} />
            <Actions thanks={thanks} onGone={() => go('/thanks', 'replace')} />
          </Stack>
        )}
      </Reading>
    </Page>
  )
}
