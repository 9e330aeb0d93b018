import type { Import } from '@/api/types'
import { Pill, type PillTone } from '@/components/ui/Pill'

const looks: Record<Import['status'], { word: string; tone: PillTone }> = {
  QUEUED: { word: 'Waiting', tone: 'neutral' },
  RUNNING: { word: 'Running', tone: 'accent' },
  DONE: { word: 'Done', tone: 'good' },
  FAILED: { word: 'Failed', tone: 'bad' },
  CANCELLED: { word: 'Cancelled', tone: 'neutral' },
}

export function StatusPill({ status }: { status: Import['status'] }) {
  const { word, tone } = looks[status]
  return <Pill tone={tone}>{word}</Pill>
}
