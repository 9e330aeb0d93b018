import { type FormEvent, useId, useState } from 'react'
import { ApiError, messageOf } from '@/api/problem'
import type { NewShare } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { useFormat } from '@/lib/format/useFormat'
import { serverNow } from '@/lib/live/clock'
import { endOf, type Lasting, lastings, lastingWords } from './lasting'
import { useMakeShare } from './useShares'

const LONGEST_NOTE = 200

export function ShareForm({ truckId, onMade }: { truckId: string; onMade: (made: NewShare) => void }) {
  const format = useFormat()
  const [lasting, setLasting] = useState<Lasting>('8')
  const [until, setUntil] = useState('')
  const [note, setNote] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const make = useMakeShare(truckId)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const end = endOf(lasting, until, serverNow(), format.timeZone)
    setFault(typeof end === 'string' ? end : null)
    if (typeof end === 'string') return
    make.mutate(
      { expiresAt: new Date(end).toISOString(), ...(note.trim() === '' ? {} : { note: note.trim() }) },
      { onSuccess: onMade },
    )
  }

  const noteFault = make.error instanceof ApiError ? make.error.fields.note : undefined
  return (
    <form onSubmit={submit} noValidate className="px-5 pt-4 pb-5">
      <Lastings value={lasting} onValue={setLasting} />
      {lasting === 'until' && (
        <Field label={`Until (${format.zone(serverNow())})`} error={fault ?? undefined} className="mt-3">
          {(field) => (
            <Input
              {...field}
              type="datetime-local"
              value={until}
              onChange={(event) => setUntil(event.target.value)}
              className="num"
            />
          )}
        </Field>
      )}
      <Field
        label="Note"
        optional
        hint="For you, to know the links apart. Who opens the link does not see it."
        error={noteFault}
        className="mt-3"
      >
        {(field) => (
          <Input
            {...field}
            value={note}
            maxLength={LONGEST_NOTE}
            autoComplete="off"
            placeholder="Whom the link is for"
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      {make.error !== null && noteFault === undefined && (
        <p role="alert" className="mt-3 rounded-md bg-alert-soft px-3 py-2 text-alert text-sm">
          {messageOf(make.error)}
        </p>
      )}
      <Button type="submit" look="primary" disabled={make.isPending} className="mt-4 w-full" size="lg">
        Make a link
      </Button>
    </form>
  )
}

/** Radio buttons of the browser's own, in one row: arrows go between them. */
function Lastings({ value, onValue }: { value: Lasting; onValue: (value: Lasting) => void }) {
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-ink-2 text-sm">The link works for</legend>
      <div className="grid grid-cols-5 overflow-hidden rounded-md border border-line-strong max-wide:grid-cols-3 max-wide:gap-px max-wide:bg-line">
        {lastings.map((lasting) => (
          <label
            key={lasting}
            className="relative grid h-9 cursor-pointer place-items-center whitespace-nowrap bg-surface text-[13px] text-ink-2 hover:bg-sunken has-checked:bg-accent-soft has-checked:font-[550] has-checked:text-accent has-focus-visible:z-10 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:-outline-offset-2 wide:border-line wide:border-l wide:first:border-l-0 max-wide:last:col-span-2"
          >
            <input
              type="radio"
              name={name}
              value={lasting}
              checked={value === lasting}
              onChange={() => onValue(lasting)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            {lastingWords[lasting]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
