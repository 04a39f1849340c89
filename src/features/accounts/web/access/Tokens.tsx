import { useState } from 'react'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { Stack } from '#ui/Layout.tsx'
import { LoadMore } from '#ui/Lists.tsx'
import { DateText } from '#ui/Moments.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { ApiToken } from '../../contract.ts'
import { at, useTokens } from '../queries.ts'

/** Keys with which programs ask, each with one role. */
export function Tokens() {
  const t = useT('accounts')
  const mayChange = useMay('api-tokens.change')
  const tokens = useTokens()
  const [asked, setAsked] = useState<ApiToken>()
  const end = useWrite((token: ApiToken) => api.delete(`${at.tokens}/${token.id}`), {
    stale: [at.tokens],
    onDone: (_, { name }) => toast({ title: t('tokens.ended', { name }) }),
  })
  return (
    <Stack>
      {end.problem && <ProblemView problem={end.problem} t={t} />}
      {tokens.problem ? (
        <ProblemView problem={tokens.problem} t={t} onRetry={() => void tokens.refetch()} />
      ) : (
        <Table
          caption={t('access.tokens')}
          rows={tokens.items}
          rowKey={({ id }) => id}
          isLoading={tokens.isPending}
          empty={
            <EmptyState
              level={2}
              title={t('tokens.none')}
              text={t('tokens.noneText')}
              action={mayChange && <ButtonLink to="/access/make-key">{t('tokens.make')}</ButtonLink>}
            />
          }
          columns={[
            { key: 'name', label: t('tokens.name'), cell: ({ name }) => <bdi>{name}</bdi> },
            { key: 'role', label: t('roles.role'), cell: ({ role }) => t(`role.${role}`) },
            { key: 'scope', label: t('roles.scope'), cell: ({ unit }) => (unit ? <bdi>{unit.name}</bdi> : t('roles.everywhere')) },
            {
              key: 'until',
              label: t('tokens.until'),
              cell: ({ expiresAt }) => (expiresAt ? <DateText value={expiresAt} /> : t('tokens.noEnd')),
            },
            {
              key: 'used',
              label: t('tokens.lastUsed'),
              cell: ({ lastUsedAt }) => (lastUsedAt ? <DateText value={lastUsedAt} as="ago" /> : t('tokens.neverUsed')),
            },
            {
              key: 'end',
              label: t('tokens.end'),
              isLabelSpoken: true,
              cell: (token) =>
                mayChange && (
                  <Button isSmall isBusy={end.isBusy} onClick={() => setAsked(token)}>
                    {t('tokens.end')} <span className="spoken">{token.name}</span>
                  </Button>
                ),
            },
          ]}
        />
      )}
      {tokens.items.length > 0 && (
        <LoadMore
          shown={tokens.items.length}
          hasMore={tokens.hasNextPage}
          isBusy={tokens.isFetchingNextPage}
          onMore={() => void tokens.fetchNextPage()}
        />
      )}
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t('tokens.endTitle', { name: asked?.name ?? '' })}
        text={t('tokens.endText')}
        action={t('tokens.end')}
        onClose={() => setAsked(undefined)}
        onConfirm={() => {
          setAsked(undefined)
          if (asked) void end.run(asked)
        }}
      />
    </Stack>
  )
}
