import { Toaster as Sonner } from 'sonner'
import { useTheme } from '@/lib/theme'

export function Toaster() {
  const theme = useTheme((state) => state.theme)
  return (
    <Sonner
      theme={theme}
      position="bottom-center"
      offset={20}
      mobileOffset={{ bottom: 80 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-(--width) items-center gap-3 rounded-lg bg-ink px-4 py-3 text-bg text-[13px] shadow-float font-sans',
          title: 'font-medium',
          content: 'flex-1 min-w-0',
          icon: 'shrink-0',
          actionButton:
            'shrink-0 cursor-pointer rounded-md border border-current/30 px-2.5 py-1 font-[550] hover:bg-bg/15',
        },
      }}
    />
  )
}
