import { Component, type ReactNode } from 'react'
import { Button } from '@/components/ui/Button'
import { Notice } from '@/components/ui/Notice'

/** Catches what nothing else has caught, so that nobody is left with an empty page. */
export class Crash extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false }

  static getDerivedStateFromError() {
    return { crashed: true }
  }

  override render() {
    if (!this.state.crashed) return this.props.children
    return (
      <Notice
        title="This page has stopped working"
        text="It was our mistake, and nothing that you saved is lost. Loading the page again usually mends it."
      >
        <Button look="primary" onClick={() => window.location.reload()}>
          Load the page again
        </Button>
      </Notice>
    )
  }
}
