// The explorer's door.

import './style/fonts.css';
import './style/base.css';
import './style/frame.css';
import './style/page.css';
import { render } from 'preact';
import { App } from './frame/App.tsx';

const root = document.getElementById('app');
if (root) {
  root.replaceChildren();
  render(<App />, root);
}
