import '@/lib/nonce'
import '@/styles/index.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { queryClient } from '@/api/queries'
import { resume } from '@/api/session'
import { Crash } from '@/app/Crash'
import { Gate } from '@/app/Gate'
import { TipProvider } from '@/components/ui/Tip'
import { Toaster } from '@/components/ui/Toaster'
import { followTheme } from '@/lib/theme'

followTheme()
void resume()

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Crash>
      <QueryClientProvider client={queryClient}>
        <TipProvider delayDuration={350}>
          {/* The search field lives in the address: what is typed must be there at once, not in a transition. */}
          <BrowserRouter useTransitions={false}>
            <Gate />
          </BrowserRouter>
          <Toaster />
        </TipProvider>
      </QueryClientProvider>
    </Crash>
  </StrictMode>,
)
