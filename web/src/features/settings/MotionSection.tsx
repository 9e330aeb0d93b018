import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { toast } from 'sonner'
import { answerOf, api } from '@/api/client'
import { useMay } from '@/api/may'
import { messageOf } from '@/api/problem'
import { motionSettingsQuery } from '@/api/queries'
import type { MotionSettings } from '@/api/types'
import { Button } from '@/components/ui/Button'
import { Fault } from '@/components/ui/Fault'
import { Input } from '@/components/ui/Input'
import { Skeleton } from '@/components/ui/Skeleton'
import {
  faultsFrom,
  formOf,
  groups,
  isWhole,
  type MotionFaults,
  settingsOf,
  type Threshold,
} from './motionForm'

/** The thresholds of motion on the page of settings; who may not change them reads them. */
export function MotionSection() {
  const may = useMay()
  const settings = useQuery(motionSettingsQuery)
  return (
    <section aria-labelledby="motion" className="mt-8 max-w-2xl border-line border-t pt-6">
      <h2 id="motion" className="font-[620] text-lg tracking-tight">
        Motion
      </h2>
      <p className="mt-1 max-w-xl text-ink-2">
        From these the positions of every truck become driving, stops, idling and silence.
        {may('settings:write') &&
          ' A change has the whole history of this organization computed anew; that goes on in the background, and live positions do not wait for it.'}
      </p>
      {settings.data !== undefined ? (
        // A form that begins anew when the server has other values.
        <MotionSettingsForm
          key={JSON.stringify(settings.data)}
          stored={settings.data}
          readOnly={!may('settings:write')}
        />
      ) : settings.error !== null ? (
        <div role="alert" className="mt-5 flex flex-col items-start gap-3">
          The settings could not be loaded. {messageOf(settings.error)}
          <Button onClick={() => void settings.refetch()}>Try again</Button>
        </div>
      ) : (
        <div className="mt-5 space-y-3">
          {groups.map(({ title, thresholds }) => (
            <Skeleton key={title} className={thresholds.length === 3 ? 'h-60 w-full' : 'h-44 w-full'} />
          ))}
        </div>
      )}
    </section>
  )
}

function MotionSettingsForm({ stored, readOnly }: { stored: MotionSettings; readOnly: boolean }) {
  const client = useQueryClient()
  const [form, setForm] = useState(() => formOf(stored))
  const [faults, setFaults] = useState<MotionFaults>({})
  const save = useMutation({
    mutationFn: (body: MotionSettings) => answerOf(api.PUT('/api/v1/settings/motion', { body })),
    onSuccess: (saved) => {
      client.setQueryData(motionSettingsQuery.queryKey, saved)
      toast('Saved. The history is being computed anew.')
    },
    onError: (error) => setFaults(faultsFrom(error)),
  })
  const usual = formOf(stored)
  const changed = (Object.keys(usual) as (keyof MotionSettings)[]).some((name) => form[name] !== usual[name])

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const made = settingsOf(form)
    setFaults(isWhole(made) ? {} : made)
    if (isWhole(made)) save.mutate(made)
  }
  return (
    <form onSubmit={submit} noValidate className="mt-5">
      {groups.map(({ title, thresholds }) => (
        <fieldset key={title} className="mb-4 overflow-hidden rounded-xl border border-line bg-surface">
          <legend className="float-left w-full bg-sunken px-4 py-1.5 font-medium text-ink-3 text-xs">
            {title}
          </legend>
          <div className="clear-both [&>:first-child]:border-t-0">
            {thresholds.map((threshold) => (
              <ThresholdField
                key={threshold.name}
                threshold={threshold}
                value={form[threshold.name]}
                error={faults[threshold.name]}
                readOnly={readOnly}
                onValue={(value) => setForm((before) => ({ ...before, [threshold.name]: value }))}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <Fault text={faults.form} className="mb-3" />
      <div className="flex items-center gap-2" hidden={readOnly}>
        <Button type="submit" look="primary" disabled={!changed || save.isPending}>
          Save and compute anew
        </Button>
        {changed && (
          <Button
            onClick={() => {
              setForm(usual)
              setFaults({})
            }}
          >
            Undo
          </Button>
        )}
      </div>
    </form>
  )
}

interface ThresholdFieldProps {
  threshold: Threshold
  value: string
  error: string | undefined
  readOnly: boolean
  onValue: (value: string) => void
}

function ThresholdField({ threshold, value, error, readOnly, onValue }: ThresholdFieldProps) {
  const { label, unit, text } = threshold
  const id = useId()
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 border-line border-t px-4 py-3">
      <div>
        <label htmlFor={id} className="font-[550]">
          {label}
        </label>
        <p id={`${id}-text`} className="text-ink-3 text-sm">
          {text}
        </p>
      </div>
      <span className="flex items-center gap-2">
        <Input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={error === undefined ? `${id}-text` : `${id}-error ${id}-text`}
          value={value}
          readOnly={readOnly}
          onChange={(event) => onValue(event.target.value)}
          className="num w-24 text-right read-only:border-transparent read-only:bg-transparent"
        />
        <span className="w-9 text-ink-3">{unit}</span>
      </span>
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="col-span-2 mt-1.5 text-right text-alert text-sm">
          {error}
        </p>
      )}
    </div>
  )
}
