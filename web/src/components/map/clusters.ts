import Supercluster from 'supercluster'
import { type Motion, motions } from '@/lib/fleet/state'

export interface Dot {
  id: string
  longitude: number
  latitude: number
  motion: Motion
}

export interface Cluster {
  longitude: number
  latitude: number
  count: number
  /** Trucks of each motion, in the order of `motions`. */
  mix: number[]
  /** Where its trucks are: west, south, east, north. */
  bounds: [number, number, number, number]
}

/** Closer together than this (of a tile of 512 pixels), and at least so many, trucks are counted instead of drawn. */
const RADIUS = 32
const LEAST = 4

/** Beyond this zoom every truck is drawn, however close they stand. */
export const CLUSTER_MAX_ZOOM = 14

/**
 * Which trucks stand close together at a zoom and which stand alone. Done here and not by the map's source, because a
 * truck that is drawn alone glides in each frame, and the source would cluster all trucks anew for each step of it.
 */
export function clusterTrucks(
  dots: readonly Dot[],
  zoom: number,
): { clusters: Cluster[]; alone: Set<string> } {
  const alone = new Set<string>()
  if (zoom > CLUSTER_MAX_ZOOM || dots.length < LEAST) {
    for (const dot of dots) alone.add(dot.id)
    return { clusters: [], alone }
  }
  const level = Math.max(0, Math.floor(zoom))
  const index = new Supercluster<Pick<Dot, 'id' | 'motion'>, Pick<Cluster, 'mix' | 'bounds'>>({
    radius: RADIUS,
    minPoints: LEAST,
    minZoom: level,
    maxZoom: level,
  })
  const features = dots.map(({ id, longitude, latitude, motion }) => ({
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: [longitude, latitude] },
    properties: { id, motion },
  }))
  index.load(features)
  const clusters: Cluster[] = []
  for (const { geometry, properties } of index.getClusters([-180, -90, 180, 90], level)) {
    if ('id' in properties) {
      alone.add(properties.id)
      continue
    }
    const [longitude = 0, latitude = 0] = geometry.coordinates
    clusters.push({
      longitude,
      latitude,
      count: properties.point_count,
      ...summary(index.getLeaves(properties.cluster_id, Number.POSITIVE_INFINITY)),
    })
  }
  return { clusters, alone }
}

type Leaf = ReturnType<Supercluster<Pick<Dot, 'id' | 'motion'>>['getLeaves']>[number]

function summary(leaves: readonly Leaf[]): Pick<Cluster, 'mix' | 'bounds'> {
  const mix = motions.map(() => 0)
  const bounds: Cluster['bounds'] = [180, 90, -180, -90]
  for (const { geometry, properties } of leaves) {
    const [x = 0, y = 0] = geometry.coordinates
    const at = motions.indexOf(properties.motion)
    mix[at] = (mix[at] ?? 0) + 1
    bounds[0] = Math.min(bounds[0], x)
    bounds[1] = Math.min(bounds[1], y)
    bounds[2] = Math.max(bounds[2], x)
    bounds[3] = Math.max(bounds[3], y)
  }
  return { mix, bounds }
}
