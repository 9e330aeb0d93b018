import { type ComponentProps, useMemo } from 'react'
import { useFormat } from '@/lib/format/useFormat'
import { Combobox } from './Combobox'

/** The organization's own zone comes first. */
export function TimeZoneSelect(props: Omit<ComponentProps<typeof Combobox>, 'options' | 'what'>) {
  const { timeZone: home } = useFormat()
  const options = useMemo(() => {
    const zones = new Set([home, 'UTC', ...Intl.supportedValuesOf('timeZone')])
    return [...zones].map((value) => ({ value, label: value.replaceAll('_', ' ') }))
  }, [home])
  return <Combobox {...props} options={options} what="time zone" />
}
