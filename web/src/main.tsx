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
import { tokenOf } from '@/features/share/link'
import { followTheme } from '@/lib/theme'

const SharePage = lazy(() => import('@/features/share/SharePage'))

// Who opens a shared link has no session, and is not asked for one.
const shared = tokenOf(window.location.pathname)

followTheme()
if (shared === null) void resume()

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Crash>
      <QueryClientProvider client={queryClient}>
        <TipProvider delayDuration={350}>
          {/* The search field lives in the address: what is typed must be there at once, not in a transition. */}
          <BrowserRouter useTransitions={false}>
            {shared === null ? (
              <Gate />
            ) : (
              <Suspense fallback={null}>
                <SharePage token={shared} />
              </Suspense>
            )}
          </BrowserRouter>
          <Toaster />
        </TipProvider>
      </QueryClientProvider>
    </Crash>
  </StrictMode>,
)
