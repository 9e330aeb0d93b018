import '@/lib/nonce'
import '@/styles/index.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { queryClient } from '@/api/queries'
import { resume } from '@/api/session'
import { Crash } from '@/app/Crash'
import { Gate } from '@/app/Gate'
import { TipProvider } from '@/components/ui/Tip'
import { Toaster } from '@/components/ui/Toaster'
import { invitationTokenOf } from '@/features/session/invitation'
import { resetTokenOf } from '@/features/session/passwords'
import { tokenOf } from '@/features/share/link'
import { followTheme } from '@/lib/theme'

const SharePage = lazy(() => import('@/features/share/SharePage'))
const ResetPage = lazy(() => import('@/features/session/ResetPage'))
const InvitationPage = lazy(() => import('@/features/session/InvitationPage'))

// Who opens one of these links needs no session, and is not asked for one.
const shared = tokenOf(window.location.pathname)
const reset = resetTokenOf(window.location)
const invitation = invitationTokenOf(window.location)
const page =
  shared !== null ? (
    <SharePage token={shared} />
  ) : reset !== null ? (
    <ResetPage token={reset} />
  ) : invitation !== null ? (
    <InvitationPage token={invitation} />
  ) : (
    <Gate />
  )

followTheme()
if (shared === null && reset === null) void resume()

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Crash>
      <QueryClientProvider client={queryClient}>
        <TipProvider delayDuration={350}>
          {/* The search field lives in the address: what is typed must be there at once, not in a transition. */}
          <BrowserRouter useTransitions={false}>
            <Suspense fallback={null}>{page}</Suspense>
          </BrowserRouter>
          <Toaster />
        </TipProvider>
      </QueryClientProvider>
    </Crash>
  </StrictMode>,
)
