import { Download } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { toast } from 'sonner'
import { messageOf } from '@/api/problem'
import { Button } from '@/components/ui/Button'
import { PagedList } from '@/components/ui/PagedList'
import { useFormat } from '@/lib/format/useFormat'
import { useTitle } from '@/lib/hooks'
import { AuditFilters } from './AuditFilters'
import { AuditRow } from './AuditRow'
import { type AuditUrl, formatAuditUrl, isFiltered, parseAuditUrl, queryOf } from './auditUrl'
import { MoreWhenSeen } from './MoreWhenSeen'
import { downloadAudit, useAudit } from './useAudit'

/** Who did what, the newest first. */
export default function AuditPage() {
  useTitle('Audit log')
  const [params, setParams] = useSearchParams()
  const url = useMemo(() => parseAuditUrl(params), [params])
  const { timeZone } = useFormat()
  const query = useMemo(() => queryOf(url, timeZone), [url, timeZone])
  const pages = useAudit(query)
  const [saving, setSaving] = useState(false)

  const change = (patch: Partial<AuditUrl>, step: 'push' | 'replace' = 'push') =>
    setParams(formatAuditUrl({ ...url, ...patch }), { replace: step === 'replace' })
  const save = async () => {
    setSaving(true)
    await downloadAudit(query).catch((error: unknown) => toast.error(messageOf(error)))
    setSaving(false)
  }
  return (
    <section aria-labelledby="audit-title" className="mt-4">
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-64 flex-1">
          <h2 id="audit-title" className="font-[620] text-lg tracking-tight">
            Audit log
          </h2>
          <p className="mt-1 max-w-2xl text-ink-2">
            Who did what here, and what was refused. Nothing of it can be changed or deleted.
          </p>
        </div>
        <Button disabled={saving} onClick={() => void save()}>
          <Download /> {saving ? 'Saving…' : 'Save as CSV'}
        </Button>
      </div>
      <AuditFilters url={url} onChange={change} />
      <PagedList
        pages={pages}
        what="entries"
        empty={
          isFiltered(url) ? (
            <span className="flex flex-col items-start gap-3">
              Nothing matches.
              <Button onClick={() => setParams({})}>Show everything</Button>
            </span>
          ) : (
            'Nothing yet. From now on everything that is done here is listed.'
          )
        }
      >
        {(entries) => (
          <ol>
            {entries.map((entry) => (
              <AuditRow key={entry.id} entry={entry} onOnly={change} />
            ))}
          </ol>
        )}
      </PagedList>
      <MoreWhenSeen pages={pages} />
    </section>
  )
}
