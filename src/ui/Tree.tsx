// A tree of any depth (units). One tab stop; arrows walk it, in the direction of reading; letters jump; children may be
// fetched when a branch is first opened.
import { IconChevronRight } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useLanguage } from './i18n.ts'
import { Icon } from './Icon.tsx'
import { Figure } from './Moments.tsx'
import './table.css'

export type TreeNode = {
  id: string
  label: string
  /** At the end of the row: how many people are there. */
  note?: ReactNode
  hasChildren?: boolean
  children?: TreeNode[]
}

type TreeProps = {
  label: string
  nodes: TreeNode[]
  selected?: string
  onSelect: (id: string) => void
  /** Called once for a branch that `hasChildren` but brought none. */
  loadChildren?: (id: string) => Promise<TreeNode[]>
  /** Open at first. */
  open?: string[]
}

type Walk = { node: TreeNode; parent: string | undefined; level: number; place: number; of: number }

export function Tree({ label, nodes, selected, onSelect, loadChildren, open = [] }: TreeProps) {
  const { direction } = useLanguage()
  const root = useRef<HTMLUListElement>(null)
  const [opened, setOpened] = useState(() => new Set(open))
  const [fetched, setFetched] = useState(() => new Map<string, TreeNode[]>())
  const [focused, setFocused] = useState<string | undefined>(selected)
  const typed = useRef({ text: '', at: 0 })

  const childrenOf = (node: TreeNode): TreeNode[] | undefined => node.children ?? fetched.get(node.id)
  const mayOpen = (node: TreeNode): boolean => node.hasChildren ?? (node.children?.length ?? 0) > 0
  const seen: Walk[] = []
  const walk = (list: TreeNode[], level: number, parent?: string) => {
    for (const [index, node] of list.entries()) {
      seen.push({ node, parent, level, place: index + 1, of: list.length })
      if (opened.has(node.id)) walk(childrenOf(node) ?? [], level + 1, node.id)
    }
  }
  walk(nodes, 1)
  const tabStop = seen.some(({ node }) => node.id === focused) ? focused : seen[0]?.node.id

  const setOpen = (node: TreeNode, isOpen: boolean) => {
    if (!mayOpen(node)) return
    setOpened((before) => {
      const next = new Set(before)
      if (isOpen) next.add(node.id)
      else next.delete(node.id)
      return next
    })
    if (isOpen && loadChildren && !childrenOf(node)) {
      void loadChildren(node.id).then((list) => setFetched((before) => new Map(before).set(node.id, list)))
    }
  }
  const focus = (id: string | undefined) => {
    if (id === undefined) return
    setFocused(id)
    root.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus()
  }
  const jump = (key: string, from: number, at: number) => {
    typed.current = { text: at - typed.current.at < 700 ? typed.current.text + key : key, at }
    const order = [...seen.slice(from + 1), ...seen.slice(0, from + 1)]
    focus(order.find(({ node }) => node.label.toLowerCase().startsWith(typed.current.text.toLowerCase()))?.node.id)
  }

  const onKeyDown = (event: KeyboardEvent, { node, parent }: Walk) => {
    const at = seen.findIndex((one) => one.node.id === node.id)
    const [inward, outward] = direction === 'rtl' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
    const isOpen = opened.has(node.id)
    if (event.key === 'ArrowDown') focus(seen[at + 1]?.node.id)
    else if (event.key === 'ArrowUp') focus(seen[at - 1]?.node.id)
    else if (event.key === 'Home') focus(seen[0]?.node.id)
    else if (event.key === 'End') focus(seen.at(-1)?.node.id)
    else if (event.key === inward) {
      if (isOpen) focus(childrenOf(node)?.[0]?.id)
      else setOpen(node, true)
    } else if (event.key === outward) {
      if (isOpen) setOpen(node, false)
      else focus(parent)
    } else if (event.key === 'Enter' || event.key === ' ') onSelect(node.id)
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) jump(event.key, at, event.timeStamp)
    else return
    event.preventDefault()
  }

  // Flat, with levels: nested lists would make a branch's name out of everything below it.
  return (
    <ul className="tree" role="tree" aria-label={label} ref={root}>
      {seen.map((at) => {
        const { node, level, place, of } = at
        const isOpen = opened.has(node.id)
        return (
          <li
            key={node.id}
            role="treeitem"
            data-node={node.id}
            // Deeper than twelve looks like twelve; the level is still said.
            data-level={Math.min(level, 12)}
            aria-level={level}
            aria-posinset={place}
            aria-setsize={of}
            aria-expanded={mayOpen(node) ? isOpen : undefined}
            aria-busy={(isOpen && mayOpen(node) && !childrenOf(node)) || undefined}
            aria-selected={node.id === selected}
            tabIndex={node.id === tabStop ? 0 : -1}
            onKeyDown={(event) => onKeyDown(event, at)}
            onClick={(event) => {
              if ((event.target as Element).closest('.tree-twig')) setOpen(node, !isOpen)
              else onSelect(node.id)
            }}
            onFocus={() => setFocused(node.id)}
          >
            <div className="tree-row">
              <span className="tree-twig">{mayOpen(node) && <Icon of={IconChevronRight} size="small" turns />}</span>
              <span>{node.label}</span>
              {node.note !== undefined && (
                <span className="tree-note">
                  <Figure of={node.note} />
                </span>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
