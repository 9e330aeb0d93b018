import { useRef } from 'react'
import { useNavigate } from 'react-router'
import { isWriting, somethingOpen, useKeys } from '@/lib/keys'
import { allPlaces } from './places'
import { usePlaces } from './usePlaces'

/** How long "g" waits for the letter of a page. */
const CHORD_MS = 1200

export function useShellKeys({ onPalette, onKeys }: { onPalette: () => void; onKeys: () => void }) {
  const navigate = useNavigate()
  const places = usePlaces(allPlaces)
  const chordAt = useRef(Number.NEGATIVE_INFINITY)

  useKeys((event) => {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      onPalette()
      return
    }
    if (event.metaKey || event.ctrlKey || event.altKey || isWriting(event.target) || somethingOpen()) return
    if (event.key === '?') {
      event.preventDefault()
      onKeys()
    } else if (event.key === 'g') {
      chordAt.current = event.timeStamp
    } else if (event.timeStamp - chordAt.current < CHORD_MS) {
      chordAt.current = Number.NEGATIVE_INFINITY
      const place = places.find(({ keys }) => keys === `g ${event.key}`)
      if (place) navigate(place.path)
    }
  })
}
