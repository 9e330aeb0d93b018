import { create } from 'zustand'

/** What may lie under the trucks. The street map exists only where the operator has named one. */
export const baseLayers = ['roads', 'streets', 'land'] as const
export type BaseLayer = (typeof baseLayers)[number]

type Shown = Record<BaseLayer, boolean>

const KEY = 'watchtower.layers'
const usual: Shown = { roads: true, streets: false, land: true }

/** Only what was switched off, or on, by hand is remembered: a layer that is new comes as usual. */
function stored(): Shown {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    const known = baseLayers.filter((layer) => typeof (said as Shown)?.[layer] === 'boolean')
    return { ...usual, ...Object.fromEntries(known.map((layer) => [layer, (said as Shown)[layer]])) }
  } catch {
    return usual
  }
}

interface LayersState {
  shown: Shown
  /** The street map could not be loaded. */
  streetsFailed: boolean
  show: (layer: BaseLayer, shown: boolean) => void
}

export const useLayers = create<LayersState>((set) => ({
  shown: stored(),
  streetsFailed: false,
  show: (layer, on) =>
    set(({ shown }) => {
      const next = { ...shown, [layer]: on }
      try {
        localStorage.setItem(KEY, JSON.stringify(next))
      } catch {
        // The choice then lasts until the page is loaded again.
      }
      return { shown: next }
    }),
}))
