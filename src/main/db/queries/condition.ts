/** A part of a WHERE clause with its values. */
export interface Condition {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

/** All must hold. */
export const where = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.length === 0 ? 'TRUE' : conditions.map(({ sql }) => sql).join(' AND '),
  values: conditions.flatMap(({ values }) => values),
})

/** Also true where the condition cannot tell, for example of a cost that nobody knows. */
export const not = ({ sql, values }: Condition): Condition => ({ sql: `(${sql}) IS NOT TRUE`, values })

export const oneOf = (column: string, values: readonly string[]): Condition => ({
  sql:
    values.length === 0
      ? 'FALSE'
      : values.length === 1
        ? `${column} = ?`
        : `${column} IN (${values.map(() => '?').join(', ')})`,
  values,
})
