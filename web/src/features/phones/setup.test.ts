import { describe, expect, test } from 'vitest'
import { appLink, qrText, serverFrom, serversFor } from './setup'

const setup = {
  deviceId: 'k3Yp',
  path: '/osmand',
  localAddresses: ['http://192.168.1.20:8080'],
  settings: { id: 'k3Yp', accuracy: 'high', interval: '30' },
}

describe('setting up a phone', () => {
  test('the code is the address with the settings behind it', () =>
    expect(qrText(setup, 'http://192.168.1.20:8080')).toBe(
      'http://192.168.1.20:8080/osmand?id=k3Yp&accuracy=high&interval=30',
    ))

  test('the link names the address as a parameter', () =>
    expect(appLink(setup, 'https://fleet.example.org')).toBe(
      'org.traccar.client://config?url=https%3A%2F%2Ffleet.example.org%2Fosmand&id=k3Yp&accuracy=high&interval=30',
    ))

  test('localhost is another machine on the phone, so the local network is offered', () => {
    expect(serversFor(setup, 'http://localhost:8080')).toEqual(['http://192.168.1.20:8080'])
    expect(serversFor(setup, 'http://127.0.0.1:8080')).toEqual(['http://192.168.1.20:8080'])
    expect(serversFor(setup, 'https://fleet.example.org')).toEqual(['https://fleet.example.org'])
  })

  test('an address may be written as people write it', () => {
    expect(serverFrom(' fleet.example.org ')).toBe('http://fleet.example.org')
    expect(serverFrom('https://fleet.example.org/tower/')).toBe('https://fleet.example.org/tower')
    expect(serverFrom('192.168.1.7:8080')).toBe('http://192.168.1.7:8080')
    expect([serverFrom(''), serverFrom('a b'), serverFrom('http://x?y=1')]).toEqual([null, null, null])
  })
})
