import { FileUp, History, Map as MapIcon, Settings, Smartphone, Truck } from 'lucide-react'

/** The pages one can go to, in the order of the rail. */
export const places = [
  { path: '/', name: 'Map', keys: 'g m', icon: MapIcon },
  { path: '/trucks', name: 'Trucks', keys: 'g t', icon: Truck },
  { path: '/playback', name: 'Playback', keys: 'g p', icon: History },
  { path: '/import', name: 'Import', keys: 'g i', icon: FileUp },
] as const

/** It stands apart: in the rail below, in a narrow window in the menu of the account. */
export const settingsPlace = { path: '/settings', name: 'Settings', keys: 'g s', icon: Settings } as const

/** Stands beside the settings. */
export const phonesPlace = { path: '/phones', name: 'Phones', keys: 'g d', icon: Smartphone } as const

export const allPlaces = [...places, phonesPlace, settingsPlace] as const
