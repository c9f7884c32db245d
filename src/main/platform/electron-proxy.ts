import { session } from 'electron'

/** The system's proxy for an address as `http://host:port`, or null for a direct connection. */
export async function resolveSystemProxy(url: string): Promise<string | null> {
  return firstProxy(await session.defaultSession.resolveProxy(url))
}

/** Reads Chromium's answer, for example "PROXY host:8080; DIRECT". SOCKS is not spoken and counts as direct. */
function firstProxy(answer: string): string | null {
  const [kind, address] = answer.split(';')[0]?.trim().split(/\s+/) ?? []
  if (!address) return null
  if (kind === 'PROXY') return `http://${address}`
  return kind === 'HTTPS' ? `https://${address}` : null
}
