import type { RefObject } from 'react'
import { SearchField } from '@/components/ui/SearchField'
import type { TruckState } from '@/lib/fleet/state'
import { useFormat } from '@/lib/format/useFormat'
import type { MapUrl } from '../mapUrl'
import type { Counts } from '../rows'
import { StateFacets } from './StateFacets'

interface Props {
  ref: RefObject<HTMLInputElement | null>
  /** Null while the trucks are being fetched. */
  total: number | null
  /** Null while they are not known. */
  counts: Counts | null
  url: MapUrl
  onSearch: (q: string) => void
  onShow: (state: TruckState | null) => void
}

export function ListHeader({ ref, total, counts, url, onSearch, onShow }: Props) {
  const format = useFormat()
  return (
    <header>
      <h1 className="num mb-2.5 flex items-baseline gap-2 font-[620] text-lg tracking-tight max-wide:sr-only">
        Trucks{' '}
        <span className="font-[450] text-[14px] text-ink-3">{total !== null && format.number(total)}</span>
      </h1>
      <SearchField
        ref={ref}
        label="Number, company, brand or place"
        keys="/"
        value={url.q}
        onValue={onSearch}
        className="max-wide:h-10"
      />
      <StateFacets counts={counts} show={url.show} onShow={onShow} />
    </header>
  )
}
