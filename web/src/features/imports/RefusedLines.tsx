import type { Import } from '@/api/types'
import { ScrollBox } from '@/components/ui/ScrollBox'
import { useFormat } from '@/lib/format/useFormat'

interface Props {
  errors: Import['errors']
  rejected: number
}

export function RefusedLines({ errors, rejected }: Props) {
  const format = useFormat()
  return (
    <div className="border-line border-t">
      <h3 className="px-5 pt-3 pb-2 font-semibold text-ink-2 text-sm">
        Refused lines{' '}
        {errors.length < rejected && (
          <span className="num font-normal text-ink-3">
            the first {format.number(errors.length)} of {format.number(rejected)}
          </span>
        )}
      </h3>
      <ScrollBox label="Refused lines" className="max-h-80 overflow-y-auto">
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
            {errors.map(({ line, reason }) => (
              <tr key={`${line} ${reason}`} className="border-line border-t first:border-t-0">
                <td className="h-9 px-5 text-right text-ink-2">{format.number(line)}</td>
                <td className="px-2 py-1.5">{reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </div>
  )
}
