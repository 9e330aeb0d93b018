import type { ReactNode } from 'react'
import type { RefusedLine } from '@/api/types'
import { ScrollBox } from '@/components/ui/ScrollBox'
import { cn } from '@/lib/cn'
import { useFormat } from '@/lib/format/useFormat'

interface Props {
  title: string
  note?: ReactNode
  actions?: ReactNode
  lines: readonly RefusedLine[]
  className?: string
  children?: ReactNode
}

/** Lines of a file, each with its number and why it is refused. */
export function ReasonTable({ title, note, actions, lines, className, children }: Props) {
  const format = useFormat()
  return (
    <div className="border-line border-t">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 pt-3 pb-2 max-wide:px-4">
        <h3 className="font-semibold text-ink-2 text-sm">
          {title} {note && <span className="num font-normal text-ink-3">{note}</span>}
        </h3>
        <span className="flex-1" />
        {actions}
      </div>
      <ScrollBox label={title} className={cn('overflow-y-auto', className)}>
        <table className="num w-full">
          <thead className="sticky top-0 bg-sunken text-left text-ink-3 text-xs">
            <tr>
              <th scope="col" className="h-8 w-24 px-5 text-right font-medium">
                Line
              </th>
              <th scope="col" className="px-2 font-medium">
                Why
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ line, reason }) => (
              <tr key={line} className="border-line border-t first:border-t-0">
                <td className="h-9 px-5 text-right text-ink-2">{format.number(line)}</td>
                <td className="px-2 py-1.5 [overflow-wrap:anywhere]">{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {children}
      </ScrollBox>
    </div>
  )
}
