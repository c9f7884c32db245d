import { createDetach } from '@shared/lib/detach'
import { raiseNotice } from './notices'
import { failureOf } from './studio'

/** Marks work as deliberately not awaited; what fails is shown as a notice. */
export const detach = createDetach((error) => raiseNotice(failureOf(error)))
