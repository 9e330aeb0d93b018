import type { Map as MapLibre } from 'maplibre-gl'
import { motions } from '@/lib/fleet/state'
import { parseRing } from './mix'
import type { Palette } from './palette'

const RATIO = 2

type Draw = (context: CanvasRenderingContext2D, palette: Palette) => void

function arrow(context: CanvasRenderingContext2D, { moving, raised }: Palette) {
  const path = new Path2D('M0-9 6.8 8.6 0 4.6-6.8 8.6Z')
  context.lineJoin = 'round'
  context.lineWidth = 4
  context.strokeStyle = raised
  context.stroke(path)
  context.fillStyle = moving
  context.fill(path)
}

function disc(context: CanvasRenderingContext2D, radius: number, fill: string) {
  context.beginPath()
  context.arc(0, 0, radius, 0, 2 * Math.PI)
  context.fillStyle = fill
  context.fill()
}

/** A ring, or the part of it between two shares of a turn, counted clockwise from the top. */
function ring(
  context: CanvasRenderingContext2D,
  radius: number,
  width: number,
  colour: string,
  from = 0,
  to = 1,
) {
  context.beginPath()
  context.arc(0, 0, radius, (from - 0.25) * 2 * Math.PI, (to - 0.25) * 2 * Math.PI)
  context.lineWidth = width
  context.strokeStyle = colour
  context.stroke()
}

function square(context: CanvasRenderingContext2D, side: number, radius: number, fill: string) {
  context.beginPath()
  context.roundRect(-side / 2, -side / 2, side, side, radius)
  context.fillStyle = fill
  context.fill()
}

function offline(context: CanvasRenderingContext2D, palette: Palette) {
  disc(context, 8.5, palette.raised)
  const radius = 6
  context.setLineDash([(2 * Math.PI * radius) / 16, (2 * Math.PI * radius) / 16])
  ring(context, radius, 2, palette.offline)
}

/** A cluster's ring: each motion has its share of it, with a little room between them. */
const cluster =
  (size: number, steps: readonly number[]): Draw =>
  (context, palette) => {
    const radius = size / 2 - 4
    disc(context, size / 2 - 1, palette.raised)
    const total = steps.reduce((sum, n) => sum + n, 0)
    const room = steps.filter((n) => n > 0).length > 1 ? 0.012 : 0
    let from = 0
    steps.forEach((n, i) => {
      const motion = motions[i]
      const to = from + n / total
      if (n > 0 && motion !== undefined)
        ring(
          context,
          radius,
          4,
          palette[motion === 'idling' ? 'idling-mark' : motion],
          from + room / 2,
          to - room / 2,
        )
      from = to
    })
  }

const drawings: Record<string, { size: number; draw: Draw }> = {
  arrow: { size: 26, draw: arrow },
  moving: {
    size: 18,
    draw: (context, { moving, raised }) => {
      disc(context, 7.5, raised)
      disc(context, 5.5, moving)
    },
  },
  idling: {
    size: 22,
    draw: (context, { 'idling-mark': idling, raised }) => {
      disc(context, 10, raised)
      ring(context, 7.6, 1.8, idling)
      disc(context, 4.2, idling)
    },
  },
  stopped: {
    size: 18,
    draw: (context, { stopped, raised }) => {
      square(context, 16, 4, raised)
      square(context, 12, 2.5, stopped)
    },
  },
  offline: { size: 20, draw: offline },
  start: {
    size: 16,
    draw: (context, { accent, raised }) => {
      disc(context, 6.5, accent)
      disc(context, 4, raised)
    },
  },
  end: {
    size: 16,
    draw: (context, { accent, raised }) => {
      disc(context, 7, raised)
      disc(context, 5.5, accent)
    },
  },
  stop: {
    size: 16,
    draw: (context, { accent, raised }) => {
      square(context, 14, 4, raised)
      square(context, 10, 2.5, accent)
    },
  },
}

function draw(size: number, paint: Draw, palette: Palette): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size * RATIO
  const context = canvas.getContext('2d') as CanvasRenderingContext2D
  context.scale(RATIO, RATIO)
  context.translate(size / 2, size / 2)
  paint(context, palette)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

/** Gives the map an icon in the theme's colours; it may have it already. */
function putIcon(map: MapLibre, name: string, palette: Palette) {
  const parsed = parseRing(name)
  const drawing =
    parsed === null ? drawings[name] : { size: parsed.size, draw: cluster(parsed.size, parsed.steps) }
  if (drawing === undefined) return
  const image = draw(drawing.size, drawing.draw, palette)
  if (map.hasImage(name)) map.updateImage(name, image)
  else map.addImage(name, image, { pixelRatio: RATIO })
}

/** Draws every icon, and again those rings that the map has asked for so far. */
export function putIcons(map: MapLibre, palette: Palette) {
  for (const name of [...Object.keys(drawings), ...map.listImages().filter((known) => parseRing(known))])
    putIcon(map, name, palette)
}

/** Rings are drawn when the first cluster of that mix comes into view. */
export function drawRingsOnDemand(map: MapLibre, palette: () => Palette) {
  map.setMissingStyleImageResolver((name) => {
    if (parseRing(name) !== null) putIcon(map, name, palette())
  })
}
