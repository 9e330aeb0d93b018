import { FileUp, Map as MapIcon, Truck } from 'lucide-react'

/** The pages one can go to, in the order of the rail. */
export const places = [
  { path: '/', name: 'Map', keys: 'g m', icon: MapIcon },
  { path: '/trucks', name: 'Trucks', keys: 'g t', icon: Truck },
  { path: '/import', name: 'Import', keys: 'g i', icon: FileUp },
] as const
