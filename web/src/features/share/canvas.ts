/** What the shared page takes of the map, in one place. */
export { useLayers } from '@/features/map/canvas/layers'
export { addStreets, removeStreets } from '@/features/map/canvas/streets'
export { TruckLayer } from '@/features/map/canvas/TruckLayer'
export { useLand } from '@/features/map/canvas/useLand'
export { useMap } from '@/features/map/canvas/useMap'
export { type Insets, isFree } from '@/features/map/canvas/view'
export type { Row } from '@/features/map/rows'
