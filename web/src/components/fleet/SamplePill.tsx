import { Pill } from '@/components/ui/Pill'

/** Marks a truck that is not real. */
export const SamplePill = () => <Pill className="px-1.5 text-xs">Sample</Pill>
