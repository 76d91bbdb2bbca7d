// The playground's door: styles, Monaco's workers, then GraphiQL once its fonts are there.

import './style.ts';
import './workers.ts';
import { createRoot } from 'react-dom/client';
import { Playground } from './Playground.tsx';

const place = document.getElementById('playground');
if (!place) throw new Error('index.html has no #playground');

// Monaco measures its letters once, when it starts: with fonts that come later the cursor would stand beside the text.
await Promise.allSettled([document.fonts.load('14px "Fira Code"', 'a'), document.fonts.load('14px "Fira Code"', 'स')]);

createRoot(place).render(<Playground />);
