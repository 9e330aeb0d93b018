import { Link } from 'react-router'
import { useMay } from '@/api/may'
import { Age } from '@/components/ui/Age'
import { Button } from '@/components/ui/Button'
import { useFormat } from '@/lib/format/useFormat'
import { StatusPill } from './StatusPill'
import { useImports } from './useImports'

export function EarlierImports({ current }: { current: string | null }) {
  const format = useFormat()
  const mayImport = useMay()('imports:write')
  const pages = useImports()
  const imports = (pages.data?.pages.flatMap((page) => page.items) ?? []).filter(({ id }) => id !== current)
  if (imports.length === 0) {
    // Who may import sees the box for a file instead.
    return mayImport || pages.isPending ? null : <p className="text-ink-2">Nothing was imported yet.</p>
  }
  return (
    <section aria-labelledby="earlier-title">
      <h2 id="earlier-title" className="mb-2 font-semibold text-ink-2 text-sm">
        Earlier imports
      </h2>
      <div className="overflow-x-auto rounded-xl border border-line bg-surface">
        <table className="num w-full">
          <thead>
            <tr className="bg-sunken text-left text-ink-3 text-xs">
              <th scope="col" className="h-[34px] px-3.5 font-medium">
                File
              </th>
              <th scope="col" className="px-3.5 font-medium">
                Status
              </th>
              <th scope="col" className="px-3.5 text-right font-medium max-wide:hidden">
                Taken
              </th>
              <th scope="col" className="px-3.5 text-right font-medium max-wide:hidden">
                Known already
              </th>
              <th scope="col" className="px-3.5 text-right font-medium max-wide:hidden">
                Refused
              </th>
              <th scope="col" className="px-3.5 text-right font-medium">
                Started
              </th>
            </tr>
          </thead>
          <tbody>
            {imports.map((job) => (
              <tr key={job.id} className="h-[46px] border-line border-t hover:bg-bg">
                <td className="max-w-0 px-3.5">
                  <Link
                    to={`/import?id=${job.id}`}
                    className="block truncate font-semibold underline-offset-2 hover:text-accent hover:underline"
                  >
                    {job.fileName}
                  </Link>
                </td>
                <td className="w-36 whitespace-nowrap px-3.5 max-wide:w-28">
                  <StatusPill status={job.status} />
                  {job.status === 'RUNNING' && (
                    <span className="ml-2 text-ink-2 max-wide:hidden">
                      {Math.round(job.progress * 100)} %
                    </span>
                  )}
                </td>
                <td className="w-24 px-3.5 text-right max-wide:hidden">{format.number(job.accepted)}</td>
                <td className="w-32 px-3.5 text-right text-ink-2 max-wide:hidden">
                  {format.number(job.duplicates)}
                </td>
                <td className="w-24 px-3.5 text-right text-ink-2 max-wide:hidden">
                  {format.number(job.rejected)}
                </td>
                <td className="w-28 whitespace-nowrap px-3.5 text-right text-ink-2">
                  <Age at={Date.parse(job.createdAt)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages.hasNextPage && (
        <div className="flex justify-center pt-3">
          <Button disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Load more
          </Button>
        </div>
      )}
    </section>
  )
}
