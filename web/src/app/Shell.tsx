import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { useMay } from '@/api/may'
import type { Me, Permission } from '@/api/types'
import { Palette } from '@/features/palette/Palette'
import { useLiveSocket } from '@/lib/live/useLiveSocket'
import { Allowed } from './Allowed'
import { KeysDialog } from './KeysDialog'
import { LostBar } from './LostBar'
import { NotFoundPage } from './NotFoundPage'
import { allPlaces, settingsPlace } from './places'
import { Rail } from './Rail'
import { SettingsRooms } from './SettingsRooms'
import { TabBar } from './TabBar'
import { usePlaces } from './usePlaces'
import { useShellKeys } from './useShellKeys'

const MapPage = lazy(() => import('./pages/MapPage'))
const TrucksPage = lazy(() => import('./pages/TrucksPage'))
const PlaybackPage = lazy(() => import('./pages/PlaybackPage'))
const MonthPage = lazy(() => import('./pages/MonthPage'))
const SettingsPage = lazy(() => import('./pages/SettingsPage'))
const PhonesPage = lazy(() => import('@/features/phones/PhonesPage'))
const ImportPage = lazy(() => import('@/features/imports/ImportPage'))
const AccountPage = lazy(() => import('@/features/account/AccountPage'))
const MembersPage = lazy(() => import('@/features/members/MembersPage'))
const KeysPage = lazy(() => import('@/features/keys/KeysPage'))
const AuditPage = lazy(() => import('@/features/audit/AuditPage'))
const OrganizationsPage = lazy(() => import('@/features/organizations/OrganizationsPage'))

export function Shell({ me }: { me: Me }) {
  const [palette, setPalette] = useState(false)
  const [keys, setKeys] = useState(false)
  const may = useMay()
  useLiveSocket(may('positions:read'))
  useShellKeys({ onPalette: () => setPalette((open) => !open), onKeys: () => setKeys(true) })

  const only = (permission: Permission | readonly Permission[], page: ReactNode) => (
    <Allowed to={permission} me={me}>
      {page}
    </Allowed>
  )
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
            <Route
              path="/"
              element={may('positions:read') ? <MapPage /> : <Navigate to="/account" replace />}
            />
            <Route path="/trucks" element={only('trucks:read', <TrucksPage />)} />
            <Route path="/trucks/:id/month/:month" element={only('positions:read', <MonthPage />)} />
            <Route path="/playback" element={only('positions:read', <PlaybackPage />)} />
            <Route path="/phones" element={only('phones:read', <PhonesPage />)} />
            <Route path="/import" element={only('imports:read', <ImportPage />)} />
            <Route path="/account" element={<AccountPage me={me} />} />
            <Route path="/settings" element={only(settingsPlace.needs, <SettingsRooms />)}>
              {/* Who administers the platform may have no part in the organization that he is signed in to. */}
              <Route
                index
                element={may('settings:read') ? <SettingsPage /> : <Navigate to="organizations" replace />}
              />
              <Route path="members" element={only('members:read', <MembersPage />)} />
              <Route path="keys" element={only('keys:read', <KeysPage />)} />
              <Route path="audit" element={only('audit:read', <AuditPage />)} />
              <Route path="organizations" element={only('organizations:read', <OrganizationsPage />)} />
            </Route>
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </Suspense>
      </div>
      <TabBar me={me} onKeys={() => setKeys(true)} onPalette={() => setPalette(true)} />
      <Palette
        open={palette}
        onOpenChange={setPalette}
        onKeys={() => setKeys(true)}
        places={usePlaces(allPlaces)}
      />
      <KeysDialog open={keys} onOpenChange={setKeys} />
    </div>
  )
}
