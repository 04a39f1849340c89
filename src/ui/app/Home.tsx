// The address /: everybody's day begins on Today.
import { useEffect } from 'react'
import { useGo } from '../address.ts'
import { Loading } from '../Facts.tsx'
import { surfaceAddress } from '../shell/Shell.tsx'

export function Home() {
  const go = useGo()
  useEffect(() => go(surfaceAddress('today'), 'replace'), [go])
  return <Loading />
}
