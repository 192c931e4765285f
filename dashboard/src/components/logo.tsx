export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="7" className="fill-primary" />
      <path
        d="M6 16h8m0 0 6-7h6m-12 7 6 7h6"
        className="fill-none stroke-primary-foreground"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="14" cy="16" r="3" className="fill-primary-foreground" />
    </svg>
  );
}
