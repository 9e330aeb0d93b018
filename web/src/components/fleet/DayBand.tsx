import { cn } from '@/lib/cn'
import { bandPath, type Doing, doings, doingWords, type Piece, type Span, totals } from '@/lib/day/pieces'
import { duration } from '@/lib/format/age'

const WIDTH = 1440

/** How each doing is painted, in the band as in its legend. */
export const doingFill: Record<Doing, string> = {
  moving: 'fill-moving',
  idling: 'fill-idling-mark',
  stopped: 'fill-stopped',
  noSignal: 'fill-offline/40',
}

interface Props {
  pieces: readonly Piece[]
  span: Span
  className?: string
}

/** A truck's day (or any span of its past) as a band. What nobody knows, as the future, stays empty. */
export function DayBand({ pieces, span, className }: Props) {
  return (
    <svg
      viewBox={`0 0 ${WIDTH} 1`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      role="img"
      aria-label={describe(pieces)}
      className={cn('block h-3.5 w-full rounded-sm bg-sunken ring-1 ring-line ring-inset', className)}
    >
      {doings.map((doing) => (
        <path key={doing} d={bandPath(pieces, doing, span, WIDTH)} className={doingFill[doing]} />
      ))}
    </svg>
  )
}

function describe(pieces: readonly Piece[]): string {
  const sums = totals(pieces)
  const said = doings
    .filter((doing) => sums[doing] > 0)
    .map((doing) => `${doingWords[doing]} ${duration(sums[doing])}`)
  return said.length === 0 ? 'Nothing is known' : said.join(', ')
}
