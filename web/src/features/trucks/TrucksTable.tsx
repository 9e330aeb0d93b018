import { useTable } from '@tanstack/react-table'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMemo } from 'react'
import type { Truck } from '@/api/types'
import { Skeleton } from '@/components/ui/Skeleton'
import { cn } from '@/lib/cn'
import { columns, essential, features, sortFields } from './columns'
import { RowMenu } from './RowMenu'
import { type TrucksUrl, turnSort } from './trucksUrl'

interface Props {
  trucks: Truck[]
  loading: boolean
  sort: TrucksUrl['sort']
  onSort: (sort: TrucksUrl['sort']) => void
  onEdit: (truck: Truck) => void
  onArchive: (truck: Truck) => void
}

const hideNarrow = (id: string) => !essential.has(id) && 'max-wide:hidden'

export function TrucksTable({ trucks, loading, sort, onSort, onEdit, onArchive }: Props) {
  const options = useMemo(
    () => ({ features, columns, data: trucks, getRowId: (truck: Truck) => truck.id }),
    [trucks],
  )
  const table = useTable(options)
  return (
    <table className="num w-full border-collapse">
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} className="bg-sunken text-left text-ink-3 text-xs">
            {group.headers.map((header) => (
              <Head
                key={header.id}
                id={header.column.id}
                name={String(header.column.columnDef.header)}
                sort={sort}
                onSort={onSort}
              />
            ))}
            <th className="w-12 px-2">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        ))}
      </thead>
      <tbody>
        {loading && trucks.length === 0
          ? placeholders
          : table.getRowModel().rows.map((row) => (
              <tr key={row.id} className="h-[46px] border-line border-t hover:bg-bg">
                {row.getAllCells().map((cell) => (
                  <td key={cell.id} className={cn('whitespace-nowrap px-3.5', hideNarrow(cell.column.id))}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
                <td className="px-2 text-right">
                  <RowMenu truck={row.original} onEdit={onEdit} onArchive={onArchive} />
                </td>
              </tr>
            ))}
      </tbody>
    </table>
  )
}

interface HeadProps {
  id: string
  name: string
  sort: TrucksUrl['sort']
  onSort: (sort: TrucksUrl['sort']) => void
}

function Head({ id, name, sort, onSort }: HeadProps) {
  const field = sortFields[id]
  const sorted = field !== undefined && sort.field === field
  const Arrow = sort.down ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={sorted ? (sort.down ? 'descending' : 'ascending') : undefined}
      className={cn('h-[34px] whitespace-nowrap px-3.5 font-medium', hideNarrow(id))}
    >
      {field === undefined ? (
        name
      ) : (
        <button
          type="button"
          onClick={() => onSort(turnSort(sort, field))}
          className={cn('inline-flex items-center gap-1 rounded-sm hover:text-ink', sorted && 'text-ink')}
        >
          {name}
          <Arrow className={cn('size-3.5', !sorted && 'opacity-0')} aria-hidden />
        </button>
      )}
    </th>
  )
}

const placeholders = Array.from({ length: 10 }, (_, i) => i).map((i) => (
  <tr key={i} className="h-[46px] border-line border-t">
    <td colSpan={columns.length + 1} className="px-3.5">
      <Skeleton className="h-3 w-2/3" />
    </td>
  </tr>
))
