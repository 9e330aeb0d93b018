/** Lines to copy. What is too long for the box goes on in the next line, so that all of it can be read. */
export function CodeBox({ text }: { text: string }) {
  return (
    <pre className="whitespace-pre-wrap rounded-lg bg-sunken p-3 font-mono text-2xs text-ink-2 leading-[1.6] [overflow-wrap:anywhere]">
      {text}
    </pre>
  )
}
