// What pages to the right may use of language: the principles, their chip, and choosing one.
import { IconAlertCircle } from '@tabler/icons-react'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { classNames } from '#ui/class-names.ts'
import { useFieldError } from '#ui/form-context.ts'
import { useLanguage, useT } from '#ui/i18n.ts'
import { Icon } from '#ui/Icon.tsx'
import { useGet } from '#ui/queries.ts'
import { PrincipleChip as Chip, type PrincipleColour } from '#ui/Words.tsx'
import type { Principle } from '../contract.ts'
import { principleIcon } from './icons.ts'
import './parts.css'

/** What a chip needs; the replies of other features carry it as language's principleRefs gives it. */
export type PrincipleLike = { id: string; name: string; colour: string; icon: string }

/** The live principles in their order; `query` for what loads and fails. */
export function usePrinciples() {
  const { code } = useLanguage()
  const query = useGet<{ items: Principle[] }>('/api/principles', { language: code })
  const all = query.data?.items ?? []
  return { query, all, items: all.filter(({ isRetired }) => !isRetired) }
}

/** Tab, icon and name of one principle; leads to its page. `isPlain` where a link would stand inside another one. */
export function PrincipleChip({ principle, isPlain }: { principle: PrincipleLike; isPlain?: boolean }) {
  return (
    <Chip
      name={principle.name}
      colour={principle.colour as PrincipleColour}
      icon={principleIcon(principle.icon)}
      to={isPlain ? undefined : `/principles/${principle.id}`}
    />
  )
}

/** The chip of an id that another feature's reply carries; nothing while it is not known. */
export function PrincipleChipOf({ id, isPlain }: { id: string | null | undefined; isPlain?: boolean }) {
  const { all } = usePrinciples()
  const principle = all.find((one) => one.id === id)
  return principle ? <PrincipleChip principle={principle} isPlain={isPlain} /> : null
}

/** One principle, by tiles with colour, icon and name. Without `isRequired` a first tile says "none of them". */
export function PrinciplePicker({
  label,
  hint,
  value,
  onChange,
  name,
  isRequired,
  error: ownError,
  kept,
}: {
  label: string
  hint?: string
  value: string
  onChange: (principleId: string) => void
  name?: string
  isRequired?: boolean
  error?: string
  /** Shown while the server's can't be read: what a page keeps on the phone. */
  kept?: readonly PrincipleLike[]
}) {
  const t = useT('language')
  const id = useId()
  const error = useFieldError(name, ownError)
  const { items: fresh } = usePrinciples()
  const items: readonly PrincipleLike[] = fresh.length > 0 ? fresh : (kept ?? [])
  const tile = (key: string, colour: string | undefined, inside: ReactNode) => (
    <label key={key} className={classNames('principle-tile', colour === undefined && 'principle-tile-none')} data-principle={colour}>
      <input type="radio" name={name ?? id} value={key} checked={key === value} required={isRequired} onChange={() => onChange(key)} />
      {inside}
    </label>
  )
  return (
    <fieldset className="choices" aria-describedby={classNames(hint ? `${id}-hint` : '', error ? `${id}-error` : '') || undefined}>
      <legend>{label}</legend>
      {hint && (
        <p className="choice-note" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div className="principle-tiles">
        {!isRequired && tile('', undefined, <span>{t('picker.none')}</span>)}
        {items.map((principle) =>
          tile(
            principle.id,
            principle.colour,
            <>
              <span className="principle-tile-tab">
                <Icon of={principleIcon(principle.icon)} />
              </span>
              <span>{principle.name}</span>
            </>,
          ),
        )}
      </div>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          <Icon of={IconAlertCircle} size="small" />
          <span>{error}</span>
        </p>
      )}
    </fieldset>
  )
}
