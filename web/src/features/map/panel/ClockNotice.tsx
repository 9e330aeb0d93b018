import { queryOptions, useQuery } from '@tanstack/react-query'
import { Clock } from 'lucide-react'
import { answerOf, api } from '@/api/client'
import { duration } from '@/lib/format/age'

const statusQuery = (truckId: string) =>
  queryOptions({
    queryKey: ['trucks', 'status', truckId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/trucks/{id}/status', { params: { path: { id: truckId } }, signal })),
    refetchInterval: 60_000,
  })

/** Says that the device has a wrong clock, by how much, and what follows from it. */
export function ClockNotice({ truckId }: { truckId: string }) {
  const offset = useQuery(statusQuery(truckId)).data?.clockOffsetSeconds ?? null
  if (offset === null || offset === 0) return null
  const ahead = offset > 0
  return (
    <div role="note" className="mt-3 flex gap-2.5 rounded-md bg-idling-soft px-3 py-2 text-sm">
      <Clock className="mt-0.5 size-4 shrink-0 text-idling" aria-hidden />
      <p>
        <b className="font-semibold text-idling">
          The tracker's clock is {duration(Math.round(Math.abs(offset) / 60) * 60_000)}{' '}
          {ahead ? 'ahead' : 'behind'}.
        </b>{' '}
        <span className="text-ink-2">
          {ahead
            ? 'Its fixes wait until their time has come, so this truck is shown late by as much.'
            : 'Its fixes come with times that are long gone, so stops and drives are shown too early by as much.'}{' '}
          Set the clock of the device.
        </span>
      </p>
    </div>
  )
}
