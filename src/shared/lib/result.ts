/** A value or a failure as data; failures cross processes without losing their code. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly data: Value }
  | { readonly ok: false; readonly error: Failure }

export const succeed = <Value>(data: Value): { readonly ok: true; readonly data: Value } => ({ ok: true, data })
export const fail = <Failure>(error: Failure): { readonly ok: false; readonly error: Failure } => ({ ok: false, error })
