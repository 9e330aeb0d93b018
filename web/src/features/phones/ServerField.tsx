import { Field } from '@/components/ui/Field'
import { Input } from '@/components/ui/Input'
import { Select } from '@/components/ui/Select'
import { isLocal, serverFrom } from './setup'

interface Props {
  /** Under which a phone may reach the server. */
  servers: readonly string[]
  written: string
  onWritten: (server: string) => void
}

/** Which address of this server the phone is given; asked only where the page's own means nothing to a phone. */
export function ServerField({ servers, written, onWritten }: Props) {
  if (!isLocal(window.location.origin)) return null
  const server = serverFrom(written)
  const reachable = server !== null && !isLocal(server)
  const fault =
    written.trim() === '' || reachable
      ? undefined
      : server === null
        ? 'This is no address.'
        : 'On the phone this means the phone itself.'
  return (
    <Field
      label="Address of this server"
      error={fault}
      hint={
        reachable
          ? 'An address in a local network is for phones in the same network, a public one for phones on the road.'
          : 'You opened this page as localhost, which on the phone means the phone itself. Use an address of this machine in its local network, such as http://192.168.1.20:8080, or a public one.'
      }
    >
      {(field) => (
        <div className="flex gap-2 max-wide:flex-col">
          {servers.length > 1 && (
            <Select
              aria-label="Known addresses"
              value={servers.includes(written) ? written : (servers[0] ?? '')}
              onValue={onWritten}
              options={servers.map((one) => ({ value: one, label: one }))}
              className="w-auto min-w-56"
            />
          )}
          <Input
            {...field}
            value={written}
            onChange={(event) => onWritten(event.target.value)}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            className="num w-full"
          />
        </div>
      )}
    </Field>
  )
}
