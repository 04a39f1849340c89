// The address / until Today has a page of its own: everybody lands on the own person page.
import { useEffect } from 'react'
import { useGo } from '../address.ts'
import { Loading } from '../Facts.tsx'
import { useSession } from '../session.tsx'

export function Home() {
  const { person } = useSession()
  const go = useGo()
  useEffect(() => go(`/people/${person.id}`, 'replace'), [go, person.id])
  return <Loading />
}
