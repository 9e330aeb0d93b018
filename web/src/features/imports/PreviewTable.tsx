import { Fragment, useId } from 'react'
import type { Preview } from '@/api/types'
import { Select } from '@/components/ui/Select'
import { cn } from '@/lib/cn'
import { useFormat } from '@/lib/format/useFormat'
import { assign, cellText, type Field, fieldWord, type Mapping, sampleOf } from './mapping'

interface Props {
  preview: Preview
  mapping: Mapping
  /** False while a needed column is missing, which every line would repeat. */
  readable: boolean
  className?: string
  onMapping: (mapping: Mapping) => void
}

export function PreviewTable({ preview, mapping, readable, className, onMapping }: Props) {
  const format = useFormat()
  const words = {
    time: (ms: number) => `${format.day(ms)} ${format.clock(ms)}`,
    number: format.number,
  }
  return (
    <div className="max-h-[26rem] overflow-auto border-line border-t">
      <table className="num w-full">
        <thead className="sticky top-0 z-10 bg-sunken text-left text-xs">
          <tr className="align-top">
            <th scope="col" className="w-16 px-3 pt-3 text-right font-medium text-ink-3">
              Line
            </th>
            {preview.fields.map((field) => (
              <th key={field.field} scope="col" className="min-w-40 px-2 pt-3 pb-2 font-medium">
                <ColumnOf
                  field={field}
                  preview={preview}
                  column={mapping[field.field] ?? null}
                  onColumn={(column) => onMapping(assign(mapping, field.field, column))}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={className}>
          {preview.rows.map((row) => {
            const reason = readable ? row.reason : null
            return (
              <Fragment key={row.line}>
                <tr className="border-line border-t">
                  <td className="h-9 px-3 text-right text-ink-3">{format.number(row.line)}</td>
                  {preview.fields.map(({ field }) => {
                    const text = cellText(preview, row, field, words)
                    return (
                      <td
                        key={field}
                        title={text.length > 24 ? text : undefined}
                        className={cn(
                          'max-w-52 truncate whitespace-nowrap px-2',
                          row.position === null && 'text-ink-3',
                        )}
                      >
                        {text}
                      </td>
                    )
                  })}
                </tr>
                {reason !== null && (
                  <tr className="text-alert">
                    <td />
                    <td colSpan={preview.fields.length} className="px-2 pb-2">
                      <span className="sticky left-3 inline-block max-w-[min(40rem,calc(100vw-6rem))]">
                        Refused: {reason}
                      </span>
                    </td>
                  </tr>
                )}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

interface ColumnOfProps {
  field: Field
  preview: Preview
  column: string | null
  onColumn: (column: string | null) => void
}

const nowhere = 'none'

function ColumnOf({ field: { field, required }, preview, column, onColumn }: ColumnOfProps) {
  const noteId = useId()
  const word = fieldWord(field)
  const missing = required && column === null
  return (
    <>
      <div className="mb-1 flex justify-between gap-2 whitespace-nowrap">
        <span className="text-ink-2">{word}</span>
        {required && (
          <span id={noteId} className={cn('font-normal', missing ? 'text-alert' : 'text-ink-3')}>
            {missing ? 'choose one' : 'needed'}
          </span>
        )}
      </div>
      <Select
        aria-label={`Column of ${word}`}
        aria-invalid={missing || undefined}
        aria-describedby={required ? noteId : undefined}
        className={cn(
          'h-8 text-sm [&>span]:truncate',
          missing && 'border-alert',
          column === null && 'text-ink-3',
        )}
        value={column === null ? nowhere : `:${column}`}
        onValue={(value) => onColumn(value === nowhere ? null : value.slice(1))}
        options={[
          { value: nowhere, label: required ? 'Choose a column' : 'Not in the file' },
          ...preview.header.map((name) => ({
            value: `:${name}`,
            label: name,
            note: sampleOf(preview, name),
          })),
        ]}
      />
    </>
  )
}
