import './page.css';
import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Page, type PageProps } from './Page';

/** @param within puts the page into the provider of its client */
export function renderPage(props: PageProps, within: (page: ReactNode) => ReactNode): void {
  const container = document.getElementById('page');
  if (container === null) throw new TypeError('Expected an element #page, got none.');
  createRoot(container).render(<StrictMode>{within(<Page {...props} />)}</StrictMode>);
}
