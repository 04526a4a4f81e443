/** Two jacks of a switchboard joined by a cord. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g fill="none" strokeWidth="2.4" strokeLinecap="round" className="stroke-on-accent">
        <circle cx="11" cy="10.5" r="4" />
        <circle cx="21" cy="21.5" r="4" />
        <path d="M11 10.5c0 13 10-2 10 11" />
      </g>
    </svg>
  );
}
