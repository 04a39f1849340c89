import './shell.css'

/** Two rings that meet: customers and colleagues. Where they overlap, the service happens. */
export function MarkSign() {
  return (
    <svg viewBox="0 0 36 24" aria-hidden="true">
      <path className="mark-lens" d="M18 3.6a10.4 10.4 0 0 1 0 16.8a10.4 10.4 0 0 1 0-16.8z" />
      <circle className="mark-ring" cx="12" cy="12" r="10.4" />
      <circle className="mark-ring" cx="24" cy="12" r="10.4" />
    </svg>
  )
}
