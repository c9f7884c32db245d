import { detach } from '@renderer/data/detach'
import { request } from '@renderer/data/studio'
import { useRovingFocus } from '@renderer/lib/use-roving-focus'
import { IconButton } from '@renderer/ui/icon-button'
import type { StoryboardDetail, StoryboardProject } from '@shared/domain/storyboard'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { type BoardActions, offerUndo } from '../board-actions'
import { PaneRow } from './pane-row'

export interface ProjectsPaneProps {
  readonly projects: readonly StoryboardProject[]
  readonly openId: string | null
  readonly board: StoryboardDetail | null
  readonly actions: BoardActions | null
  readonly onOpen: (projectId: string) => void
  readonly onCreate: () => void
}

/** Storyboards, and the scenes of the open one. */
export function ProjectsPane(props: ProjectsPaneProps) {
  const { projects, openId, board, actions, onOpen, onCreate } = props
  return (
    <>
      <Heading title="Storyboards" addLabel="New storyboard" keys="mod+N" onAdd={onCreate} />
      <ProjectList projects={projects} openId={openId} onOpen={onOpen} />
      {board && actions ? (
        <>
          <Heading title="Scenes" addLabel="New scene" onAdd={actions.addScene} />
          <SceneList board={board} actions={actions} />
        </>
      ) : null}
    </>
  )
}

interface HeadingProps {
  readonly title: string
  readonly addLabel: string
  readonly keys?: string
  readonly onAdd: () => void
}

function Heading({ title, addLabel, keys, onAdd }: HeadingProps) {
  return (
    <div className="flex shrink-0 items-center justify-between pt-2.5 pr-2 pb-1 pl-3">
      <h2 className="text-12 font-medium text-muted">{title}</h2>
      <IconButton label={addLabel} size="small" icon={<Plus />} onClick={onAdd} {...(keys ? { keys } : {})} />
    </div>
  )
}

function ProjectList({ projects, openId, onOpen }: Pick<ProjectsPaneProps, 'projects' | 'openId' | 'onOpen'>) {
  const [renamingId, setRenamingId] = useState<string | null>(null)
  const roving = useRovingFocus(
    projects.map(({ id, title }) => ({ id, label: title })),
    onOpen,
  )
  const remove = async ({ id, title }: StoryboardProject): Promise<void> => {
    await request('storyboard.delete-project', { projectId: id })
    offerUndo(`${title} deleted`, async () => {
      await request('storyboard.undelete-project', { projectId: id })
      onOpen(id)
    })
  }
  const rename = (projectId: string, title: string | null): void => {
    setRenamingId(null)
    if (title !== null) detach(request('storyboard.rename-project', { projectId, title }), 'rename a storyboard')
  }
  return (
    <ul {...roving.listProps} aria-label="Storyboards" className="max-h-[45%] shrink-0 overflow-y-auto px-2">
      {projects.map((project) => (
        <PaneRow
          key={project.id}
          title={project.title}
          isCurrent={project.id === openId}
          isRenaming={project.id === renamingId}
          renameLabel="Name of the storyboard"
          buttonProps={roving.itemProps(project.id)}
          onOpen={() => onOpen(project.id)}
          onStartRename={() => setRenamingId(project.id)}
          onRename={(title) => rename(project.id, title)}
          onDelete={() => detach(remove(project), 'delete a storyboard')}
        />
      ))}
    </ul>
  )
}

function SceneList({ board, actions }: { readonly board: StoryboardDetail; readonly actions: BoardActions }) {
  const [renamingId, setRenamingId] = useState<string | null>(null)
  const roving = useRovingFocus(
    board.scenes.map(({ id, title }) => ({ id, label: title })),
    showScene,
  )
  return (
    <ul {...roving.listProps} aria-label="Scenes" className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
      {board.scenes.map((scene) => (
        <PaneRow
          key={scene.id}
          title={scene.title}
          aside={scene.shots.length === 0 ? 'empty' : String(scene.shots.length)}
          isCurrent={false}
          isRenaming={scene.id === renamingId}
          renameLabel="Name of the scene"
          buttonProps={roving.itemProps(scene.id)}
          onOpen={() => showScene(scene.id)}
          onStartRename={() => setRenamingId(scene.id)}
          onRename={(title) => {
            setRenamingId(null)
            if (title !== null) actions.renameScene(scene.id, title)
          }}
          onDelete={() => actions.removeScene(scene.id)}
        />
      ))}
    </ul>
  )
}

function showScene(sceneId: string): void {
  document.querySelector(`[data-scene-id="${CSS.escape(sceneId)}"]`)?.scrollIntoView({ block: 'start' })
}
