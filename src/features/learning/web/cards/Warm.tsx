// Stands in the shell, long after the first page: cards and their page come to the phone before they are needed without a network.
import { useEffect } from 'react'
import { useCards } from './book.ts'

export function Warm() {
  useCards()
  useEffect(() => void import('./MomentsPage.tsx').catch(() => undefined), [])
  return null
}
