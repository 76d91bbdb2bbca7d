// The explorer's door.

import { render } from 'preact';

const root = document.getElementById('app');
if (root) render(<p>Sabha</p>, root);
