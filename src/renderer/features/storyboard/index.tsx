export { StoryboardView } from './storyboard-view'
