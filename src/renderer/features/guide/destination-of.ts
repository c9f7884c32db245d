import type { Destination } from '@renderer/lib/navigation'
import type { Place } from '@shared/catalog/documentation/places'
import { findOperation } from '@shared/catalog/operations'

/** Where in the studio a page of the documentation is at work. */
export function destinationOf(place: Place): Destination {
  switch (place.kind) {
    case 'operation':
      return { view: 'create', operationId: place.operationId }
    case 'guide':
      return { view: 'guide', section: place.section }
    case 'settings':
      return { view: 'settings', section: place.section }
    case 'chat':
      return { view: 'chat' }
  }
}

export function nameOfPlace(place: Place): string {
  switch (place.kind) {
    case 'operation':
      return findOperation(place.operationId)?.title ?? place.operationId
    case 'guide':
      return 'In the guide'
    case 'settings':
      return 'In the settings'
    case 'chat':
      return 'In a chat'
  }
}
