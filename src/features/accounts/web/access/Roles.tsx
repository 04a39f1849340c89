import { useState } from 'react'
import { useSearchState } from '#ui/address.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { api } from '#ui/client.ts'
import { ConfirmDialog } from '#ui/Dialog.tsx'
import { useT } from '#ui/i18n.ts'
import { SelectField } from '#ui/Inputs.tsx'
import { Stack } from '#ui/Layout.tsx'
import { Link } from '#ui/Link.tsx'
import { FilterBar, LoadMore } from '#ui/Lists.tsx'
import { ProblemView } from '#ui/ProblemView.tsx'
import { useWrite } from '#ui/queries.ts'
import { useMay } from '#ui/session.tsx'
import { Table } from '#ui/Table.tsx'
import { toast } from '#ui/toast.ts'
import { EmptyState } from '#ui/Words.tsx'
import type { RoleGrant } from '../../contract.ts'
import { at, useGrants } from '../queries.ts'
import { givenRoles } from './role-names.ts'

/** Roles that were given by hand. Those that come with leading a unit stand with the unit. */
export function Roles() {
  const t = useT('accounts')
  const mayChange = useMay('role-grants.change')
  const [{ role }, setSearch] = useSearchState({ role: '' })
  const grants = useGrants(role)
  const [asked, setAsked] = useState<RoleGrant>()
  const take = useWrite((grant: RoleGrant) => api.delete(`${at.grants}/${grant.id}`), {
    stale: [at.grants, at.session],
    onDone: (_, { person, role: taken }) => toast({ title: t('roles.taken', { role: t(`role.${taken}`), name: person.name }) }),
  })
  const scope = ({ unit }: RoleGrant) => (unit ? <bdi>{unit.name}</bdi> : t('roles.everywhere'))
  return (
    <Stack>
      <FilterBar onReset={role ? () => setSearch({ role: '' }) : undefined}>
        <SelectField
          label={t('roles.filter')}
          empty={t('roles.all')}
          options={givenRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
          value={role}
          onChange={(value) => setSearch({ role: value }, 'push')}
          isShort
        />
      </FilterBar>
      {take.problem && <ProblemView problem={take.problem} t={t} />}
      {grants.problem && <ProblemView problem={grants.problem} t={t} onRetry={() => void grants.refetch()} />}
      {!grants.problem && (
        <Table
          caption={t('access.roles')}
          rows={grants.items}
          rowKey={({ id }) => id}
          isLoading={grants.isPending}
          isStale={grants.isPlaceholderData}
          empty={<NoRoles isFiltered={role !== ''} mayChange={mayChange} />}
          columns={[
            {
              key: 'person',
              label: t('roles.person'),
              cell: ({ person }) => (
                <Link to={`/people/${person.id}`}>
                  <bdi>{person.name}</bdi>
                </Link>
              ),
            },
            { key: 'role', label: t('roles.role'), cell: (grant) => t(`role.${grant.role}`) },
            { key: 'scope', label: t('roles.scope'), cell: scope },
            { key: 'by', label: t('roles.givenBy'), cell: ({ grantedBy }) => grantedBy && <bdi>{grantedBy.name}</bdi> },
            {
              key: 'take',
              label: t('roles.take'),
              isLabelSpoken: true,
              cell: (grant) =>
                mayChange && (
                  <Button isSmall isBusy={take.isBusy} onClick={() => setAsked(grant)}>
                    {t('roles.take')} <span className="spoken">{`${t(`role.${grant.role}`)}, ${grant.person.name}`}</span>
                  </Button>
                ),
            },
          ]}
        />
      )}
      {grants.items.length > 0 && (
        <LoadMore
          shown={grants.items.length}
          hasMore={grants.hasNextPage}
          isBusy={grants.isFetchingNextPage}
          onMore={() => void grants.fetchNextPage()}
        />
      )}
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t('roles.takeTitle')}
        text={
          asked &&
          t(asked.unit ? 'roles.takeTextUnit' : 'roles.takeText', {
            name: asked.person.name,
            role: t(`role.${asked.role}`),
            unit: asked.unit?.name ?? '',
          })
        }
        action={t('roles.take')}
        onClose={() => setAsked(undefined)}
        onConfirm={() => {
          // Closed first: the question for the password must stand alone.
          setAsked(undefined)
          if (asked) void take.run(asked)
        }}
      />
    </Stack>
  )
}

function NoRoles({ isFiltered, mayChange }: { isFiltered: boolean; mayChange: boolean }) {
  const t = useT('accounts')
  return (
    <EmptyState
      level={2}
      title={t(isFiltered ? 'roles.noneOfRole' : 'roles.none')}
      text={t('roles.noneText')}
      action={mayChange && <ButtonLink to="/access/give-role">{t('roles.give')}</ButtonLink>}
    />
  )
}
