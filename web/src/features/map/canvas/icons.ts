import type { Map as MapLibre } from 'maplibre-gl'
import type { Palette } from './palette'

const RATIO = 2

/** Into how many steps the ring around a cluster is divided. */
export const RING_STEPS = 8

type Draw = (context: CanvasRenderingContext2D, palette: Palette) => void

function arrow(context: CanvasRenderingContext2D, { ink, raised }: Palette) {
  const path = new Path2D('M0-9 6.8 8.6 0 4.6-6.8 8.6Z')
  context.lineJoin = 'round'
  context.lineWidth = 4
  context.strokeStyle = raised
  context.stroke(path)
  context.fillStyle = ink
  context.fill(path)
}

function disc(context: CanvasRenderingContext2D, radius: number, fill: string) {
  context.beginPath()
  context.arc(0, 0, radius, 0, 2 * Math.PI)
  context.fillStyle = fill
  context.fill()
}

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

function dot(context: CanvasRenderingContext2D, { ink, raised }: Palette) {
  disc(context, 7.5, raised)
  disc(context, 5.5, ink)
}

function silent(context: CanvasRenderingContext2D, { offline, raised }: Palette) {
  disc(context, 8.5, raised)
  const radius = 6
  context.setLineDash([(2 * Math.PI * radius) / 16, (2 * Math.PI * radius) / 16])
  ring(context, radius, 2, offline)
}

/** A cluster: the share of silent trucks is the pale part of the ring. */
const cluster =
  (silentShare: number): Draw =>
  (context, { ink, raised, 'line-strong': pale }) => {
    disc(context, 18, raised)
    ring(context, 16, 3, pale)
    if (silentShare < 1) ring(context, 16, 3, ink, silentShare, 1)
  }

const drawings: Record<string, { size: number; draw: Draw }> = {
  arrow: { size: 26, draw: arrow },
  dot: { size: 18, draw: dot },
  silent: { size: 20, draw: silent },
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
}
for (let step = 0; step <= RING_STEPS; step++) {
  drawings[`cluster-${step}`] = { size: 38, draw: cluster(step / RING_STEPS) }
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

/** Draws every icon in the theme's colours and hands them to the map, which may have them already. */
export function putIcons(map: MapLibre, palette: Palette) {
  for (const [name, { size, draw: paint }] of Object.entries(drawings)) {
    const image = draw(size, paint, palette)
    if (map.hasImage(name)) map.updateImage(name, image)
    else map.addImage(name, image, { pixelRatio: RATIO })
  }
}
