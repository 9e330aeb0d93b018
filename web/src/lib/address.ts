/** An internet address in its usual short form: `::1` rather than `0:0:0:0:0:0:0:1`. */
export function shortAddress(address: string): string {
  const url = address.includes(':') && URL.parse(`http://[${address}]`)
  return url ? url.hostname.slice(1, -1) : address
}
