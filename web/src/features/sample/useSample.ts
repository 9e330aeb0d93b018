import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { answerOf, api } from '@/api/client'
import { sampleQuery } from '@/api/queries'

/** The sample fleet; once its removal has ended, whoever shows trucks asks for them again. */
export function useSample() {
  const client = useQueryClient()
  const { data } = useQuery(sampleQuery)
  const before = useRef(data?.state)
  useEffect(() => {
    if (before.current === 'removing' && data?.state === 'removed')
      void client.invalidateQueries({ queryKey: ['trucks'] })
    before.current = data?.state
  }, [client, data?.state])
  return data
}

export function useRemoveSample() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answerOf(api.DELETE('/api/v1/sample')),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: sampleQuery.queryKey }),
        client.invalidateQueries({ queryKey: ['trucks'] }),
      ]),
  })
}

export const percent = (progress: number) => `${Math.floor(progress * 100)} %`
