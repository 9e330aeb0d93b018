import type { Feature, Point } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { CLUSTER_MAX_ZOOM, type Cluster, clusterTrucks, type Dot } from '@/components/map/clusters'
import { ringName } from '@/components/map/mix'
import type { Player } from '../reel/Player'
import type { Picture, Reel } from '../reel/Reel'
import { tailMs } from '../reel/tail'
import { motionOf } from '../reel/window'

interface Options {
  player: Player
  followed: string | null
  /** Draws tails behind so many trucks at most. */
  mostTails: number
}

const CLUSTER_EVERY_MS = 500
const TAILS_EVERY_MS = 100

/** Trucks a little outside of the map are drawn too: they come in with the next frame. */
const MARGIN = 0.1

/** Draws the player's picture, once a frame at most and not before the last one has been taken. */
export class PlaybackLayer {
  private drawn = ''
  private sending = false
  private alone: ReadonlySet<string> = new Set()
  private clusteredAt = Number.NEGATIVE_INFINITY
  private tailsAt = Number.NEGATIVE_INFINITY
  private clusteredFor = ''
  private frame = 0

  constructor(
    private readonly map: MapLibre,
    private readonly options: () => Options,
  ) {
    const run = (now: number) => {
      this.frame = requestAnimationFrame(run)
      if (!this.sending) void this.draw(now)
    }
    this.frame = requestAnimationFrame(run)
  }

  dispose() {
    cancelAnimationFrame(this.frame)
  }

  private async draw(now: number) {
    const { player, followed, mostTails } = this.options()
    const reel = player.windows
    const { head, playing } = player.now
    if (reel === null || !reel.covers(head)) return
    const level = Math.min(Math.floor(this.map.getZoom()), CLUSTER_MAX_ZOOM + 1)
    const bounds = this.map.getBounds()
    const key = `${head} ${reel.from} ${reel.until} ${followed} ${bounds} ${level}`
    if (key === this.drawn) return
    this.drawn = key
    this.sending = true
    const { picture, work } = { picture: player.picture, work: [] as Promise<void>[] }
    const selected = followed === null ? null : reel.placeOf(followed)

    const clusteredFor = `${level} ${selected} ${reel.trucks.length}`
    if (!playing || clusteredFor !== this.clusteredFor || now - this.clusteredAt >= CLUSTER_EVERY_MS) {
      this.clusteredFor = clusteredFor
      this.clusteredAt = now
      const { clusters, alone } = clusterTrucks(dotsOf(reel, picture, selected), level)
      this.alone = alone
      work.push(this.set('clusters', clusters.map(clusterFeature)))
    }

    const [west, east] = [bounds.getWest(), bounds.getEast()]
    const [south, north] = [bounds.getSouth(), bounds.getNorth()]
    const [wide, high] = [(east - west) * MARGIN, (north - south) * MARGIN]
    const features: Feature[] = []
    for (let truck = 0; truck < reel.trucks.length; truck++) {
      const x = picture.longitude[truck] ?? Number.NaN
      const y = picture.latitude[truck] ?? Number.NaN
      const inside = x >= west - wide && x <= east + wide && y >= south - high && y <= north + high
      if (inside && truck !== selected && this.alone.has(reel.trucks[truck]?.id ?? ''))
        features.push(featureOf(reel, picture, truck))
    }
    work.push(this.set('trucks', features))
    const chosen = selected !== null && picture.motion[selected] ? [featureOf(reel, picture, selected)] : []
    work.push(this.set('selected', chosen))

    if (!playing || now - this.tailsAt >= TAILS_EVERY_MS || reel.trucks.length <= 3) {
      this.tailsAt = now
      const all = reel.trucks.length <= mostTails ? reel.trucks.map((_, truck) => truck) : []
      const tailed = selected === null ? all : [selected]
      const since = head - tailMs(player.now.speed)
      work.push(
        this.set(
          'track',
          tailed.flatMap((truck) =>
            tailOf(reel, picture, truck, since, head, selected === null ? 'tail' : 'driven'),
          ),
        ),
      )
    }
    await Promise.allSettled(work)
    this.sending = false
  }

  private set(source: string, features: Feature[]): Promise<void> {
    return (this.map.getSource(source) as GeoJSONSource).setData({ type: 'FeatureCollection', features })
  }
}

function dotsOf(reel: Reel, picture: Picture, selected: number | null): Dot[] {
  const dots: Dot[] = []
  reel.trucks.forEach(({ id }, truck) => {
    const motion = motionOf(picture.motion[truck] ?? 0)
    if (motion === null || truck === selected) return
    dots.push({
      id,
      motion,
      longitude: picture.longitude[truck] ?? 0,
      latitude: picture.latitude[truck] ?? 0,
    })
  })
  return dots
}

function featureOf(reel: Reel, picture: Picture, truck: number): Feature<Point> {
  const { id, number } = reel.trucks[truck] ?? { id: '', number: '' }
  const motion = motionOf(picture.motion[truck] ?? 0)
  const heading = picture.heading[truck] ?? Number.NaN
  const arrow = motion === 'moving' && !Number.isNaN(heading)
  return {
    type: 'Feature',
    id,
    geometry: {
      type: 'Point',
      coordinates: [picture.longitude[truck] ?? 0, picture.latitude[truck] ?? 0],
    },
    properties: { id, icon: arrow ? 'arrow' : motion, number, turn: arrow ? heading : 0 },
  }
}

/** The last part ends where the truck is drawn, if that is on the way on from its last fix. */
function tailOf(
  reel: Reel,
  picture: Picture,
  truck: number,
  since: number,
  head: number,
  part: 'driven' | 'tail',
): Feature[] {
  const parts = reel.tail(truck, since, head)
  parts.at(-1)?.push([picture.longitude[truck] ?? 0, picture.latitude[truck] ?? 0])
  return parts
    .filter((coordinates) => coordinates.length > 1)
    .map((coordinates) => ({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates },
      properties: { part },
    }))
}

function clusterFeature({ longitude, latitude, count, mix, bounds }: Cluster): Feature<Point> {
  return {
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: { ring: ringName(mix), count, bounds },
  }
}
