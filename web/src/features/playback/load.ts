import { answerOf, api } from '@/api/client'
import type { Load } from './reel/Player'

/** Asks the server for windows of these trucks' past; none named means the whole fleet. */
export const loaderOf =
  (truckId: string[]): Load =>
  ({ from, to, every, beginnings }, signal) => {
    const query = {
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      truckId,
      every,
      beginnings,
    }
    return answerOf(api.GET('/api/v1/playback', { params: { query }, signal }))
  }
