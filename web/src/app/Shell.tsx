import { lazy, Suspense, useState } from 'react'
import { Route, Routes } from 'react-router'
import type { Me } from '@/api/types'
import { Palette } from '@/features/palette/Palette'
import { useLiveSocket } from '@/lib/live/useLiveSocket'
import { KeysDialog } from './KeysDialog'
import { LostBar } from './LostBar'
import { NotFoundPage } from './NotFoundPage'
import { allPlaces } from './places'
import { Rail } from './Rail'
import { TabBar } from './TabBar'
import { useShellKeys } from './useShellKeys'

const MapPage = lazy(() => import('./pages/MapPage'))
const TrucksPage = lazy(() => import('./pages/TrucksPage'))
const PlaybackPage = lazy(() => import('./pages/PlaybackPage'))
const MonthPage = lazy(() => import('./pages/MonthPage'))
const SettingsPage = lazy(() => import('./pages/SettingsPage'))
const PhonesPage = lazy(() => import('@/features/phones/PhonesPage'))
const ImportPage = lazy(() => import('@/features/imports/ImportPage'))

export function Shell({ me }: { me: Me }) {
  const [palette, setPalette] = useState(false)
  const [keys, setKeys] = useState(false)
  useLiveSocket()
  useShellKeys({ onPalette: () => setPalette((open) => !open), onKeys: () => setKeys(true) })

  return (
    <div className="relative grid h-full grid-cols-[auto_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto]">
      <a
        href="#content"
        className="floating sr-only left-3 z-50 px-3 py-2 focus:not-sr-only focus:absolute focus:top-3"
      >
        Skip to the content
      </a>
      <Rail me={me} onKeys={() => setKeys(true)} onPalette={() => setPalette(true)} />
      <LostBar />
      <div
        id="content"
        tabIndex={-1}
        className="relative col-start-2 row-start-1 min-h-0 outline-none max-wide:col-span-2 max-wide:col-start-1"
      >
        <Suspense fallback={null}>
          <Routes>
            <Route path="/" element={<MapPage />} />
            <Route path="/trucks" element={<TrucksPage />} />
            <Route path="/trucks/:id/month/:month" element={<MonthPage />} />
            <Route path="/playback" element={<PlaybackPage />} />
            <Route path="/settings" element={<SettingsPage />} />
            <Route path="/phones" element={<PhonesPage />} />
            <Route path="/import" element={<ImportPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </Suspense>
      </div>
      <TabBar me={me} onKeys={() => setKeys(true)} onPalette={() => setPalette(true)} />
      <Palette open={palette} onOpenChange={setPalette} onKeys={() => setKeys(true)} places={allPlaces} />
      <KeysDialog open={keys} onOpenChange={setKeys} />
    </div>
  )
}
