// Where the pages of a desk lie, by name. Loaded with the first of them: in the shell their files' names would cost each first visit 3 kB.
import type { ComponentType } from 'react'

const files = import.meta.glob<Record<string, ComponentType>>('/src/features/*/web/**/*Page.tsx')

/** `people/import/ImportPage`, or `authority/studio/EditRulePage#NewRulePage` where a file holds several. Throws where there is no such page. */
export async function deskPage(name: string): Promise<ComponentType> {
  const [place = '', exported = place.slice(place.lastIndexOf('/') + 1)] = name.split('#')
  const Component = (await files[`/src/features/${place.replace('/', '/web/')}.tsx`]?.())?.[exported]
  if (!Component) throw new Error(`no page ${name}`)
  return Component
}
