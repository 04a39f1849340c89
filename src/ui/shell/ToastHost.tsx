import { Suspense, lazy, useEffect, useState } from 'react'
import { onFirstToast } from '../toast.ts'

const Viewport = lazy(() => import('../ToastViewport.tsx').then(({ ToastViewport }) => ({ default: ToastViewport })))

export function ToastHost() {
  const [isWanted, setWanted] = useState(false)
  useEffect(() => onFirstToast(() => setWanted(true)), [])
  return (
    isWanted && (
      <Suspense fallback={null}>
        <Viewport />
      </Suspense>
    )
  )
}
