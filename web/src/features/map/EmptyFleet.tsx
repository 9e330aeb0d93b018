import { useQuery } from '@tanstack/react-query'
import { FileUp } from 'lucide-react'
import { Link } from 'react-router'
import { useMay } from '@/api/may'
import { meQuery } from '@/api/queries'
import { Button } from '@/components/ui/Button'
import { CodeBox } from '@/components/ui/CodeBox'
import { CopyButton } from '@/components/ui/CopyButton'
import { Logo } from '@/components/ui/Logo'

/** What a new organization sees first: how to get its trucks onto the map, for who may. */
export function EmptyFleet() {
  const may = useMay()
  return (
    <div className="absolute inset-0 z-10 grid grid-cols-[minmax(0,1fr)] place-items-center overflow-y-auto p-4 max-wide:place-items-end max-wide:pt-[164px] max-wide:pb-4">
      <section
        aria-labelledby="empty-title"
        className="floating w-full max-w-[460px] rounded-2xl p-6 max-wide:p-5"
      >
        <Logo className="size-9 text-accent" />
        {may('imports:write') ? <HowTo /> : <Wait />}
      </section>
    </div>
  )
}

function Wait() {
  return (
    <>
      <h2 id="empty-title" className="mt-3 font-[620] text-xl tracking-tight">
        No trucks yet
      </h2>
      <p className="mt-1.5 text-ink-2">They are on this map as soon as the first of them reports.</p>
    </>
  )
}

function HowTo() {
  const user = useQuery(meQuery).data?.user
  const login = user?.userName ?? user?.email ?? 'NAME'
  const commands = commandsFor(window.location.origin, login)
  return (
    <>
      <h2 id="empty-title" className="mt-3 font-[620] text-xl tracking-tight">
        Put your trucks on the map
      </h2>
      <p className="mt-1.5 text-ink-2">
        Import a file of positions that you have, and its trucks are made for you. Or send positions as they
        happen.
      </p>
      <Button look="primary" size="lg" asChild className="mt-4">
        <Link to="/import">
          <FileUp /> Import a file
        </Link>
      </Button>
      <div className="mt-5 border-line border-t pt-4">
        <div className="flex items-center justify-between">
          <h3 className="font-semibold text-ink-2 text-sm">Send a first position</h3>
          <CopyButton text={commands} label="Copy the commands" />
        </div>
        <div className="mt-1">
          <CodeBox text={commands} />
        </div>
      </div>
    </>
  )
}

const commandsFor = (origin: string, login: string) => `TOKEN=$(curl -s ${origin}/api/v1/auth/token \\
  -d grant_type=password \\
  -d "username=${login}" \\
  -d "password=YOUR-PASSWORD" \\
  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

curl ${origin}/api/v1/trucks \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"truckNumber":"T-1"}'

curl ${origin}/api/v1/positions \\
  -H "Authorization: Bearer $TOKEN" \\
  -H "Content-Type: application/json" \\
  -d "[{\\"truck\\":\\"T-1\\",
    \\"recordedAt\\":\\"$(date -u +%FT%TZ)\\",
    \\"latitude\\":37.9838, \\"longitude\\":23.7275,
    \\"speedKph\\":54, \\"headingDegrees\\":80}]"`
