const rings = [90, 180, 285, 405, 545, 710, 900]

/** The tower's light going out over quiet land, around the mark it comes from: the only ornament of the whole page. */
export function Lights({ className }: { className: string }) {
  return (
    <svg viewBox="-900 -900 1800 1800" width="1800" height="1800" aria-hidden className={className}>
      <defs>
        <radialGradient id="light" gradientUnits="userSpaceOnUse" cx="0" cy="0" r="820">
          <stop offset="0.06" stopColor="var(--accent)" stopOpacity="0" />
          <stop offset="0.12" stopColor="var(--accent)" stopOpacity="0.11" />
          <stop offset="1" stopColor="var(--accent)" stopOpacity="0" />
        </radialGradient>
      </defs>
      <g fill="none" stroke="var(--line)">
        {rings.map((radius) => (
          <circle key={radius} r={radius} />
        ))}
      </g>
      <g fill="url(#light)">
        <path d="M0 0-900-270V120Z" />
        <path d="M0 0 900-270V120Z" />
      </g>
    </svg>
  )
}
