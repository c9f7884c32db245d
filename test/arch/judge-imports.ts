import type { FolderRule, PackageRule } from './import-rules.ts'

export type ImportFact = {
  /** Importing file under `src`, with `/` and with its ending: `main/tasks/claim.ts`. */
  readonly from: string
  /** Imported file under `src` without its ending, a path beginning with `../` outside of it, or a package's name. */
  readonly to: string
  readonly isOwn: boolean
  readonly isTypeOnly: boolean
}

export type Rules = { readonly folders: readonly FolderRule[]; readonly packages: readonly PackageRule[] }

/** Says for each forbidden import what is wrong with it. Unit tests may import anything. */
export function judgeImports(facts: readonly ImportFact[], rules: Rules): readonly string[] {
  return facts
    .filter((fact) => !isUnitTest(fact.from))
    .map((fact) => {
      const complaint = fact.isOwn ? judgeOwn(fact, rules.folders) : judgePackage(fact, rules.packages)
      return complaint === undefined ? undefined : `${fact.from} imports ${fact.to}: ${complaint}`
    })
    .filter((complaint) => complaint !== undefined)
}

function isUnitTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file)
}

function judgeOwn(fact: ImportFact, folders: readonly FolderRule[]): string | undefined {
  if (fact.to.startsWith('../')) return 'src never imports anything outside of src'
  if (isUnitTest(`${fact.to}.ts`)) return 'a unit test is not a module'
  const rule = folders
    .filter(({ folder }) => begins(fact.from, folder))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0]
  if (rule === undefined) return 'no rule covers this folder'
  if (begins(fact.to, rule.folder) && areInOnePart(fact, rule)) return undefined
  if (rule.mayImport.some((allowed) => begins(fact.to, allowed))) return undefined
  if (fact.isTypeOnly && rule.mayImportTypes?.some((allowed) => begins(fact.to, allowed))) return undefined
  const allowed = [...rule.mayImport, ...(rule.mayImportTypes ?? []).map((path) => `types of ${path}`)]
  return `${rule.folder} may import ${allowed.length === 0 ? 'nothing of ours' : allowed.join(', ')}`
}

function areInOnePart(fact: ImportFact, rule: FolderRule): boolean {
  if (rule.isDividedInto === undefined) return true
  return partOf(fact.from, rule) === partOf(fact.to, rule)
}

function partOf(path: string, rule: FolderRule): string {
  const first = path.slice(rule.folder.length + 1).split('/')[0] ?? ''
  return rule.isDividedInto === 'topics' ? (first.split(/[-.]/)[0] ?? '') : first
}

function judgePackage(fact: ImportFact, packages: readonly PackageRule[]): string | undefined {
  const rule = packages.find(({ name }) =>
    name.endsWith(':') ? fact.to.startsWith(name) : fact.to === name || fact.to.startsWith(`${name}/`),
  )
  if (rule === undefined || rule.onlyIn.some((place) => begins(fact.from, place))) return undefined
  return `${rule.why} (only in ${rule.onlyIn.join(', ')})`
}

/** `main/gateway/download` begins `main/gateway/download-guard.ts` and `main/gateway/download/limits`, not `…/downloads`. */
function begins(path: string, beginning: string): boolean {
  return path.startsWith(beginning) && /^($|[/.-])/.test(path.slice(beginning.length))
}
