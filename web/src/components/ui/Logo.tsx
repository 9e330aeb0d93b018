/** A tower that sends out light on both sides. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      className={className}
    >
      <path strokeWidth="2.1" d="M11.5 28 13 14.5h6L20.5 28M9 28h14M10.5 14.5h11M13 14.5V9l3-3.5L19 9v5.5" />
      <path strokeWidth="1.7" d="m24 9.5 4.5-2M24 12.5l4.5 1M8 9.5l-4.5-2M8 12.5l-4.5 1" />
    </svg>
  )
}
