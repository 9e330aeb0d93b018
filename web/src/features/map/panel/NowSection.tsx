import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { answerOf, api } from '@/api/client'
import { Age } from '@/components/ui/Age'
import { CopyButton } from '@/components/ui/CopyButton'
import { Tip } from '@/components/ui/Tip'
import { cn } from '@/lib/cn'
import { coordinates, heading, type Quantity } from '@/lib/format/units'
import { useFormat } from '@/lib/format/useFormat'
import type { Row } from '../rows'
import { ClockNotice } from './ClockNotice'
import { Section } from './Section'

/** What the live line does not carry (the odometer) is asked for once a minute of new fixes. */
const locationQuery = (truckId: string, lastFixAt: number | null) =>
  queryOptions({
    queryKey: ['location', truckId, lastFixAt === null ? null : Math.floor(lastFixAt / 60_000)],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/trucks/{id}/location', { params: { path: { id: truckId } }, signal })),
    enabled: lastFixAt !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })

export function NowSection({ row }: { row: Row }) {
  const format = useFormat()
  const asked = useQuery(locationQuery(row.id, row.lastFixAt)).data
  const location = asked?.truckId === row.id ? asked : undefined
  const fix = row.fix ?? location

  if (row.lastFixAt === null) {
    return (
      <Section title="Now">
        <p className="text-ink-2">This truck is not on the map yet. It will be with its first fix.</p>
        <ClockNotice truckId={row.id} />
      </Section>
    )
  }
  const place = fix === undefined ? null : coordinates(fix.latitude, fix.longitude)
  return (
    <Section
      title={row.state === 'offline' ? 'Last known' : 'Now'}
      aside={<Age at={row.lastFixAt} prefix="fix " />}
    >
      <dl className="grid grid-cols-[1fr_1.25fr_0.75fr] gap-x-3 gap-y-2.5">
        <Fact name="Speed" value={fix && fix.speedKph !== null ? format.speed(fix.speedKph) : null}>
          {fix?.derived && <Derived />}
        </Fact>
        <Fact
          name="Heading"
          value={fix && fix.headingDegrees !== null ? heading(fix.headingDegrees) : null}
        />
        <Fact name="Ignition" value={fix && fix.ignition !== null ? (fix.ignition ? 'on' : 'off') : null} />
        <Fact
          name="Odometer"
          value={location && location.odometerKm !== null ? format.odometer(location.odometerKm) : null}
        />
        <Fact name="Source" value={fix?.source ?? null} className="col-span-2" />
        <Fact name="Position" value={place} className="col-span-3">
          {place !== null && (
            <CopyButton
              text={place}
              label="Copy the position"
              className="-my-1.5 ml-0.5 size-7 [&_svg]:size-3.5"
            />
          )}
        </Fact>
      </dl>
      <ClockNotice truckId={row.id} />
    </Section>
  )
}

interface FactProps {
  name: string
  value: string | Quantity | null
  className?: string
  children?: ReactNode
}

function Fact({ name, value, className, children }: FactProps) {
  return (
    <div className={cn('min-w-0', className)}>
      <dt className="text-ink-3 text-xs">{name}</dt>
      <dd className="flex items-baseline font-[550] [&_button]:self-center">
        {value === null && (
          <Tip text="The truck's device does not send this.">
            <span className="text-ink-3">–</span>
          </Tip>
        )}
        {typeof value === 'string' && <span className="truncate">{value}</span>}
        {value !== null && typeof value === 'object' && (
          <span className="whitespace-nowrap">
            {value.value} <span className="font-normal text-ink-3">{value.unit}</span>
          </span>
        )}
        {children}
      </dd>
    </div>
  )
}

function Derived() {
  return (
    <Tip text="Not sent by the truck: computed from neighbouring fixes.">
      <button
        type="button"
        className="ml-1.5 cursor-help font-normal text-ink-3 text-xs underline decoration-dotted"
      >
        derived
      </button>
    </Tip>
  )
}
